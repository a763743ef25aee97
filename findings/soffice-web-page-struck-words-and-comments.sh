#!/usr/bin/env bash
# A Word letter with a tracked deletion, a comment and hidden words, saved as a web page (soffice --convert-to html).
# Guess: struck words are left out or marked <del>; comments and hidden words are left out.
# Seen (LibreOffice 7.4.7): struck words stand among the others without a mark; the comment's words are in the page's source as
#   an HTML comment, without its author; hidden words are there too, with display: none. The header row is td cells, not th.
# Why it matters: what the team wrote to each other is one "view source" away on the public page.
# Instead: accept changes and remove comments and hidden runs from the Word file first.
set -euo pipefail
command -v soffice >/dev/null || { echo "needs LibreOffice (soffice)"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
echo "tool: $(soffice --version)"
convert() { # convert FORMAT FOLDER FILE
  soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to "$1" --outdir "$2" "$3" >/dev/null 2>&1; }

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
cell = lambda t: f'<w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/></w:tcPr>{para(t)}</w:tc>'
docx("letter.docx", para("Care is ", f'<w:del w:id="1" {who}><w:r><w:delText>inadequate</w:delText></w:r></w:del>', f'<w:ins w:id="2" {who}>{run("good")}</w:ins>', '<w:commentRangeStart w:id="0"/>', " now",
     '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>', '<w:r><w:rPr><w:vanish/></w:rPr><w:t>NOT FOR THEM</w:t></w:r>')
     + f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid><w:gridCol w:w="4000"/></w:tblGrid><w:tr><w:trPr><w:tblHeader/></w:trPr>{cell("Action")}</w:tr><w:tr>{cell("Train")}</w:tr></w:tbl>' + para("end"),
     comments=f'<w:comments><w:comment w:id="0" {who} w:initials="AB"><w:p>{run("Do they know?")}</w:p></w:comment></w:comments>')
PY
convert "html:HTML (StarWriter)" . letter.docx
tr -s '\n\t ' ' ' < letter.html | grep -oE 'Care is.*</p>' | sed 's/<table.*//' | tee seen.txt
grep -q 'Care is inadequategood' seen.txt; grep -qF '<!-- Do they know? -->' seen.txt; grep -q 'display: none">NOT FOR THEM' seen.txt
if grep -qiE '<th[ >]|<del[ >]' letter.html; then exit 1; fi
echo "as described: struck words unmarked, comment and hidden words in the source"
