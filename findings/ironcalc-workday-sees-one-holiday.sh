#!/usr/bin/env bash
# IronCalc opens a workbook and counts one holiday of the list that WORKDAY is given, or none.
#
# Guess: WORKDAY(start, 60, B1:B4) gives the same day in every engine: the list is a range, as in Excel.
# Seen (ironcalc 0.9.1, file by XlsxWriter 3.3.1): the formula of the file becomes
#   WORKDAY(..., 60, @B1:B4): the range is cut to the cell of the formula's own row. In row 1 the due
#   date is three days early, in row 10 it is #VALUE!. The same formula typed in with set_user_input
#   is right, and so is a defined name for the list. NETWORKDAYS is right either way.
# Why it matters: "60 working days" in a tracker gives another date in each row, with no error.
# Instead: give the list a defined name (checked: right), or work the dates out in Python.
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

holidays = [datetime.date(2026, 12, 25), datetime.date(2026, 12, 28), datetime.date(2027, 1, 1), datetime.date(2027, 1, 4)]
formula = "=WORKDAY(DATE(2026,12,7),60,{})"
path = sys.argv[1] + "/tracker.xlsx"
with xlsxwriter.Workbook(path) as book:
    sheet = book.add_worksheet("Plan")
    for row, day in enumerate(holidays):
        sheet.write_datetime(row, 1, day, book.add_format({"num_format": "d mmm yyyy"}))
    for row, listed in ((0, "B1:B4"), (9, "B1:B4"), (11, "Holidays")):
        sheet.write_formula(row, 0, formula.format(listed))
    sheet.write_formula(12, 0, "=NETWORKDAYS(DATE(2026,12,7),DATE(2027,3,5),B1:B4)")
    book.define_name("Holidays", "=Plan!$B$1:$B$4")

def shown(model, row):
    text = model.get_formatted_cell_value(0, row, 1)
    return str(datetime.date(1899, 12, 30) + datetime.timedelta(int(text))) if len(text) == 5 and text.isdigit() else text

model = ironcalc.load_from_xlsx(path, "en", "UTC", "en")
model.evaluate()
seen = {row: shown(model, row) for row in (1, 10, 12, 13)}
for row, text in seen.items():
    print(f"  row {row}: {model.get_cell_formula(0, row, 1)}  {text}")
model.set_user_input(0, 20, 1, formula.format("B1:B4"))
model.evaluate()
typed = shown(model, 20)
print("  typed in:", typed)
if seen != {1: "2027-03-02", 10: "#VALUE!", 12: "2027-03-05", 13: "61"} or typed != "2027-03-05":
    sys.exit("CHANGED: ironcalc counts otherwise now")
print("as described")
PY
"$work/venv/bin/python" "$work/try.py" "$work"
