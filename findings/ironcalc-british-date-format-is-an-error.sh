#!/usr/bin/env bash
# IronCalc shows #VALUE! for a date whose format names a language, as Excel's British dates do.
#
# Guess: [$-809]dd/mm/yyyy (809 is English, United Kingdom) shows 13/07/2027; a tag that an engine
#   does not know is passed over.
# Seen (ironcalc 0.9.1): the text of the cell is "#VALUE!", as though the cell held an error; the value
#   under it is right. The same without the tag shows the date. [$-F800], Excel's own long date, fails too.
# Why it matters: Excel puts such a tag into the format when somebody picks a date of another
#   language from the list, so ordinary due dates read as errors.
# Instead: read the value (get_cell_value), never the formatted text; write formats without a tag.
set -euo pipefail
command -v python3 >/dev/null || { echo "needs python3"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check ironcalc==0.9.1 xlsxwriter==3.3.1
cat > "$work/try.py" <<'PY'
import datetime
import sys
import ironcalc
import xlsxwriter

formats = ["dd/mm/yyyy", "[$-809]dd/mm/yyyy", "[$-en-GB]d mmmm yyyy;@", "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy"]
path = sys.argv[1] + "/dates.xlsx"
with xlsxwriter.Workbook(path) as book:
    sheet = book.add_worksheet()
    for row, text in enumerate(formats):
        sheet.write_datetime(row, 0, datetime.date(2027, 7, 13), book.add_format({"num_format": text}))
model = ironcalc.load_from_xlsx(path, "en", "UTC", "en")
model.evaluate()
shown = []
for row, text in enumerate(formats, 1):
    shown.append(model.get_formatted_cell_value(0, row, 1))
    print(f"  {text:42} {shown[-1]:12} value {model.get_cell_value(0, row, 1)}")
if shown[0] != "13/07/2027" or shown[1] != "#VALUE!" or model.get_cell_value(0, 2, 1) != 46581:
    sys.exit("CHANGED: ironcalc shows it otherwise now")
print("as described")
PY
"$work/venv/bin/python" "$work/try.py" "$work"
