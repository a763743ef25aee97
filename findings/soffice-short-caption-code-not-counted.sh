#!/usr/bin/env bash
# Captions numbered with { SEQ Table } and { SEQ Figure }: the short code, as docx (npm) writes it (SequentialIdentifier).
# Guess: LibreOffice counts them as it counts { SEQ Table \* ARABIC }, Word's own code, and saves them as they were.
# Seen (docx 9.15.2, LibreOffice 7.4.7): without a switch the field is not counted: its stored words are shown, and as docx stores none,
#   the PDF says "Table  end". Saved as .docx the name is gone: "SEQ  \* ARABIC", tables and figures alike.
# Why it matters: a report made with docx has captions without numbers in the PDF; after a save Word cannot tell its two counts apart.
# Instead: always write SEQ Table \* ARABIC, with a stored number.
set -euo pipefail
command -v unzip >/dev/null || { echo "needs unzip"; exit 2; }
command -v soffice >/dev/null || { echo "needs LibreOffice (soffice)"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
echo "tool: $(soffice --version)"
convert() { # convert FORMAT FOLDER FILE
  soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to "$1" --outdir "$2" "$3" >/dev/null 2>&1; }
command -v pdftotext >/dev/null || { echo "needs poppler-utils (pdftotext)"; exit 2; }
command -v npm >/dev/null || { echo "needs Node.js and npm"; exit 2; }
echo "tool: node $(node --version)"
npm install --silent --no-audit --no-fund --prefix . docx@9.15.2 >npm.log 2>&1 || { cat npm.log; exit 2; }
cat > make.mjs <<'JS'
import fs from "fs"; import { Document, Packer, Paragraph, TextRun, SequentialIdentifier } from "docx";
const caption = name => new Paragraph({ children: [new TextRun(name + " "), new SequentialIdentifier(name), new TextRun(" end")] });
fs.writeFileSync("npm.docx", await Packer.toBuffer(new Document({ sections: [{ children: ["Table", "Figure", "Table"].map(caption) }] })));
JS
node make.mjs
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
def field(code, shown):
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    return mark("begin") + f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>' + mark("separate") + run(shown) + mark("end")
for name, switch in (("short", ""), ("long", " \\* ARABIC")):
    docx(name + ".docx", "".join(para(f"{n} ", field(f"SEQ {n}{switch}", "7"), " end") for n in ("Table", "Figure", "Table")))
PY
for f in npm short long; do
  convert pdf . $f.docx; convert docx out $f.docx
  echo "$f: $(pdftotext $f.pdf - | grep end | tr -s ' \n' ' ')saved as: $(unzip -p out/$f.docx word/document.xml | grep -oE '<w:instrText[^>]*>[^<]*' | sed 's/.*> *//' | tr '\n' ';')"
done | tee seen.txt
grep -q '^npm: Table end Figure end Table end saved as: SEQ  \\\* ARABIC *;SEQ  \\\* ARABIC' seen.txt
grep -q '^short: Table 7 end Figure 7 end Table 7 end saved as: SEQ  \\\* ARABIC' seen.txt
grep -q '^long: Table 1 end Figure 1 end Table 2 end saved as: SEQ Table \\\* ARABIC *;SEQ Figure' seen.txt
echo "as described: the short code is not counted, and loses its name"
