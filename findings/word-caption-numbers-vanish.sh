#!/usr/bin/env bash
# "Table 1: posts": a caption whose number is a simple field (w:fldSimple), as Word's Insert Caption has long written it.
# Guess: readers show a field's result, whichever of the format's two ways of writing it is used.
# Seen (mammoth 1.13.0, pandoc 3.9 in pypandoc-binary 1.17, pydocx-pdf 0.1.0, docx-to-pdf-native 0.1.12): the number is gone in all four: "Table :
#   posts", and of "see Table 2" only "see" is left. With the other way (w:fldChar) all four show it. Mammoth gives a warning that
#   it does not know the element, the others none. docx2python 3.7.1 has the numbers.
# Why it matters: references of a report lead nowhere on the web page, and the PDF for the partner says "Table".
# Instead: turn w:fldSimple into its runs before converting (it holds only them).
set -euo pipefail
command -v pdftotext >/dev/null || { echo "needs poppler-utils (pdftotext)"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv; venv/bin/pip install -q mammoth==1.13.0 pypandoc-binary==1.17 pydocx-pdf==0.1.0 docx-to-pdf-native==0.1.12 docx2python==3.7.1 2>pip.log || { cat pip.log; exit 2; }
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
def field(code, shown):
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    return mark("begin") + f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>' + mark("separate") + run(shown) + mark("end")
import contextlib, io, subprocess, mammoth, pypandoc
from docx2python import docx2python
from docx_to_pdf_native import DocxToPdfConverter
from pydocx_pdf import convert
def simple(code, shown): return f'<w:fldSimple w:instr=" {code} ">{run(shown)}</w:fldSimple>'
for name, way in (("simple", simple), ("complex", field)):
    docx(name + ".docx", para("Table ", way("SEQ Table \\* ARABIC", "1"), ": posts") + para("see ", way("REF _Ref1 \\h", "Table 2"), " end"))
def pdf(path): return subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout
def readings(name):
    path = name + ".docx"
    with open(path, "rb") as f: made = mammoth.extract_raw_text(f)
    convert(path, "a.pdf")
    with contextlib.redirect_stdout(io.StringIO()): DocxToPdfConverter(path, "b.pdf").convert()
    yield "mammoth", made.value
    yield "pandoc", pypandoc.convert_file(path, "plain")
    yield "pydocx-pdf", pdf("a.pdf")
    yield "docx-to-pdf-native", pdf("b.pdf")
    yield "docx2python", docx2python(path).text
    print("mammoth says:", [m.message for m in made.messages])
for name in ("simple", "complex"):
    for tool, text in readings(name):
        text = " ".join(text.split()); print(name, tool, repr(text))
        gone = name == "simple" and tool != "docx2python"
        assert text == ("Table : posts see end" if gone else "Table 1: posts see Table 2 end"), tool
PY
venv/bin/python look.py
echo "as described: numbers in simple fields are gone"
