#!/usr/bin/env bash
# Word's older form fields (a text box and a drop-down with names), after LibreOffice has saved the form.
# Guess: both come back with their names and bookmarks, as their entries and the choice do.
# Seen (LibreOffice 7.4.7): the text field keeps its name, and its bookmark "Head" is called "Head_Copy_1"; the drop-down
#   "Status" keeps its bookmark and is itself called "__Fieldmark__" with a number; its help text is gone. The choice stays.
# Why it matters: software that reads returned forms by field name finds the text answers and no status; by bookmark,
#   the status and no text answers.
# Instead: accept either of the two names, or find the field by its place (the table's row).
set -euo pipefail
command -v unzip >/dev/null || { echo "needs unzip"; exit 2; }
command -v soffice >/dev/null || { echo "needs LibreOffice (soffice)"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
echo "tool: $(soffice --version)"
convert() { # convert FORMAT FOLDER FILE
  soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to "$1" --outdir "$2" "$3" >/dev/null 2>&1; }

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
def form(name, kind, inner, shown=""):
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    return (f'<w:bookmarkStart w:id="{len(name)}" w:name="{name}"/><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="{name}"/><w:enabled/><w:calcOnExit w:val="0"/>'
            f'<w:helpText w:type="text" w:val="Help"/>{inner}</w:ffData></w:fldChar></w:r><w:r><w:instrText xml:space="preserve"> {kind} </w:instrText></w:r>'
            + mark("separate") + (run(shown) if shown else "") + mark("end") + f'<w:bookmarkEnd w:id="{len(name)}"/>')
docx("form.docx", para("Name: ", form("Head", "FORMTEXT", '<w:textInput><w:maxLength w:val="40"/></w:textInput>', "Ann Bell"))
     + para("Status: ", form("Status", "FORMDROPDOWN", '<w:ddList><w:result w:val="1"/><w:listEntry w:val="Open"/><w:listEntry w:val="Achieved"/></w:ddList>')))
PY
convert docx out form.docx
show() { unzip -p "$1" word/document.xml | grep -oE '<w:(name|bookmarkStart|result|listEntry|helpText) [^>]*>'; }
echo "before:"; show form.docx; echo "after:"; show out/form.docx | tee seen.txt
grep -q '<w:name w:val="Head"/>' seen.txt; grep -q '<w:result w:val="1"/>' seen.txt; grep -q '<w:name w:val="__Fieldmark__' seen.txt
grep -q 'bookmarkStart .*"Head_Copy_1"' seen.txt; grep -q 'bookmarkStart .*"Status"' seen.txt
if grep -E '<w:name w:val="Status"|bookmarkStart .*"Head"' seen.txt; then exit 1; fi
echo "as described: one lost its name, the other its bookmark"
