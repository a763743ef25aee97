#!/usr/bin/env bash
# A plan and its later version, compared by docx-trackdiff: the date in a footnote and the word in the header are different.
# Guess: "lossless in both directions": rejecting all changes gives the old plan back, footnote and header included; its own verifier, whose
#   seven checks are "accept all must equal the new file, reject all must equal the old", would find what is not so.
# Seen (docx-trackdiff 1.0.0): footnote and header are the new ones without any mark, so that "By 1 July" stands there as though it had
#   always done so, before and after rejecting; the body's change is marked. The verifier says PASS seven times.
#   jubarte-redlines 0.14.0 marks both, and its reject gives the old words back.
# Why it matters: a partnership moves a date in a note, and the redline shows no change there.
# Instead: jubarte-redlines (checked); compare footnotes.xml and the headers of both files too.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv; venv/bin/pip install -q --disable-pip-version-check docx-trackdiff==1.0.0 jubarte-redlines==0.14.0 >pip.log 2>&1 || { cat pip.log; exit 2; }
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

def plan(name, lead, note, head):
    body = para(f"1 Recruit, lead: {lead}") + para("Due", '<w:r><w:footnoteReference w:id="1"/></w:r>', " in summer")
    docx(name, body, '<w:headerReference w:type="default" r:id="rId4"/>', footnotes=f'<w:footnotes><w:footnote w:id="1">{para(note)}</w:footnote></w:footnotes>', header=f"<w:hdr>{para(head)}</w:hdr>")

if sys.argv[1] == "make":
    plan("old.docx", "Ann", "By 1 May", "Draft")
    plan("new.docx", "Dee", "By 1 July", "Final")
else:
    for name in sys.argv[2:]:
        parts = {part: zipfile.ZipFile(name).read(f"word/{part}.xml").decode() for part in ("document", "footnotes", "header")}
        marks = {part: len(re.findall("<w:(?:ins|del) ", text)) for part, text in parts.items()}
        print(f"{name}: note {words(name, 'word/footnotes.xml')}, header {words(name, 'word/header.xml')}, marks {marks}")
PY
python3 look.py make
venv/bin/docx-trackdiff old.docx new.docx trackdiff.docx >/dev/null
venv/bin/docx-trackdiff-verify trackdiff.docx old.docx new.docx | tee seen.txt
venv/bin/jubarte-redlines compare old.docx new.docx -o jubarte.docx >/dev/null
for name in trackdiff jubarte; do venv/bin/jubarte-redlines reject $name.docx -o $name-rejected.docx >/dev/null; done
python3 look.py show trackdiff.docx trackdiff-rejected.docx jubarte.docx jubarte-rejected.docx | tee -a seen.txt
echo "passed: $(grep -c '^PASS' seen.txt)" | tee -a seen.txt
while read -r line; do grep -qF "$line" seen.txt || { echo "CHANGED: no longer: $line"; exit 1; }; done <<'EXPECTED'
trackdiff.docx: note ['By 1 July'], header ['Final'], marks {'document': 2, 'footnotes': 0, 'header': 0}
trackdiff-rejected.docx: note ['By 1 July'], header ['Final'], marks {'document': 0, 'footnotes': 0, 'header': 0}
jubarte.docx: note ['By 1 MayJuly'], header ['FinalDraft'], marks {'document': 2, 'footnotes': 2, 'header': 2}
jubarte-rejected.docx: note ['By 1 May'], header ['Draft'], marks {'document': 0, 'footnotes': 0, 'header': 0}
passed: 7
EXPECTED
echo "as described: what stands outside the body is changed without a mark"
