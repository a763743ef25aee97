#!/usr/bin/env bash
# Actions numbered right through the parts of a plan: a second level that never begins again (Word: "Restart list after" not ticked).
# Guess: w:lvlRestart w:val="0" is honoured as Word does it: part 2 goes on with action 3; saved as .docx it is still there.
# Seen (LibreOffice 7.4.7): the count begins again in each part, so that there are two actions 1 and no action 3; a REF to
#   an action's number is worked out anew and says "1" as well. Saved as .docx w:lvlRestart is gone: from then on Word counts so too.
# Why it matters: letters, trackers and calendars speak of "action 3", the PDF of the plan has none; nothing is reported.
# Instead: make the running number a list (or a SEQ field) of its own, on the first level.
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
levels = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperLetter"/><w:lvlText w:val="Part %1:"/></w:lvl>' \
         '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlRestart w:val="0"/><w:lvlText w:val="Action %2:"/></w:lvl>'
numbering = f'<w:numbering><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
def item(level, *inside): return para(*inside).replace("<w:p>", f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr></w:pPr>', 1)
third = '<w:bookmarkStart w:id="1" w:name="_Ref1"/>' + run("Recruit") + '<w:bookmarkEnd w:id="1"/>'
docx("plan.docx", item(0, "Leaders") + item(1, "Meet") + item(1, "Train") + item(0, "Staff") + item(1, third) + para("see ", field("REF _Ref1 \\n \\h", "Action 3:")), numbering=numbering)
PY
python3 make.py
convert pdf . plan.docx; convert docx out plan.docx
pdftotext -layout plan.pdf - | tr -s ' \n\f' ' ' | tee seen.txt; echo
grep -qE '^ ?Part A: Leaders Action 1: Meet Action 2: Train Part B: Staff Action 1: Recruit see Action 1:? $' seen.txt
test "$(unzip -p out/plan.docx word/numbering.xml | grep -c lvlRestart || true)" = 0
echo "as described: the second part begins with 1, and the mark is gone"
