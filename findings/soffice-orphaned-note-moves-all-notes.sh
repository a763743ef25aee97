#!/usr/bin/env bash
# Footnotes of a Word file of which one is not referred to (its paragraph was left out), converted to PDF by LibreOffice.
# Guess: each reference shows the note with its w:id; a note to which nothing refers is left out.
# Seen (LibreOffice 7.4.7, docxtpl 0.20.2, docxcompose 2.2.0): notes are dealt out in the order in which they lie in footnotes.xml, whatever
#   their ids. A docxtpl condition that leaves out a paragraph leaves its note in the file: "the inspection report" gets the
#   note of the paragraph that is not there, and the report's own note is nowhere. The same where the paragraphs stand in another order
#   than the notes, as after docxcompose's insert. Word goes by the ids. Exit code 0.
# Why it matters: a finding in the PDF is backed by another finding's source; the numbers look right.
# Instead: after filling, take out the notes to which nothing refers, and put the others into the order of their references.
set -euo pipefail
command -v soffice >/dev/null || { echo "needs LibreOffice (soffice)"; exit 2; }
command -v pdftotext >/dev/null || { echo "needs poppler-utils (pdftotext)"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
echo "tool: $(soffice --version)"
convert() { # convert FORMAT FOLDER FILE ...
  soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to "$1" --outdir "$2" "${@:3}" >/dev/null 2>&1; }
python3 -m venv venv; venv/bin/pip install -q docxtpl==0.20.2 docxcompose==2.2.0 python-docx==1.2.0 2>pip.log || { cat pip.log; exit 2; }
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
import docx as python_docx
from docxcompose.composer import Composer
from docxtpl import DocxTemplate
def note(i): return f'<w:r><w:footnoteReference w:id="{i}"/></w:r>'
def notes(*texts):
    return "<w:footnotes>" + "".join(f'<w:footnote w:id="{i}"><w:p><w:r><w:footnoteRef/></w:r>{run(" " + t)}</w:p></w:footnote>' for i, t in enumerate(texts, 1)) + "</w:footnotes>"
three = notes("staff survey 2024", "inspection report 2026", "minutes of March")
docx("plain.docx", para("The report", note(2), " and the minutes", note(3)), footnotes=three)
docx("order.docx", para("Minutes", note(3)) + para("Survey", note(1)), footnotes=three)
docx("template.docx", para("{%p if surveyed %}") + para("The survey", note(1)) + para("{%p endif %}") + para("The report", note(2)), footnotes=three)
template = DocxTemplate("template.docx"); template.render({"surveyed": False}); template.save("filled.docx")
docx("letter.docx", para("Letter", note(1)), footnotes=notes("source of the letter"))
docx("cover.docx", para("Cover", note(1)), footnotes=notes("source of the cover"))
both = Composer(python_docx.Document("letter.docx")); both.insert(0, python_docx.Document("cover.docx")); both.save("composed.docx")
PY
venv/bin/python make.py
convert pdf . plain.docx order.docx filled.docx composed.docx
for f in plain order filled composed; do echo "$f: $(pdftotext $f.pdf - | tr -s ' \n\f' ' ')"; done | tee seen.txt
grep -q '^plain: The report1 and the minutes2 1 staff survey 2024 2 inspection report 2026 $' seen.txt
grep -q '^order: Minutes1 Survey2 1 staff survey 2024 2 inspection report 2026 $' seen.txt
grep -q '^filled: The report1 1 staff survey 2024 $' seen.txt
grep -q '^composed: Cover1 Letter2 1 source of the letter 2 source of the cover $' seen.txt
echo "as described: notes stand under other references than their own"
