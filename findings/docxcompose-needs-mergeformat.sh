#!/usr/bin/env bash
# docxcompose's update of DOCPROPERTY fields (CustomProperties(doc).update_all()).
# Guess: every DOCPROPERTY field of a custom property gets the property's value.
# Seen (docxcompose 2.2.0): only a field whose code ends in \* MERGEFORMAT does; without it (as Word's dialogue writes it when
#   "preserve formatting" is not ticked, and as python code usually writes it) the old words stay, and no error is raised.
#   \* Upper before it, another case of the name, and any field in a footnote also keep the old words.
# Why it matters: the composed report shows the last case's reference in some places and the new one in others.
# Instead: write "\* MERGEFORMAT" into the template's codes, and look for the old value in the finished file.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv; venv/bin/pip install -q docxcompose==2.2.0 python-docx==1.2.0 2>pip.log || { cat pip.log; exit 2; }
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
def field(code, shown):
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    return mark("begin") + f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>' + mark("separate") + run(shown) + mark("end")
def notes(*texts):
    head = '<w:footnotes><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
    return head + "".join(f'<w:footnote w:id="{i}"><w:p>{x if x.startswith("<") else run(x)}</w:p></w:footnote>' for i, x in enumerate(texts, 1)) + "</w:footnotes>"
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
import docx as python_docx
from docxcompose.properties import CustomProperties
M = " \\* MERGEFORMAT"
codes = {"DOCPROPERTY Ref" + M: "SV 12", "DOCPROPERTY Ref": "OLD", "DOCPROPERTY Ref \\* Upper" + M: "OLD", "DOCPROPERTY ref" + M: "OLD"}
docx("report.docx", "".join(para(field(c, "OLD")) for c in codes) + para('<w:r><w:footnoteReference w:id="1"/></w:r>'), footnotes=notes(field("DOCPROPERTY Ref" + M, "OLD")))
add_custom("report.docx", Ref=("lpwstr", "SV 12"))
doc = python_docx.Document("report.docx"); CustomProperties(doc).update_all(); doc.save("out.docx")
for paragraph, (code, expected) in zip(doc.paragraphs, codes.items()):
    print(f"{code:40} {paragraph.text!r}")
    assert paragraph.text == expected
note = zipfile.ZipFile("out.docx").read("word/footnotes.xml").decode()
print("in the footnote:", re.findall("<w:t [^>]*>(.*?)</w:t>", note))
assert "OLD" in note and "SV 12" not in note
PY
venv/bin/python look.py
echo "as described: only fields with MERGEFORMAT are updated"
