#!/usr/bin/env bash
# A quotation, a numbered list with a start, and a table's heading row, made into Word by html-for-docx.
# Guess: the quotation is a paragraph of its own; <ol start="5"> begins at 5; <th> rows are marked as heading rows.
# Seen (html-for-docx 1.2.1): the words of <blockquote> (without <p> in it) are joined to the paragraph before, without a space ("He said:We
#   are proud"); the list gets a start of 1; the row has no w:tblHeader.
# Why it matters: a parent's words run on from the inspector's sentence, and references to item 5 lead nowhere.
# Instead: write <blockquote><p>...</p></blockquote>; set startOverride and tblHeader afterwards with python-docx.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv; venv/bin/pip install -q html-for-docx==1.2.1 python-docx==1.2.0 2>pip.log || { cat pip.log; exit 2; }
cat > look.py <<'PY'
import docx, re
from html4docx import HtmlToDocx
doc = docx.Document()
HtmlToDocx().add_html_to_document('<p>He said:</p><blockquote>We are proud</blockquote><ol start="5"><li>five</li></ol>'
    '<table><thead><tr><th>Ref</th></tr></thead><tbody><tr><td>SV1</td></tr></tbody></table><p>She said:</p><blockquote><p>So are we</p></blockquote>', doc)
text = [p.text for p in doc.paragraphs if p.text]
starts = re.findall(r'<w:startOverride w:val="(\d+)"', doc.part.numbering_part.element.xml)
print(text, "starts:", starts, "heading rows:", doc.element.xml.count("<w:tblHeader"))
assert text[0] == "He said:We are proud" and text[-2:] == ["She said:", "So are we"]
assert "5" not in starts and doc.element.xml.count("<w:tblHeader") == 0
PY
venv/bin/python look.py
echo "as described: the quotation is joined, start and heading row are lost"
