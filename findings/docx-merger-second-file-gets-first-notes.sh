#!/usr/bin/env bash
# docx-merger (npm) joins two Word files that each have a footnote, a numbered list and a header.
# Guess: each part keeps its own footnote and its own numbers.
# Seen (docx-merger 1.2.2): the words of the second file's footnote are gone, and its reference (id 1) asks for the first file's note, "Note of
#   the letter". The numbers of both lists are gone too: numbering.xml now has the ids 10 and 11, and the paragraphs ask for 1. No error.
# Why it matters: a plan attached to a letter carries the letter's sources under its own figures.
# Instead: give footnotes and numbering new ids in the second file first, or refuse files that have them.
set -euo pipefail
command -v unzip >/dev/null || { echo "needs unzip"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
command -v npm >/dev/null || { echo "needs Node.js and npm"; exit 2; }
echo "tool: node $(node --version)"
npm install --silent --no-audit --no-fund --prefix . docx-merger@1.2.2 >npm.log 2>&1 || { cat npm.log; exit 2; }
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
def file(name, form):
    numbering = (f'<w:numbering><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
                 '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>')
    docx(f"{name}.docx", para(f"Text of the {name}", '<w:r><w:footnoteReference w:id="1"/></w:r>')
         + f'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>{run("item of the " + name)}</w:p>',
         footnotes=notes('<w:r><w:footnoteRef/></w:r>' + run(f"Note of the {name}")), numbering=numbering)
file("letter", "decimal"); file("plan", "upperRoman")
PY
cat > merge.cjs <<'JS'
const Merger = require("docx-merger"), fs = require("fs");
new Merger({ pageBreak: false }, ["letter", "plan"].map(n => fs.readFileSync(n + ".docx", "binary"))).save("nodebuffer", made => fs.writeFileSync("both.docx", made));
JS
node merge.cjs
{ echo "words: $(unzip -p both.docx word/document.xml | sed 's/<\/w:p>/ | /g; s/<[^>]*>//g')"
  echo "references: $(unzip -p both.docx word/document.xml | grep -oE '<w:(footnoteReference w:id|numId w:val)="[0-9]+"' | tr '\n' ' ')"
  echo "numbering: $(unzip -p both.docx word/numbering.xml | grep -oE '<w:num w:numId="[0-9]+"' | tr '\n' ' ')"
  echo "notes: $(unzip -p both.docx word/footnotes.xml | grep -o 'Note of the [a-z]*' | tr '\n' ' ')"; } | tee seen.txt
grep -q '^words: .*Text of the letter.*Text of the plan' seen.txt
[ "$(grep -o 'footnoteReference w:id="1"' seen.txt | wc -l)" = 2 ]; grep -qx 'notes: Note of the letter ' seen.txt
grep '^references:' seen.txt | grep -q 'numId w:val="1"'; grep -qx 'numbering: <w:num w:numId="10" <w:num w:numId="11" ' seen.txt
echo "as described: both references ask for the letter's note, and no list has numbers"
