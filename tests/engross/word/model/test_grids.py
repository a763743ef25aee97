"""A table's grid is as wide as its widest row, whatever tags made of the row."""

from __future__ import annotations

import re

import pytest

from engross.word import Refused, Template
from tests.engross.word.paper import docx, note, p, table, xml
from tests.structure import faults


def widths(data: bytes, **values: object) -> list[str]:
    document = Template.open(data, file="plan.docx").render(values)
    assert faults(bytes(document)) == []
    return re.findall(r'<w:gridCol w:w="(\d+)"/>', xml(document))


def test_cells_made_by_a_loop_widen_the_grid_and_not_the_table() -> None:
    row = ["{%tc for month in months %}", "{{ month }}", "{%tc endfor %}"]
    assert widths(docx(table(row)), months=["May", "June", "July", "August"]) == ["1500"] * 4
    assert widths(docx(table(row)), months=["May", "June"]) == ["2000"] * 3


def test_a_cell_that_spans_columns_widens_the_grid() -> None:
    assert widths(docx(table(["{% colspan n %}a", "b"])), n=3) == ["1000"] * 4
    assert widths(docx(table(["{% colspan n %}a", "b"])), n="1") == ["2000"] * 2


def test_a_table_in_a_table_has_a_grid_of_its_own() -> None:
    inner = table(["{%tc for x in all %}", "{{ x }}", "{%tc endfor %}"])
    assert widths(docx(table(["Left", f"{inner}<w:p/>"])), all=range(6)) == ["2000", "2000", *["1000"] * 6]


@pytest.mark.parametrize("n", [0, -1, 64, 1.5, "two", True, None])
def test_a_span_that_is_none_is_refused(n: object) -> None:
    with pytest.raises(Refused) as refused:
        widths(docx(table(["{% colspan n %}a"])), n=n)
    assert str(refused.value) == (
        f"plan.docx: body, table 1, row 1, column 1: not-columns: {{% colspan n %}}: a cell is to span {n!r} columns; give a whole "
        "number from 1 to 63"
    )


def test_more_columns_than_word_has_are_refused() -> None:
    with pytest.raises(Refused) as refused:
        widths(docx(table(["{%tc for x in all %}", "{{ x }}", "{%tc endfor %}"]), p("end")), all=range(64))
    assert str(refused.value) == (
        "plan.docx: body: too-many-columns: a row of a table is 64 columns wide; Word's tables have at most 63; use rows instead"
    )


MONTHS = table(["{%tc for x in all %}", "{{ x }}", "{%tc endfor %}"])
BOX = f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{MONTHS}<w:p/></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
"""A text box with a table."""


@pytest.mark.parametrize(
    ("source", "part", "region"),
    [
        (docx("x", header=MONTHS + p("end")), "word/header1.xml", "header"),
        (docx("x", footer=MONTHS + p("end")), "word/footer1.xml", "footer"),
        (docx(p("x", note(1)), footnotes=[MONTHS + p("end")]), "word/footnotes.xml", "footnote 1, table 1, row 1, column 1"),
        (docx(p(BOX)), "word/document.xml", "body"),
        (docx("x", header=p(BOX)), "word/header1.xml", "header"),
        (docx(p("x", note(1)), footnotes=[p(BOX)]), "word/footnotes.xml", "footnote 1, table 1, row 1, column 1"),
    ],
)  # fmt: skip
def test_a_table_outside_the_body_has_as_wide_a_grid(source: bytes, part: str, region: str) -> None:
    template = Template.open(source, file="plan.docx")
    document = template.render({"all": range(5)})
    assert faults(bytes(document)) == []
    assert re.findall(r'<w:gridCol w:w="(\d+)"/>', xml(document, part)) == ["1200"] * 5
    with pytest.raises(Refused) as refused:
        template.render({"all": range(64)})
    assert str(refused.value) == (
        f"plan.docx: {region}: too-many-columns: a row of a table is 64 columns wide; Word's tables have at most 63; use rows instead"
    )
