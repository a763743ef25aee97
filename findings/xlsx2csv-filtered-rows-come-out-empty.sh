#!/usr/bin/env bash
# xlsx2csv writes an empty line for every row that a filter hides.
#
# Guess: a converter gives all rows, whether they are shown or not; or, if it leaves hidden ones out,
#   it leaves them out whole.
# Seen (xlsx2csv 0.8.6): the rows that an AutoFilter on "In progress" hides are there as blank lines
#   between the others: the rows keep their places and the actions in them are gone. Its help
#   names an option for hidden rows; neither its output nor its exit code says that any were met.
# Why it matters: a tracker is nearly always sent back with a filter on. Read so, the actions that are
#   done look as if they had been cleared.
# Instead: skip_hidden_rows=False (--include-hidden-rows), checked below; or a reader that knows
#   nothing of hiding (openpyxl, python-calamine).
set -euo pipefail
command -v python3 >/dev/null || { echo "needs python3"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check xlsx2csv==0.8.6 xlsxwriter==3.3.1 openpyxl==3.1.5
cat > "$work/try.py" <<'PY'
import io
import sys
import openpyxl
import xlsxwriter
from xlsx2csv import Xlsx2csv

rows = [["Ref", "Action", "Status"], ["PA 1.1", "Agree the plan", "Done"], ["PA 1.2", "Tell people", "In progress"],
        ["PA 1.3", "Review the plan", "Done"], ["PA 1.4", "Publish", "In progress"]]
path = sys.argv[1] + "/tracker.xlsx"
with xlsxwriter.Workbook(path) as book:
    sheet = book.add_worksheet("Plan")
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
        if row[2] == "Done":
            sheet.set_row(number, None, None, {"hidden": True})
    sheet.autofilter(0, 0, 4, 2)
    sheet.filter_column_list("C", ["In progress"])

def convert(**options):
    out = io.StringIO()
    Xlsx2csv(path, **options).convert(out)
    return [line.split(",") for line in out.getvalue().splitlines()]

plain, whole = convert(), convert(skip_hidden_rows=False)
for number, row in enumerate(plain):
    print(f"  {row}   with skip_hidden_rows=False: {whole[number]}")
read = [list(row) for row in openpyxl.load_workbook(path).active.iter_rows(values_only=True)]
if len(plain) != 5 or any("".join(plain[n]) for n in (1, 3)) or whole != rows or read != rows:
    sys.exit("CHANGED: hidden rows come out otherwise now")
print("as described")
PY
"$work/venv/bin/python" "$work/try.py" "$work"
