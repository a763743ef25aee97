#!/usr/bin/env bash
# A letter whose text begins with page 1 again after a cover page ("Page 1 of 2" by PAGE and NUMPAGES), made into a PDF.
# Guess: the PDF has two pages, and NUMPAGES says 2, as in Word.
# Seen (LibreOffice 7.4.7): two pages, and both say "of 3". As a page 1 must lie on the right, LibreOffice puts an empty page between
#   the two, leaves it out of the PDF, and counts it in NUMPAGES all the same. So in each such section: four pages of 1 say "of 7".
# Why it matters: "Page 1 of 3" on a letter of two pages reads as if a page had been lost; readers ask for it.
# Instead: let page numbers run on, or write the number of pages as text.
set -euo pipefail
command -v soffice >/dev/null || { echo "needs LibreOffice (soffice)"; exit 2; }
command -v pdftotext >/dev/null || { echo "needs poppler-utils (pdftotext)"; exit 2; }
command -v unzip >/dev/null || { echo "needs unzip"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
echo "tool: $(soffice --version)"
convert() { # convert FORMAT FOLDER FILE ...
  soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to "$1" --outdir "$2" "${@:3}" >/dev/null 2>&1; }
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
def field(code, shown):
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    return mark("begin") + f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>' + mark("separate") + run(shown) + mark("end")
foot = "<w:ftr>" + para("Page ", field("PAGE", "1"), " of ", field("NUMPAGES", "2")) + "</w:ftr>"
refer = '<w:footerReference w:type="default" r:id="rId3"/>'
page = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="708" w:footer="708" w:gutter="0"/><w:pgNumType w:start="1"/>'
def section(text): return para(text).replace("<w:p>", f"<w:p><w:pPr><w:sectPr>{refer}{page}</w:sectPr></w:pPr>", 1)
def letter(path, *texts):
    docx(path, "".join(map(section, texts[:-1])) + para(texts[-1]), footer=foot)
    with zipfile.ZipFile(path) as z: parts = {n: z.read(n) for n in z.namelist()}
    body, last = parts["word/document.xml"].rsplit(b"<w:sectPr>", 1)
    parts["word/document.xml"] = body + b"<w:sectPr>" + (refer + page).encode() + b"</w:sectPr></w:body></w:document>"
    with zipfile.ZipFile(path, "w") as z:
        for n, x in parts.items(): z.writestr(n, x)
letter("two.docx", "cover", "text"); letter("four.docx", "a", "b", "c", "d"); letter("one.docx", "alone")
PY
python3 make.py
convert pdf . one.docx two.docx four.docx
for f in one two four; do echo "$f: pages in the PDF: $(pdfinfo $f.pdf | sed -n 's/Pages: *//p'); they say: $(pdftotext $f.pdf - | grep Page | sort -u | tr '\n' ';')"; done | tee seen.txt
grep -q '^one: pages in the PDF: 1; they say: Page 1 of 1;$' seen.txt
grep -q '^two: pages in the PDF: 2; they say: Page 1 of 3;$' seen.txt
grep -q '^four: pages in the PDF: 4; they say: Page 1 of 7;$' seen.txt
echo "as described: pages are counted that are not there"
