#!/usr/bin/env bash
# Word's older form fields (a ticked box, a chosen entry), read by pandoc and mammoth; docx2python for comparison.
# Guess: pandoc and mammoth show the tick and the chosen entry.
# Seen (pandoc 3.9 in pypandoc-binary 1.17, mammoth 1.13.0): pandoc shows neither, so that a ticked and an empty box read the
#   same; mammoth has the box and not the entry. docx2python 3.7.1 has both.
# Why it matters: the answers of a returned form are gone, and the questions stay, as if nobody had answered.
# Instead: read w:ffData (w:checked or w:default; w:result and w:listEntry) from the XML.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv; venv/bin/pip install -q pypandoc-binary==1.17 mammoth==1.13.0 docx2python==3.7.1 2>pip.log || { cat pip.log; exit 2; }
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
def form(kind, inner):
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    return (f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="F"/><w:enabled/><w:calcOnExit w:val="0"/>{inner}</w:ffData></w:fldChar></w:r>'
            f'<w:r><w:instrText xml:space="preserve"> {kind} </w:instrText></w:r>' + mark("separate") + mark("end"))
box = lambda on: form("FORMCHECKBOX", f'<w:checkBox><w:sizeAuto/><w:default w:val="0"/><w:checked w:val="{on}"/></w:checkBox>')
docx("form.docx", para("Yes ", box(1)) + para("Yes ", box(0)) + para("Status ", form("FORMDROPDOWN", '<w:ddList><w:result w:val="1"/><w:listEntry w:val="Open"/><w:listEntry w:val="Achieved"/></w:ddList>')))
pandoc = pypandoc.convert_file("form.docx", "plain").split("\n\n")
with open("form.docx", "rb") as f: html = mammoth.convert_to_html(f).value
other = docx2python("form.docx").text
print("pandoc     ", pypandoc.get_pandoc_version(), pandoc); print("mammoth    ", html); print("docx2python", repr(other))
assert pandoc[0].strip() == pandoc[1].strip() == "Yes" and "Achieved" not in "".join(pandoc)
assert html.count("checked=") == 1 and "Achieved" not in html and "Achieved" in other
PY
venv/bin/python look.py
echo "as described: pandoc has no answer, mammoth not the chosen entry"
