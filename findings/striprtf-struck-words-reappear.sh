#!/usr/bin/env bash
# A letter with tracked changes and a footnote, saved as .rtf by LibreOffice, read by striprtf and pandoc.
#
# Guess: striprtf leaves out what is marked as deleted (the RTF has the word \deleted); both give the footnote.
# Seen (striprtf 0.0.35, pandoc in pypandoc-binary 1.17, LibreOffice 7.4.7): striprtf gives "six eight weeks", struck words
#   like any others, and of the footnote nothing; pandoc shows struck words as struck through and
#   loses the footnote as well.
# Why it matters: old offices send .rtf: the date that was struck out reads as valid, and a condition in a note is gone.
# Instead: convert the .rtf to .docx with LibreOffice and read that (checked: footnote and marks are in the .docx).
set -euo pipefail
command -v soffice >/dev/null || { echo "needs LibreOffice (soffice)"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
echo "tool: $(soffice --version)"
convert() { # convert FORMAT FOLDER FILE
  soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to "$1" --outdir "$2" "$3" >/dev/null 2>&1; }
python3 -m venv venv; venv/bin/pip install -q --disable-pip-version-check striprtf==0.0.35 pypandoc-binary==1.17 >pip.log 2>&1 || { cat pip.log; exit 2; }
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
by = 'w:id="1" w:author="Someone" w:date="2026-07-01T10:00:00Z"'
docx("plan.docx", para("Within ", f'<w:del {by}><w:r><w:delText xml:space="preserve">six </w:delText></w:r></w:del>', f'<w:ins {by}>{run("eight ")}</w:ins>', "weeks.",
     '<w:r><w:footnoteReference w:id="2"/></w:r>') + para("End"), footnotes='<w:footnotes><w:footnote w:id="2">' + para("CONDITION") + '</w:footnote></w:footnotes>')
PY
python3 make.py
convert rtf out plan.docx
convert docx back out/plan.rtf
grep -c deleted out/plan.rtf
cat > look.py <<'PY'
import zipfile, pypandoc
from striprtf.striprtf import rtf_to_text
raw = open("out/plan.rtf", encoding="cp1252").read()
seen, pandoc = rtf_to_text(raw), pypandoc.convert_file("out/plan.rtf", "markdown")
print("striprtf:", repr(seen)); print("pandoc", pypandoc.get_pandoc_version(), repr(pandoc))
assert "\\footnote" in raw and "CONDITION" in raw
assert "six eight weeks" in seen and "CONDITION" not in seen
assert "~~six" in pandoc and "CONDITION" not in pandoc
with zipfile.ZipFile("back/plan.docx") as back:
    assert "CONDITION" in back.read("word/footnotes.xml").decode() and "<w:del " in back.read("word/document.xml").decode()
PY
venv/bin/python look.py
echo "as described: struck words reappear, the footnote is gone"
