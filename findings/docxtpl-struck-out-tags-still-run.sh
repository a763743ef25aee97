#!/usr/bin/env bash
# A condition that a reviewer struck out of a docxtpl template with tracked changes ({%p if urgent %} ... {%p endif %}).
# Guess: struck tags are nothing to docxtpl; the paragraph between them is always there, as Word shows it without them.
# Seen (docxtpl 0.20.2): they run all the same: with urgent false the paragraph is left out of the letter; a struck
#   {{ name }} is filled, so that the value stands in the deleted text, and is asked for as an undeclared variable.
# Why it matters: what Word shows as deleted still decides what is sent, and puts values into the change history.
# Instead: accept all changes before a template is used; refuse w:del with a tag in it.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv; venv/bin/pip install -q docxtpl==0.20.2 2>pip.log || { cat pip.log; exit 2; }
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
from docxtpl import DocxTemplate
who = 'w:author="Ann Bell" w:date="2026-01-02T03:04:05Z"'
struck = lambda i, text: f'<w:del w:id="{i}" {who}><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'
gone = lambda i, text: f'<w:p><w:pPr><w:rPr><w:del w:id="{i}" {who}/></w:rPr></w:pPr>{struck(i + 1, text)}</w:p>'
docx("t.docx", para("Dear Ann ", struck(1, "{{ name }}"), "Bell") + gone(2, "{%p if urgent %}") + para("We will visit again.") + gone(4, "{%p endif %}") + para("Yours"))
for urgent in (True, False):
    tpl = DocxTemplate("t.docx")
    print("asks for:", sorted(tpl.get_undeclared_template_variables()))
    tpl = DocxTemplate("t.docx"); tpl.render({"urgent": urgent, "name": "SECRET"}); tpl.save("o.docx")
    print("urgent", urgent, words("o.docx"))
    assert ("We will visit again." in words("o.docx")) is urgent and "SECRET" in words("o.docx")[0]
PY
venv/bin/python look.py
echo "as described: struck-out tags still run"
