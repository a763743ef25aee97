#!/usr/bin/env bash
# A question with a drop-down in its line, and round the whole line a rich-text control (Word: select it, Developer, Aa), below an
# answer in a plain-text control; and the same form with a tick box that has a title, saved twice.
# Guess: the PDF shows "Status: Open" and "Agreed: ☒", as Word does; controls print as the words in them.
# Seen (LibreOffice 7.4.7): the question is gone: the PDF and the saved .docx say "Open" alone. Without the plain-text control above, it is there.
#   The tick box needs no control round it: the first save makes one of its title, and the second save, or a PDF of the first, has
#   only "☒". The tags of all controls are gone after the first save, and so is the lock of the plain-text control. Exit code 0 throughout.
# Why it matters: a form filled in by one partner and passed on by another has answers without questions.
# Instead: take the control round the line away (keep what is in w:sdtContent) before LibreOffice meets the file; compare the words after.
set -euo pipefail
command -v soffice >/dev/null || { echo "needs LibreOffice (soffice)"; exit 2; }
command -v pdftotext >/dev/null || { echo "needs poppler-utils (pdftotext)"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
echo "tool: $(soffice --version)"
convert() { # convert FORMAT FOLDER FILE...
  soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to "$1" --outdir "$2" "${@:3}" >/dev/null 2>&1; }
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

def control(settings, inside): return f'<w:sdt><w:sdtPr>{settings}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>'
lead = para("Lead: ", control('<w:alias w:val="Lead"/><w:tag w:val="lead"/><w:id w:val="1"/><w:lock w:val="sdtLocked"/><w:text/>', run("Ann")))
status = para("Status: ", control('<w:alias w:val="Status"/><w:tag w:val="status"/><w:id w:val="2"/><w:dropDownList><w:listItem w:displayText="Open" w:value="1"/></w:dropDownList>', run("Open")))
around = control('<w:alias w:val="Question"/><w:id w:val="3"/>', status)
box = ('<w:alias w:val="Agreed"/><w:tag w:val="agreed"/><w:id w:val="4"/><w14:checkbox><w14:checked w14:val="1"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
       '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>')
agreed = para("Agreed: ", control(box, run("\u2612")))

if sys.argv[1] == "make":
    docx("around.docx", lead + around)
    docx("alone.docx", around)
    docx("ticked.docx", lead + agreed)
else:
    for name in ("around.docx", "once/around.docx", "alone.docx", "once/alone.docx", "ticked.docx", "once/ticked.docx", "twice/ticked.docx"):
        body = zipfile.ZipFile(name).read("word/document.xml").decode()
        print(f"{name}: {words(name)}, {body.count('<w:tag ')} tags, {body.count('<w:lock ')} locks")
PY
python3 look.py make
convert pdf . around.docx alone.docx ticked.docx; convert docx once around.docx alone.docx ticked.docx
convert docx twice once/ticked.docx; convert pdf once once/ticked.docx
python3 look.py show | tee seen.txt
for f in around alone ticked once/ticked; do echo "$f.pdf: $(pdftotext "$f.pdf" - | tr -d '\f' | grep . | tr '\n' '|')"; done | tee -a seen.txt
while read -r line; do grep -qxF "$line" seen.txt || { echo "CHANGED: no longer: $line"; exit 1; }; done <<'EXPECTED'
around.docx: ['Lead: Ann', 'Status: Open'], 2 tags, 1 locks
once/around.docx: ['Lead: Ann', 'Open'], 0 tags, 0 locks
once/alone.docx: ['Status: Open'], 0 tags, 0 locks
once/ticked.docx: ['Lead: Ann', 'Agreed: ☒'], 0 tags, 0 locks
twice/ticked.docx: ['Lead: Ann', '☒'], 0 tags, 0 locks
around.pdf: Lead: Ann|Open|
alone.pdf: Status: Open|
ticked.pdf: Lead: Ann|Agreed: ☒|
once/ticked.pdf: Lead: Ann|☒|
EXPECTED
echo "as described: the question before the drop-down or the tick box is lost"
