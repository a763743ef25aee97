"""A content control that a document may be without is told of, as nobody could fill it in there."""

from __future__ import annotations

import pytest

from engross.word import Template
from tests.engross.word.paper import docx, p


def control(*content: str, title: str = "Answer") -> str:
    inner = "".join(each if each.startswith("<") else p(each) for each in content)
    return f'<w:sdt><w:sdtPr><w:alias w:val="{title}"/></w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>'


def told(*body: str) -> list[str]:
    return [f"{each.severity}: {each}" for each in Template.open(docx(*body), file="letter.docx").problems]


@pytest.mark.parametrize("blocks", [("{% if x %}", "a", "{% endif %}"), ("{% for y in x %}", "a", "{% endfor %}")])
def test_a_control_whose_content_may_go_is_told(blocks: tuple[str, ...]) -> None:
    assert told(control(*blocks)) == [
        "warning: letter.docx: body, paragraph 2: control-may-go: the content control “Answer” holds nothing but what "
        "stands in blocks: if these print nothing, the document has no such control; put a paragraph into it that "
        "stands in no block, or put the control itself into the block"
    ]


@pytest.mark.parametrize(
    "body",
    [
        (control("{% if x %}", "a", "{% else %}", "b", "{% endif %}"),),
        (control("{% if x %}", "a", "{% endif %}", "b"),),
        ("{% if x %}", control("a"), "{% endif %}"),
        (control("{{ x }}"),),
    ],
)
def test_a_control_that_always_holds_something_or_goes_with_its_block_is_not(body: tuple[str, ...]) -> None:
    assert told(*body) == []
