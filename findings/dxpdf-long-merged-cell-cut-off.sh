#!/usr/bin/env bash
# A cell merged over three rows (w:vMerge) with more text than a page holds, made into a PDF by dxpdf.
# Guess: the text goes on over the pages, as in Word and LibreOffice.
# Seen (dxpdf 0.8.1): the PDF has only a part of the lines, 67 of 120 here, and goes on with what follows the table. An ordinary
#   cell with the same text is whole. No error.
# Why it matters: "evidence" cells of plans are merged over their actions and long; the end of the evidence is gone.
# Instead: unmerge before converting (drop w:vMerge), and count words in the PDF.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
command -v pdftotext >/dev/null || { echo "needs poppler-utils (pdftotext)"; exit 2; }
python3 -m venv venv; venv/bin/pip install -q dxpdf==0.8.1 2>pip.log || { cat pip.log; exit 2; }
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
def words(path, part="word/document.xml"):
    x = zipfile.ZipFile(path).read(part).decode()
    return [re.sub("<[^>]+>", "", p) for p in re.findall(r"<w:p[ >].*?</w:p>", x, re.S)]
import dxpdf
cell = lambda inside, pr="": f'<w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/>{pr}</w:tcPr>{inside}</w:tc>'
lines = "".join(para(f"line {i}") for i in range(1, 121))
def table(rows): return ('<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid><w:gridCol w:w="4000"/><w:gridCol w:w="4000"/></w:tblGrid>'
                         + "".join(f"<w:tr>{r}</w:tr>" for r in rows) + "</w:tbl>")
merged = [cell(lines, '<w:vMerge w:val="restart"/>') + cell(para("a"))] + [cell(para(""), "<w:vMerge/>") + cell(para(x)) for x in "bc"]
docx("merged.docx", table(merged) + para("end")); docx("plain.docx", table([cell(lines) + cell(para("a"))]) + para("end"))
for name in ("merged", "plain"): dxpdf.convert_file(name + ".docx", name + ".pdf")
PY
venv/bin/python look.py 2>/dev/null || { echo "dxpdf failed"; exit 1; }
for f in merged plain; do echo "$f: $(pdftotext $f.pdf - | grep -c 'line [0-9]') of 120 lines, end: $(pdftotext $f.pdf - | grep -c '^end')"; done | tee seen.txt
grep -q '^plain: 120 of' seen.txt
[ "$(pdftotext merged.pdf - | grep -c 'line [0-9]')" -lt 120 ]
echo "as described: the merged cell is cut off"
