#!/usr/bin/env bash
# Hidden text (w:vanish) in a Word file, read by mammoth, pandoc and docx2python.
# Guess: what Word does not print is left out, or marked, at least by mammoth and pandoc, which make web pages.
# Seen (mammoth 1.13.0, pandoc 3.9 in pypandoc-binary 1.17, docx2python 3.7.1): all three give the hidden words like any
#   others, without a message; hidden by a character style just the same.
# Why it matters: guidance and notes that letter templates hide from readers end up on the public web page.
# Instead: drop runs that are hidden, directly or by their style, before converting; or delete the notes for good.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv; venv/bin/pip install -q mammoth==1.13.0 pypandoc-binary==1.17 docx2python==3.7.1 2>pip.log || { cat pip.log; exit 2; }
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
import mammoth, pypandoc
from docx2python import docx2python
styles = ('<w:styles><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
          '<w:style w:type="character" w:styleId="Note"><w:name w:val="Note to writers"/><w:rPr><w:vanish/></w:rPr></w:style></w:styles>')
docx("letter.docx", para("Dear Ann", '<w:r><w:rPr><w:vanish/></w:rPr><w:t>[NAMES ONLY]</w:t></w:r>', '<w:r><w:rPr><w:rStyle w:val="Note"/></w:rPr><w:t>[CHECK WITH LEGAL]</w:t></w:r>'), styles=styles)
with open("letter.docx", "rb") as f: made = mammoth.convert_to_html(f)
seen = {"mammoth": made.value, "pandoc " + pypandoc.get_pandoc_version(): pypandoc.convert_file("letter.docx", "html"), "docx2python": docx2python("letter.docx").text}
for name, text in seen.items():
    print(name, repr(text.strip()))
    assert "[NAMES ONLY]" in text and "[CHECK WITH LEGAL]" in text
print("messages of mammoth about hiding:", [m.message for m in made.messages if "vanish" in m.message or "hidden" in m.message])
PY
venv/bin/python look.py
echo "as described: hidden words are shown"
