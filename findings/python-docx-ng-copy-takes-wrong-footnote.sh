#!/usr/bin/env bash
# python-docx-ng copies a paragraph with a footnote from a plan into a report (Paragraph.copy_to).
# Guess: the footnote comes with it: the documentation says that everything a deep copy would get wrong is repaired.
# Seen (python-docx-ng 2.1.0): only the reference is copied, with its old number: in a report with a footnote 1 of its own it shows the report's
#   note; in one without footnotes it refers to nothing, and LibreOffice 7.4.7 says that the file could not be loaded. No error.
# Why it matters: a figure of the plan carries the source of another figure.
# Instead: look for w:footnoteReference, w:endnoteReference and w:commentReference before copying, and carry the notes over by hand.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv; venv/bin/pip install -q python-docx-ng==2.1.0 2>pip.log || { cat pip.log; exit 2; }
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
def notes(*texts):
    head = '<w:footnotes><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
    return head + "".join(f'<w:footnote w:id="{i}"><w:p>{x if x.startswith("<") else run(x)}</w:p></w:footnote>' for i, x in enumerate(texts, 1)) + "</w:footnotes>"
import docx as ng
noted = lambda text: para(text, '<w:r><w:footnoteReference w:id="1"/></w:r>')
for name in ("plan", "report"):
    docx(f"{name}.docx", noted(f"figure of the {name}"), footnotes=notes('<w:r><w:footnoteRef/></w:r>' + run(f"source of the {name}")))
docx("bare.docx", para("no notes"))
for target in ("report", "bare"):
    report = ng.Document(f"{target}.docx"); ng.Document("plan.docx").paragraphs[0].copy_to(report); report.save(f"{target}-out.docx")
    z = zipfile.ZipFile(f"{target}-out.docx")
    asked = re.findall('footnoteReference w:id="([^"]*)"', z.read("word/document.xml").decode())
    there = [w for w in words(f"{target}-out.docx", "word/footnotes.xml") if w] if "word/footnotes.xml" in z.namelist() else "no part for footnotes"
    print(target, words(f"{target}-out.docx"), "asks for notes", asked, "there are", there)
    assert asked == (["1", "1"] if target == "report" else ["1"])
    assert there == (["source of the report"] if target == "report" else "no part for footnotes")
PY
venv/bin/python look.py
if command -v soffice >/dev/null; then
  for f in bare bare-out; do soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to pdf $f.docx 2>&1 | grep -E 'Error|convert' || true; done
fi
echo "as described: the reference is copied, the note is not"
