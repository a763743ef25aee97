#!/usr/bin/env bash
# Two tables of a Word file with an empty paragraph between them, as Word itself puts one; and a table within a cell; read by olgadoc.
# Guess: both tables are in the Markdown ("Tables stay tables"); of the nested one at least the words, beside the outer one's.
# Seen (olgadoc 0.1.3, python-docx 1.2.0, office-oxide 0.1.15): the second table is laid over the first from its top left cell on. Of a plan of
#   three rows with two rows of measures below it, only the third row of the plan is left, in one table under the measures' headings. A
#   nested table is laid over the outer one's headings and first row likewise. With words between the tables all is there. warnings() says nothing of the two tables,
#   and of the nested one that "inner table semantics are preserved".
# Why it matters: a summary of returned plans shows another table's words beside "2 Train", and two actions are nowhere.
# Instead: office-oxide (checked: all cells of both), or python-docx, table by table.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv; venv/bin/pip install -q --disable-pip-version-check olgadoc==0.1.3 python-docx==1.2.0 office-oxide==0.1.15 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat > look.py <<'PY'
import re
import docx, office_oxide, olgadoc

PLAN = [("Action", "Lead"), ("1 Recruit", "Ann"), ("2 Train", "Ben")]
MEASURES = [("Measure", "Target"), ("Posts", "4")]

def fill(table, rows):
    for cells, words in zip(table.rows, rows):
        for cell, text in zip(cells.cells, words):
            cell.paragraphs[0].text = text

def make(name, between):
    document = docx.Document()
    plan = document.add_table(3, 2)
    fill(plan, PLAN)
    if between is None:
        fill(plan.cell(1, 1).add_table(2, 2), MEASURES)
        plan.cell(1, 1).add_paragraph("agreed")
    else:
        document.add_paragraph(between)
        fill(document.add_table(2, 2), MEASURES)
    document.save(name)

def look(name):
    document = olgadoc.Document.open(name)
    rows = [re.split(r" *\| *", line.strip("| ")) for line in document.markdown().splitlines() if "|" in line and "--" not in line]
    whole = office_oxide.to_markdown(name)
    missing = [word for row in PLAN + MEASURES for word in row if word not in document.markdown()]
    warnings = [warning for warning in document.warnings() if "table" in warning]
    print(f"{name}: {rows}\n  missing: {missing}\n  warnings of tables: {warnings}")
    assert all(word in whole for row in PLAN + MEASURES for word in row)
    return rows, missing, len(warnings)

make("words.docx", "Measures:")
make("empty.docx", "")
make("nested.docx", None)
assert look("words.docx")[1:] == ([], 0)
assert look("empty.docx") == ([["Measure", "Target"], ["Posts", "4"], ["2 Train", "Ben"]], ["Action", "Lead", "1 Recruit", "Ann"], 0)
assert look("nested.docx")[1][:3] == ["Action", "Lead", "1 Recruit"]
PY
venv/bin/python look.py
echo "as described: one table lies over the other"
