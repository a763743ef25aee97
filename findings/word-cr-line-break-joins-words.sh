#!/usr/bin/env bash
# w:cr, the other line break of Word files (Open XML tools write it for a carriage return), in an address.
# Guess: every reader makes a line break of it, as python-docx does.
# Seen (mammoth 1.13.0, pandoc 3.9 in pypandoc-binary 1.17, docx2python 3.7.1): all three drop it and join the words on both
#   sides: "12 High StreetLeeds". mammoth says so in its messages, the others say nothing. python-docx 1.2.0 gives "\n".
# Why it matters: addresses and lists of steps in one cell run together when letters from other software are read.
# Instead: turn w:cr into w:br before reading.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv; venv/bin/pip install -q mammoth==1.13.0 pypandoc-binary==1.17 docx2python==3.7.1 python-docx==1.2.0 2>pip.log || { cat pip.log; exit 2; }
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
import docx as python_docx, mammoth, pypandoc
from docx2python import docx2python
docx("letter.docx", para("12 High Street", "<w:r><w:cr/></w:r>", "Leeds"))
with open("letter.docx", "rb") as f: made = mammoth.convert_to_html(f)
seen = {"mammoth": made.value, "pandoc": pypandoc.convert_file("letter.docx", "plain"), "docx2python": docx2python("letter.docx").text}
for name, text in seen.items():
    print(name, repr(text.strip()))
    assert "12 High StreetLeeds" in text
print("mammoth's message:", [m.message for m in made.messages])
print("python-docx", repr(python_docx.Document("letter.docx").paragraphs[0].text))
assert python_docx.Document("letter.docx").paragraphs[0].text == "12 High Street\nLeeds"
PY
venv/bin/python look.py
echo "as described: the words are joined"
