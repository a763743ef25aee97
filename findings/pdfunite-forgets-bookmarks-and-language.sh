#!/usr/bin/env bash
# pdfunite joins two PDFs and leaves out bookmarks, tags, language, title and page labels, with exit code 0.
#
# Guess: tags go (its manual says nothing of them); bookmarks, language and title of the first file stay.
# Seen (poppler 22.12): of the first file's root there are left the pages, the destinations and the
#   attachments. No outline, no /Lang, no title, no metadata, no page labels, no tags; each page keeps its
#   /StructParents, which now points at nothing. Nothing is printed.
# Why it matters: it is the tool at hand on every server, and the reader of a 60-page report with its plan
#   has no bookmarks, and a listener no language.
# Instead: pikepdf: pages.extend on the first file keeps its outline, language and title (checked); the
#   second file's outline, destinations and tags must be merged by hand, /StructParents included.
set -euo pipefail
for tool in python3 pdfunite; do command -v "$tool" >/dev/null || { echo "needs $tool"; exit 2; }; done
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
echo "$(pdfunite -v 2>&1 | sed -n 1p)"
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check weasyprint==70.0 pikepdf==10.18.0
cat > "$work/try.py" <<'PY'
import subprocess
import sys
import warnings
import pikepdf
import weasyprint

warnings.simplefilter("ignore")
folder = sys.argv[1]
for name in ("report", "plan"):
    weasyprint.HTML(string=f'<html lang="en-GB"><title>{name}</title><h1>{name}</h1><h2 id="{name}">Actions</h2><p><a href="#{name}">See actions</a>'
                    ).write_pdf(f"{folder}/{name}.pdf", pdf_variant="pdf/ua-1")
with pikepdf.open(f"{folder}/report.pdf", allow_overwriting_input=True) as pdf:
    pdf.Root.PageLabels = pikepdf.Dictionary(Nums=[0, pikepdf.Dictionary(S=pikepdf.Name.r)])
    pdf.save()
joined = subprocess.run(["pdfunite", f"{folder}/report.pdf", f"{folder}/plan.pdf", f"{folder}/joined.pdf"], capture_output=True, text=True)
with pikepdf.open(f"{folder}/report.pdf") as pdf:
    pdf.pages.extend(pikepdf.open(f"{folder}/plan.pdf").pages)
    pdf.save(f"{folder}/extended.pdf")

wanted = ["/Outlines", "/Lang", "/PageLabels", "/StructTreeRoot", "/Metadata"]
kept = {}
for name in ("report", "joined", "extended"):
    pdf = pikepdf.open(f"{folder}/{name}.pdf")
    kept[name] = [key for key in wanted if key in pdf.Root] + (["title"] if "/Title" in pdf.docinfo else [])
    print(f"  {name:9} {len(pdf.pages)} pages  {kept[name]}  StructParents {[page.obj.get('/StructParents') for page in pdf.pages]}")
print("  exit code", joined.returncode, "said:", repr(joined.stdout + joined.stderr))
if kept["report"] != [*wanted, "title"] or kept["extended"] != kept["report"] or kept["joined"] or joined.returncode or joined.stderr:
    sys.exit("CHANGED: pdfunite keeps more now")
print("as described")
PY
"$work/venv/bin/python" "$work/try.py" "$work"
