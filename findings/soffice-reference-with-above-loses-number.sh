#!/usr/bin/env bash
# A cross-reference to an action's number with "Include above/below" (Word's Insert Cross-reference: { REF x \r \p \h }), made into a PDF.
# Guess: the number and the word, "2 above", as Word stores it; at worst the stored words.
# Seen (LibreOffice 7.4.7): the number is gone: "see action above". { REF x \w \p } and { REF x \n \p } likewise. Saved as .docx the code
#   is REF x \p \h, so that in Word too it is "above" from the next update on. Without \p the number is there.
# Why it matters: "as agreed in action 2 above" becomes "in action above", and nobody knows which; nothing is reported.
# Instead: leave the box unticked, and type "above" as text.
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
numbering = '<w:numbering><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
def item(*inside): return para(*inside).replace("<w:p>", '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>', 1)
second = '<w:bookmarkStart w:id="1" w:name="_Ref1"/>' + run("Train") + '<w:bookmarkEnd w:id="1"/>'
docx("plan.docx", item("Meet") + item(second) + "".join(para(f"see action ", field(f"REF _Ref1 {s} \\h", shown), f" end") for s, shown in (("\\r", "2"), ("\\r \\p", "2 above"), ("\\w \\p", "2 above"), ("\\n \\p", "2 above"))), numbering=numbering)
PY
python3 make.py
convert pdf . plan.docx; convert docx out plan.docx
pdftotext plan.pdf - | grep see | tee seen.txt
unzip -p out/plan.docx word/document.xml | grep -oE '<w:instrText[^>]*>[^<]*' | sed 's/.*> *//' | tee codes.txt
test "$(tr '\n' ';' < seen.txt | sed 's/2\. end/2 end/')" = "see action 2 end;see action above end;see action above end;see action above end;"
test "$(grep -c '\\p' codes.txt)" = 3; test "$(grep '\\p' codes.txt | grep -cE '\\[rwn]' || true)" = 0
echo "as described: the number is lost"
