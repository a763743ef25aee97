#!/usr/bin/env bash
# One cell formatted [h]:mm in a column of dates: polars refuses the sheet with one engine, drops the cell with the other.
#
# Guess: as with dates and words mixed, the column becomes text with either engine.
# Seen (polars 2.1.0): with calamine (fastexcel 0.21.0) the whole sheet is refused, "unsupported column type
#   combination", other columns too; with openpyxl 3.1.5 the cell is null without a word. With dates and
#   "to follow" it is the other way: calamine gives text, openpyxl a ComputeError.
# Why it matters: one span of hours among the dates decides whether the plan can be read, and by which engine.
# Instead: read_options={"dtypes": "string"} with calamine (both cells are then there), or openpyxl itself.
set -euo pipefail
command -v python3 >/dev/null || { echo "needs python3"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check polars==2.1.0 fastexcel==0.21.0 xlsxwriter==3.3.1 openpyxl==3.1.5
cat > "$work/try.py" <<'PY'
import datetime
import sys
import polars
import xlsxwriter

first, second = datetime.datetime(2026, 3, 31), datetime.datetime(2026, 4, 1, 14, 30)

def read(engine, value, picture):
    path = sys.argv[1] + "/plan.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Action", "Due"])
        for row, (cell, style) in enumerate([(first, "dd/mm/yyyy"), (value, picture)], 1):
            sheet.write(row, 0, f"PA {row}")
            sheet.write(row, 1, cell, book.add_format({"num_format": style}))
    try:
        table = polars.read_excel(path, engine=engine)
    except Exception as error:
        seen = f"{type(error).__name__}: {str(error).splitlines()[0][:44]}"
    else:
        seen = str(table["Due"].to_list()[1])
    print(f"  {engine:9} {value!s:20} {picture:6} {seen}")
    return seen

hours = [read(engine, second, "[h]:mm") for engine in ("calamine", "openpyxl")]
words = [read(engine, "to follow", "@") for engine in ("calamine", "openpyxl")]
if not hours[0].startswith("UnsupportedColumnType") or hours[1] != "None" or words[0] != "to follow" or not words[1].startswith("ComputeError"):
    sys.exit("CHANGED: the cells are read otherwise now")
print("as described")
PY
"$work/venv/bin/python" "$work/try.py" "$work"
