#!/usr/bin/env bash
# docx-json-replacer puts JSON values into a Word template.
# Guess: a value with "<" and ">" in it arrives whole; {{school.name}} takes the nested value, as its documentation says.
# Seen (docx-json-replacer 0.9.1): all from "<" to the next ">" is taken for an HTML tag and dropped ("Attendance < 90% in 2024 and >
#   95% in 2026" becomes "Attendance 95% in 2026"); {{school.name}} is filled with nothing; null prints "None". No error.
# Why it matters: a finding in a letter says another figure than the inspector wrote.
# Instead: write "below" and "above", and flatten nested data into plain keys; or use a template engine that escapes.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv; venv/bin/pip install -q docx-json-replacer==0.9.1 python-docx==1.2.0 2>pip.log || { cat pip.log; exit 2; }
cat > look.py <<'PY'
import docx
from docx_json_replacer import DocxReplacer
template = docx.Document()
for line in ("Finding: {{finding}}", "School: {{school.name}}.", "Date: {{date}}"): template.add_paragraph(line)
template.save("t.docx")
replacer = DocxReplacer("t.docx")
replacer.replace_from_json({"finding": "Attendance < 90% in 2024 and > 95% in 2026", "school": {"name": "Hill School"}, "date": None})
replacer.save("out.docx")
seen = [p.text for p in docx.Document("out.docx").paragraphs]
print(*seen, sep="\n")
assert seen == ["Finding: Attendance 95% in 2026", "School: .", "Date: None"]
PY
venv/bin/python look.py
echo "as described: words between the signs are gone, the nested value too"
