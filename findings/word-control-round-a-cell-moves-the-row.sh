#!/usr/bin/env bash
# A content control round a whole cell of a table (as Word makes it when the cell is selected), and one round a row, in six readers.
# Guess: the cell is a cell: its answer is read, or at worst an empty cell stands in its place.
# Seen: the cell is left out and the rest of the row moves to the left: the due date stands under "Owner" ("Train staff | 1 July | ") in
#   python-docx 1.2.0, docx2md-cli 0.2.0, docx-to-prosemirror 0.1.0, rdocx 0.16.3 and in the PDFs of pydocx-pdf 0.1.0 and docx-to-pdf-native
#   0.1.12; rdocx's own PDF is right. A row in a control (a repeating item) is gone in all six. mammoth 1.13.0 reads both.
# Why it matters: forms are made so; an action without its owner, another one missing, and a table that looks complete.
# Instead: put the control inside the cell, or lift w:tc and w:tr out of w:sdt before reading.
set -euo pipefail
command -v pdftotext >/dev/null || { echo "needs poppler-utils (pdftotext)"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv; venv/bin/pip install -q python-docx==1.2.0 docx2md-cli==0.2.0 docx-to-prosemirror==0.1.0 rdocx==0.16.3 pydocx-pdf==0.1.0 docx-to-pdf-native==0.1.12 mammoth==1.13.0 2>pip.log || { cat pip.log; exit 2; }
cat > look.py <<'PY'
import re, zipfile
W = ('xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
     'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"')
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
PKG = "http://schemas.openxmlformats.org/package/2006/"
WML = "application/vnd.openxmlformats-officedocument.wordprocessingml."

def docx(path, body, sect="", **parts):
    """A small valid Word file: body and parts (settings, footnotes, header ...) as XML."""
    parts = {"styles": '<w:styles><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style></w:styles>',
             "settings": "<w:settings></w:settings>", **parts}
    with zipfile.ZipFile(path, "w") as z:
        z.writestr("[Content_Types].xml", f'<Types xmlns="{PKG}content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                   f'<Override PartName="/word/document.xml" ContentType="{WML}document.main+xml"/>'
                   + "".join(f'<Override PartName="/word/{n}.xml" ContentType="{WML}{n}+xml"/>' for n in parts) + "</Types>")
        z.writestr("_rels/.rels", f'<Relationships xmlns="{PKG}relationships"><Relationship Id="rId1" Type="{REL}officeDocument" Target="word/document.xml"/></Relationships>')
        z.writestr("word/_rels/document.xml.rels", f'<Relationships xmlns="{PKG}relationships">'
                   + "".join(f'<Relationship Id="rId{i}" Type="{REL}{n}" Target="{n}.xml"/>' for i, n in enumerate(parts, 1)) + "</Relationships>")
        z.writestr("word/document.xml", f'<w:document {W}><w:body>{body}<w:sectPr>{sect}<w:pgSz w:w="11906" w:h="16838"/>'
                   '<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr></w:body></w:document>')
        for n, x in parts.items():
            z.writestr(f"word/{n}.xml", x.replace(">", f" {W}>", 1))

def run(text): return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'
def para(*inside): return "<w:p>" + "".join(x if x.startswith("<") else run(x) for x in inside) + "</w:p>"
import contextlib, io, subprocess, docx as python_docx, mammoth, rdocx
from docx2md_cli import convert as to_markdown
from docx_to_pdf_native import DocxToPdfConverter
from docx_to_prosemirror import to_prosemirror
from pydocx_pdf import convert
def control(inside): return f"<w:sdt><w:sdtPr/><w:sdtContent>{inside}</w:sdtContent></w:sdt>"
def cell(text): return f'<w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr>{para(text)}</w:tc>'
def row(*cells): return "<w:tr>" + "".join(cells) + "</w:tr>"
docx("plan.docx", '<w:tbl><w:tblPr><w:tblW w:w="9000" w:type="dxa"/></w:tblPr><w:tblGrid>' + '<w:gridCol w:w="3000"/>' * 3 + "</w:tblGrid>"
     + row(cell("Action"), cell("Owner"), cell("Due")) + row(cell("Train staff"), control(cell("Ann")), cell("1 July"))
     + control(row(cell("Recruit"), cell("Ben"), cell("2 July"))) + "</w:tbl>" + para("end"))
def pdf(path): return subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout
def leaves(node): return node.get("text", "") + "".join(map(leaves, node.get("content", []))) + (" " if node["type"] == "tableCell" else "")
quiet = io.StringIO()
with contextlib.redirect_stdout(quiet), contextlib.redirect_stderr(quiet):
    to_markdown("plan.docx", output_path="plan.md"); DocxToPdfConverter("plan.docx", "b.pdf").convert(); convert("plan.docx", "a.pdf")
theirs = rdocx.Document("plan.docx")
with open("r.pdf", "wb") as f: f.write(theirs.to_pdf())
with open("plan.docx", "rb") as f: raw = mammoth.extract_raw_text(f).value
def cells(tables): return " ".join(c.text for t in tables for r in t.rows for c in r.cells)
seen = {"python-docx": cells(python_docx.Document("plan.docx").tables), "docx2md-cli": open("plan.md").read(), "docx-to-prosemirror": leaves(to_prosemirror("plan.docx")),
        "rdocx": cells(theirs.tables), "pydocx-pdf": pdf("a.pdf"), "docx-to-pdf-native": pdf("b.pdf"), "rdocx PDF": pdf("r.pdf"), "mammoth": raw}
for tool, text in seen.items():
    text = " ".join(text.replace("|", " ").split()); print(f"{tool}: {text}")
    if tool in ("rdocx PDF", "mammoth"): assert "Train staff Ann 1 July Recruit Ben 2 July" in text, tool
    else: assert "Train staff 1 July" in text and "Ann" not in text and "Recruit" not in text, tool
PY
venv/bin/python look.py
echo "as described: the due date stands in the owner's column, the second action is gone"
