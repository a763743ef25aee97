#!/usr/bin/env bash
# docx2python on a Word file in which words were moved with tracked changes on.
# Guess: the moved words stand once, at their new place; struck words are left out too.
# Seen (docx2python 3.7.1): struck words are left out, moved ones stand twice, at the old place and the new.
# Why it matters: an action that a partner moved to another row is counted in both.
# Instead: take out w:moveFrom before reading (six lines of lxml), or accept the changes with another library.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv; venv/bin/pip install -q docx2python==3.7.1 2>pip.log || { cat pip.log; exit 2; }
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
from docx2python import docx2python
who = 'w:author="Ann Bell" w:date="2026-01-02T03:04:05Z"'
docx("plan.docx", para("Row 1: ", f'<w:moveFromRangeStart w:id="1" w:name="m" {who}/><w:moveFrom w:id="2" {who}>{run("train the staff")}</w:moveFrom><w:moveFromRangeEnd w:id="1"/>', ".")
     + para("Row 2: ", f'<w:moveToRangeStart w:id="3" w:name="m" {who}/><w:moveTo w:id="4" {who}>{run("train the staff")}</w:moveTo><w:moveToRangeEnd w:id="3"/>', ".")
     + para("Row 3: ", f'<w:del w:id="5" {who}><w:r><w:delText>struck</w:delText></w:r></w:del><w:ins w:id="6" {who}>{run("added")}</w:ins>', "."))
text = docx2python("plan.docx").text
print(text)
assert text.count("train the staff") == 2 and "Row 1: train the staff." in text
assert "struck" not in text and "Row 3: added." in text
PY
venv/bin/python look.py
echo "as described: moved words are read twice, struck ones not at all"
