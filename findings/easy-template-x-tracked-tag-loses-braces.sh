#!/usr/bin/env bash
# A tag whose name was corrected with tracked changes on: {nme -> name}; filled by easy-template-x and others.
# Guess: easy-template-x fills it, or raises an error about an unknown or broken tag.
# Seen (easy-template-x 7.2.8): the braces are eaten and the tag's *name* is printed: "Dear name". No error.
#   docxtemplater 3.71.0 prints the value, and keeps the deletion.
# Why it matters: a template that went through review is the usual one; the letter says "Dear name".
# Instead: refuse templates with tracked changes, or accept the changes first.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
command -v npm >/dev/null || { echo "needs Node.js and npm"; exit 2; }
echo "tool: node $(node --version)"
npm install --silent --no-audit --no-fund --prefix . easy-template-x@7.2.8 docxtemplater@3.71.0 pizzip@3.3.0 >npm.log 2>&1 || { cat npm.log; exit 2; }
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
who = 'w:author="Ann Bell" w:date="2026-01-02T03:04:05Z"'
docx("t.docx", para("Dear {", f'<w:del w:id="1" {who}><w:r><w:delText>nme</w:delText></w:r></w:del>', f'<w:ins w:id="2" {who}>{run("name")}</w:ins>', "} end") + para("Control: {name}"))
PY
cat > fill.mjs <<'JS'
import fs from "fs"; import { TemplateHandler } from "easy-template-x"; import Docxtemplater from "docxtemplater"; import PizZip from "pizzip";
const file = fs.readFileSync("t.docx"), data = { name: "Ann Bell" };
const made = { "easy-template-x": await new TemplateHandler().process(file, data), docxtemplater: new Docxtemplater(new PizZip(file)).render(data).toBuffer() };
for (const [name, bytes] of Object.entries(made))
  console.log(name + ":", new PizZip(bytes).file("word/document.xml").asText().replace(/<w:del .*?<\/w:del>/g, "").replace(/<\/w:p>/g, " | ").replace(/<[^>]+>/g, ""));
JS
node fill.mjs | tee seen.txt
grep -q '^easy-template-x: Dear name end | Control: Ann Bell' seen.txt
grep -q '^docxtemplater: Dear Ann Bell end | Control: Ann Bell' seen.txt
echo "as described: the braces are gone and the name of the tag is printed"
