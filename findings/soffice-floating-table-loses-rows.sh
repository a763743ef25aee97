#!/usr/bin/env bash
# A table with text wrapping ("Around" in Word's table properties, w:tblpPr) that is longer than a page, made into a PDF.
# Guess: it goes on over the pages like any other table; perhaps the wrapping is given up.
# Seen (LibreOffice 7.4.7): one page; the rows that do not fit on it are in no page at all, 58 of 120 here. The exit code is 0.
#   The same table without w:tblpPr takes three pages and has all rows. Saved as .docx, no row is lost.
# Why it matters: dragging a table by its handle in Word is enough to make it "Around"; the PDF of the plan then ends in the
#   middle, looks finished, and nobody is told.
# Instead: take out w:tblpPr before converting, or count the rows' words in the PDF.
set -euo pipefail
command -v unzip >/dev/null || { echo "needs unzip"; exit 2; }
command -v soffice >/dev/null || { echo "needs LibreOffice (soffice)"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
echo "tool: $(soffice --version)"
convert() { # convert FORMAT FOLDER FILE
  soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to "$1" --outdir "$2" "$3" >/dev/null 2>&1; }
command -v pdftotext >/dev/null || { echo "needs poppler-utils (pdftotext)"; exit 2; }

python3 - <<'PY'
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
def table(floating):
    rows = "".join(f'<w:tr><w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/></w:tcPr>{para(f"action {i}")}</w:tc></w:tr>' for i in range(1, 121))
    return f'<w:tbl><w:tblPr>{floating}<w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid><w:gridCol w:w="4000"/></w:tblGrid>{rows}</w:tbl>'
docx("around.docx", para("Plan") + table('<w:tblpPr w:leftFromText="180" w:rightFromText="180" w:vertAnchor="text" w:tblpY="1"/>') + para("end of the plan"))
docx("plain.docx", para("Plan") + table("") + para("end of the plan"))
PY
for f in around plain; do
  convert pdf . $f.docx; pdftotext $f.pdf - | tr -d '\f' > $f.txt
  echo "$f: $(pdfinfo $f.pdf | grep Pages | tr -s ' '), rows in the PDF: $(grep -c '^action' $f.txt), the end is there: $(grep -c '^end of' $f.txt)"
done | tee seen.txt
convert docx out around.docx
echo "rows in the saved .docx: $(unzip -p out/around.docx word/document.xml | grep -o 'action [0-9]*' | wc -l)"
grep -q 'plain: .*rows in the PDF: 120' seen.txt
[ "$(grep -c '^action' around.txt)" -lt 120 ] && grep -q 'around: Pages: 1,' seen.txt && [ "$(unzip -p out/around.docx word/document.xml | grep -o 'action [0-9]*' | wc -l)" = 120 ]
echo "as described: rows of the floating table are missing in the PDF"
