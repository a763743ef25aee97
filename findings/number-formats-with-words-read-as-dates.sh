#!/usr/bin/env bash
# A number with words in its format ("5 days", "3 weeks") is read as a date of the year 1900.
#
# Guess: readers pass over quoted words when they look for d, m, y and h in a number format.
# Seen: pylightxl 1.61 gives 5 shown as `0" days"` as 1900/01/04 00:00:00, 5 as `0 "weeks"` as
#   00:00:00, and 36 hours in [h]:mm as 12:00:00. xlsx2csv 0.8.6 writes "0" 04ays" for 5 days, and
#   "13 13 July" where the format asks for the day's name. xlsx2html 0.6.4 leaves the quotation marks in:
#   5" days". No error in any. openpyxl 3.1.5 and python-calamine 0.9.1 give 5 and 36 hours.
# Why it matters: trackers show "5 days" and "3 weeks" this way, so that they can be added up.
# Instead: openpyxl or python-calamine; never take a date from a reader that guesses by letters.
set -euo pipefail
command -v python3 >/dev/null || { echo "needs python3"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check xlsxwriter==3.3.1 pylightxl==1.61 xlsx2csv==0.8.6 \
  xlsx2html==0.6.4 openpyxl==3.1.5 python-calamine==0.9.1
cat > "$work/try.py" <<'PY'
import datetime
import io
import re
import sys
import openpyxl, pylightxl, python_calamine, xlsxwriter
from xlsx2csv import Xlsx2csv
from xlsx2html import xlsx2html

cells = [(5, '0" days"'), (5, '0 "weeks"'), (1.5, "[h]:mm"), (46581, 'dddd d mmmm')]
path = sys.argv[1] + "/tracker.xlsx"
with xlsxwriter.Workbook(path) as book:
    sheet = book.add_worksheet("Plan")
    for row, (value, text) in enumerate(cells):
        sheet.write_number(row, 0, value, book.add_format({"num_format": text}))
out = io.StringIO()
Xlsx2csv(path).convert(out)
html = io.StringIO()
xlsx2html(path, html)
rows = range(1, len(cells) + 1)
seen = {
    "pylightxl": [pylightxl.readxl(path).ws("Plan").index(row, 1) for row in rows],
    "xlsx2csv": out.getvalue().splitlines(),
    "xlsx2html": [text.strip() for text in re.findall(r"<td[^>]*>(.*?)</td>", html.getvalue(), re.S)],
    "openpyxl": [openpyxl.load_workbook(path).active.cell(row, 1).value for row in rows],
    "calamine": [row[0] for row in python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()],
}
print("  formats   ", [text for _, text in cells])
for name, values in seen.items():
    print(f"  {name:10}", [str(value) for value in values])
half = datetime.timedelta(hours=36)
if not (seen["pylightxl"][:3] == ["1900/01/04 00:00:00", "00:00:00", "12:00:00"] and "04ays" in seen["xlsx2csv"][0]
        and seen["xlsx2csv"][3].startswith("13") and seen["xlsx2html"][0] == '5" days"'
        and seen["openpyxl"][:3] == [5, 5, half] and seen["calamine"][:3] == [5, 5, half]):
    sys.exit("CHANGED: the formats are read otherwise now")
print("as described")
PY
"$work/venv/bin/python" "$work/try.py" "$work"
