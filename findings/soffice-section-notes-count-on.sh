#!/usr/bin/env bash
# Footnotes that begin with 1 in each section of a Word report (w:numRestart w:val="eachSect"), converted to PDF.
# Guess: LibreOffice, which knows "per chapter" and "per page", begins anew, or says that it cannot.
# Seen (LibreOffice 7.4.7): it counts on: the second section has notes 3 and 4 instead of 1 and 2. "eachPage" is honoured. A
#   reference to the first of them (NOTEREF) still says 1, as Word stored it. Saved as .docx the setting is kept, so Word shows 1.
# Why it matters: reports with plans attached count so; "see note 1" leads to the other section's note in the PDF.
# Instead: let notes run through the document, or turn the references into text before the conversion.
set -euo pipefail
command -v soffice >/dev/null || { echo "needs LibreOffice (soffice)"; exit 2; }
command -v pdftotext >/dev/null || { echo "needs poppler-utils (pdftotext)"; exit 2; }
command -v unzip >/dev/null || { echo "needs unzip"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
echo "tool: $(soffice --version)"
convert() { # convert FORMAT FOLDER FILE ...
  soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to "$1" --outdir "$2" "${@:3}" >/dev/null 2>&1; }
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
def field(code, shown):
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    return mark("begin") + f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>' + mark("separate") + run(shown) + mark("end")
def note(i): return f'<w:r><w:footnoteReference w:id="{i}"/></w:r>'
notes = "<w:footnotes>" + "".join(f'<w:footnote w:id="{i}"><w:p><w:r><w:footnoteRef/></w:r>{run(f" source {i}")}</w:p></w:footnote>' for i in (1, 2, 3, 4)) + "</w:footnotes>"
for how in ("eachSect", "eachPage"):
    again = f'<w:footnotePr><w:numRestart w:val="{how}"/></w:footnotePr>'
    first = para("Report", note(1), " and", note(2)).replace("<w:p>", f"<w:p><w:pPr><w:sectPr>{again}</w:sectPr></w:pPr>", 1)
    mark = '<w:bookmarkStart w:id="1" w:name="_RefN"/>' + note(3) + '<w:bookmarkEnd w:id="1"/>'
    docx(how + ".docx", first + para("Plan", mark, " and", note(4)) + para("see note ", field("NOTEREF _RefN \\h", "1")), sect=again, footnotes=notes,
         settings=f"<w:settings>{again}</w:settings>")
PY
python3 make.py
convert pdf . eachSect.docx eachPage.docx; convert docx out eachSect.docx eachPage.docx
for f in eachSect eachPage; do echo "$f: $(pdftotext $f.pdf - | tr -s ' \n\f' ' ')saved: $(unzip -p out/$f.docx word/document.xml word/settings.xml | grep -oE '<w:numRestart[^>]*>' | sort -u | tr '\n' ' ')"; done | tee seen.txt
grep -q '^eachSect: Report1 and2 1 source 1 2 source 2 Plan3 and4 see note 1 3 source 3 4 source 4 saved: .*eachSect' seen.txt
grep -q '^eachPage: Report1 and2 1 source 1 2 source 2 Plan1 and2 see note 1 1 source 3 2 source 4 saved: .*eachPage' seen.txt
echo "as described: the second section counts on"
