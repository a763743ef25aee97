#!/usr/bin/env bash
# Inserted and moved words of a Word file, from docx-parser-converter and docx2md.
#
# Guess: tracked insertions are part of the text, struck words are not; a moved paragraph stands once, at its new place.
# Seen (docx-parser-converter 1.0.3, docx2md 1.0.5): docx-parser-converter leaves out inserted words, as it does struck ones
#   ("Within weeks."), and a moved paragraph is gone from both places. docx2md has the insertion, but loses the moved
#   paragraph, the words of a link and the answer in a form control. Neither says so, and both end well.
# Why it matters: a partnership's changed due date vanishes, and with it whole actions that were put elsewhere.
# Instead: accept or refuse the changes first; or docx2txt 0.9 (checked: all there, the moved words twice).
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv; venv/bin/pip install -q --disable-pip-version-check docx-parser-converter==1.0.3 docx2md==1.0.5 docx2txt==0.9 >pip.log 2>&1 || { cat pip.log; exit 2; }
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
by = 'w:id="1" w:author="Someone" w:date="2026-07-01T10:00:00Z"'
control = '<w:sdt><w:sdtPr><w:alias w:val="Answer"/></w:sdtPr><w:sdtContent><w:r><w:t>ANSWER</w:t></w:r></w:sdtContent></w:sdt>'
docx("plan.docx", para("Within ", f'<w:del {by}><w:r><w:delText xml:space="preserve">six </w:delText></w:r></w:del>', f'<w:ins {by}>{run("eight ")}</w:ins>', "weeks.")
     + para(f'<w:moveFrom {by}>{run("MOVED")}</w:moveFrom>') + para("Between", '<w:hyperlink w:anchor="x"><w:r><w:t>LINKED</w:t></w:r></w:hyperlink>', control)
     + para(f'<w:moveTo {by}>{run("MOVED")}</w:moveTo>') + para("End"))
PY
python3 make.py
venv/bin/docx2md plan.docx plan.md >/dev/null 2>&1
cat > look.py <<'PY'
import docx2txt, docx_parser_converter
one, two, other = docx_parser_converter.docx_to_text("plan.docx"), open("plan.md", encoding="utf-8").read(), docx2txt.process("plan.docx")
for name, text in (("docx-parser-converter", one), ("docx2md", two), ("docx2txt", other)): print(name, text.split())
assert "Within" in one and "eight" not in one and "six" not in one and "MOVED" not in one and "ANSWER" not in one and "LINKED" in one
assert "eight" in two and "six" not in two and "MOVED" not in two and "LINKED" not in two and "ANSWER" not in two
assert "eight" in other and "six" not in other and other.count("MOVED") == 2 and "LINKED" in other and "ANSWER" in other
PY
venv/bin/python look.py
echo "as described: inserted and moved words are gone"
