#!/usr/bin/env bash
# A workbook from XlsxWriter with a chart, a text box, a very hidden key sheet and frozen headings, saved by LibreOffice.
#
# Guess: alternative texts, the frozen row and the way in which the key sheet is hidden are as before.
# Seen (LibreOffice 7.4.7 headless, XlsxWriter 3.3.1, openpyxl 3.1.5): the alternative texts of chart and text box are gone;
#   the heading row is no longer frozen; the very hidden sheet is merely hidden, so that Excel's "Unhide" lists it; a yes
#   (TRUE) has become the formula =TRUE(), and openpyxl reads a text; the comment's author is one blank.
# Why it matters: a workbook that passed the accessibility check fails it after a partner saved it, and the keys invite
#   editing.
# Instead: take the answers out of what comes back into a fresh workbook; read with data_only (checked: True).
set -euo pipefail
command -v soffice >/dev/null || { echo "needs LibreOffice (soffice)"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
echo "tool: $(soffice --version)"
convert() { # convert FORMAT FOLDER FILE
  soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to "$1" --outdir "$2" "$3" >/dev/null 2>&1; }
python3 -m venv venv; venv/bin/pip install -q --disable-pip-version-check xlsxwriter==3.3.1 openpyxl==3.1.5 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat > make.py <<'PY'
import xlsxwriter
with xlsxwriter.Workbook("plan.xlsx") as book:
    sheet, keys = book.add_worksheet("Plan"), book.add_worksheet("Keys")
    keys.very_hidden()
    keys.write(0, 0, "Key")
    sheet.write_row(0, 0, ["Action", "Share"])
    sheet.write_row(1, 0, ["1.1", 0.5])
    sheet.write_boolean(1, 2, True)
    sheet.freeze_panes(1, 0)
    sheet.write_comment("A2", "Please date", {"author": "Office"})
    chart = book.add_chart({"type": "bar"})
    chart.add_series({"values": "=Plan!$B$2:$B$2"})
    sheet.insert_chart(4, 0, chart, {"description": "ALT OF CHART"})
    sheet.insert_textbox(22, 0, "Words", {"description": "ALT OF BOX"})
PY
venv/bin/python make.py
convert xlsx out plan.xlsx
cat > look.py <<'PY'
import zipfile, openpyxl
def look(name):
    with zipfile.ZipFile(name) as z: drawings = "".join(z.read(n).decode() for n in z.namelist() if "drawings/drawing" in n and n.endswith(".xml"))
    book = openpyxl.load_workbook(name)
    return {"alt": [x for x in ("ALT OF CHART", "ALT OF BOX") if x in drawings], "frozen": book["Plan"].freeze_panes, "keys": book["Keys"].sheet_state,
            "yes": book["Plan"]["C2"].value, "author": book["Plan"]["A2"].comment.author, "words": "Words" in drawings}
before, after = look("plan.xlsx"), look("out/plan.xlsx")
print("before:", before); print("after: ", after)
assert before == {"alt": ["ALT OF CHART", "ALT OF BOX"], "frozen": "A2", "keys": "veryHidden", "yes": True, "author": "Office", "words": True}
assert after == {"alt": [], "frozen": None, "keys": "hidden", "yes": "=TRUE()", "author": " ", "words": True}
assert openpyxl.load_workbook("out/plan.xlsx", data_only=True)["Plan"]["C2"].value is True
PY
venv/bin/python look.py
echo "as described: alternative texts are gone, the keys are merely hidden"
