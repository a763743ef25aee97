#!/usr/bin/env bash
# A report of two parts, of which the first is a landscape section with the header "OFFICIAL - SENSITIVE"; the second section says nothing of a header, so
# that it has the same (ECMA-376, 17.10.1: the previous section's). Actions are numbered through, each part has a footnote. Split by doc-splitter.
# Guess: "keeping their original format and styling": both files have the header, part 2 goes on with action 3, and each has its own footnote.
# Seen (doc-splitter 0.1.3, LibreOffice 7.4.7 for the pages): part 2 has no header, and its action 3 is number 1. The words of all footnotes are in
#   both files: in part 2 the first one is referred to by nothing, so that LibreOffice deals the notes out one too early, and its page shows the
#   northern note (Word goes by the ids). Part 1 has a second page without words. No warning.
# Why it matters: the part that is sent on lost its marking, has other action numbers than the report, and holds the notes of the
#   parts that were not to be sent.
# Instead: write the header into each section before splitting; number actions as words; look into footnotes.xml of each part.
set -euo pipefail
command -v soffice >/dev/null || { echo "needs LibreOffice (soffice)"; exit 2; }
command -v pdftotext >/dev/null || { echo "needs poppler-utils (pdftotext)"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv; venv/bin/pip install -q --disable-pip-version-check doc-splitter==0.1.3 >pip.log 2>&1 || { cat pip.log; exit 2; }
convert() { # convert FORMAT FOLDER FILE...
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
def words(path, part="word/document.xml"):
    x = zipfile.ZipFile(path).read(part).decode()
    return [re.sub("<[^>]+>", "", p) for p in re.findall(r"<w:p[ >].*?</w:p>", x, re.S)]

styles = ('<w:styles><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Heading1">'
          '<w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style></w:styles>')
numbering = ('<w:numbering><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
             '<w:lvlText w:val="Action %1:"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>')
def heading(text): return f'<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>{run(text)}</w:p>'
def action(text): return f'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>{run(text)}</w:p>'
def note(number): return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'
section = ('<w:p><w:pPr><w:sectPr><w:headerReference w:type="default" r:id="rId4"/><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
           '<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr></w:pPr></w:p>')
docx("report.docx", heading("North") + action("recruit") + action("train") + para("Agreed", note(1)) + section + heading("South") + action("review") + para("Agreed", note(2)),
     styles=styles, numbering=numbering, header="<w:hdr>" + para("OFFICIAL - SENSITIVE") + "</w:hdr>",
     footnotes=f'<w:footnotes><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:type="continuationSeparator" w:id="0">'
     f'<w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote><w:footnote w:id="1">{para("with the northern office")}</w:footnote><w:footnote w:id="2">{para("with the southern office")}</w:footnote></w:footnotes>')
PY
python3 make.py
venv/bin/doc-splitter report.docx --level 1 --output parts --yes >split.log 2>&1 || { cat split.log; exit 1; }
convert pdf whole report.docx; convert pdf pages parts/*.docx
pdftotext -layout whole/report.pdf - | tr -s ' \n\f' ' ' | sed 's/^ */report: /' | tee seen.txt; echo >>seen.txt
for f in pages/*.pdf; do echo; echo "$(basename "$f"), $(pdfinfo "$f" | grep Pages: | tr -s ' '): $(pdftotext -layout "$f" - | tr -s ' \n\f' ' ')"; done | tee -a seen.txt
for f in parts/*.docx; do echo "$(basename "$f"): $(unzip -p "$f" word/footnotes.xml | grep -oE 'with the [a-z]+ office' | tr '\n' ',')"; done | tee -a seen.txt
while read -r line; do grep -qF "$line" seen.txt || { echo "CHANGED: no longer: $line"; exit 1; }; done <<'EXPECTED'
OFFICIAL - SENSITIVE South Action 3: review Agreed2 2with the southern office
1 - North.pdf, Pages: 2: OFFICIAL - SENSITIVE North Action 1: recruit Action 2: train Agreed1 1with the northern office OFFICIAL - SENSITIVE
2 - South.pdf, Pages: 1: South Action 1: review Agreed1 1with the northern office
2 - South.docx: with the northern office,with the southern office,
EXPECTED
echo "as described: part 2 lost its header and its numbers, and kept the other's notes"
