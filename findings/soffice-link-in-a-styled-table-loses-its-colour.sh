#!/usr/bin/env bash
# A Word file with a link in a paragraph and the same link in two tables, one of them with a style, made into a PDF by LibreOffice.
# Guess: the link is blue in all three places, as its character style says; the table's style says nothing of text.
# Seen (LibreOffice 7.4.7): in the table with the style the link has the colour of the text around it, that of the document's
#   defaults; in the paragraph and in the table without a style it is blue.
# Why it matters: what stands in a table of contacts no longer looks like a link, in the PDF only.
# Instead: set the colour on the link's run itself, or give the table its borders without a style.
set -euo pipefail
command -v soffice >/dev/null || { echo "needs LibreOffice (soffice)"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
echo "tool: $(soffice --version)"
python3 -m venv venv; venv/bin/pip install -q pikepdf==10.10.0 2>pip.log || { cat pip.log; exit 2; }

cat > make.py <<'PY'
import zipfile
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
REL, PKG = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/", "http://schemas.openxmlformats.org/package/2006/"
WML = "application/vnd.openxmlformats-officedocument.wordprocessingml."
LINK = ('<w:p><w:r><w:t xml:space="preserve">Write to </w:t></w:r><w:hyperlink r:id="rId2"><w:r><w:rPr><w:rStyle w:val="Hyperlink"/></w:rPr>'
        "<w:t>{}</w:t></w:r></w:hyperlink></w:p>")
STYLES = ('<w:docDefaults><w:rPrDefault><w:rPr><w:color w:val="222222"/></w:rPr></w:rPrDefault></w:docDefaults>'
          '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
          '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr><w:color w:val="0000FF"/><w:u w:val="single"/></w:rPr></w:style>'
          '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/></w:style>'
          '<w:style w:type="table" w:styleId="Ruled"><w:name w:val="Ruled"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
          '<w:top w:val="single" w:sz="4" w:space="0" w:color="auto"/></w:tblBorders></w:tblPr></w:style>')

def table(style, name):
    chosen = f'<w:tblStyle w:val="{style}"/>' if style else ""
    return (f'<w:tbl><w:tblPr>{chosen}<w:tblW w:w="5000" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="5000"/></w:tblGrid><w:tr><w:tc>'
            f'<w:tcPr><w:tcW w:w="5000" w:type="dxa"/></w:tcPr>{LINK.format(name)}</w:tc></w:tr></w:tbl><w:p/>')

with zipfile.ZipFile("contacts.docx", "w") as z:
    z.writestr("[Content_Types].xml", f'<Types xmlns="{PKG}content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
               f'<Override PartName="/word/document.xml" ContentType="{WML}document.main+xml"/><Override PartName="/word/styles.xml" ContentType="{WML}styles+xml"/></Types>')
    z.writestr("_rels/.rels", f'<Relationships xmlns="{PKG}relationships"><Relationship Id="rId1" Type="{REL}officeDocument" Target="word/document.xml"/></Relationships>')
    z.writestr("word/_rels/document.xml.rels", f'<Relationships xmlns="{PKG}relationships"><Relationship Id="rId1" Type="{REL}styles" Target="styles.xml"/>'
               f'<Relationship Id="rId2" Type="{REL}hyperlink" Target="https://example.org/" TargetMode="External"/></Relationships>')
    z.writestr("word/styles.xml", f"<w:styles {W}>{STYLES}</w:styles>")
    z.writestr("word/document.xml", f'<w:document {W}><w:body>{LINK.format("a")}{table("", "b")}{table("Ruled", "c")}<w:sectPr/></w:body></w:document>')
PY
cat > colours.py <<'PY'
import pikepdf
with pikepdf.open("contacts.pdf") as pdf:
    colour, inside, told = None, False, []
    for instruction in pikepdf.parse_content_stream(pdf.pages[0]):
        operator = str(instruction.operator)
        if operator == "rg":
            colour = "blue" if [round(float(part), 2) for part in instruction.operands] == [0, 0, 1] else "as the text"
        elif operator in {"BDC", "BMC"}:
            inside = str(instruction.operands[0]) == "/Link"
        elif operator in {"Tj", "TJ"} and inside:
            told.append(colour)
            inside = False
print("link in the paragraph, the plain table, the styled table:", ", ".join(told))
PY
python3 make.py
soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}' --outdir . contacts.docx >/dev/null 2>&1
venv/bin/python colours.py | tee seen.txt
grep -q ": blue, blue, as the text$" seen.txt || { echo "CHANGED"; exit 1; }
echo "as seen: a table's style takes the colour from the link"
