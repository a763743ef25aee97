#!/usr/bin/env bash
# A merge letter whose template was opened and saved in LibreOffice, merged by docx-mailmerge2.
# The field { MERGEFIELD Name \b "Dear " \f "," } writes "Dear Ann," and nothing at all for an empty name.
# Guess: the field's code comes back as it was.
# Seen (LibreOffice 7.4.7, docx-mailmerge2 1.0.3): all switches are gone, only MERGEFIELD Name is left, so the letter
#   says "Ann" for "Dear Ann,"; a number's \# and a date's \@ picture go the same way (1234.5 for 1,234.50 pounds).
# Why it matters: a template "tidied up" once in LibreOffice writes other letters, and looks the same on screen.
# Instead: compare the field codes before and after a template is saved elsewhere.
set -euo pipefail
command -v soffice >/dev/null || { echo "needs LibreOffice (soffice)"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
echo "tool: $(soffice --version)"
convert() { # convert FORMAT FOLDER FILE
  soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to "$1" --outdir "$2" "$3" >/dev/null 2>&1; }
python3 -m venv venv; venv/bin/pip install -q docx-mailmerge2==1.0.3 2>pip.log || { cat pip.log; exit 2; }

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
docx("letter.docx", para(field('MERGEFIELD Name \\b "Dear " \\f ","', "«Name»")) + para("Sum ", field('MERGEFIELD Sum \\# "£#,##0.00"', "«Sum»"))
     + para("Due ", field('MERGEFIELD Due \\@ "d MMMM yyyy"', "«Due»")))
PY
convert docx out letter.docx
venv/bin/python - <<'PY'
import datetime, re, zipfile
from mailmerge import MailMerge
seen = []
for name in ("letter.docx", "out/letter.docx"):
    code = re.findall(r"MERGEFIELD[^<]*", zipfile.ZipFile(name).read("word/document.xml").decode())
    with MailMerge(name) as m:
        m.merge(Name="Ann", Sum=1234.5, Due=datetime.date(2026, 7, 1)); m.write("merged.docx")
    x = zipfile.ZipFile("merged.docx").read("word/document.xml").decode()
    seen.append([re.sub("<[^>]+>", "", p) for p in re.findall(r"<w:p[ >].*?</w:p>", x, re.S)])
    print(name, [c.strip() for c in code], seen[-1])
assert seen[0] == ["Dear Ann,", "Sum £1,234.50", "Due 1 July 2026"]
assert seen[1][:2] == ["Ann", "Sum 1234.5"] and seen[1][2] != seen[0][2]
PY
echo "as described: the switches are gone, and the letter reads differently"
