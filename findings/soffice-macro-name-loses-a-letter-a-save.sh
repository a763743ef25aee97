#!/usr/bin/env bash
# A Word template with a place to click on ({ MACROBUTTON FillPlan [Name] }) and a table that has a title and a description (Table Properties, Alt Text),
# saved by LibreOffice, and saved again.
# Guess: the macro's name and the alternative text come back as they were: the field is shown rightly, and pictures keep their texts.
# Seen (LibreOffice 7.4.7): the macro's name loses its first letter with each save ("illPlan", "llPlan"), so that a double click in Word finds no such
#   macro; title and description of the table are gone after the first. The words to click on stay. Exit code 0.
# Why it matters: the template looks the same and does nothing; the table has no text for screen readers any more, though it passed the check.
# Instead: content controls to click on; set w:tblCaption and w:tblDescription anew after such a save.
set -euo pipefail
command -v unzip >/dev/null || { echo "needs unzip"; exit 2; }
command -v soffice >/dev/null || { echo "needs LibreOffice (soffice)"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
echo "tool: $(soffice --version)"
convert() { # convert FORMAT FOLDER FILE
  soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to "$1" --outdir "$2" "$3" >/dev/null 2>&1; }
cat > look.py <<'PY'
import sys
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

def mark(kind): return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'
if sys.argv[1] == "make":
    table = ('<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblCaption w:val="Actions"/><w:tblDescription w:val="One action and its lead"/></w:tblPr><w:tblGrid><w:gridCol w:w="3000"/></w:tblGrid>'
             f'<w:tr><w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr>{para("1 Recruit")}</w:tc></w:tr></w:tbl>')
    button = mark("begin") + '<w:r><w:instrText xml:space="preserve"> MACROBUTTON FillPlan [Name] </w:instrText></w:r>' + mark("end")
    docx("letter.docx", para("Dear ", button) + table + para("end"))
else:
    for name in ("letter.docx", "once/letter.docx", "twice/letter.docx"):
        body = zipfile.ZipFile(name).read("word/document.xml").decode()
        print(f"{name}: {[text.strip() for text in re.findall('<w:instrText[^>]*>([^<]*)', body)]}, texts of the table {re.findall('<w:tbl(?:Caption|Description) w:val=.([^/]*)./', body)}")
PY
python3 look.py make
convert docx once letter.docx; convert docx twice once/letter.docx
python3 look.py show | tee seen.txt
while read -r line; do grep -qxF "$line" seen.txt || { echo "CHANGED: no longer: $line"; exit 1; }; done <<'EXPECTED'
letter.docx: ['MACROBUTTON FillPlan [Name]'], texts of the table ['Actions', 'One action and its lead']
once/letter.docx: ['MACROBUTTON illPlan [Name]'], texts of the table []
twice/letter.docx: ['MACROBUTTON llPlan [Name]'], texts of the table []
EXPECTED
echo "as described: a letter a save, and no alternative text"
