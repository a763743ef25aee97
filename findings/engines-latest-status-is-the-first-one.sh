#!/usr/bin/env bash
# "The latest status of action 1.2" in a log of statuses: =LOOKUP(2,1/(A2:A6="1.2"),B2:B6), as it is done in Excel since long before XLOOKUP; and
# =COUNTIF(B2:B7,"<>Done"), how many rows are not done, one of them empty.
# Guess: an engine that takes these formulas gives "Late", the last row of action 1.2 (Excel passes over the errors of 1/FALSE), and 4.
# Seen (formualizer 0.13.0, ironcalc 0.9.1, recalc-engine 0.1.0, formulon 0.18.0; file by XlsxWriter 3.3.1): formualizer and ironcalc give
#   "Open", the first status of the action, and recalc-engine, by whose word nothing is "a silently-wrong number", "Done", the first of the whole
#   list, which is another action's; formulon has an error value. ironcalc and recalc-engine count 3: the empty row is left out. LibreOffice 7.4.7 gives
#   "Late" and 4, formualizer and formulon 4.
# Why it matters: an action that is late reads as just begun, and an action without a status is left out of what is open.
# Instead: LibreOffice (checked), or take the last row in Python.
set -euo pipefail
command -v soffice >/dev/null || { echo "needs LibreOffice (soffice)"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv; venv/bin/pip install -q --disable-pip-version-check xlsxwriter==3.3.1 formualizer==0.13.0 recalc-engine==0.1.0 formulon==0.18.0 ironcalc==0.9.1 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat > make.py <<'PY'
import xlsxwriter
with xlsxwriter.Workbook("log.xlsx") as book:
    sheet = book.add_worksheet("Log")
    for row, (action, status) in enumerate([("Action", "Status"), ("1.1", "Done"), ("1.2", "Open"), ("1.3", "Open"), ("1.2", "Late"), ("1.3", "Done")]):
        sheet.write_string(row, 0, action)
        sheet.write_string(row, 1, status)
    sheet.write_string(6, 0, "1.4")
    sheet.write_formula(0, 3, '=LOOKUP(2,1/(A2:A6="1.2"),B2:B6)')
    sheet.write_formula(1, 3, '=COUNTIF(B2:B7,"<>Done")')
PY
venv/bin/python make.py
soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to ods log.xlsx >/dev/null 2>&1
soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to csv log.ods >/dev/null 2>&1
cat > look.py <<'PY'
import csv, formualizer, formulon, ironcalc, recalc
seen = {}
book = formualizer.Workbook.from_path("log.xlsx"); book.evaluate_all()
seen["formualizer"] = [book.evaluate_cell("Log", row, 4) for row in (1, 2)]
book = recalc.open("log.xlsx"); book.recalc()
seen["recalc-engine"] = [book.value("Log", row, 3) for row in (0, 1)]
book = formulon.Workbook.load(open("log.xlsx", "rb").read()); book.recalc()
value = book.get_value(0, 0, 3)
seen["formulon"] = [value.kind.name, book.get_value(0, 1, 3).number]
book = ironcalc.load_from_xlsx("log.xlsx", "en", "UTC", "en"); book.evaluate()
seen["ironcalc"] = [book.get_formatted_cell_value(0, row, 4) for row in (1, 2)]
seen["LibreOffice"] = [row[3] for row in csv.reader(open("log.csv"))][:2]
for name, values in seen.items(): print(f"  {name:14} {values}")
expected = {"formualizer": ["Open", 4.0], "recalc-engine": ["Done", 3.0], "formulon": ["ERROR", 4.0], "ironcalc": ["Open", "3"], "LibreOffice": ["Late", "4"]}
assert seen == expected, "CHANGED"
PY
venv/bin/python look.py
echo "as described: the first status for the latest"
