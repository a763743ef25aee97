#!/usr/bin/env bash
# A workbook's dates and hidden key sheet, exported as Markdown by aspose-cells-foss; its comments when saved again.
#
# Guess: a date is shown as the cell shows it; a sheet that is "very hidden" stays out; a comment keeps its words.
# Seen (aspose-cells-foss 26.10.0, XlsxWriter 3.3.1, openpyxl 3.1.5): 1 July 2026 comes out as 46204, 50% as 0.5; the very hidden
#   sheet is printed with all its keys, the hidden column too; a comment "Please date" by Office is saved as
#   "Office:Please date".
# Why it matters: a summary of a plan for the web has numbers for due dates and tells the keys that were hidden.
# Instead: read with openpyxl, format dates yourself, skip sheets whose sheet_state is not "visible" (checked).
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv; venv/bin/pip install -q --disable-pip-version-check xlsxwriter==3.3.1 openpyxl==3.1.5 aspose-cells-foss==26.10.0 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat > try.py <<'PY'
import datetime
import aspose.cells_foss, openpyxl, xlsxwriter
with xlsxwriter.Workbook("plan.xlsx") as book:
    sheet, keys = book.add_worksheet("Plan"), book.add_worksheet("Keys")
    keys.very_hidden()
    keys.write(0, 0, "SECRETKEY")
    sheet.write(0, 0, "Due"); sheet.write(0, 1, "Share"); sheet.write(0, 2, "HIDDENCOLUMN")
    sheet.write_datetime(1, 0, datetime.datetime(2026, 7, 1), book.add_format({"num_format": "dd/mm/yyyy"}))
    sheet.write(1, 1, 0.5, book.add_format({"num_format": "0%"}))
    sheet.set_column(2, 2, 9, None, {"hidden": True})
    sheet.write_comment("A2", "Please date", {"author": "Office"})
aspose.cells_foss.Workbook("plan.xlsx").save("plan.md")
text = open("plan.md", encoding="utf-8").read()
print(text)
assert "46204" in text and "2026" not in text and "0.5" in text and "SECRETKEY" in text and "HIDDENCOLUMN" in text
aspose.cells_foss.Workbook("plan.xlsx").save("saved.xlsx")
before, after = (openpyxl.load_workbook(name)["Plan"]["A2"].comment.text for name in ("plan.xlsx", "saved.xlsx"))
print(repr(before), "->", repr(after))
assert before == "Please date" and after == "Office:Please date"
book = openpyxl.load_workbook("plan.xlsx")
assert book["Keys"].sheet_state == "veryHidden" and book["Plan"]["A2"].value == datetime.datetime(2026, 7, 1)
PY
venv/bin/python try.py
echo "as described: dates are numbers, hidden keys are shown"
