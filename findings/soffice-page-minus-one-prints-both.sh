#!/usr/bin/env bash
# A page number that leaves out the cover: { = { PAGE } - 1 }, the usual way in Word, converted to PDF.
# Guess: LibreOffice cannot work it out and shows the number that Word stored.
# Seen (LibreOffice 7.4.7): it shows the inner PAGE field and the stored result side by side: page 2, whose stored
#   result is 1, says "21", page 3 says "31". Saved as .docx, it is two fields, { PAGE } and { =- 1 }, in Word too.
# Why it matters: letters with a cover page get footers such as "Page 21 of 4"; nothing is reported.
# Instead: a section of its own for the cover, and w:pgNumType w:start in the next one.
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
def field(code, shown):
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    return mark("begin") + f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>' + mark("separate") + run(shown) + mark("end")
mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
code = '<w:r><w:instrText xml:space="preserve">{}</w:instrText></w:r>'.format
number = mark("begin") + code(" = ") + field("PAGE", "2") + code(" - 1 ") + mark("separate") + run("1") + mark("end")
new_page = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
docx("letter.docx", para("cover") + new_page + para("first page of the letter") + new_page + para("second"),
     '<w:footerReference w:type="default" r:id="rId3"/>', footer=f'<w:ftr>{para("Page ", number, " end")}</w:ftr>')
PY
convert pdf . letter.docx
pdftotext letter.pdf - | grep Page | tee pages.txt
diff pages.txt <(printf 'Page 11 end\nPage 21 end\nPage 31 end\n')
convert docx out letter.docx
unzip -p out/letter.docx word/footer1.xml | grep -oE '<w:instrText[^>]*>[^<]*|fldCharType="[a-z]*"' | sed 's/.*>//; s/fldCharType=//' | tr '\n' ' ' | tee code.txt; echo
grep -qE 'PAGE.*=- 1' code.txt
echo "as described: both numbers, side by side, and two fields after saving"
