#!/usr/bin/env bash
# A link that a template engine puts into a header: docxtpl (RichText with build_url_id) and docx-templates (LINK).
# Guess: it works as in the body.
# Seen (docxtpl 0.20.2): the header gets r:id="rId..." but the relationship is written for document.xml only; the header has
#   no .rels part, so the id means nothing there (or, if the header has pictures, may mean one of them). No error.
#   docx-templates 4.15.0 does the same; docx 9.15.2 and easy-template-x 7.2.8 were tried too and are right. Here python-docx 1.2.0 raises when it asks the header's link for its address.
# Why it matters: a letterhead with a web address: the link is dead, and readers that look it up fail.
# Instead: write the address as plain words in headers and footers, or put the link into the template by hand.
set -euo pipefail
command -v unzip >/dev/null || { echo "needs unzip"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv; venv/bin/pip install -q docxtpl==0.20.2 python-docx==1.2.0 2>pip.log || { cat pip.log; exit 2; }
command -v npm >/dev/null || { echo "needs Node.js and npm"; exit 2; }
echo "tool: node $(node --version)"
npm install --silent --no-audit --no-fund --prefix . docx-templates@4.15.0 >npm.log 2>&1 || { cat npm.log; exit 2; }
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
from docxtpl import DocxTemplate, RichText
docx("t.docx", para("{{r link }}"), '<w:headerReference w:type="default" r:id="rId3"/>', header=f"<w:hdr>{para('{{r link }}')}</w:hdr>")
tpl = DocxTemplate("t.docx"); tpl.render({"link": RichText("our site", url_id=tpl.build_url_id("https://example.org/"))}); tpl.save("o.docx")
z = zipfile.ZipFile("o.docx")
print([n for n in z.namelist() if n.endswith(".rels")], re.findall("<w:hyperlink[^>]*>", z.read("word/header.xml").decode()))
doc = python_docx.Document("o.docx")
print("body link:  ", doc.paragraphs[0].hyperlinks[0].address)
try:
    print("header link:", doc.sections[0].header.paragraphs[0].hyperlinks[0].address)
    raise SystemExit("the link in the header works now")
except KeyError as e:
    print("header link: KeyError", e)
assert doc.paragraphs[0].hyperlinks[0].address == "https://example.org/" and "word/_rels/header.xml.rels" not in z.namelist()
docx("t2.docx", para('+++LINK ({url: "https://example.org/", label: "our site"})+++'), '<w:headerReference w:type="default" r:id="rId3"/>',
     header="<w:hdr>" + para('+++LINK ({url: "https://example.org/", label: "our site"})+++') + "</w:hdr>")
PY
venv/bin/python look.py
cat > fill.mjs <<'JS'
import fs from "fs"; import { createReport } from "docx-templates";
fs.writeFileSync("o2.docx", await createReport({ template: fs.readFileSync("t2.docx"), data: {}, cmdDelimiter: "+++" }));
JS
node fill.mjs
echo "docx-templates: $(unzip -p o2.docx word/header.xml | grep -o '<w:hyperlink[^>]*>'), rels: $(unzip -l o2.docx | grep -o 'word/_rels.*' | tr '\n' ' '), links in them: $(unzip -p o2.docx word/_rels/document.xml.rels | grep -o 'example.org' | wc -l)"
unzip -p o2.docx word/header.xml | grep -q '<w:hyperlink'
if unzip -l o2.docx | grep 'word/_rels/header'; then exit 1; fi
echo "as described: the header's link has no target"
