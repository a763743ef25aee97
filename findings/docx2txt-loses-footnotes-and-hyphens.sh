#!/usr/bin/env bash
# Footnotes, symbols and non-breaking hyphens of a Word letter, read by docx2txt and docx2everything.
#
# Guess: tools that give headers and footers give footnotes too; a hyphen that may not break is a hyphen.
# Seen (docx2txt 0.9, docx2everything 1.1.0): the header's words are there, of the footnote neither words nor mark;
#   "re-sign" with a non-breaking hyphen reads "resign", and the tick of a Wingdings symbol is gone.
# Why it matters: a condition that stands in a footnote is not in the record; "re-sign" turns into its opposite.
# Instead: docx2python 3.7.1 for footnotes (checked: it has the words; the hyphen it loses as well).
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv; venv/bin/pip install -q --disable-pip-version-check docx2txt==0.9 docx2everything==1.1.0 docx2python==3.7.1 >pip.log 2>&1 || { cat pip.log; exit 2; }
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
import docx2everything, docx2txt
from docx2python import docx2python
docx("letter.docx", para("Please re", '<w:r><w:noBreakHyphen/></w:r>', "sign the plan", '<w:r><w:footnoteReference w:id="2"/></w:r>')
     + para("Agreed: ", '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'), sect='<w:headerReference w:type="default" r:id="rId4"/>',
     footnotes='<w:footnotes><w:footnote w:id="2">' + para("CONDITION") + '</w:footnote></w:footnotes>', header='<w:header>' + para("HEADING") + '</w:header>')
for name, text in (("docx2txt", docx2txt.process("letter.docx")), ("docx2everything", docx2everything.process("letter.docx"))):
    print(name, repr(text))
    assert "HEADING" in text and "CONDITION" not in text and "resign the plan" in text and text.strip().endswith("Agreed:")
other = docx2python("letter.docx").text
print("docx2python", repr(other))
assert "CONDITION" in other and "re-sign" not in other
PY
venv/bin/python look.py
echo "as described: footnotes are gone, re-sign is resign"
