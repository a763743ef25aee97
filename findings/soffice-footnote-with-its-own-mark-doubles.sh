#!/usr/bin/env bash
# A footnote with its own mark (an asterisk instead of a number), through LibreOffice.
# In Word such a mark stands twice in the file: beside the reference, and typed at the start of the note.
# Guess: LibreOffice shows and saves one asterisk before the note, as the file says.
# Seen (LibreOffice 7.4.7): the PDF has two ("** Draft figure"), and every save as .docx adds another: after
#   three saves the note begins with four asterisks. Numbered notes are right.
# Why it matters: letters mark a provisional figure with * or a dagger; the note grows each time a partner saves it.
# Instead: number the notes, or put the mark and its words under the table as ordinary text.
set -euo pipefail
command -v unzip >/dev/null || { echo "needs unzip"; exit 2; }
command -v soffice >/dev/null || { echo "needs LibreOffice (soffice)"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
echo "tool: $(soffice --version)"
convert() { # convert FORMAT FOLDER FILE
  soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to "$1" --outdir "$2" "$3" >/dev/null 2>&1; }
command -v pdftotext >/dev/null || { echo "needs poppler-utils (pdftotext)"; exit 2; }

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
docx("f1.docx", para("Attendance 91%", '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>*</w:t></w:r>', " and 12 visits", '<w:r><w:footnoteReference w:id="2"/></w:r>'),
     footnotes=notes("* Draft figure", '<w:r><w:footnoteRef/></w:r>' + run(" Counted twice")))
PY
convert pdf . f1.docx
pdftotext -layout f1.pdf - | grep -E "Draft|Counted" | tee pdf.txt
for n in 1 2 3; do
  convert docx out f1.docx; mv out/f1.docx f1.docx
  echo "after save $n: $(unzip -p f1.docx word/footnotes.xml | sed 's/<[^>]*>//g' | tail -c 45)"
done
grep -q '\*\* Draft figure' pdf.txt
unzip -p f1.docx word/footnotes.xml | sed 's/<[^>]*>//g' | grep -qF '**** Draft figure'
echo "as described: one more asterisk in the PDF and at each save"
