#!/usr/bin/env bash
# A cross-reference (REF) to a bookmark that stands behind a footnote's number in its paragraph, made into a PDF.
# Guess: the reference shows what the bookmark holds, as Word stored it beside the field: "first words".
# Seen (LibreOffice 7.4.7): "first word": the last letter is lost. Without the note the whole is there; so is it with the note
#   behind the bookmark. The exit code is 0.
# Why it matters: "see section 12" becomes "see section 1" in the PDF, and the Word file beside it is right.
# Instead: make the reference text before converting, or compare the PDF's words with the Word file's.
set -euo pipefail
command -v soffice >/dev/null || { echo "needs LibreOffice (soffice)"; exit 2; }
command -v pdftotext >/dev/null || { echo "needs poppler-utils (pdftotext)"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
echo "tool: $(soffice --version)"

python3 - <<'PY'
import zipfile
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PKG = "http://schemas.openxmlformats.org/package/2006"
WML = "application/vnd.openxmlformats-officedocument.wordprocessingml"

def run(inner): return f"<w:r>{inner}</w:r>"
def text(words): return run(f'<w:t xml:space="preserve">{words}</w:t>')
def mark(kind): return run(f'<w:fldChar w:fldCharType="{kind}"/>')
def reference(name, stored):
    return mark("begin") + run(f'<w:instrText xml:space="preserve"> REF {name} </w:instrText>') + mark("separate") + text(stored) + mark("end")
def bookmark(number, name, words):
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{text(words)}<w:bookmarkEnd w:id="{number}"/>'
def para(*inner): return f"<w:p>{''.join(inner)}</w:p>"
def note(number): return run(f'<w:footnoteReference w:id="{number}"/>')

body = (para(text("Before"), note(2), bookmark(1, "behind", "first words"), text(" see "), reference("behind", "first words"))
        + para(text("Before "), bookmark(2, "ahead", "second words"), note(3), text(" see "), reference("ahead", "second words"))
        + para(text("Before "), bookmark(3, "alone", "third words"), text(" see "), reference("alone", "third words")))
notes = "".join(f'<w:footnote w:type="{kind}" w:id="{n}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>' for n, kind in enumerate(("separator", "continuationSeparator")))
notes += "".join(f'<w:footnote w:id="{n}"><w:p><w:r><w:footnoteRef/></w:r>{text(" a note")}</w:p></w:footnote>' for n in (2, 3))
parts = {
    "[Content_Types].xml": f'<Types xmlns="{PKG}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    + "".join(f'<Override PartName="/word/{n}.xml" ContentType="{WML}.{k}+xml"/>' for n, k in (("document", "document.main"), ("footnotes", "footnotes"), ("styles", "styles"))) + "</Types>",
    "_rels/.rels": f'<Relationships xmlns="{PKG}/relationships"><Relationship Id="r1" Type="{REL}/officeDocument" Target="word/document.xml"/></Relationships>',
    "word/_rels/document.xml.rels": f'<Relationships xmlns="{PKG}/relationships"><Relationship Id="r1" Type="{REL}/footnotes" Target="footnotes.xml"/><Relationship Id="r2" Type="{REL}/styles" Target="styles.xml"/></Relationships>',
    "word/styles.xml": f'<w:styles {W}><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style></w:styles>',
    "word/footnotes.xml": f"<w:footnotes {W}>{notes}</w:footnotes>",
    "word/document.xml": f'<w:document {W}><w:body>{body}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr></w:body></w:document>',
}
with zipfile.ZipFile("letter.docx", "w") as archive:
    for name, content in parts.items():
        archive.writestr(name, content)
PY
soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to pdf letter.docx >/dev/null 2>&1
pdftotext letter.pdf - | grep " see " | tee seen.txt
grep -q 'first words see first word$' seen.txt
grep -q 'second words. see second words$' seen.txt
grep -q 'third words see third words$' seen.txt
