#!/usr/bin/env bash
# A workbook from XlsxWriter with a drop-down over B2:B10, opened and saved unchanged by ExcelJS.
#
# Guess: the sheet has one rule for B2:B10 afterwards, as before.
# Seen (ExcelJS 4.4.0, XlsxWriter 3.3.1, read with openpyxl 3.1.5): there are two, one for B2:B10 and a second copy for B10
#   alone: two rules hold for one cell, which Excel's own dialog never makes. A rule over B2:B9 stays single. An empty row
#   that was hidden is shown again as well.
# Why it matters: taking the drop-down of the last action away, or giving it other choices, leaves the second rule behind.
# Instead: delete the copies from worksheet.dataValidations.model before saving; or use openpyxl (checked: one rule).
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
command -v node >/dev/null || { echo "needs node"; exit 2; }
npm install --silent --no-audit --no-fund exceljs@4.4.0 >npm.log 2>&1 || { cat npm.log; exit 2; }
python3 -m venv venv; venv/bin/pip install -q --disable-pip-version-check xlsxwriter==3.3.1 openpyxl==3.1.5 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat > make.py <<'PY'
import xlsxwriter
for name, last in (("ten", 9), ("nine", 8)):
    with xlsxwriter.Workbook(name + ".xlsx") as book:
        sheet = book.add_worksheet("Plan")
        sheet.write(0, 1, "Status")
        sheet.data_validation(1, 1, last, 1, {"validate": "list", "source": ["Open", "Done"]})
        sheet.set_row(11, None, None, {"hidden": True})
PY
venv/bin/python make.py
cat > save.js <<'JS'
const Excel = require('exceljs');
(async () => {
  for (const name of ['ten', 'nine']) {
    const book = new Excel.Workbook();
    await book.xlsx.readFile(name + '.xlsx');
    await book.xlsx.writeFile(name + '-saved.xlsx');
  }
})();
JS
node save.js
cat > check.py <<'PY'
import openpyxl
def rules(name): return sorted(str(rule.sqref) for rule in openpyxl.load_workbook(name).active.data_validations.dataValidation)
def hidden(name): return openpyxl.load_workbook(name).active.row_dimensions[12].hidden
for name in ("ten.xlsx", "ten-saved.xlsx", "nine-saved.xlsx"): print(name, rules(name), "row 12 hidden:", hidden(name))
assert rules("ten.xlsx") == ["B2:B10"] and rules("ten-saved.xlsx") == ["B10", "B2:B10"] and rules("nine-saved.xlsx") == ["B2:B9"]
assert hidden("ten.xlsx") and not hidden("ten-saved.xlsx")
book = openpyxl.load_workbook("ten.xlsx"); book.save("again.xlsx")
assert rules("again.xlsx") == ["B2:B10"]
PY
venv/bin/python check.py
echo "as described: B10 has two rules"
