#!/usr/bin/env bash
# Text in emboss-pdf's tagged files has no blanks between the words: only the gaps are there.
#
# Guess: a package that is about accessibility ("PDF/UA-tagged, veraPDF-conformant") writes the blanks,
#   as Word and LibreOffice do, so that what a screen reader gets is words.
# Seen (emboss-pdf 1.3.1): the file claims PDF/UA, its tree is in order, and the text in it is
#   "Agreetheplanwithallpartners.". Readers that guess blanks from the gaps (pdftotext) hide it; those
#   that follow the structure tree or the characters (pdfinfo -struct-text, pdfplumber 0.11.10) show one
#   long word. Headings may go from 1 to 4, and two headings of level 1 are written, without a word.
#   WeasyPrint 70.0 writes the blanks.
# Why it matters: a listener hears a paragraph as one word, and a search for two words finds nothing.
# Instead: look at pdfinfo -struct-text, not at pdftotext, before believing in a tagged PDF.
set -euo pipefail
for tool in python3 pdfinfo pdftotext; do command -v "$tool" >/dev/null || { echo "needs $tool"; exit 2; }; done
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
echo "$(pdfinfo -v 2>&1 | sed -n 1p)"
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check emboss-pdf==1.3.1 pdfplumber==0.11.10 pikepdf==10.18.0 weasyprint==70.0
cat > "$work/try.py" <<'PY'
import subprocess
import sys
import pdfplumber
import pikepdf
import weasyprint
from emboss import Document

words = "Agree the plan with all partners."
emboss, weasy = sys.argv[1] + "/emboss.pdf", sys.argv[1] + "/weasy.pdf"
document = Document(title="Plan")
document.heading("Actions", level=1)
document.heading("Evidence", level=4)
document.paragraph(words)
document.save(emboss)
weasyprint.HTML(string=f"<html lang=en><title>Plan</title><h1>Actions</h1><p>{words}</p>").write_pdf(weasy, pdf_variant="pdf/ua-1")

def run(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout

with pikepdf.open(emboss) as pdf, pdf.open_metadata() as meta:
    claim = str(meta.get("{http://www.aiim.org/pdfua/ns/id/}part"))
tree, other = (run("pdfinfo", "-struct-text", path) for path in (emboss, weasy))
print("  claims PDF/UA part", claim)
print(tree)
print("  pdftotext:  ", words in run("pdftotext", emboss, "-"))
print("  pdfplumber: ", [line for line in pdfplumber.open(emboss).pages[0].extract_text().split("\n") if "Agree" in line])
print("  WeasyPrint, by its tree:", words in other)
if words.replace(" ", "") not in tree or words in tree or words not in other or claim != "1" or tree.count("H1") != 2 or "H4" not in tree:
    sys.exit("CHANGED: the blanks or headings are otherwise now")
print("as described")
PY
"$work/venv/bin/python" "$work/try.py" "$work"
