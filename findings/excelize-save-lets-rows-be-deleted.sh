#!/usr/bin/env bash
# A protected sheet from XlsxWriter on which only columns may be widened; the Python build of Excelize sets one cell and saves.
# Guess: sheetProtection comes back as it was: what is not named is not allowed (ECMA-376, 18.3.1.85: formatCells, insertRows ... are true, that
#   is locked, unless said otherwise).
# Seen (excelize 0.1.0, XlsxWriter 3.3.1, openpyxl 3.1.5): the ten that were left out are written as "false": from then on inserting
#   and deleting rows and columns, sorting, filtering and formatting are all allowed on the protected sheet. openpyxl reads the same. No error.
# Why it matters: a plan is protected so that partners fill in cells and leave the rows alone; after one pass through a program they
#   can delete an action, and Excel does not object.
# Instead: set the protection anew before saving (protect_sheet), or write these attributes out in full.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv; venv/bin/pip install -q excelize==0.1.0 XlsxWriter==3.3.1 openpyxl==3.1.5 2>pip.log || { cat pip.log; exit 2; }
cat > look.py <<'PY'
import excelize, openpyxl, re, xlsxwriter, zipfile
book = xlsxwriter.Workbook("plan.xlsx"); sheet = book.add_worksheet("Plan"); sheet.write("A1", "PA 1")
sheet.protect("", {"format_columns": True}); book.close()
f = excelize.open_file("plan.xlsx"); f.set_cell_value("Plan", "B1", "Achieved"); f.save_as("saved.xlsx"); f.close()
what = ["formatCells", "formatColumns", "formatRows", "insertColumns", "insertRows", "insertHyperlinks", "deleteColumns", "deleteRows", "sort", "autoFilter", "pivotTables"]
def allowed(path):
    print(path, re.findall("<sheetProtection[^>]*>", zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml").decode()))
    protection = openpyxl.load_workbook(path)["Plan"].protection
    assert protection.sheet
    return [name for name in what if not getattr(protection, name)]
before, after = allowed("plan.xlsx"), allowed("saved.xlsx")
print("may be done before:", before); print("after a save:", after)
assert before == ["formatColumns"] and after == what
PY
venv/bin/python look.py
echo "as described: a save allows what was locked"
