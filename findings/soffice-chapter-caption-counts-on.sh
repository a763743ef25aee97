#!/usr/bin/env bash
# Captions with the chapter's number, "Table 2-1" (Word: Insert Caption, Numbering, "Include chapter number": { SEQ Table \* ARABIC \s 1 }).
# Guess: \s 1 begins the count anew at each heading 1, as in Word, or the stored number is shown; a save keeps the code.
# Seen (LibreOffice 7.4.7): the count goes on: the first table of chapter 2 is "Table 2-3", in the PDF and in cross-references to
#   it; the chapter's own number (STYLEREF 1 \s) is shown as stored. Saved as .docx, \s 1 is gone, and Word counts on as well.
# Why it matters: "see Table 2-1" in a letter names a table that the PDF of the report does not have.
# Instead: number tables through the document, or unlink the captions' fields before the conversion.
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
styles = '<w:styles><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style></w:styles>'
def heading(text): return para(text).replace("<w:p>", '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>', 1)
def caption(chapter, number, words, start="", end=""): return para(start or run(""), "Table ", field("STYLEREF 1 \\s", chapter), "-", field("SEQ Table \\* ARABIC \\s 1", number), end or run(""), " " + words)
docx("report.docx", heading("Leaders") + caption("1", "1", "posts") + caption("1", "2", "costs") + heading("Staff")
     + caption("2", "1", "vacancies", '<w:bookmarkStart w:id="1" w:name="_Ref1"/>', '<w:bookmarkEnd w:id="1"/>') + para("see ", field("REF _Ref1 \\h", "Table 2-1")), styles=styles)
PY
python3 make.py
convert pdf . report.docx; convert docx out report.docx
pdftotext report.pdf - | tr -s ' \n\f' ' ' | tee seen.txt; echo
unzip -p out/report.docx word/document.xml | grep -oE '<w:instrText[^>]*>[^<]*' | sed 's/.*> *//' | grep SEQ | tee codes.txt
grep -q '^Leaders Table 1-1 posts Table 1-2 costs Staff Table 2-3 vacancies see Table 2-3 $' seen.txt
test "$(grep -c '\\s' codes.txt || true)" = 0
echo "as described: the second chapter counts on"
