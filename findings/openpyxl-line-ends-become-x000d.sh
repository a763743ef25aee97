#!/usr/bin/env bash
# openpyxl on a cell whose text has a carriage return and a tab, which the format writes as _x000D_ and _x0009_ (ECMA-376, 22.9.2.19).
# Guess: both come back as the characters that they stand for, as Excel shows them; a text _x005F_x000D_ as the seven signs _x000D_.
# Seen (openpyxl 3.1.5): both texts come back as they are written in the file, with the signs _x000D_, _x0009_ and _x005F_ in them.
#   python-calamine 0.9.1 gives the characters for the first, and the seven signs for the second.
# Why it matters: what was pasted into a workbook from elsewhere ends in a letter as "first line_x000D_".
# Instead: take _x000D_ before a line feed for a line end, and ask about any other.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv; venv/bin/pip install -q openpyxl==3.1.5 python-calamine==0.9.1 2>pip.log || { cat pip.log; exit 2; }
cat > look.py <<'PY'
import zipfile
import openpyxl, python_calamine
M = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
P = "http://schemas.openxmlformats.org/package/2006/"
T = "application/vnd.openxmlformats-officedocument.spreadsheetml."
cells = "".join(f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c></row>'
                for n, text in enumerate(["first_x000D_\nsecond_x0009_third", "typed _x005F_x000D_"], 1))
with zipfile.ZipFile("a.xlsx", "w") as z:
    z.writestr("[Content_Types].xml", f'<Types xmlns="{P}content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
               f'<Override PartName="/xl/workbook.xml" ContentType="{T}sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="{T}worksheet+xml"/></Types>')
    z.writestr("_rels/.rels", f'<Relationships xmlns="{P}relationships"><Relationship Id="rId1" Type="{R}/officeDocument" Target="xl/workbook.xml"/></Relationships>')
    z.writestr("xl/workbook.xml", f'<workbook xmlns="{M}" xmlns:r="{R}"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>')
    z.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{P}relationships"><Relationship Id="rId1" Type="{R}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>')
    z.writestr("xl/worksheets/sheet1.xml", f'<worksheet xmlns="{M}"><sheetData>{cells}</sheetData></worksheet>')
own = [row[0] for row in openpyxl.load_workbook("a.xlsx").active.iter_rows(values_only=True)]
other = [row[0] for row in python_calamine.load_workbook("a.xlsx").get_sheet_by_index(0).to_python()]
print("openpyxl", openpyxl.__version__, own)
print("python-calamine", other)
assert own == ["first_x000D_\nsecond_x0009_third", "typed _x005F_x000D_"], own
assert other == ["first\r\nsecond\tthird", "typed _x000D_"], other
PY
venv/bin/python look.py
echo "as described: the signs stand in the text"
