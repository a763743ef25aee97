#!/usr/bin/env bash
# docxedit.replace_string(doc, "School", "School (Hill)") on a table with a merged cell.
# Guess: once in each cell.
# Seen (docxedit 1.2.1 with python-docx 1.2.0): once for each grid column of the merged cell: "School (Hill) (Hill) plan" over two
#   columns, three times over three. python-docx gives a merged cell once for each column it covers, and docxedit walks through
#   them all. Words split over two runs and the header are left alone; no error in any case.
# Why it matters: title rows of plans are merged cells, and a name that holds the old one is the usual change.
# Instead: go through row._tr.tc_lst, or keep a set of the cells already done.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv; venv/bin/pip install -q docxedit==1.2.1 python-docx==1.2.0 2>pip.log || { cat pip.log; exit 2; }
cat > look.py <<'PY'
import docx, docxedit
doc = docx.Document()
table = doc.add_table(rows=2, cols=3)
table.cell(0, 0).merge(table.cell(0, 2)).text = "School plan"
for column, text in enumerate(("School", "Head", "Board")): table.cell(1, column).text = text
split = doc.add_paragraph("Scho"); split.add_run("ol again")
docxedit.replace_string(doc, "School", "School (Hill)")
print("merged cell:", table.cell(0, 0).text); print("plain cell: ", table.cell(1, 0).text); print("two runs:   ", split.text)
assert table.cell(0, 0).text == "School (Hill) (Hill) (Hill) plan" and table.cell(1, 0).text == "School (Hill)" and split.text == "School again"
PY
venv/bin/python look.py
echo "as described: three times in a cell over three columns"
