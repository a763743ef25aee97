#!/usr/bin/env bash
# Content controls bound to custom XML (w:dataBinding), where the XML has newer values than the words in the document. Word, by its
# documentation, shows the XML's values in all of them.
# Guess: LibreOffice's PDF shows the words stored in the document, as it does for other fields.
# Seen (LibreOffice 7.4.7): text controls (also one bound to the title) show the XML's new value, drop-downs and dates the old stored words, so that
#   the letter has the new reference beside the old date. Saved as .docx the mixture becomes the stored words.
# Why it matters: software that fills Word templates by writing the custom XML only gets a PDF of two cases.
# Instead: write the value into the control's words too, always both.
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
ID = "{11111111-2222-3333-4444-555555555555}"
def bound(path, kind, shown):
    return f'<w:sdt><w:sdtPr><w:dataBinding w:xpath="/plan[1]/{path}[1]" w:storeItemID="{ID}"/>{kind}</w:sdtPr><w:sdtContent>{run(shown)}</w:sdtContent></w:sdt>'
date = '<w:date w:fullDate="2020-05-01T00:00:00Z"><w:dateFormat w:val="d MMMM yyyy"/><w:lid w:val="en-GB"/><w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>'
entries = '<w:dropDownList><w:listItem w:displayText="Open" w:value="o"/><w:listItem w:displayText="Achieved" w:value="a"/></w:dropDownList>'
docx("letter.docx", para("Ref: ", bound("ref", "<w:text/>", "OLD")) + para("Due: ", bound("due", date, "1 May 2020")) + para("Status: ", bound("status", entries, "Open")))
z = zipfile.ZipFile("letter.docx"); items = {n: z.read(n).decode() for n in z.namelist()}
items["customXml/item1.xml"] = "<plan><ref>NEW</ref><due>2026-07-01T00:00:00</due><status>a</status></plan>"
items["customXml/itemProps1.xml"] = f'<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml" ds:itemID="{ID}"><ds:schemaRefs/></ds:datastoreItem>'
items["customXml/_rels/item1.xml.rels"] = f'<Relationships xmlns="{PKG}relationships"><Relationship Id="rId1" Type="{REL}customXmlProps" Target="itemProps1.xml"/></Relationships>'
items["[Content_Types].xml"] = items["[Content_Types].xml"].replace("<Override", '<Default Extension="xml" ContentType="application/xml"/><Override', 1).replace(
    "</Types>", '<Override PartName="/customXml/itemProps1.xml" ContentType="application/vnd.openxmlformats-officedocument.customXmlProperties+xml"/></Types>')
items["word/_rels/document.xml.rels"] = items["word/_rels/document.xml.rels"].replace("</Relationships>", f'<Relationship Id="rId77" Type="{REL}customXml" Target="../customXml/item1.xml"/></Relationships>')
with zipfile.ZipFile("letter.docx", "w") as z:
    for n, x in items.items(): z.writestr(n, x)
PY
convert pdf . letter.docx; convert docx out letter.docx
pdftotext letter.pdf - | grep : | tee seen.txt
echo "saved: $(unzip -p out/letter.docx word/document.xml | sed 's/<\/w:p>/; /g; s/<[^>]*>//g' | tail -1)" | tee -a seen.txt
diff <(head -3 seen.txt) <(printf '%s\n' "Ref: NEW" "Due: 1 May 2020" "Status: Open")
grep -q '^saved: .*Ref: NEW; Due: 1 May 2020; Status: Open' seen.txt
echo "as described: new text, old date and status"
