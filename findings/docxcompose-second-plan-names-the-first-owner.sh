#!/usr/bin/env bash
# Two plans made from one template, each with a bookmark "owner", a reference to it and an endnote, put together by docxcompose.
# Guess: as footnotes, lists and pictures are carried over, so are endnotes; bookmarks of one name are renamed with their references.
# Seen (docxcompose 2.2.0, python-docx 1.2.0, LibreOffice 7.4.7): both bookmarks are called "owner", so that the second plan says "Ben leads, agreed with
#   Ann" in the PDF (a name may stand once in a Word file). The words of the second plan's endnote are not in the file,
#   and its reference asks for the first plan's note. A footnote beside it is carried over rightly. No error.
# Why it matters: in a report with all plans one partnership's commitments name another's people and sources.
# Instead: rename bookmarks and turn endnotes into footnotes before composing.
set -euo pipefail
command -v soffice >/dev/null || { echo "needs LibreOffice (soffice)"; exit 2; }
command -v pdftotext >/dev/null || { echo "needs poppler-utils (pdftotext)"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
echo "tool: $(soffice --version)"
convert() { # convert FORMAT FOLDER FILE ...
  soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to "$1" --outdir "$2" "${@:3}" >/dev/null 2>&1; }
python3 -m venv venv; venv/bin/pip install -q docxcompose==2.2.0 python-docx==1.2.0 2>pip.log || { cat pip.log; exit 2; }
cat > make.py <<'PY'
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
import docx as python_docx
from docxcompose.composer import Composer
def notes(kind, text): return f'<w:{kind}s><w:{kind} w:id="1"><w:p><w:r><w:{kind}Ref/></w:r>{run(" " + text)}</w:p></w:{kind}></w:{kind}s>'
def refer(kind): return f'<w:r><w:{kind}Reference w:id="1"/></w:r>'
for who in ("Ann", "Ben"):
    owner = f'<w:bookmarkStart w:id="1" w:name="owner"/>{run(who)}<w:bookmarkEnd w:id="1"/>'
    docx(who + ".docx", para(owner, " leads", refer("endnote"), ", agreed with ", field("REF owner \\h", who), refer("footnote")),
         endnotes=notes("endnote", f"source of {who}"), footnotes=notes("footnote", f"foot of {who}"))
both = Composer(python_docx.Document("Ann.docx")); both.append(python_docx.Document("Ben.docx")); both.save("both.docx")
parts = zipfile.ZipFile("both.docx"); body = parts.read("word/document.xml").decode()
names, asked = re.findall(r'bookmarkStart [^>]*w:name="([^"]*)"', body), re.findall(r'endnoteReference w:id="(\d+)"', body)
print(names, asked, re.findall("source of [A-Z][a-z]+", parts.read("word/endnotes.xml").decode()))
assert names == ["owner", "owner"] and asked == ["1", "1"]
assert b"source of Ben" not in parts.read("word/endnotes.xml") and b"foot of Ben" in parts.read("word/footnotes.xml")
PY
venv/bin/python make.py
convert pdf . both.docx; pdftotext both.pdf - | tr -s ' \n\f' ' ' | tee seen.txt; echo
grep -qE 'Ben leads[a-z]*, agreed with Ann' seen.txt
echo "as described: the second plan speaks of the first one's people"
