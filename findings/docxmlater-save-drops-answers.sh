#!/usr/bin/env bash
# docxmlater (npm): open a returned Word form and save it again, nothing else.
# Guess: content controls with their answers, ticks, and custom properties are all still there.
# Seen (docxmlater 10.1.0): content controls within a line are gone together with their words ("Status: Achieved" becomes
#   "Status: "); a ticked older check box becomes an unticked one; whole-number custom properties are dropped. No error.
# Why it matters: software that only adds a heading or a property to a returned plan wipes out the answers in it.
# Instead: change the zip's XML part by part, and compare the words before and after.
set -euo pipefail
command -v unzip >/dev/null || { echo "needs unzip"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
command -v npm >/dev/null || { echo "needs Node.js and npm"; exit 2; }
echo "tool: node $(node --version)"
npm install --silent --no-audit --no-fund --prefix . docxmlater@10.1.0 >npm.log 2>&1 || { cat npm.log; exit 2; }
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
entries = '<w:dropDownList><w:listItem w:displayText="Achieved" w:value="a"/></w:dropDownList>'
mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
box = ('<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="Agree"/><w:enabled/><w:calcOnExit w:val="0"/><w:checkBox><w:sizeAuto/><w:default w:val="0"/><w:checked/></w:checkBox>'
       '</w:ffData></w:fldChar></w:r><w:r><w:instrText xml:space="preserve"> FORMCHECKBOX </w:instrText></w:r>' + mark("separate") + mark("end"))
docx("plan.docx", para("Status: ", f'<w:sdt><w:sdtPr><w:tag w:val="status"/><w:id w:val="7"/>{entries}</w:sdtPr><w:sdtContent>{run("Achieved")}</w:sdtContent></w:sdt>') + para("Agreed ", box))
add_custom("plan.docx", Number=("i4", 42), Ref=("lpwstr", "SV 12"))
PY
python3 make.py
cat > save.mjs <<'JS'
import { Document } from "docxmlater";
const doc = await Document.load("plan.docx"); await doc.save("out.docx");
JS
node save.mjs
for f in plan out; do
  unzip -p $f.docx word/document.xml > $f.xml
  echo "$f: words '$(sed 's/<w:instrText.*<\/w:instrText>//; s/<[^>]*>//g' $f.xml | tr -s '\n ' ' ')' controls $(grep -c '<w:sdt>' $f.xml || true) tick $(grep -o '<w:checked[^>]*>' $f.xml || echo none) properties $(unzip -p $f.docx docProps/custom.xml | grep -o ' name="[^"]*"' | tr -d '\n')"
done | tee seen.txt
grep -q "^plan: .*Status: Achieved.*controls 1 tick <w:checked/> .*Number" seen.txt
if grep -E "^out: .*(Achieved|controls 1|<w:checked|Number)" seen.txt; then exit 1; fi
grep -q '^out: .*Status: .*name="Ref"' seen.txt
echo "as described: answer, tick and number are gone after a plain save"
