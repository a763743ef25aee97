#!/usr/bin/env bash
# pypdf and page labels (the "i, ii, A-1" that a reader shows): joining loses them, taking a page out moves them.
#
# Guess: append() brings the labels along as it brings the bookmarks; a page taken out takes its label with it.
# Seen (pypdf 7.1.1): append() of two files keeps six bookmarks and no label: "A-1" is "5". remove_page(0)
#   moves the labels on, so that the page that was "1" is called "i"; a blank page put in front is "i".
#   pikepdf 10.18.0 does the same when pages are deleted. Nothing is said.
# Why it matters: "see page A-1" in a letter leads to no page, or to another one, in the file sent out.
# Instead: set the labels anew (PdfWriter.set_page_label) after any joining or taking out.
set -euo pipefail
command -v python3 >/dev/null || { echo "needs python3"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check pypdf==7.1.1 pikepdf==10.18.0 reportlab==5.1.0
cat > "$work/try.py" <<'PY'
import io
import sys
import pikepdf
import pypdf
from reportlab.pdfgen import canvas

def make(name, prefix):
    page = canvas.Canvas(f"{sys.argv[1]}/{name}.pdf")
    page.addPageLabel(0, style="ROMAN_LOWER", start=1, prefix=prefix)
    page.addPageLabel(1, style="ARABIC", start=1, prefix=prefix)
    for number in range(3):
        page.drawString(72, 700, f"{name} {number}")
        page.bookmarkPage(f"s{number}")
        page.addOutlineEntry(f"{name} {number}", f"s{number}")
        page.showPage()
    page.save()
    return f"{sys.argv[1]}/{name}.pdf"

def labels(writer):
    written = io.BytesIO()
    writer.write(written)
    reader = pypdf.PdfReader(written)
    print("  ", reader.page_labels, len(reader.outline), "bookmarks;", [page.extract_text().strip() for page in reader.pages])
    return reader.page_labels

plan, annex = make("plan", ""), make("annex", "A-")
source = [pypdf.PdfReader(path).page_labels for path in (plan, annex)]
print("  ", *source)
joined = pypdf.PdfWriter()
joined.append(plan)
joined.append(annex)
less, more = pypdf.PdfWriter(clone_from=plan), pypdf.PdfWriter(clone_from=plan)
less.remove_page(0)
more.insert_blank_page(index=0)
seen = [labels(writer) for writer in (joined, less, more)]
with pikepdf.open(plan) as pdf:
    del pdf.pages[0]
    seen.append([page.label for page in pdf.pages])
print("   pikepdf", seen[-1])
if source != [["i", "1", "2"], ["A-i", "A-1", "A-2"]] or seen != [list("123456"), ["i", "1"], ["i", "1", "2", "3"], ["i", "1"]]:
    sys.exit("CHANGED: the labels are otherwise now")
print("as described")
PY
"$work/venv/bin/python" "$work/try.py" "$work"
