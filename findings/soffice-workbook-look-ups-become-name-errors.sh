#!/usr/bin/env bash
# A workbook from XlsxWriter with XLOOKUP, FILTER, UNIQUE and SORT (array formulas in the file, as Excel writes the last three), LET, XMATCH and TEXTBEFORE
# (ordinary ones), each with its stored result, and a table with a formula in a column; saved as .xlsx by LibreOffice.
# Guess: LibreOffice 7.4 knows none of the seven, does not calculate files from Excel anew (its default), and so keeps formulas and results.
# Seen (LibreOffice 7.4.7, XlsxWriter 3.3.1, openpyxl 3.1.5): LET, XMATCH and TEXTBEFORE keep their results; of the array formulas the stored result is
#   #NAME? from then on. All names come back in small letters (_xlfn.xlookup), and so do the names of the table's columns in formulas
#   ([[#this row],cost]); the table has forgotten its column's formula and what its total row adds up. Exit code 0.
# Why it matters: whoever reads a returned tracker with data_only=True gets "#NAME?" for a status, and new rows get no formula.
# Instead: INDEX and MATCH (checked: kept), and values in place of FILTER in workbooks that others save.
set -euo pipefail
command -v soffice >/dev/null || { echo "needs LibreOffice (soffice)"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv; venv/bin/pip install -q --disable-pip-version-check xlsxwriter==3.3.1 openpyxl==3.1.5 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat > look.py <<'PY'
import subprocess, sys
import openpyxl, xlsxwriter
FORMULAS = [('_xlfn.XLOOKUP("1.2",A2:A4,C2:C4)', "Late"), ('_xlfn._xlws.FILTER(A2:A4,C2:C4="Late")', "1.2"), ("_xlfn.UNIQUE(C2:C4)", "Open"), ("_xlfn._xlws.SORT(C2:C4)", "Late"),
            ("_xlfn.LET(_xlpm.x,5,_xlpm.x+1)", 6), ('_xlfn.XMATCH("1.2",A2:A4)', 2), ('_xlfn.TEXTBEFORE("Late: training",":")', "Late"), ('INDEX(C2:C4,MATCH("1.2",A2:A4,0))', "Late")]
with xlsxwriter.Workbook("plan.xlsx") as book:
    sheet = book.add_worksheet("Plan")
    sheet.add_table("A1:D5", {"name": "Actions", "total_row": True, "data": [["1.1", 10, "Open"], ["1.2", 20, "Late"], ["1.3", 30, "Open"]],
        "columns": [{"header": "Action"}, {"header": "Cost", "total_function": "sum"}, {"header": "Status"}, {"header": "Share", "formula": "=[@Cost]/SUM([Cost])"}]})
    for row, (formula, result) in enumerate(FORMULAS, 7):
        write = sheet.write_array_formula if row < 11 else sheet.write_formula
        write(*((row, 5, row, 5) if row < 11 else (row, 5)), "=" + formula, None, result)
subprocess.run(["soffice", f"-env:UserInstallation=file://{sys.argv[1]}/profile", "--headless", "--convert-to", "xlsx", "--outdir", "out", "plan.xlsx"], check=True, capture_output=True)
sheet, results = openpyxl.load_workbook("out/plan.xlsx")["Plan"], openpyxl.load_workbook("out/plan.xlsx", data_only=True)["Plan"]
seen = []
for row, (formula, result) in enumerate(FORMULAS, 8):
    after = sheet.cell(row, 6).value
    after = getattr(after, "text", after).lstrip("=")
    seen.append((results.cell(row, 6).value, after == formula))
    print(f"  {formula}: {result!r} -> {after}: {results.cell(row, 6).value!r}")
table = sheet.tables["Actions"]
print("  table:", sheet["D2"].value, [column.calculatedColumnFormula for column in table.tableColumns], [column.totalsRowFunction for column in table.tableColumns])
assert seen == [("#NAME?", False)] * 4 + [(6, False), (2, False), ("Late", False), ("Late", True)]
assert sheet["D2"].value == "=[[#this row],cost]/SUM([cost])" and not any(column.calculatedColumnFormula or column.totalsRowFunction for column in table.tableColumns)
PY
venv/bin/python look.py "$work"
echo "as described: stored results of array formulas are #NAME?"
