#!/usr/bin/env bash
# DOCPROPERTY fields in a PDF: those of built-in properties against those of custom ones.
# Guess: LibreOffice works out both again, as it does for TITLE.
# Seen (LibreOffice 7.4.7): { DOCPROPERTY Title } is worked out again, { DOCPROPERTY "Plan Ref" } shows the old stored
#   words although the file carries the new value; text, date and number properties alike.
# Why it matters: software that fills a letter by setting custom properties sends out the last letter's reference.
# Instead: write the value into the field's result too, not only into docProps/custom.xml.
set -euo pipefail
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
def field(code, shown):
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    return mark("begin") + f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>' + mark("separate") + run(shown) + mark("end")
def add_custom(path, **values):
    """Adds custom document properties: name=(type, value)."""
    items = {n: zipfile.ZipFile(path).read(n).decode() for n in zipfile.ZipFile(path).namelist()}
    items["docProps/custom.xml"] = ('<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">' + "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{i}" name="{n}"><vt:{t}>{v}</vt:{t}></property>'
        for i, (n, (t, v)) in enumerate(values.items(), 2)) + "</Properties>")
    items["[Content_Types].xml"] = items["[Content_Types].xml"].replace("</Types>", '<Override PartName="/docProps/custom.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/></Types>')
    items["_rels/.rels"] = items["_rels/.rels"].replace("</Relationships>", f'<Relationship Id="rId9" Type="{REL}custom-properties" Target="docProps/custom.xml"/></Relationships>')
    with zipfile.ZipFile(path, "w") as z:
        for n, x in items.items(): z.writestr(n, x)
docx("letter.docx", para("title: ", field("DOCPROPERTY Title", "OLD TITLE")) + para("ref: ", field('DOCPROPERTY "Plan Ref"', "OLD REF"))
     + para("due: ", field('DOCPROPERTY Due \\@ "d MMMM yyyy"', "1 May 2020")) + para("number: ", field("DOCPROPERTY Number", "7")))
add_custom("letter.docx", **{"Plan Ref": ("lpwstr", "SV 12"), "Due": ("filetime", "2026-07-01T00:00:00Z"), "Number": ("i4", "42")})
z = zipfile.ZipFile("letter.docx"); items = {n: z.read(n).decode() for n in z.namelist()}
items["docProps/core.xml"] = ('<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
                              'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>New title</dc:title></cp:coreProperties>')
items["[Content_Types].xml"] = items["[Content_Types].xml"].replace("</Types>", '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>')
items["_rels/.rels"] = items["_rels/.rels"].replace("</Relationships>", f'<Relationship Id="rId8" Type="{PKG}relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>')
with zipfile.ZipFile("letter.docx", "w") as z:
    for n, x in items.items(): z.writestr(n, x)
PY
convert pdf . letter.docx
pdftotext letter.pdf - | grep : | tee seen.txt
diff seen.txt <(printf 'title: New title\nref: OLD REF\ndue: 1 May 2020\nnumber: 7\n')
echo "as described: only the built-in property is fresh"
