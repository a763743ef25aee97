"""Tags without sense, wherever they stand, are told or rendered; none of them ends in a traceback."""

from __future__ import annotations

import random
from contextlib import suppress

import pytest

from engross.problems import Refused
from engross.word import Template
from tests.engross.word.paper import docx, run, table

TAGS = (
    "{% if x %} {% elif x %} {% else %} {% endif %} {% for a in b %} {% endfor %} {% break %} {% set q %} {% endset %} "
    "{% macro m() %} {% endmacro %} {{ m() }} {% call m() %} {% endcall %} {% filter upper %} {% endfilter %} {{ x }} "
    "{% with q=1 %} {% endwith %} {%p if x %} {%p endif %} {%tr for a in b %} {%tr endfor %} {%tc if x %} {%r if x %} "
    "{%r endif %} {#p c #} {%- if x %} {% endif -%} {% colspan 2 %} {% restart_numbering %} {{r x }} {{ x }} }} words"
)
EACH = TAGS.replace("} {", "}\n{").split("\n")
SHAPE = {
    "type": "object",
    "properties": {"x": {"type": "boolean"}, "b": {"type": "array", "items": {"type": "string"}}},
}
NOTE = '<w:r><w:footnoteReference w:id="1"/></w:r>'
START, END = '<w:bookmarkStart w:id="7" w:name="B"/>', '<w:bookmarkEnd w:id="7"/>'
REFERENCE = '<w:fldSimple w:instr=" REF B "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
BESIDE = (NOTE, START, END, REFERENCE)


def _text(source: random.Random, most: int) -> str:
    return "".join(source.choices(EACH, k=source.randint(1, most)))


def _paragraph(source: random.Random) -> str:
    pieces = [run(_text(source, 2)) for _ in range(source.randint(1, 3))]
    for piece in BESIDE:
        if source.random() < 0.2:
            pieces.insert(source.randint(0, len(pieces)), piece)
    return f"<w:p>{''.join(pieces)}</w:p>"


def _template(source: random.Random) -> bytes:
    paragraphs = [_paragraph(source) for _ in range(source.randint(1, 4))]
    cells = table([_text(source, 2), _paragraph(source)], [_text(source, 2), "a"])
    return docx(
        *(cells if source.random() < 0.2 else paragraph for paragraph in paragraphs),
        header=_paragraph(source),
        footnotes=[_text(source, 5)],
    )


@pytest.mark.parametrize("seed", range(8))
def test_any_tags_anywhere_are_told_or_rendered(seed: int) -> None:
    source = random.Random(seed)  # noqa: S311  # the same cases in each run
    for _ in range(25):
        with suppress(Refused):
            template = Template.open(_template(source), SHAPE if source.random() < 0.5 else None)
            template.render({"x": source.random() < 0.5, "b": ["1", "2"]})
