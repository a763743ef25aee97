#!/usr/bin/env bash
# Whole numbers among the custom properties of a Word file, saved by LibreOffice and read by docxcompose.
# Guess: each comes back as it was: vt:i4 42 as 42, vt:i8 as the same long number, vt:bool true as true.
# Seen (LibreOffice 7.4.7, docxcompose 2.2.0): i4 comes back as the floating r8, so that docxcompose reads and prints
#   42.0; the i8 is gone altogether; true is written as "1", and docxcompose reads that as False.
# Why it matters: a plan's number or its "final" mark is wrong once a partner has saved it in LibreOffice.
# Instead: keep identities and yes/no as text (vt:lpwstr); read vt:bool by its values true, 1, false, 0.
set -euo pipefail
command -v soffice >/dev/null || { echo "needs LibreOffice (soffice)"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
echo "tool: $(soffice --version)"
convert() { # convert FORMAT FOLDER FILE
  soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to "$1" --outdir "$2" "$3" >/dev/null 2>&1; }
python3 -m venv venv; venv/bin/pip install -q docxcompose==2.2.0 python-docx==1.2.0 2>pip.log || { cat pip.log; exit 2; }

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
docx("plan.docx", para("Plan"))
add_custom("plan.docx", Number=("i4", 42), Long=("i8", 20260701000123), Final=("bool", "true"), Ref=("lpwstr", "0042"))
PY
python3 make.py
convert docx out plan.docx
venv/bin/python - <<'PY'
import docx
from docxcompose.properties import CustomProperties
before, after = CustomProperties(docx.Document("plan.docx")), CustomProperties(docx.Document("out/plan.docx"))
print("before:", {k: before[k] for k in before.keys()})
print("after: ", {k: after[k] for k in after.keys()})
assert before["Final"] is True and after["Final"] is False
assert "Long" in list(before.keys()) and "Long" not in list(after.keys())
assert repr(after["Number"]) == "42.0" and after["Ref"] == "0042"
PY
echo "as described: 42 is 42.0, the long number is gone, yes is no"
