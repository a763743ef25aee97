#!/usr/bin/env bash
# A hyphen that belongs to a word and stands at the end of a line is lost or becomes U+FFFE.
#
# Guess: text taken from a PDF keeps "re-" and "inspection" as they stand on two lines; nobody can know
#   whether the hyphen belongs to the word, so nobody takes it out.
# Seen (LibreOffice 7.4 made the PDF, no hyphenation on): pdftotext 22.12 without options joins the lines
#   and drops the hyphen, "reinspection", "cooperation". PDFium (pypdfium2
#   5.15.2, the engine of Chrome) puts the noncharacter U+FFFE in its place. pdftotext -layout, pypdf
#   7.1.1 and pdfminer.six 20260107 keep the hyphen and the line's end.
# Why it matters: a check that the PDF says what the Word file says fails, or a search for "re-inspection"
#   finds nothing, depending on where the line happens to end.
# Instead: pdftotext -layout, and compare with hyphens, U+FFFE and blanks taken out of both sides.
set -euo pipefail
for tool in python3 soffice pdftotext; do command -v "$tool" >/dev/null || { echo "needs $tool"; exit 2; }; done
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
soffice --version; echo "$(pdftotext -v 2>&1 | sed -n 1p)"
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check pypdfium2==5.15.2 pypdf==7.1.1 pdfminer.six==20260107
cat > "$work/letter.fodt" <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:automatic-styles><style:page-layout style:name="narrow"><style:page-layout-properties fo:page-width="7cm" fo:page-height="25cm" fo:margin="1cm"/></style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="narrow"/></office:master-styles>
<office:body><office:text>
<text:p>The multi-agency re-inspection follows co-operation between partners; a re-inspection of well-being work and of multi-agency decision-making comes after the self-evaluation, and a follow-up letter.</text:p>
</office:text></office:body></office:document>
XML
timeout 120 soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to pdf --outdir "$work" "$work/letter.fodt" >/dev/null 2>&1
cat > "$work/read.py" <<'PY'
import subprocess
import sys
import pdfminer.high_level, pypdf, pypdfium2

path = sys.argv[1] + "/letter.pdf"
page = pypdfium2.PdfDocument(path)[0]
shown = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout
texts = {
    "pdftotext": subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout,
    "pdftotext -layout": shown,
    "PDFium": page.get_textpage().get_text_range(),
    "pypdf": pypdf.PdfReader(path).pages[0].extract_text(),
    "pdfminer.six": pdfminer.high_level.extract_text(path),
}
ends = sum(line.rstrip().endswith("-") for line in shown.splitlines())
hyphens = {name: text.count("-") for name, text in texts.items()}
print(shown)
for name, text in texts.items():
    print(f"  {name:18} {hyphens[name]} hyphens, {text.count(chr(0xFFFE))} U+FFFE")
print("  lines that end in a hyphen:", ends)
whole = hyphens["pdftotext -layout"]
if ends < 1 or hyphens["pdftotext"] != whole - ends or hyphens["PDFium"] != whole - ends \
        or texts["PDFium"].count("\ufffe") != ends or hyphens["pypdf"] != whole or hyphens["pdfminer.six"] != whole:
    sys.exit("CHANGED: the hyphens are read otherwise now")
print("as described")
PY
"$work/venv/bin/python" "$work/read.py" "$work"
