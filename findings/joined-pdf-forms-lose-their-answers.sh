#!/usr/bin/env bash
# Two filled PDF forms from one template, by ReportLab, joined by oxidize-pdf, clearleaf, pypdf and pikepdf.
# Guess: the pages look as before, answers included; fields of one name get names of their own, since by ISO 32000 (12.7.4.2) two fields of one full name
#   are one field with one value.
# Seen (oxidize-pdf 0.23.0, clearleaf 0.1.0, pypdf 7.1.1, pikepdf 10.18.0, reportlab 5.1.0): oxidize-pdf and clearleaf leave out every field: both pages
#   are blank forms, and their links are gone as well. pypdf keeps all six under three names: get_fields(), of pypdf itself, gives the second form's answers
#   and nothing of the first. pikepdf's add_pages_from names them status and status+1, and both answers are there. No error or warning in any.
# Why it matters: plans put together for a panel have empty boxes, or one partnership's status for both.
# Instead: pikepdf's add_pages_from (checked), not its pages.extend; look for the answers in the joined file's text.
set -euo pipefail
command -v pdftotext >/dev/null || { echo "needs poppler-utils (pdftotext)"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv; venv/bin/pip install -q --disable-pip-version-check oxidize-pdf==0.23.0 clearleaf==0.1.0 pypdf==7.1.1 pikepdf==10.18.0 reportlab==5.1.0 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat > look.py <<'PY'
import subprocess
import clearleaf, oxidize_pdf, pikepdf, pypdf
from reportlab.pdfgen import canvas

def form(name, who, status, agreed):
    page = canvas.Canvas(name)
    page.drawString(72, 760, f"Plan of {who}")
    page.acroForm.textfield(name="status", value=status, x=72, y=700, width=200, height=20)
    page.acroForm.checkbox(name="agreed", checked=agreed, x=72, y=660, size=20)
    page.linkURL("https://example.org/plan", (72, 750, 200, 780))
    page.showPage()
    page.save()

form("north.pdf", "North", "Achieved", True)
form("south.pdf", "South", "Late", False)

def with_pypdf(names, out):
    writer = pypdf.PdfWriter()
    for name in names:
        writer.append(name)
    writer.write(out)

def with_pikepdf(names, out):
    with pikepdf.open(names[0]) as joined, pikepdf.open(names[1]) as other:
        joined.add_pages_from(other)
        joined.save(out)

def look(name):
    words = subprocess.run(["pdftotext", name, "-"], capture_output=True, text=True, check=True).stdout.split()
    with pikepdf.open(name) as file:
        links = sum(note.get("/Subtype") == "/Link" for page in file.pages for note in page.get("/Annots", []))
    fields = {key: field.get("/V") for key, field in (pypdf.PdfReader(name).get_fields() or {}).items()}
    return [word for word in ("Achieved", "Late") if word in words], fields, links

print("  north   ", look("north.pdf"))
seen = {}
for name, join in (("oxidize", oxidize_pdf.merge_pdfs), ("clearleaf", clearleaf.merge), ("pypdf", with_pypdf), ("pikepdf", with_pikepdf)):
    join(["north.pdf", "south.pdf"], name + ".pdf")
    seen[name] = look(name + ".pdf")
    print(f"  {name:9}", seen[name])
assert look("north.pdf") == (["Achieved"], {"status": "Achieved", "agreed": "/Yes"}, 1)
assert seen["oxidize"] == seen["clearleaf"] == ([], {}, 0)
assert seen["pypdf"] == (["Achieved", "Late"], {"status": "Late", "agreed": "/Off"}, 2)
assert seen["pikepdf"] == (["Achieved", "Late"], {"status": "Achieved", "agreed": "/Yes", "status+1": "Late", "agreed+1": "/Off"}, 2)
PY
venv/bin/python look.py
echo "as described: answers are lost in joined forms"
