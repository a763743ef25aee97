#!/usr/bin/env bash
# Smart tags (w:smartTag), with which older Word marked dates and places as they were typed, and which templates still carry.
# Guess: what is marked is text like any other; at worst one small tool overlooks it.
# Seen: "Please reply by 1 July 2027." reads "Please reply by ." in python-docx 1.2.0, docx-to-prosemirror 0.1.0 and in the PDFs of pydocx-pdf
#   0.1.0, docx-to-pdf-native 0.1.12 and rdocx 0.16.3, whose own text has the date. Pandoc 3.9 has it, but drops the same marked with
#   w:customXml. mammoth 1.13.0 and docx2python 3.7.1 are right in both. No error anywhere.
# Why it matters: in a letter on an old template it is the date, the town and the name that are gone.
# Instead: lift the content of w:smartTag and w:customXml out of them before reading (ten lines of lxml).
set -euo pipefail
command -v pdftotext >/dev/null || { echo "needs poppler-utils (pdftotext)"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv; venv/bin/pip install -q python-docx==1.2.0 docx-to-prosemirror==0.1.0 pydocx-pdf==0.1.0 docx-to-pdf-native==0.1.12 rdocx==0.16.3 pypandoc-binary==1.17 mammoth==1.13.0 docx2python==3.7.1 2>pip.log || { cat pip.log; exit 2; }
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
import contextlib, io, subprocess, docx as python_docx, mammoth, pypandoc, rdocx
from docx2python import docx2python
from docx_to_pdf_native import DocxToPdfConverter
from docx_to_prosemirror import to_prosemirror
from pydocx_pdf import convert
tags = {"smartTag": '<w:smartTag w:uri="urn:schemas-microsoft-com:office:smarttags" w:element="date"><w:smartTagPr><w:attr w:name="Year" w:val="2027"/></w:smartTagPr>{}</w:smartTag>',
        "customXml": '<w:customXml w:uri="urn:example" w:element="date">{}</w:customXml>'}
def pdf(path): return subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout
def leaves(node): return node.get("text", "") + "".join(map(leaves, node.get("content", [])))
def readings(path):
    document = rdocx.Document(path)
    with open("r.pdf", "wb") as f: f.write(document.to_pdf())
    convert(path, "a.pdf")
    with contextlib.redirect_stdout(io.StringIO()): DocxToPdfConverter(path, "b.pdf").convert()
    with open(path, "rb") as f: raw = mammoth.extract_raw_text(f).value
    return {"python-docx": python_docx.Document(path).paragraphs[0].text, "docx-to-prosemirror": leaves(to_prosemirror(path)), "pydocx-pdf": pdf("a.pdf"),
            "docx-to-pdf-native": pdf("b.pdf"), "rdocx PDF": pdf("r.pdf"), "pandoc": pypandoc.convert_file(path, "plain"),
            "rdocx text": document.paragraphs[0].text, "mammoth": raw, "docx2python": docx2python(path).text}
lost = {}
for tag, around in tags.items():
    docx(tag + ".docx", para("Please reply by ", around.format(run("1 July 2027")), "."))
    seen = readings(tag + ".docx"); lost[tag] = [tool for tool, text in seen.items() if "1 July 2027" not in text]
    for tool, text in seen.items(): print(tag, tool, repr(" ".join(text.split())))
five = ["python-docx", "docx-to-prosemirror", "pydocx-pdf", "docx-to-pdf-native", "rdocx PDF"]
assert lost == {"smartTag": five, "customXml": five + ["pandoc"]}, lost
PY
venv/bin/python look.py
echo "as described: the date is gone"
