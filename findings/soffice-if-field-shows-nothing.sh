#!/usr/bin/env bash
# A condition in a Word letter, { IF { DOCPROPERTY Level } = "3" "joint support" "no support" }, with the result that Word stored.
# Guess: the PDF shows the stored result, or works the condition out again; saved as .docx the code is as it was.
# Seen (LibreOffice 7.4.7): neither: where the words were there is nothing, in all forms tried (nested, plain, fldSimple, over two
#   paragraphs). Saved as .docx the stored words and the condition are gone: the code is IF "" "". Exit code 0.
# Why it matters: "You are offered ." in the PDF; and a template opened and saved once in LibreOffice has lost all its conditions.
# Instead: decide before writing, or unlink the fields in Word (Ctrl+Shift+F9) before LibreOffice meets the file.
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
mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
def code(text): return f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>'
nested = mark("begin") + code(" IF ") + field("DOCPROPERTY Level", "3") + code(' = "3" "joint support" "no support" ') + mark("separate") + run("joint support") + mark("end")
simple = '<w:fldSimple w:instr=" IF 1 = 1 &quot;soon&quot; &quot;late&quot; ">' + run("soon") + "</w:fldSimple>"
long = [mark("begin") + code(' IF 1 = 1 "x" "y" ') + mark("separate") + run("first half"), run("second half") + mark("end")]
docx("letter.docx", para("nested [", nested, "]") + para("plain [", field('IF 2 &gt; 1 "many" "one"', "many"), "]") + para("simple [", simple, "]")
     + para("two [", long[0]) + para(long[1], "]"))
PY
python3 make.py
convert pdf . letter.docx; convert docx out letter.docx
pdftotext letter.pdf - | tr -s ' \n\f' ' ' | tee seen.txt; echo
unzip -p out/letter.docx word/document.xml | grep -oE '<w:instrText[^>]*>[^<]*' | sed 's/.*> *//' | grep IF | sort | uniq -c | tee codes.txt
grep -q '^nested \[\] plain \[\] simple \[\] two \[ \] $' seen.txt
test "$(wc -l < codes.txt)" = 1; grep -q '4 IF  *&quot;&quot; &quot;&quot;' codes.txt
echo "as described: the words and the conditions are gone"
