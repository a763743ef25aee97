#!/usr/bin/env bash
# A carbone template in which a tag's name was corrected with tracked changes on: {d.nme -> name}.
# Guess: the value, or an error about an unknown name.
# Seen (carbone 3.8.2): nothing is printed in its place, and no error is raised; the struck and the new letters have been taken together
#   as one name, which no data has. The same tag without tracked changes is filled.
# Why it matters: the reviewed template is the one in use; the letter says "Dear ," in every copy.
# Instead: accept all changes in templates, and look for empty places where a value was due.
set -euo pipefail
command -v unzip >/dev/null || { echo "needs unzip"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
command -v npm >/dev/null || { echo "needs Node.js and npm"; exit 2; }
echo "tool: node $(node --version)"
npm install --silent --no-audit --no-fund --prefix . carbone@3.8.2 >npm.log 2>&1 || { cat npm.log; exit 2; }
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
docx("t.docx", para("Dear {d.", f'<w:del w:id="1" {who}><w:r><w:delText>nme</w:delText></w:r></w:del>', f'<w:ins w:id="2" {who}>{run("name")}</w:ins>', "},") + para("Control: {d.name}"))
PY
cat > fill.cjs <<'JS'
const carbone = require("carbone"), fs = require("fs");
const fill = (data, name) => new Promise((done, fail) => carbone.render("t.docx", data, (e, made) => e ? fail(e) : done(fs.writeFileSync(name, made))));
fill({ name: "Ann Bell" }, "a.docx").then(() => fill({ name: "Ann Bell", nmename: "JOINED" }, "b.docx")).then(() => process.exit(0), e => { console.error(e); process.exit(1); });
JS
node fill.cjs
for f in a b; do echo "$f: $(unzip -p $f.docx word/document.xml | sed 's/<\/w:p>/ | /g; s/<[^>]*>//g')"; done | tee seen.txt
grep -q '^a: Dear , | Control: Ann Bell' seen.txt; grep -q '^b: Dear JOINED, | Control: Ann Bell' seen.txt
echo "as described: nothing is printed, as the name became nmename"
