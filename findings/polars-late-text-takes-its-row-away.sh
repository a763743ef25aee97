#!/usr/bin/env bash
# polars.read_excel: a word far down in a column of numbers or dates is lost, and its row may go with it.
#
# Guess: the column becomes text, as it does if the word stands near the top, or the reading fails.
# Seen (polars 2.1.0 with fastexcel 0.21.0, the usual engine): the kind of a column is settled by its first
#   1,000 rows. "TBC" in row 1,101 becomes null without a word; if the row has nothing else, the row is
#   dropped, so that the table is shorter. With infer_schema_length=None the word is there.
# Why it matters: "TBC" under "due" is just what somebody must chase, and it reads as nothing.
# Instead: infer_schema_length=None for every workbook that people fill in.
set -euo pipefail
command -v python3 >/dev/null || { echo "needs python3"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check polars==2.1.0 fastexcel==0.21.0 xlsxwriter==3.3.1
cat > "$work/try.py" <<'PY'
import datetime
import sys
import polars
import xlsxwriter

def read(name, columns, **options):
    path = f"{sys.argv[1]}/{name}.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet, style = book.add_worksheet(), book.add_format({"num_format": "dd/mm/yyyy"})
        for number, (head, values) in enumerate(columns.items()):
            sheet.write_column(0, number, [head])
            for row, value in enumerate(values, 1):
                sheet.write(row, number, value, style if isinstance(value, datetime.date) else None)
    table = polars.read_excel(path, **options)
    print(f"  {name:10} {options or ''} rows {table.height}, last {table.row(-1)}, {table.dtypes}")
    return table.height, table.row(-1)[-1]

dates = [datetime.date(2026, 3, 31)] * 1100 + ["TBC"]
numbers = [*range(1, 1101), "TBC"]
seen = [read("dates", {"Due": dates}), read("numbers", {"Percent": numbers}),
        read("two", {"Action": [f"PA {n}" for n in range(1101)], "Due": dates}),
        read("whole", {"Due": dates}, infer_schema_length=None), read("top", {"Due": dates[::-1]})]
if seen[0][0] != 1100 or seen[1] != (1100, 1100) or seen[2] != (1101, None) or seen[3] != (1101, "TBC") or seen[4][0] != 1101:
    sys.exit("CHANGED: the late word is read otherwise now")
print("as described")
PY
"$work/venv/bin/python" "$work/try.py" "$work"
