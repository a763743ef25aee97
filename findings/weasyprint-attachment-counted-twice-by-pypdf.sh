#!/usr/bin/env bash
# One attachment with an accent in its name, written by WeasyPrint, is two attachments for pypdf.
#
# Guess: a plan attached as "Plana Là.docx" is listed once, under that name, by every reader.
# Seen (WeasyPrint 70.0): the key in the name tree is raw UTF-8 without its mark, while the name in the
#   file specification is right. pypdf 7.1.1 lists both, "Plana LÃ€.docx" and "Plana Là.docx", with the
#   same bytes; pikepdf 10.18.0 has the wrong one as its key, and the right one as filename. pdf_oxide
#   0.3.78 writes the key the same way. With a name in ASCII there is one of each; pikepdf's own
#   attachments are listed once.
# Why it matters: a check "exactly one attachment" fails in Gaelic only, and a program that replaces the
#   plan by its name finds none and adds a second.
# Instead: look attachments up by the file specification's name; keep the key in ASCII.
set -euo pipefail
command -v python3 >/dev/null || { echo "needs python3"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check weasyprint==70.0 pypdf==7.1.1 pikepdf==10.18.0 pdf-oxide==0.3.78
cat > "$work/try.py" <<'PY'
import sys
import pdf_oxide
import pikepdf
import pypdf
import weasyprint

folder = sys.argv[1]

def by_weasyprint(name, path):
    weasyprint.HTML(string="<html lang=en><title>Report</title><p>Report").write_pdf(path, attachments=[weasyprint.Attachment(string="the plan", name=name)])

def by_pikepdf(name, path):
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, b"the plan", filename=name)
    pdf.save(path)

def by_pdf_oxide(name, path):
    weasyprint.HTML(string="<html lang=en><title>Report</title><p>Report").write_pdf(path)
    document = pdf_oxide.PdfDocument(path)
    document.embed_file(name, b"the plan")
    document.save(path)

seen = {}
for write in (by_weasyprint, by_pdf_oxide, by_pikepdf):
    for name in ("Plan.docx", "Plana Là.docx"):
        path = f"{folder}/{write.__name__}.pdf"
        write(name, path)
        opened = pikepdf.open(path)
        seen[write.__name__, name] = list(pypdf.PdfReader(path).attachments), list(opened.attachments), [spec.filename for spec in opened.attachments.values()]
        print(f"  {write.__name__:14} pypdf {seen[write.__name__, name][0]}  pikepdf {seen[write.__name__, name][1]}, filename {seen[write.__name__, name][2]}")
counts = {key: len(found[0]) for key, found in seen.items()}
gaelic = "Plana Là.docx"
if counts["by_weasyprint", gaelic] != 2 or counts["by_pdf_oxide", gaelic] != 2 or counts["by_pikepdf", gaelic] != 1 \
        or counts["by_weasyprint", "Plan.docx"] != 1 or seen["by_weasyprint", gaelic][1] == [gaelic] or seen["by_weasyprint", gaelic][2] != [gaelic]:
    sys.exit("CHANGED: the names are read otherwise now")
print("as described")
PY
"$work/venv/bin/python" "$work/try.py" "$work"
