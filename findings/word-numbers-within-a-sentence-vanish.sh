#!/usr/bin/env bash
# "We ask you (a) to plan and (b) to report": numbers within a sentence, Word's { LISTNUM LegalDefault \l 4 } (Ctrl+Alt+L), for which a file
#   holds no result: whoever shows it has to count.
# Guess: LibreOffice counts them, as it counts AUTONUM, or shows a sign for a field it does not know; converters that lay out pages do too.
# Seen (LibreOffice 7.4.7, rdocx 0.16.3, docx-to-markdown 2.32.0): "We ask you to plan and to report.", with no sign and no
#   message, in LibreOffice's PDF, in rdocx's PDF and in docx-to-markdown's text. AUTONUM beside it is counted by LibreOffice ("1") and
#   docx-to-markdown ("1."), not by rdocx. Saved as .docx by LibreOffice the LISTNUM code is still there.
# Why it matters: "as asked under (b)" in a later letter leads to nothing in the PDF that the partner has.
# Instead: type such letters, or unlink the fields in Word (Ctrl+Shift+F9) before converting.
set -euo pipefail
command -v soffice >/dev/null || { echo "needs LibreOffice (soffice)"; exit 2; }
command -v pdftotext >/dev/null || { echo "needs poppler-utils (pdftotext)"; exit 2; }
command -v unzip >/dev/null || { echo "needs unzip"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
echo "tool: $(soffice --version)"
convert() { # convert FORMAT FOLDER FILE ...
  soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to "$1" --outdir "$2" "${@:3}" >/dev/null 2>&1; }
python3 -m venv venv; venv/bin/pip install -q rdocx==0.16.3 docx-to-markdown==2.32.0 2>pip.log || { cat pip.log; exit 2; }
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
import rdocx
from docx_to_markdown import convert
def field(code): return f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
docx("letter.docx", para("We ask you ", field("LISTNUM LegalDefault \\l 4"), " to plan and ", field("LISTNUM LegalDefault \\l 4"), " to report. [", field("AUTONUM"), "]"))
with open("rdocx.pdf", "wb") as f: f.write(rdocx.Document("letter.docx").to_pdf())
print(convert("letter.docx").markdown)
PY
venv/bin/python look.py > markdown.txt
convert pdf . letter.docx; convert docx out letter.docx
pdftotext letter.pdf libreoffice.txt; pdftotext rdocx.pdf rdocx.txt
for f in libreoffice rdocx markdown; do echo "$f: $(tr -d '\\\f' < $f.txt | tr -s ' \n' ' ')"; done | tee seen.txt
unzip -p out/letter.docx word/document.xml | grep -oE 'LISTNUM LegalDefault [^<]*'
grep -q '^libreoffice: We ask you to plan and to report. \[1\]' seen.txt
grep -q '^rdocx: We ask you to plan and to report. \[\]' seen.txt
grep -q '^markdown: We ask you to plan and to report. \[1\.\]' seen.txt
echo "as described: the letters (a) and (b) are gone"
