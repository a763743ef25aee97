#!/usr/bin/env bash
# docxcast fills the content controls of a Word form and keeps them (keep_controls=True).
# Guess: a filled control is no longer marked as showing its prompt, and the date control knows its date.
# Seen (docxcast 0.1.2): w:showingPlcHdr stays, and so does the grey prompt style on the answer's words (also when the controls
#   are taken out); the date's words are right and its w:fullDate is missing.
# Why it matters: by that mark Word treats the answer as the prompt (one click selects it whole, typing replaces it), and
#   readers that skip prompts, docx-plus 0.6.2 for one, see an empty form.
# Instead: after filling, take out w:showingPlcHdr and the run style, and set w:fullDate.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv; venv/bin/pip install -q docxcast==0.1.2 docx-plus==0.6.2 python-docx==1.2.0 2>pip.log || { cat pip.log; exit 2; }
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
import docx as python_docx
from docx_plus.controls import list_controls
from docxcast import render
def control(name, kind, prompt):
    return (f'<w:sdt><w:sdtPr><w:alias w:val="{name}"/><w:tag w:val="{name}"/><w:id w:val="{len(name)}"/><w:showingPlcHdr/>{kind}</w:sdtPr>'
            f'<w:sdtContent><w:r><w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr><w:t>{prompt}</w:t></w:r></w:sdtContent></w:sdt>')
date = '<w:date><w:dateFormat w:val="d MMMM yyyy"/><w:lid w:val="en-GB"/><w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>'
docx("form.docx", para("Answer: ", control("answer", "<w:text/>", "Click to write")) + para("Due: ", control("due", date, "Click for a date")))
for keep in (True, False):
    render("form.docx", {"answer": "Staff trained", "due": "2026-07-01"}, keep_controls=keep).save("out.docx")
    x = zipfile.ZipFile("out.docx").read("word/document.xml").decode()
    print("kept" if keep else "taken out", words("out.docx"), "prompt marks:", x.count("showingPlcHdr"), "prompt style:", x.count("PlaceholderText"), "fullDate:", x.count("fullDate"))
    assert words("out.docx") == ["Answer: Staff trained", "Due: 1 July 2026"] and x.count("PlaceholderText") == 2
    if keep:
        assert x.count("showingPlcHdr") == 2 and "fullDate" not in x
        for c in list_controls(python_docx.Document("out.docx")): print("docx-plus reads:", c)
PY
venv/bin/python look.py
echo "as described: the answers are still marked as prompts"
