#!/usr/bin/env bash
# A link to a place in a page (https://example.org/plan#action-2) in a workbook from XlsxWriter, saved by ExcelJS or
# aspose-cells-foss.
#
# Guess: the link leads to the same place.
# Seen (ExcelJS 4.4.0, aspose-cells-foss 26.10.0, XlsxWriter 3.3.1, read with openpyxl 3.1.5): XlsxWriter keeps the address and the
#   place apart, as Excel does (relationship target and the attribute "location"); both save the address alone, so that
#   the link leads to the top of the page. ExcelJS also makes a name that belongs to one sheet a name of the whole
#   workbook, and both drop the custom properties.
# Why it matters: each row's link leads to the whole report in place of its finding; the workbook's reference is gone.
# Instead: openpyxl (checked: link, name and property stay).
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
command -v node >/dev/null || { echo "needs node"; exit 2; }
npm install --silent --no-audit --no-fund exceljs@4.4.0 >npm.log 2>&1 || { cat npm.log; exit 2; }
python3 -m venv venv; venv/bin/pip install -q --disable-pip-version-check xlsxwriter==3.3.1 openpyxl==3.1.5 aspose-cells-foss==26.10.0 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat > make.py <<'PY'
import xlsxwriter
with xlsxwriter.Workbook("plan.xlsx") as book:
    sheet = book.add_worksheet("Plan")
    sheet.write_url(0, 0, "https://example.org/plan#action-2", string="Action 2")
    book.define_name("Plan!Status", "=Plan!$A$1")
    book.set_custom_property("Reference", "0042")
PY
venv/bin/python make.py
cat > save.js <<'JS'
const Excel = require('exceljs');
(async () => { const book = new Excel.Workbook(); await book.xlsx.readFile('plan.xlsx'); await book.xlsx.writeFile('exceljs.xlsx'); })();
JS
node save.js
cat > check.py <<'PY'
import openpyxl, aspose.cells_foss
aspose.cells_foss.Workbook("plan.xlsx").save("aspose.xlsx")
openpyxl.load_workbook("plan.xlsx").save("openpyxl.xlsx")
def look(name):
    book = openpyxl.load_workbook(name)
    link = book["Plan"]["A1"].hyperlink
    return link.target, link.location, list(book.defined_names), list(book["Plan"].defined_names), [p.name for p in book.custom_doc_props.props]
for name in ("plan", "openpyxl", "exceljs", "aspose"): print(name, look(name + ".xlsx"))
whole = ("https://example.org/plan", "action-2", [], ["Status"], ["Reference"])
assert look("plan.xlsx") == look("openpyxl.xlsx") == whole
assert look("exceljs.xlsx") == ("https://example.org/plan", None, ["Status"], [], [])
assert look("aspose.xlsx")[:2] == ("https://example.org/plan", None) and look("aspose.xlsx")[4] == []
PY
venv/bin/python check.py
echo "as described: the place in the page is lost"
