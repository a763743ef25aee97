#!/usr/bin/env bash
# aspose-words-foss on a letter with tracked insertions, moved words and a footnote.
# Guess: inserted and moved words are in the text (struck ones may be too), and the footnote's words follow at the end.
# Seen (aspose-words-foss 26.7.0): inserted words are left out like struck ones, moved words are in neither place, and the
#   footnote's words are in none of Markdown, PDF and text. No error.
# Why it matters: the text of a returned plan lacks just what the partner wrote.
# Instead: accept the changes with another library before using it.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
command -v pdftotext >/dev/null || { echo "needs poppler-utils (pdftotext)"; exit 2; }
python3 -m venv venv; venv/bin/pip install -q aspose-words-foss==26.7.0 2>pip.log || { cat pip.log; exit 2; }
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
def notes(*texts):
    head = '<w:footnotes><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
    return head + "".join(f'<w:footnote w:id="{i}"><w:p>{x if x.startswith("<") else run(x)}</w:p></w:footnote>' for i, x in enumerate(texts, 1)) + "</w:footnotes>"
import aspose.words_foss as aw
who = 'w:author="Ann Bell" w:date="2026-01-02T03:04:05Z"'
docx("plan.docx", para("Due ", f'<w:del w:id="1" {who}><w:r><w:delText>May</w:delText></w:r></w:del>', f'<w:ins w:id="2" {who}>{run("July")}</w:ins>', '<w:r><w:footnoteReference w:id="1"/></w:r>', " end")
     + para("A ", f'<w:moveFrom w:id="3" {who}>{run("moved")}</w:moveFrom>', "B") + para("C ", f'<w:moveTo w:id="4" {who}>{run("moved")}</w:moveTo>', "D"), footnotes=notes('<w:r><w:footnoteRef/></w:r>' + run("Agreed by the board")))
doc = aw.Document("plan.docx")
doc.save("plan.md", aw.SaveFormat.MARKDOWN); doc.save("plan.pdf", aw.SaveFormat.PDF)
open("plan.txt", "w").write(doc.get_text() + "\n")
PY
venv/bin/python look.py
pdftotext plan.pdf pdf.txt
for f in plan.md plan.txt pdf.txt; do echo "$f: $(tr -s '\n\f' ' ' < $f)"; done | tee seen.txt
[ "$(grep -c 'Due *end' seen.txt)" = 3 ]
if grep -E 'July|moved|board' seen.txt; then exit 1; fi
echo "as described: inserted and moved words and the footnote are missing"
