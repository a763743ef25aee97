#!/usr/bin/env bash
# A Word file made by html-to-docx (npm), to which python-docx adds a closing line and docxcompose appends another document.
# Guess: both stand at the end.
# Seen (html-to-docx 1.8.0, python-docx 1.2.0, docxcompose 2.2.0): both stand at the top, before the first heading. html-to-docx writes
#   the body's w:sectPr first, where the format wants it last; the two libraries put new text just before w:sectPr.
# Why it matters: the signature comes before "Dear ...", the appendix before the report; all programs open the file.
# Instead: move body/w:sectPr to the end of the body after opening such a file (one line, below).
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv; venv/bin/pip install -q python-docx==1.2.0 docxcompose==2.2.0 2>pip.log || { cat pip.log; exit 2; }
command -v npm >/dev/null || { echo "needs Node.js and npm"; exit 2; }
echo "tool: node $(node --version)"
npm install --silent --no-audit --no-fund --prefix . html-to-docx@1.8.0 >npm.log 2>&1 || { cat npm.log; exit 2; }
cat > make.mjs <<'JS'
import fs from "fs"; import make from "html-to-docx";
fs.writeFileSync("letter.docx", await make("<h1>Letter</h1><p>Dear Ann</p>"));
JS
node make.mjs
cat > look.py <<'PY'
import docx
from docxcompose.composer import Composer
text = lambda d: [p.text for p in d.paragraphs if p.text]
doc = docx.Document("letter.docx"); doc.add_paragraph("Yours sincerely"); print("python-docx:", text(doc))
assert text(doc) == ["Yours sincerely", "Letter", "Dear Ann"]
other = docx.Document(); other.add_paragraph("Appendix")
doc2 = docx.Document("letter.docx"); Composer(doc2).append(other); print("docxcompose:", text(doc2))
assert text(doc2) == ["Appendix", "Letter", "Dear Ann"]
doc3 = docx.Document("letter.docx"); body = doc3.element.body; body.append(body.sectPr); doc3.add_paragraph("Yours sincerely"); print("after moving w:sectPr:", text(doc3))
assert text(doc3)[-1] == "Yours sincerely"
PY
venv/bin/python look.py
echo "as described: new text lands at the top"
