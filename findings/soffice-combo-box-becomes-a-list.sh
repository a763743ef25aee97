#!/usr/bin/env bash
# A combo box of a Word form, answered in the partner's own words ("Partly, see note"), and a tick box whose signs are of Wingdings, saved by LibreOffice.
# Guess: a combo box stays one, with its entries; clicking the tick box in Word still shows Wingdings' signs, as the file names the font.
# Seen (LibreOffice 7.4.7): the combo box is a drop-down list from then on, so that the answer in it is none of its entries, and no other own
#   words can be typed. The entry's value for software ("2") stays. The tick box keeps the number of its signs and loses their font: w14:checkedState is
#   "fe", which without Wingdings is the letter þ. The tags of both are gone. Exit code 0.
# Why it matters: a check that holds answers against the list refuses the partner's answer, and the next reader can only choose; ticks become letters.
# Instead: keep the list and the signs with the software, not in the form; use signs of Unicode (2612, 2610) for tick boxes.
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

def control(settings, inside): return f'<w:sdt><w:sdtPr>{settings}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>'
if sys.argv[1] == "make":
    combo = control('<w:alias w:val="Status"/><w:tag w:val="status"/><w:id w:val="1"/><w:comboBox><w:listItem w:displayText="Open" w:value="1"/><w:listItem w:displayText="Achieved" w:value="2"/></w:comboBox>',
                    run("Partly, see note"))
    box = control('<w:alias w:val="Agreed"/><w:tag w:val="agreed"/><w:id w:val="2"/><w14:checkbox><w14:checked w14:val="1"/><w14:checkedState w14:val="00FE" w14:font="Wingdings"/>'
                  '<w14:uncheckedState w14:val="00A8" w14:font="Wingdings"/></w14:checkbox>', '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>')
    docx("form.docx", para("Status: ", combo) + para("Agreed: ", box))
else:
    for name in ("form.docx", "out/form.docx"):
        body = zipfile.ZipFile(name).read("word/document.xml").decode()
        print(f"{name}: {re.findall('<w:(comboBox|dropDownList)', body)} {re.findall('displayText=.([A-Za-z]+)', body)} {re.findall('<w14:(?:un)?checkedState [^>]*', body)} tags {body.count('<w:tag ')} {words(name)[0]!r}")
PY
python3 look.py make
convert docx out form.docx
python3 look.py show | tee seen.txt
while read -r line; do grep -qxF "$line" seen.txt || { echo "CHANGED: no longer: $line"; exit 1; }; done <<'EXPECTED'
out/form.docx: ['dropDownList'] ['Open', 'Achieved'] ['<w14:checkedState w14:val="fe"/', '<w14:uncheckedState w14:val="a8"/'] tags 0 'Status: Partly, see note'
EXPECTED
echo "as described: a list to choose from, and signs without a font"
