#!/usr/bin/env bash
# betteroffice-docx: read a returned form and save it unchanged.
# Guess: the paragraphs' text has the inserted words and the answers in content controls; a plain save changes nothing.
# Seen (betteroffice-docx 0.2.1): the text lacks tracked insertions and the words of controls within a line; saving drops the older form
#   fields' data, that is the tick, the list and the choice. The inserted words and the controls are still in the saved file.
# Why it matters: the form that comes back from the program has empty boxes, and its text reads as if nobody had answered.
# Instead: read the XML; do not save returned forms with it.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv; venv/bin/pip install -q betteroffice-docx==0.2.1 2>pip.log || { cat pip.log; exit 2; }
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
from betteroffice_docx import Document
who = 'w:author="Ann Bell" w:date="2026-01-02T03:04:05Z"'
mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
box = ('<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="Agree"/><w:enabled/><w:calcOnExit w:val="0"/><w:checkBox><w:sizeAuto/><w:default w:val="0"/><w:checked/></w:checkBox>'
       '</w:ffData></w:fldChar></w:r><w:r><w:instrText xml:space="preserve"> FORMCHECKBOX </w:instrText></w:r>' + mark("separate") + mark("end"))
docx("form.docx", para("Due ", f'<w:ins w:id="2" {who}>{run("July")}</w:ins>', ".") + para("Status ", f'<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{run("Achieved")}</w:sdtContent></w:sdt>', ".") + para("Agreed ", box))
doc = Document.open_path("form.docx"); text = [p.text for p in doc.paragraphs()]
doc.save_path("out.docx")
before, after = (zipfile.ZipFile(f).read("word/document.xml").decode() for f in ("form.docx", "out.docx"))
print(text); print("ticks:", before.count("<w:checked"), "->", after.count("<w:checked"), " July in the saved file:", "July" in after, " Achieved:", "Achieved" in after)
assert text[:2] == ["Due .", "Status ."] and "July" in after and "Achieved" in after
assert before.count("<w:checked") == 1 and after.count("<w:checked") == 0
PY
venv/bin/python look.py
echo "as described: no answers in the text, no tick after saving"
