#!/usr/bin/env bash
# duke-sheets works TEXT(date, "d mmmm yyyy") out as "46581", and can save that into the sentence.
#
# Guess: a library that shows a cell in the format d mmmm yyyy as "13 July 2027" gives the same words
#   from TEXT().
# Seen (duke-sheets 0.1.20): get_formatted_value is right for the cell; TEXT with a date format
#   gives the bare number as text, and so does TEXT(1234.5,"#,##0.00"). TEXT(0.25,"0%") and
#   TEXT(..., "hh:mm") are right. After calculate() and save(), the stored result of ="Due on "&TEXT(...) is what other
#   readers show. The workbook's custom properties are gone after the save as well.
# Why it matters: letters are merged from such sentences.
# Instead: format dates in Python, and let Excel or ironcalc 0.9.1 (checked: right) do TEXT.
set -euo pipefail
command -v python3 >/dev/null || { echo "needs python3"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check duke-sheets==0.1.20 xlsxwriter==3.3.1 openpyxl==3.1.5 ironcalc==0.9.1
cat > "$work/try.py" <<'PY'
import datetime
import sys
import zipfile
import duke_sheets
import ironcalc
import openpyxl
import xlsxwriter

formulas = ['="Due on "&TEXT(B1,"d mmmm yyyy")', '=TEXT(B1,"dddd")', '=TEXT(0.6041667,"hh:mm")', '=TEXT(1234.5,"#,##0.00")', '=TEXT(0.25,"0%")']
path, saved = sys.argv[1] + "/plan.xlsx", sys.argv[1] + "/saved.xlsx"
with xlsxwriter.Workbook(path) as book:
    book.set_custom_property("Plan", "PA-2027-1")
    sheet = book.add_worksheet("Plan")
    sheet.write_datetime(0, 1, datetime.date(2027, 7, 13), book.add_format({"num_format": "d mmmm yyyy"}))
    for row, text in enumerate(formulas):
        sheet.write_formula(row, 0, text)
duke = duke_sheets.Workbook.open(path)
duke.calculate()
duke.save(saved)
iron = ironcalc.load_from_xlsx(path, "en", "UTC", "en")
iron.evaluate()
sheet = duke.get_sheet(0)
print("  the cell itself:", sheet.get_formatted_value("B1"))
seen = [str(sheet.get_calculated_value(f"A{row}")) for row in range(1, len(formulas) + 1)]
right = [iron.get_formatted_cell_value(0, row, 1) for row in range(1, len(formulas) + 1)]
for text, ours, theirs in zip(formulas, seen, right):
    print(f"  {text:34} {ours:16} ironcalc: {theirs}")
stored = openpyxl.load_workbook(saved, data_only=True).active["A1"].value
custom = "docProps/custom.xml" in zipfile.ZipFile(saved).namelist()
print("  stored for other readers:", stored, "| custom properties kept:", custom)
if seen[0] != "Due on 46581" or seen[1] != "46581" or seen[3] != "1234.5" or stored != "Due on 46581" or custom \
        or sheet.get_formatted_value("B1") != "13 July 2027" or right[0] != "Due on 13 July 2027":
    sys.exit("CHANGED: TEXT does otherwise now")
print("as described")
PY
"$work/venv/bin/python" "$work/try.py" "$work"
