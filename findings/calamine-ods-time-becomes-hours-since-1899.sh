#!/usr/bin/env bash
# Times and yes/no of a workbook from XlsxWriter, saved as .ods by LibreOffice and read by python-calamine.
#
# Guess: the .ods gives the same values as the .xlsx: a date with time, a length of time, True.
# Seen (python-calamine 0.9.1, LibreOffice 7.4.7, XlsxWriter 3.3.1): a date with time whose cell shows hours and minutes only
#   comes back as the text "PT1108905H30M00...S" (hours since 1899), a length of time as the text "PT36H00M00S", and True
#   as the number 1.0. From the .xlsx the same cells are a datetime, a timedelta and True. A plain date is right in both.
# Why it matters: partners who save as .ods: meetings lose their day, and an answer "yes" is a 1.
# Instead: convert the .ods to .xlsx with LibreOffice first (checked: date and length come back; the yes too).
set -euo pipefail
command -v soffice >/dev/null || { echo "needs LibreOffice (soffice)"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
echo "tool: $(soffice --version)"
convert() { # convert FORMAT FOLDER FILE
  soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to "$1" --outdir "$2" "$3" >/dev/null 2>&1; }
python3 -m venv venv; venv/bin/pip install -q --disable-pip-version-check xlsxwriter==3.3.1 python-calamine==0.9.1 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat > make.py <<'PY'
import datetime, xlsxwriter
with xlsxwriter.Workbook("plan.xlsx") as book:
    sheet = book.add_worksheet("Plan")
    sheet.write_datetime(0, 0, datetime.datetime(2026, 7, 1), book.add_format({"num_format": "dd/mm/yyyy"}))
    sheet.write_datetime(0, 1, datetime.datetime(2026, 7, 1, 9, 30), book.add_format({"num_format": "hh:mm"}))
    sheet.write_number(0, 2, 1.5, book.add_format({"num_format": "[h]:mm"}))
    sheet.write_boolean(0, 3, True)
PY
venv/bin/python make.py
convert ods out plan.xlsx
convert xlsx back out/plan.ods
cat > look.py <<'PY'
import datetime, python_calamine
def row(name): return python_calamine.CalamineWorkbook.from_path(name).get_sheet_by_name("Plan").to_python()[0]
xlsx, ods, back = row("plan.xlsx"), row("out/plan.ods"), row("back/plan.xlsx")
for name, seen in (("xlsx", xlsx), ("ods", ods), ("back", back)): print(name, seen)
day = datetime.date(2026, 7, 1)
assert xlsx == [day, datetime.datetime(2026, 7, 1, 9, 30), datetime.timedelta(hours=36), True] and xlsx[3] is True
assert ods[0] == day and str(ods[1]).startswith("PT11089") and ods[2] == "PT36H00M00S" and ods[3] == 1.0 and type(ods[3]) is float
assert back[0] == day and abs(back[1] - xlsx[1]) < datetime.timedelta(seconds=1) and back[2] == xlsx[2] and back[3] is True
PY
venv/bin/python look.py
echo "as described: times are texts, yes is 1.0"
