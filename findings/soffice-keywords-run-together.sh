#!/usr/bin/env bash
# The keywords of a Word file ("safeguarding; early help, attendance") after LibreOffice has saved it.
# Guess: the text of cp:keywords comes back as it was.
# Seen (LibreOffice 7.4.7): it is cut at commas and semicolons and joined again with single spaces:
#   "safeguarding early help attendance". A second save finds one keyword.
# Why it matters: a document system that files by keywords loses where one ends; "early help" is two words now.
# Instead: one keyword without spaces in each place (early-help), or a custom text property, which stays whole.
set -euo pipefail
command -v soffice >/dev/null || { echo "needs LibreOffice (soffice)"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
echo "tool: $(soffice --version)"
convert() { # convert FORMAT FOLDER FILE
  soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to "$1" --outdir "$2" "$3" >/dev/null 2>&1; }
python3 -m venv venv; venv/bin/pip install -q python-docx==1.2.0 2>pip.log || { cat pip.log; exit 2; }

venv/bin/python -c 'import docx; d = docx.Document(); d.add_paragraph("x"); d.core_properties.keywords = "safeguarding; early help, attendance"; d.core_properties.category = "plan; letter, other"; d.save("plan.docx")'
convert docx out plan.docx
venv/bin/python - <<'PY'
import docx
before, after = docx.Document("plan.docx").core_properties, docx.Document("out/plan.docx").core_properties
print("keywords:", repr(before.keywords), "->", repr(after.keywords))
print("category:", repr(before.category), "->", repr(after.category))
assert after.keywords == "safeguarding early help attendance" and after.category == before.category
PY
echo "as described: the separators are gone"
