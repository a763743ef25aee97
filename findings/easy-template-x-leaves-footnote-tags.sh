#!/usr/bin/env bash
# Tags in the footnotes of a Word template, filled by easy-template-x; docxtemplater and docx-templates beside it.
# Guess: all three fill footnotes as they fill headers.
# Seen (easy-template-x 7.2.8): body and header are filled, the footnote goes out as "{name}", and no error is
#   raised. docxtemplater 3.71.0 and docx-templates 4.15.0 fill it.
# Why it matters: the letter that is sent has a brace in its small print, where nobody looks.
# Instead: search the finished file for the delimiter in every part, footnotes and comments too.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
command -v npm >/dev/null || { echo "needs Node.js and npm"; exit 2; }
echo "tool: node $(node --version)"
npm install --silent --no-audit --no-fund --prefix . easy-template-x@7.2.8 docxtemplater@3.71.0 docx-templates@4.15.0 pizzip@3.3.0 >npm.log 2>&1 || { cat npm.log; exit 2; }
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
def notes(*texts):
    head = '<w:footnotes><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
    return head + "".join(f'<w:footnote w:id="{i}"><w:p>{x if x.startswith("<") else run(x)}</w:p></w:footnote>' for i, x in enumerate(texts, 1)) + "</w:footnotes>"
docx("t.docx", para("Dear {name}", '<w:r><w:footnoteReference w:id="1"/></w:r>'), '<w:headerReference w:type="default" r:id="rId3"/>',
     header=f'<w:hdr>{para("To {name}")}</w:hdr>', footnotes=notes('<w:r><w:footnoteRef/></w:r>' + run(" Sent to {name}")))
PY
cat > fill.mjs <<'JS'
import fs from "fs"; import { TemplateHandler } from "easy-template-x"; import Docxtemplater from "docxtemplater"; import PizZip from "pizzip"; import { createReport } from "docx-templates";
const file = fs.readFileSync("t.docx"), data = { name: "Ann Bell" };
const made = { "easy-template-x": await new TemplateHandler().process(file, data), docxtemplater: new Docxtemplater(new PizZip(file)).render(data).toBuffer(),
  "docx-templates": await createReport({ template: file, data, cmdDelimiter: ["{", "}"] }) };
for (const [name, bytes] of Object.entries(made)) {
  const zip = new PizZip(bytes), text = part => zip.file(`word/${part}.xml`).asText().replace(/<[^>]+>/g, "").trim().replace(/\s+/g, " ");
  console.log(`${name}: body "${text("document")}", header "${text("header")}", footnote "${text("footnotes")}"`);
}
JS
node fill.mjs | tee seen.txt
grep -q '^easy-template-x: body "Dear Ann Bell", header "To Ann Bell", footnote "Sent to {name}"' seen.txt
[ "$(grep -c 'footnote "Sent to Ann Bell"' seen.txt)" = 2 ]
echo "as described: only easy-template-x leaves the tag in the footnote"
