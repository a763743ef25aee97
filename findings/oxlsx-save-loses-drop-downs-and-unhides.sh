#!/usr/bin/env bash
# oxlsx saves a workbook without its drop-downs, and what was hidden is shown.
#
# Guess: opening a tracker and changing one cell loses something rare (rich text, say); the rules of the
#   sheet stay, as it does with openpyxl.
# Seen (oxlsx 0.2.0, one cell changed and saved): both data validations, the marks of hidden rows and
#   columns, sheet protection, the page footer and landscape are gone, and the very hidden sheet with the lists is
#   an ordinary sheet. No warning. Conditional formats, comments, links and merged cells stay.
# Why it matters: the tracker that people get back looks the same and accepts anything; what was hidden
#   from readers is on view.
# Instead: write such workbooks anew, or edit with openpyxl 3.1.5 or wolfxl 2.0.21, which keep all of
#   these (checked below).
set -euo pipefail
command -v python3 >/dev/null || { echo "needs python3"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check oxlsx==0.2.0 openpyxl==3.1.5 wolfxl==2.0.21 xlsxwriter==3.3.1
cat > "$work/try.py" <<'PY'
import re
import sys
import zipfile
import openpyxl, oxlsx, wolfxl, xlsxwriter

path = sys.argv[1] + "/tracker.xlsx"
with xlsxwriter.Workbook(path) as book:
    sheet = book.add_worksheet("Plan")
    sheet.write_row(0, 0, ["Ref", "Status", "Key", "Share"])
    sheet.write_row(1, 0, ["PA 1.1", "Done", "k1", 0.5])
    sheet.write_row(2, 0, ["PA 1.2", "Done", "k2", 0.2])
    sheet.data_validation("B2:B9", {"validate": "list", "source": "=Lists!$A$1:$A$2"})
    sheet.data_validation("D2:D9", {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 1})
    sheet.set_column("C:C", None, None, {"hidden": True})
    sheet.set_row(2, None, None, {"hidden": True})
    sheet.set_landscape()
    sheet.set_footer("&CPage &P of &N")
    sheet.protect()
    lists = book.add_worksheet("Lists")
    lists.write_column(0, 0, ["Done", "Not started"])
    lists.very_hidden()

def parts(file):
    archive = zipfile.ZipFile(file)
    sheet, book = (archive.read(name).decode() for name in ("xl/worksheets/sheet1.xml", "xl/workbook.xml"))
    found = {"protection": "<sheetProtection", "validation": "<dataValidation ", "hidden": 'hidden="1"', "footer": "<oddFooter>", "landscape": 'orientation="landscape"'}
    return {name: len(re.findall(text, sheet)) for name, text in found.items()} | {"very hidden": book.count("veryHidden")}

before = parts(path)
print(f"  {'file':9}", before)
after = {}
for name, library in (("openpyxl", openpyxl), ("wolfxl", wolfxl), ("oxlsx", oxlsx)):
    workbook = library.load_workbook(path)
    workbook["Plan"]["A2"] = "PA 1.1 (revised)"
    workbook.save(f"{sys.argv[1]}/{name}.xlsx")
    after[name] = parts(f"{sys.argv[1]}/{name}.xlsx")
    print(f"  {name:9}", after[name])
if set(after["oxlsx"].values()) != {0} or after["openpyxl"] != before or after["wolfxl"] != before:
    sys.exit("CHANGED: other parts are kept now")
print("as described")
PY
"$work/venv/bin/python" "$work/try.py" "$work"
