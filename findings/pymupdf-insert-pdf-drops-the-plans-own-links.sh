#!/usr/bin/env bash
# PyMuPDF's insert_pdf drops the inserted file's links to its own headings; two checkers see no gap.
#
# Guess: links come along (links=1 is the default), to web pages and within the file alike; the inserted
#   pages lose their tags, and the file then no longer claims to be tagged.
# Seen (PyMuPDF 2.0): the link to https: is there, the link to a heading of the inserted plan is gone. The
#   second page has no tags at all while the file still says Marked and PDF/UA. avalpdf 0.1.10 scores the
#   result above 99 per cent, as the letter alone, and pdf_oxide 0.3.78 says valid: both look at the tree
#   and not at the pages.
# Why it matters: a plan appended to a letter is silent to a screen reader, its contents lead nowhere, and
#   the report of the check is green.
# Instead: check that every page with text has /StructParents, and count the links before and after.
set -euo pipefail
command -v python3 >/dev/null || { echo "needs python3"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check pymupdf==2.0 weasyprint==70.0 pikepdf==10.18.0 avalpdf==0.1.10 pdf-oxide==0.3.78
cat > "$work/try.py" <<'PY'
import re
import subprocess
import sys
import pdf_oxide
import pikepdf
import pymupdf
import weasyprint

folder = sys.argv[1]
page = ('<html lang="en"><title>{0}</title><h1>{0}</h1><h2 id="{0}-actions">Actions</h2><p><a href="#{0}-actions">See actions</a> '
        '<a href="https://example.org/">Web</a></p>')
for name in ("letter", "plan"):
    weasyprint.HTML(string=page.format(name)).write_pdf(f"{folder}/{name}.pdf", pdf_variant="pdf/ua-1")
document = pymupdf.open(f"{folder}/letter.pdf")
document.insert_pdf(pymupdf.open(f"{folder}/plan.pdf"))
document.save(f"{folder}/both.pdf")

def links(page):
    return sorted(str(note.A.URI) if "/A" in note else str(note.get("/Dest")) for note in page.obj.get("/Annots", []))

def score(name):
    run = subprocess.run([f"{folder}/venv/bin/avalpdf", f"{folder}/{name}.pdf", "--show-validation"], capture_output=True, text=True)
    return float(re.search(r"Score: ([\d.]+)%", run.stdout)[1])

both, plan = pikepdf.open(f"{folder}/both.pdf"), pikepdf.open(f"{folder}/plan.pdf")
before, after = links(plan.pages[0]), links(both.pages[1])
parents = [page.obj.get("/StructParents") for page in both.pages]
scores = [score("letter"), score("both")]
valid = pdf_oxide.PdfDocument(f"{folder}/both.pdf").validate_pdf_ua()["valid"]
print("  the plan's links:", before, "->", after)
print("  StructParents of the pages:", parents, " Marked:", bool(both.Root.MarkInfo.Marked))
print("  avalpdf, letter and both:", scores, " pdf_oxide says valid:", valid)
if before != ["https://example.org/", "plan-actions"] or after != ["https://example.org/"] or parents != [0, None] \
        or not both.Root.MarkInfo.Marked or scores[0] != scores[1] or scores[1] < 99 or not valid:
    sys.exit("CHANGED: links, tags or checks are otherwise now")
print("as described")
PY
"$work/venv/bin/python" "$work/try.py" "$work"
