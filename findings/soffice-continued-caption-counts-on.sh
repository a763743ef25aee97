#!/usr/bin/env bash
# { SEQ Table \c } repeats the number given last ("Table 2, continued"), { SEQ Table \h } counts without showing; \r 20 sets it.
# Guess: LibreOffice keeps the three switches when it saves, as it obeys them.
# Seen (LibreOffice 7.4.7): \c and \r are obeyed in the first PDF (\h is not: its number is printed); the saved .docx has none of the
#   three, so that afterwards, in Word too, "Table 2, continued" is Table 3, and every number after it is another.
# Why it matters: one save by a partner, and references to tables lead to the wrong ones.
# Instead: write "continued" captions with a REF to the first caption's bookmark.
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
A = " \\* ARABIC"
lines = [("one", "SEQ Table" + A, "1"), ("two", "SEQ Table" + A, "2"), ("two, continued", "SEQ Table \\c" + A, "2"), ("three", "SEQ Table" + A, "3"),
         ("hidden", "SEQ Table \\h" + A, ""), ("set to 20", "SEQ Table \\r 20" + A, "20"), ("then", "SEQ Table" + A, "21")]
docx("tables.docx", "".join(para(f"{n}: ", field(code, shown), ".") for n, code, shown in lines))
PY
convert pdf first tables.docx; convert docx out tables.docx; convert pdf second out/tables.docx
for p in first second; do echo "$p PDF:  $(pdftotext $p/tables.pdf - | grep : | tr '\n' ' ')"; done | tee seen.txt
echo "saved codes: $(unzip -p out/tables.docx word/document.xml | grep -oE 'SEQ[^<]*' | sort | uniq -c | tr -s ' ')" | tee codes.txt
head -1 seen.txt | grep -q 'one: 1. two: 2. two, continued: 2. three: 3. hidden: 4. set to 20: 20. then: 21.'
tail -1 seen.txt | grep -q 'two, continued: 3. three: 4. hidden: 5. set to 20: 6.'
grep -qF '7 SEQ Table \* ARABIC' codes.txt
echo "as described: the switches are gone, and the repeat counts on"
