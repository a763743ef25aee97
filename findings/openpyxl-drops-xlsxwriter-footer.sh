#!/usr/bin/env bash
# openpyxl drops a footer that XlsxWriter wrote without &L, &C or &R.
#
# Guess: "Page &P of &N" means the middle of the page in Excel, so openpyxl reads it as the middle part
#   and writes it back.
# Seen (openpyxl 3.1.5, XlsxWriter 3.3.1): all three parts are empty, and after load and save there
#   is no footer in the file. A Python warning says "Cannot parse header or footer", which a scheduled
#   script shows to nobody. With &C in front the same words stay. LibreOffice reads both alike.
# Why it matters: page numbers and the marking ("OFFICIAL") disappear from a workbook that a script
#   only filled in, and nobody looks at the footer of a screen.
# Instead: always write &L, &C or &R in set_footer and set_header.
set -euo pipefail
command -v python3 >/dev/null || { echo "needs python3"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check openpyxl==3.1.5 xlsxwriter==3.3.1
cat > "$work/try.py" <<'PY'
import re
import sys
import zipfile
import openpyxl
import xlsxwriter

def footer(path):
    return re.findall(r"<oddFooter>(.*?)</oddFooter>", zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml").decode())

kept = {}
for words in ("OFFICIAL - page &P of &N", "&COFFICIAL - page &P of &N"):
    path = sys.argv[1] + "/plan.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Plan").set_footer(words)
    before = footer(path)
    workbook = openpyxl.load_workbook(path)
    parts = [getattr(workbook["Plan"].oddFooter, side).text for side in ("left", "center", "right")]
    workbook.save(path)
    kept[words] = footer(path)
    print(f"  {before} -> parts {parts} -> {kept[words]}")
if [len(found) for found in kept.values()] != [0, 1]:
    sys.exit("CHANGED: openpyxl keeps or loses other footers now")
print("as described")
PY
"$work/venv/bin/python" "$work/try.py" "$work"
