#!/usr/bin/env bash
# pdf_oxide's merge makes the second file's pages point at the first file's tags, and drops the title.
#
# Guess: merge_from either carries the second file's tags along or takes its pages in untagged.
# Seen (pdf-oxide 0.3.78, two tagged files by WeasyPrint 70.0): both pages say /StructParents 0, which is
#   the first file's page; the tree holds the first file only and the file still says Marked. A link
#   inside the second file ("See actions", a name that both use) leads to the first file's place. The
#   title in the document information is gone, as it is after a plain open and save. The library's own
#   validate_pdf_ua finds the missing title and nothing else.
# Why it matters: with a letter and a plan in one PDF, a screen reader on the plan's page is told the
#   letter's tags.
# Instead: pikepdf with the structure trees merged by hand; compare the /StructParents of all pages.
set -euo pipefail
for tool in python3 pdfinfo; do command -v "$tool" >/dev/null || { echo "needs $tool"; exit 2; }; done
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check pdf-oxide==0.3.78 weasyprint==70.0 pikepdf==10.18.0
cat > "$work/try.py" <<'PY'
import subprocess
import sys
import pdf_oxide
import pikepdf
import weasyprint

folder = sys.argv[1]
page = '<html lang="en"><title>{0}</title><h1>{0}</h1><h2 id="actions">Actions of the {0}</h2><p><a href="#actions">See actions</a></p>'
for name in ("letter", "plan"):
    weasyprint.HTML(string=page.format(name)).write_pdf(f"{folder}/{name}.pdf", pdf_variant="pdf/ua-1")
document = pdf_oxide.PdfDocument(f"{folder}/letter.pdf")
document.save(f"{folder}/saved.pdf")
document.merge_from(f"{folder}/plan.pdf")
document.save(f"{folder}/merged.pdf")

merged, saved = pikepdf.open(f"{folder}/merged.pdf"), pikepdf.open(f"{folder}/saved.pdf")
parents = [page.obj.get("/StructParents") for page in merged.pages]
links = [str(note.Dest) for page in merged.pages for note in page.obj.Annots]
tree = subprocess.run(["pdfinfo", "-struct-text", f"{folder}/merged.pdf"], capture_output=True, text=True, check=True).stdout
titles = [pdf.docinfo.get("/Title") for pdf in (pikepdf.open(f"{folder}/letter.pdf"), saved, merged)]
checked = pdf_oxide.PdfDocument(f"{folder}/merged.pdf").validate_pdf_ua()["errors"]
print("  pages:", len(merged.pages), " Marked:", bool(merged.Root.MarkInfo.Marked), " StructParents:", parents)
print("  links lead to:", links, " plan's heading in the tree:", "Actions of the plan" in tree)
print("  titles (first file, saved, merged):", titles)
print("  its own check:", checked)
if parents != [0, 0] or links != ["actions", "actions"] or "Actions of the plan" in tree or not merged.Root.MarkInfo.Marked \
        or titles != ["letter", None, None] or len(checked) != 1:
    sys.exit("CHANGED: the merge does otherwise now")
print("as described")
PY
"$work/venv/bin/python" "$work/try.py" "$work"
