#!/usr/bin/env bash
# dxpdf (docx to PDF without Word or LibreOffice) on a form with content controls within lines.
# Guess: the PDF shows their words, as Word and LibreOffice print them.
# Seen (dxpdf 0.8.1): the words of a text, drop-down or date control that stands within a paragraph are not in the PDF; of a control round
#   a whole paragraph they are. No error, no warning.
# Why it matters: the PDF of a filled plan has the questions and none of the answers.
# Instead: unwrap w:sdt (keep what is in w:sdtContent) before the conversion.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
command -v pdftotext >/dev/null || { echo "needs poppler-utils (pdftotext)"; exit 2; }
python3 -m venv venv; venv/bin/pip install -q dxpdf==0.8.1 2>pip.log || { cat pip.log; exit 2; }
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
import dxpdf
control = lambda kind, inner: f'<w:sdt><w:sdtPr>{kind}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>'
entries = '<w:dropDownList><w:listItem w:displayText="Achieved" w:value="a"/></w:dropDownList>'
docx("form.docx", para("Answer: ", control("<w:text/>", run("trained")), ".") + para("Status: ", control(entries, run("Achieved")), ".")
     + control("<w:text/>", para("Block control")) + para("Plain end"))
dxpdf.convert_file("form.docx", "form.pdf")
PY
venv/bin/python look.py 2>/dev/null || { echo "dxpdf failed"; exit 1; }
pdftotext form.pdf - | grep . | tee seen.txt
grep -q '^Answer: *\.$' seen.txt; grep -q '^Status: *\.$' seen.txt; grep -qx 'Block control' seen.txt
if grep -E 'trained|Achieved' seen.txt; then exit 1; fi
echo "as described: the answers within lines are missing"
