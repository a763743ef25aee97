#!/usr/bin/env bash
# A file that poppler's pdfattach puts into a PDF is listed by PDFium, but cannot be taken out.
#
# Guess: pdfattach writes an ordinary attachment: what lists its name can also save it.
# Seen (poppler 22.12): the file specification has the name as /UF and no /F, and its stream as /EF /F and
#   no /UF. PDFium (pypdfium2 5.15.2, the engine of Chrome) takes the two by the same key: it shows
#   "plan.docx" and then says "Failed to extract attachment (no data)". PyMuPDF 2.0 gives the bytes and an
#   empty file name. pikepdf 10.18.0 and pypdf 7.1.1 see nothing amiss, and neither does pdfdetach.
#   There is no /AFRelationship either, which PDF/A-3 asks for.
# Why it matters: "the plan in Word is attached to this PDF" is true for some readers only.
# Instead: attach with pikepdf, which writes /F and /UF in both places (checked).
set -euo pipefail
for tool in python3 pdfattach pdfdetach; do command -v "$tool" >/dev/null || { echo "needs $tool"; exit 2; }; done
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
echo "$(pdfattach -v 2>&1 | sed -n 1p)"
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check pikepdf==10.18.0 pypdf==7.1.1 pypdfium2==5.15.2 pymupdf==2.0
cat > "$work/try.py" <<'PY'
import subprocess
import sys
import pikepdf
import pymupdf
import pypdf
import pypdfium2

folder = sys.argv[1]
pdf = pikepdf.new()
pdf.add_blank_page()
pdf.save(f"{folder}/report.pdf")
open(f"{folder}/plan.docx", "wb").write(b"the plan")
subprocess.run(["pdfattach", f"{folder}/report.pdf", f"{folder}/plan.docx", f"{folder}/poppler.pdf"], check=True)
pdf.attachments["plan.docx"] = pikepdf.AttachedFileSpec(pdf, b"the plan", filename="plan.docx")
pdf.save(f"{folder}/pikepdf.pdf")

def with_pdfium(path):
    attachment = pypdfium2.PdfDocument(path).get_attachment(0)
    try:
        return attachment.get_name(), bytes(attachment.get_data())
    except pypdfium2.PdfiumError as error:
        return attachment.get_name(), str(error)

seen = {}
for name in ("poppler", "pikepdf"):
    path = f"{folder}/{name}.pdf"
    opened, other = pikepdf.open(path), pymupdf.open(path)
    seen[name] = {"PDFium": with_pdfium(path), "pypdf": dict(pypdf.PdfReader(path).attachments),
                  "pikepdf": opened.attachments["plan.docx"].get_file().read_bytes(),
                  "PyMuPDF": (other.embfile_info(0)["filename"], other.embfile_get(0)),
                  "pdfdetach": "plan.docx" in subprocess.run(["pdfdetach", "-list", path], capture_output=True, text=True, check=True).stdout}
    spec = opened.Root.Names.EmbeddedFiles.Names[1]
    print(f"  by {name}: keys {[key for key in ('/F', '/UF') if key in spec]}, streams {[key for key in ('/F', '/UF') if key in spec.EF]}")
    for reader, value in seen[name].items():
        print(f"    {reader:9} {value}")
if seen["poppler"]["PDFium"] != ("plan.docx", "Failed to extract attachment (no data).") or seen["poppler"]["PyMuPDF"][0] != "" \
        or seen["pikepdf"]["PDFium"] != ("plan.docx", b"the plan") or seen["poppler"]["pikepdf"] != b"the plan":
    sys.exit("CHANGED: the attachment can be read otherwise now")
print("as described")
PY
"$work/venv/bin/python" "$work/try.py" "$work"
