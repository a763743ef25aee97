#!/usr/bin/env bash
# A row put in above action 1.2 of a workbook by elixcee and by wolfxl, two writers that move formulas along; formulon beside them.
# Guess: since =SUM(B2:B7) becomes =SUM(B2:B8), all that belongs to a row moves with it, as in Excel: links, notes, names, rules, other sheets' formulas.
# Seen (elixcee 1.0.14, wolfxl 2.0.21, formulon 0.18.0, openpyxl 3.1.5 as the judge): with elixcee the link of action 1.5 is on 1.4 and the note of 1.4 on 1.3 afterwards; the name
#   Costs and the coloured rule end a row early, so that =SUM(Costs) leaves out the last action. With wolfxl these are right, and the other sheet's
#   formulas are not touched: the cost of 1.4 (=Plan!B5) is that of 1.3, its sum and its look-up end a row early. No error. formulon moves all.
# Why it matters: the note "Ask Ann" stands beside another action, or the summary sheet is short by one, and every cell has a plausible value.
# Instead: formulon (checked), or write the workbook anew.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv; venv/bin/pip install -q --disable-pip-version-check elixcee==1.0.14 wolfxl==2.0.21 formulon==0.18.0 xlsxwriter==3.3.1 openpyxl==3.1.5 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat > look.py <<'PY'
import elixcee, formulon, openpyxl, wolfxl, xlsxwriter

with xlsxwriter.Workbook("plan.xlsx") as book:
    plan, summary = book.add_worksheet("Plan"), book.add_worksheet("Summary")
    plan.write_row(0, 0, ["Action", "Cost", "Status"])
    for row in range(1, 7):
        plan.write_row(row, 0, [f"1.{row}", row * 10, "Open"])
    plan.write_formula("B9", "=SUM(B2:B7)", None, 210)
    plan.write_comment("A5", "Ask Ann")
    plan.write_url("A6", "https://example.org/1-5", string="1.5")
    plan.conditional_format("C2:C7", {"type": "cell", "criteria": "==", "value": '"Late"', "format": book.add_format({"bold": True})})
    book.define_name("Costs", "=Plan!$B$2:$B$7")
    summary.write_formula("A1", "=Plan!B5", None, 40)
    summary.write_formula("A2", "=SUM(Plan!B2:B7)", None, 210)

def with_elixcee():
    book = elixcee.load_workbook("plan.xlsx")
    book.insert_rows(3, 1)
    book.save_workbook("elixcee.xlsx")

def with_wolfxl():
    book = wolfxl.load_workbook("plan.xlsx")
    book["Plan"].insert_rows(3)
    book.save("wolfxl.xlsx")

def with_formulon():
    book = formulon.Workbook.load(open("plan.xlsx", "rb").read())
    book.insert_rows(0, 2, 1)
    open("formulon.xlsx", "wb").write(book.save())

def look(name):
    book = openpyxl.load_workbook(name)
    plan, summary = book["Plan"], book["Summary"]
    cells = [cell for row in plan["A1:A9"] for cell in row]
    return {"link on": [c.value for c in cells if c.hyperlink], "note on": [c.value for c in cells if c.comment], "total": next(plan.cell(r, 2).value for r in (9, 10) if plan.cell(r, 2).value),
            "Costs": book.defined_names["Costs"].attr_text, "rule": [str(area.sqref) for area in plan.conditional_formatting], "summary": [summary["A1"].value, summary["A2"].value]}

with_elixcee(); with_wolfxl(); with_formulon()
seen = {name: look(name + ".xlsx") for name in ("plan", "formulon", "elixcee", "wolfxl")}
for name, values in seen.items(): print(f"  {name:9} {values}")
right = {"link on": ["1.5"], "note on": ["1.4"], "total": "=SUM(B2:B8)", "Costs": "Plan!$B$2:$B$8", "rule": ["C2:C8"], "summary": ["=Plan!B6", "=SUM(Plan!B2:B8)"]}
assert seen["formulon"] == right
assert seen["elixcee"] == {**right, "link on": ["1.4"], "note on": ["1.3"], "Costs": "Plan!$B$2:$B$7", "rule": ["C2:C7"]}
assert seen["wolfxl"] == {**right, "summary": ["=Plan!B5", "=SUM(Plan!B2:B7)"]}
PY
venv/bin/python look.py
echo "as described: half of what belongs to a row moves with it"
