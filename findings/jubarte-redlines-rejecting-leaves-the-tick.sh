#!/usr/bin/env bash
# A Word form and the same form filled in (a drop-down, a text control, a tick box, an older tick box), compared by jubarte-redlines; then all
# changes rejected, and all accepted.
# Guess: "Word-faithful": rejected, it is the blank form with its controls, and the older box unticked; accepted, the filled one.
# Seen (jubarte-redlines 0.14.0): each control whose answer changed is gone, in the redline and in both forms made of it: its words are plain words. A control
#   whose answer is the same stays. The older tick box is ticked in all of them, without a mark and not in the list of changes, so that rejecting
#   leaves it ticked. A link in a line with a change is plain words too, though its own words are the same. No warning; compared with itself the form keeps all.
# Why it matters: "reject all" gives a blank form that has a yes in it and cannot be filled in any more.
# Instead: keep the blank form; compare the answers control by control.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv; venv/bin/pip install -q --disable-pip-version-check jubarte-redlines==0.14.0 >pip.log 2>&1 || { cat pip.log; exit 2; }
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

def control(tag, number, kind, text): return f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/><w:id w:val="{number}"/>{kind}</w:sdtPr><w:sdtContent>{run(text)}</w:sdtContent></w:sdt>'
def form(name, status, lead, ticked, when):
    mark = lambda kind, data="": f'<w:r><w:fldChar w:fldCharType="{kind}">{data}</w:fldChar></w:r>'
    box = ('<w14:checkbox><w14:checked w14:val="%d"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/><w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>' % ticked)
    older = f'<w:ffData><w:name w:val="Agreed"/><w:enabled/><w:checkBox><w:sizeAuto/><w:default w:val="0"/>{"<w:checked/>" if ticked else ""}</w:checkBox></w:ffData>'
    choices = '<w:dropDownList><w:listItem w:displayText="Open" w:value="1"/><w:listItem w:displayText="Achieved" w:value="2"/></w:dropDownList>'
    link = '<w:hyperlink w:anchor="part"><w:r><w:t>part 2</w:t></w:r></w:hyperlink>'
    docx(name, para("Status: ", control("status", 1, choices, status)) + para("Lead: ", control("lead", 2, "<w:text/>", lead)) + para("Office: ", control("office", 3, "<w:text/>", "North"))
         + para("Done: ", control("done", 4, box, "\u2612" if ticked else "\u2610")) + para("Agreed: ", mark("begin", older), '<w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r>', mark("end"))
         + para("Return with ", link, f" {when}"))

if sys.argv[1] == "make":
    form("blank.docx", "Open", "Ann", 0, "now")
    form("filled.docx", "Achieved", "Ben", 1, "soon")
else:
    for name in sys.argv[2:]:
        body = zipfile.ZipFile(name).read("word/document.xml").decode()
        print(f"{name}: controls {re.findall('<w:tag w:val=.([a-z]+)', body)}, older box ticked: {'<w:checked' in body}, links {body.count('<w:hyperlink')}, status {words(name)[0]!r}")
PY
python3 look.py make
jubarte=venv/bin/jubarte-redlines
$jubarte compare blank.docx filled.docx -o redline.docx 2>/dev/null
$jubarte compare blank.docx blank.docx -o itself.docx 2>/dev/null
$jubarte reject redline.docx -o rejected.docx 2>/dev/null
$jubarte accept redline.docx -o accepted.docx 2>/dev/null
python3 look.py show blank.docx filled.docx itself.docx rejected.docx accepted.docx | tee seen.txt
echo "changes listed: $($jubarte changes redline.docx 2>/dev/null | grep -c '^r[0-9]')" | tee -a seen.txt
while read -r line; do grep -qxF "$line" seen.txt || { echo "CHANGED: no longer: $line"; exit 1; }; done <<'EXPECTED'
blank.docx: controls ['status', 'lead', 'office', 'done'], older box ticked: False, links 1, status 'Status: Open'
itself.docx: controls ['status', 'lead', 'office', 'done'], older box ticked: False, links 1, status 'Status: Open'
rejected.docx: controls ['office'], older box ticked: True, links 0, status 'Status: Open'
accepted.docx: controls ['office'], older box ticked: True, links 0, status 'Status: Achieved'
changes listed: 4
EXPECTED
echo "as described: the controls are gone, and the tick stays when all is rejected"
