#!/usr/bin/env bash
# python-calamine reads a cell whose formula failed as an empty one.
#
# Guess: #N/A, #REF! and #DIV/0! are read as such texts, as openpyxl does, or as a value of their own.
# Seen (python-calamine 0.9.1): each of #N/A, #REF!, #DIV/0!, #NAME? and #VALUE! is read as "", as a cell
#   that nobody has filled in; a typed text "#N/A" is read as it stands. openpyxl 3.1.5 with data_only
#   gives the error's name.
# Why it matters: a plan whose look-up of the lead has broken is read as a plan without a lead.
# Instead: read workbooks that hold formulas with openpyxl, and refuse values that begin with #.
set -euo pipefail
command -v python3 >/dev/null || { echo "needs python3"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check python-calamine==0.9.1 xlsxwriter==3.3.1 openpyxl==3.1.5
cat > "$work/try.py" <<'PY'
import sys
import openpyxl
import python_calamine
import xlsxwriter

errors = {"=NA()": "#N/A", "=INDIRECT(\"Z0\")": "#REF!", "=1/0": "#DIV/0!", "=leads": "#NAME?", '="a"+1': "#VALUE!"}
path = sys.argv[1] + "/plan.xlsx"
with xlsxwriter.Workbook(path) as book:
    sheet = book.add_worksheet()
    for row, (formula, error) in enumerate(errors.items()):
        sheet.write_formula(row, 0, formula, None, error)
        sheet.write(row, 1, "kept")
    sheet.write_row(len(errors), 0, ["#N/A", "kept"])
calamine = [row[0] for row in python_calamine.load_workbook(path).get_sheet_by_index(0).to_python()]
other = [row[0] for row in openpyxl.load_workbook(path, data_only=True).active.iter_rows(values_only=True)]
print("  calamine", calamine)
print("  openpyxl", other)
if calamine != [""] * 5 + ["#N/A"] or other != [*errors.values(), "#N/A"]:
    sys.exit("CHANGED: the errors are read otherwise now")
print("as described")
PY
"$work/venv/bin/python" "$work/try.py" "$work"
