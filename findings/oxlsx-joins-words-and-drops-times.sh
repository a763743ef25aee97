#!/usr/bin/env bash
# oxlsx joins the words of a partly bold cell and gives the day of a meeting without its time.
#
# Guess: a reader "with an openpyxl-style API" gives what openpyxl gives: 'Agree the plan now',
#   ' 1.2 ' with its blanks (xml:space="preserve" is in the file), 13 July 2027 at 09:00.
# Seen (oxlsx 0.2.0): 'Agreethe plannow', '1.2', and the date 2027-07-13 without 09:00, because the
#   cell's format shows a day only.
# Why it matters: people make one word of an action bold; the sentence goes into a report joined up.
# Instead: openpyxl 3.1.5 (checked: right), where rich text is joined as it is shown.
set -euo pipefail
command -v python3 >/dev/null || { echo "needs python3"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check oxlsx==0.2.0 openpyxl==3.1.5 xlsxwriter==3.3.1
cat > "$work/try.py" <<'PY'
import datetime
import sys
import openpyxl
import oxlsx
import xlsxwriter

path = sys.argv[1] + "/plan.xlsx"
with xlsxwriter.Workbook(path) as book:
    sheet = book.add_worksheet("Plan")
    sheet.write_rich_string(0, 0, "Agree ", book.add_format({"bold": True}), "the plan", " now")
    sheet.write_string(1, 0, " 1.2 ")
    sheet.write_datetime(2, 0, datetime.datetime(2027, 7, 13, 9, 0), book.add_format({"num_format": "dd/mm/yyyy"}))
seen = {name: [load(path)["Plan"][f"A{row}"].value for row in (1, 2, 3)]
        for name, load in (("openpyxl", openpyxl.load_workbook), ("oxlsx", oxlsx.load_workbook))}
for name, values in seen.items():
    print(f"  {name:9}", [value if isinstance(value, str) else value.isoformat() for value in values])
if seen["oxlsx"] != ["Agreethe plannow", "1.2", datetime.date(2027, 7, 13)] or \
        seen["openpyxl"] != ["Agree the plan now", " 1.2 ", datetime.datetime(2027, 7, 13, 9, 0)]:
    sys.exit("CHANGED: oxlsx reads otherwise now")
print("as described")
PY
"$work/venv/bin/python" "$work/try.py" "$work"
