#!/usr/bin/env bash
# betteroffice-xlsx knows * and ? in COUNTIF but not in MATCH, VLOOKUP, HLOOKUP or SEARCH.
#
# Guess: an engine that counts COUNTIF(A:A,"PA 1.*") also finds MATCH("PA 1.*",A:A,0).
# Seen (betteroffice-xlsx 0.2.1): COUNTIF and SUMIF are right; MATCH, VLOOKUP and HLOOKUP give #N/A and
#   SEARCH gives #VALUE!, for all patterns. In IFERROR(..., "none") that is a clean "none". Of
#   ironcalc 0.9.1 and duke-sheets 0.1.20, ironcalc finds all four, duke-sheets all but SEARCH.
# Why it matters: "which row has action PA 1.1?" is asked just so, and the workbook then says that no
#   such action exists.
# Instead: look exact words up, or recalculate with ironcalc.
set -euo pipefail
command -v python3 >/dev/null || { echo "needs python3"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check betteroffice-xlsx==0.2.1 xlsxwriter==3.3.1 ironcalc==0.9.1 duke-sheets==0.1.20
cat > "$work/try.py" <<'PY'
import sys
import betteroffice_xlsx
import duke_sheets
import ironcalc
import xlsxwriter

formulas = ['COUNTIF(C1:C4,"PA 1.1*")', 'SUMIF(C1:C4,"PA 1.1*",D1:D4)', 'MATCH("PA 1.1*",C1:C4,0)', 'VLOOKUP("PA 1.1*",C1:D4,2,FALSE)',
            'HLOOKUP("PA 1.1*",C2:D3,1,FALSE)', 'SEARCH("1.?",C2)', 'IFERROR(MATCH("PA 1.1*",C1:C4,0),"none")', 'MATCH("PA 1.1 Agree",C1:C4,0)']
path = sys.argv[1] + "/plan.xlsx"
with xlsxwriter.Workbook(path) as book:
    sheet = book.add_worksheet("Plan")
    for row, words in enumerate(["Action", "PA 1.1 Agree", "PA 1.2 Tell", "PA 2.1 Review"]):
        sheet.write_row(row, 2, [words, row * 10])
    for row, text in enumerate(formulas):
        sheet.write_formula(row, 0, "=" + text)
better = betteroffice_xlsx.Workbook.open_recalculated(open(path, "rb").read())
iron = ironcalc.load_from_xlsx(path, "en", "UTC", "en")
iron.evaluate()
duke = duke_sheets.Workbook.open(path)
duke.calculate()
seen = []
for row, text in enumerate(formulas, 1):
    seen.append(str(better.value("Plan", f"A{row}")))
    print(f"  {text:44} {seen[-1]:8} ironcalc {iron.get_formatted_cell_value(0, row, 1):14} duke {duke.get_sheet(0).get_calculated_value(f'A{row}')}")
if seen != ["1.0", "10.0", "#N/A", "#N/A", "#N/A", "#VALUE!", "none", "2.0"] or iron.get_formatted_cell_value(0, 3, 1) != "2":
    sys.exit("CHANGED: the lookups do otherwise now")
print("as described")
PY
"$work/venv/bin/python" "$work/try.py" "$work"
