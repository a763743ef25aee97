#!/usr/bin/env bash
# docx-form sets the answer of a drop-down and of a text control that stand within a line of a Word form.
# Guess: the chosen entry is shown, the text stands in the line.
# Seen (docx-form 1.0.3): the drop-down goes on showing its prompt; the chosen *value* is written as text into w:rStyle, an
#   element that holds none. The text answer is put as a whole paragraph into the line's paragraph (w:p in w:p), which the
#   format does not allow. No error.
# Why it matters: the form is sent back with every choice still at "Choose".
# Instead: set the run's text and take out w:showingPlcHdr yourself.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv; venv/bin/pip install -q docx-form==1.0.3 2>pip.log || { cat pip.log; exit 2; }
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
from docx_form import DocxForm
style = '<w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr>'
control = lambda i, kind, prompt: f'<w:sdt><w:sdtPr><w:id w:val="{i}"/><w:showingPlcHdr/>{kind}</w:sdtPr><w:sdtContent><w:r>{style}<w:t>{prompt}</w:t></w:r></w:sdtContent></w:sdt>'
entries = '<w:dropDownList><w:listItem w:displayText="Open" w:value="o"/><w:listItem w:displayText="Achieved" w:value="a"/></w:dropDownList>'
docx("form.docx", para("Status: ", control(1, entries, "Choose"), ".") + para("Answer: ", control(2, "<w:text/>", "Click to write"), "."))
form = DocxForm("form.docx")
status, answer = form.content_control_forms_and_form_fields
status.set_option(1); answer.set_text("Staff trained"); form.save("out.docx")
x = zipfile.ZipFile("out.docx").read("word/document.xml").decode()
print(*re.findall("<w:sdtContent>.*?</w:sdtContent>", x, re.S), sep="\n")
shown = re.findall("<w:sdtContent>.*?</w:sdtContent>", x, re.S)
assert "<w:t>Choose</w:t>" in shown[0] and "Achieved" not in shown[0] and ">a</w:rStyle>" in shown[0]
assert "<w:p><w:r><w:t>Staff trained</w:t>" in shown[1] and re.search(r"<w:p>(?:(?!</w:p>).)*<w:sdtContent><w:p>", x, re.S)
PY
venv/bin/python look.py
echo "as described: Choose is still shown; a paragraph stands within a paragraph"
