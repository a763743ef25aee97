#!/usr/bin/env bash
# A Word form saved as .odt by LibreOffice: its drop-down's answer and struck words, read by pandoc, odfdo and odfpy.
#
# Guess: all three give the chosen answer (LibreOffice shows it), none gives struck words.
# Seen (pandoc in pypandoc-binary 1.17, odfdo 3.27.3, odfpy 1.4.1, LibreOffice 7.4.7): pandoc and odfdo leave the
#   answer out ("Status:" and nothing after it). odfpy's extractText has it,
#   but lists struck words as paragraphs of the text, before the first one.
# Why it matters: a partnership that works in LibreOffice sends .odt: its status "Done" reads as no answer, or what it
#   struck out as its words.
# Instead: convert the .odt back to .docx with LibreOffice (checked: the answer is in the text, the struck words marked).
set -euo pipefail
command -v soffice >/dev/null || { echo "needs LibreOffice (soffice)"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
echo "tool: $(soffice --version)"
convert() { # convert FORMAT FOLDER FILE
  soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to "$1" --outdir "$2" "$3" >/dev/null 2>&1; }
python3 -m venv venv; venv/bin/pip install -q --disable-pip-version-check pypandoc-binary==1.17 odfdo==3.27.3 odfpy==1.4.1 >pip.log 2>&1 || { cat pip.log; exit 2; }
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
by = 'w:id="1" w:author="Someone" w:date="2026-07-01T10:00:00Z"'
status = ('<w:sdt><w:sdtPr><w:alias w:val="Status"/><w:dropDownList><w:listItem w:displayText="Done" w:value="Done"/><w:listItem w:displayText="Open" w:value="Open"/>'
          '</w:dropDownList></w:sdtPr><w:sdtContent><w:r><w:t>Done</w:t></w:r></w:sdtContent></w:sdt>')
docx("plan.docx", para("First words") + para("Status: ", status) + para("Within ", f'<w:del {by}><w:r><w:delText>STRUCK</w:delText></w:r></w:del>', "weeks.") + para("End"))
PY
python3 make.py
convert odt out plan.docx
convert docx back out/plan.odt
cat > look.py <<'PY'
import re, zipfile, odfdo, pypandoc
from odf import opendocument, teletype, text
pandoc, formatted = pypandoc.convert_file("out/plan.odt", "plain"), odfdo.Document("out/plan.odt").get_formatted_text()
old = [teletype.extractText(p) for p in opendocument.load("out/plan.odt").getElementsByType(text.P)]
back = zipfile.ZipFile("back/plan.docx").read("word/document.xml").decode()
print("pandoc", pypandoc.get_pandoc_version(), repr(pandoc)); print("odfdo", repr(formatted)); print("odfpy", old)
assert "Status:" in pandoc and "Done" not in pandoc and "STRUCK" not in pandoc
assert "Status:" in formatted and "Done" not in formatted and "STRUCK" not in formatted
assert "Status: Done" in old and old[0] == "STRUCK"
assert ">Done</w:t>" in back and re.search("<w:delText[^>]*>STRUCK", back)
PY
venv/bin/python look.py
echo "as described: the answer is gone, or the struck words are there"
