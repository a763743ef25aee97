#!/usr/bin/env bash
# Word's non-breaking hyphen (Ctrl+Shift+_, w:noBreakHyphen) in a telephone number and a school year.
# Guess: it is read as a hyphen, as python-docx does (or as U+2011).
# Seen (docx2python 3.7.1, officeparser 8.1.1 of npm): both drop it without a word: "2025-26" is read as "202526",
#   "SV-12" as "SV12". python-docx 1.2.0, read beside them, has the hyphens.
# Why it matters: references and dates in returned plans no longer match; it is the sign used just there.
# Instead: replace w:noBreakHyphen by a text run with "-" before reading, or read with python-docx.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv; venv/bin/pip install -q docx2python==3.7.1 python-docx==1.2.0 2>pip.log || { cat pip.log; exit 2; }
command -v npm >/dev/null || { echo "needs Node.js and npm"; exit 2; }
echo "tool: node $(node --version)"
npm install --silent --no-audit --no-fund --prefix . officeparser@8.1.1 >npm.log 2>&1 || { cat npm.log; exit 2; }
cat > look.py <<'PY'
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
import docx as python_docx
from docx2python import docx2python
hyphen = "<w:r><w:noBreakHyphen/></w:r>"
docx("plan.docx", para("School year 2025", hyphen, "26, reference SV", hyphen, "12"))
print("python-docx: ", python_docx.Document("plan.docx").paragraphs[0].text)
print("docx2python: ", text := docx2python("plan.docx").text)
assert "2025-26, reference SV-12" in python_docx.Document("plan.docx").paragraphs[0].text
assert "School year 202526, reference SV12" in text
PY
venv/bin/python look.py
cat > look.mjs <<'JS'
import { parseOffice } from "officeparser";
const text = await (await parseOffice("plan.docx")).to("text");
console.log("officeparser:", (typeof text === "string" ? text : text.value).trim());
JS
node look.mjs | tee seen.txt
grep -q "School year 202526, reference SV12" seen.txt
echo "as described: the hyphens are gone"
