#!/usr/bin/env bash
# Text of a Word file with tracked changes and fields, from docx2txt2; the same letter as .odt.
#
# Guess: the text as it stands, with accepted or at least marked changes; of a field its result.
# Seen (docx2txt2 1.0.4, LibreOffice 7.4.7 for the .odt): struck out words stand in the text like any others ("six eight
#   weeks"), a field gives its code and its result ("DATE 1 July"), a blank comes between any two runs ("plan ned").
#   From the .odt the struck words come first of all, each after the name of the author and the time of the change.
# Why it matters: a due date that was changed reads as both; a search finds words that were taken out, and misses others.
# Instead: docx2txt 0.9 for .docx (checked: "eight weeks", "1 July", "planned").
set -euo pipefail
command -v soffice >/dev/null || { echo "needs LibreOffice (soffice)"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
echo "tool: $(soffice --version)"
convert() { # convert FORMAT FOLDER FILE
  soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to "$1" --outdir "$2" "$3" >/dev/null 2>&1; }
python3 -m venv venv; venv/bin/pip install -q --disable-pip-version-check docx2txt2==1.0.4 docx2txt==0.9 >pip.log 2>&1 || { cat pip.log; exit 2; }
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
def mark(kind): return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'
docx("plan.docx", para("Within ", f'<w:del {by}><w:r><w:delText xml:space="preserve">six </w:delText></w:r></w:del>', f'<w:ins {by}>{run("eight ")}</w:ins>', "weeks.")
     + para("As ", "plan", "ned by ", mark("begin"), '<w:r><w:instrText> DATE </w:instrText></w:r>', mark("separate"), run("1 July"), mark("end")))
PY
python3 make.py
convert odt out plan.docx
cat > look.py <<'PY'
import docx2txt, docx2txt2
word, odt, other = docx2txt2.extract_text("plan.docx"), docx2txt2.extract_text("out/plan.odt"), docx2txt.process("plan.docx")
for text in (word, odt, other): print(repr(text))
assert "six eight" in " ".join(word.split()) and "DATE" in word and "planned" not in word
assert "six" in odt and "Someone" in odt and odt.index("six") < odt.index("Within")
assert "Within eight weeks." in other and "DATE" not in other and "six" not in other and "planned by 1 July" in other
PY
venv/bin/python look.py
echo "as described: struck words and field codes are in the text"
