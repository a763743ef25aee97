#!/usr/bin/env bash
# A workbook with a meeting at 14:30 and a sheet that is one column of words, turned into Markdown by excel2md.
# Guess: a date with a time keeps its time; a column of three rows is three rows, as a table or a list.
# Seen (excel2md 2.3.0, XlsxWriter 3.3.1): the meeting is "2027-07-01", its hour is gone; of the column only the first row is left ("Achieved" of
#   three). A length of 36 hours is "1 day, 12:00:00". A time alone and a second column are right. Of a link to #action-2 the place is
#   cut off. In its CSV form the three rows are there, the hour is not, and its own check of the counts says OK.
# Why it matters: a plan's list of what is still to be done shrinks to its first line, and meetings have no hour.
# Instead: read with openpyxl and write the Markdown from its values.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv; venv/bin/pip install -q excel2md==2.3.0 XlsxWriter==3.3.1 2>pip.log || { cat pip.log; exit 2; }
cat > look.py <<'PY'
import contextlib, datetime, io, xlsxwriter
from excel2md import convert_to_markdown
book = xlsxwriter.Workbook("plan.xlsx")
plan, alone, two = (book.add_worksheet(n) for n in ("Plan", "Alone", "Two"))
plan.write_row(0, 0, ["Ref", "Meeting", "Length", "At", "Link"])
for row in (1, 2):
    plan.write_string(row, 0, f"PA {row}")
    plan.write_datetime(row, 1, datetime.datetime(2027, 7, row, 14, 30), book.add_format({"num_format": "dd/mm/yyyy hh:mm"}))
    plan.write_number(row, 2, 1.5, book.add_format({"num_format": "[h]:mm"}))
    plan.write_number(row, 3, 0.4375, book.add_format({"num_format": "hh:mm"}))
    plan.write_url(row, 4, "https://example.org/plan#action-2", string="plan")
alone.write_column(0, 0, ["Achieved", "Partly achieved", "Not begun"])
two.write_column(0, 0, ["Train", "Recruit", "Publish"]); two.write_column(0, 1, ["Ann", "Ben", "Cat"])
book.close()
with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
    text = convert_to_markdown("plan.xlsx", csv_markdown_enabled=False)["markdown"].replace("\\", "")
print(text)
assert "| PA 1 | 2027-07-01 | 1 day, 12:00:00 | 10:30:00 |" in text and "14:30" not in text
assert "Achieved" in text and "Partly achieved" not in text and "Not begun" not in text
assert "| Publish | Cat |" in text and "example.org/plan" in text and "action-2" not in text
PY
venv/bin/python look.py 2>/dev/null
echo "as described: hours and rows are lost"
