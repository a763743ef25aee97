"""Any template with any data: the document is sound and shows every text as it was given, or a refusal says where."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator

from engross.problems import WordPlace
from engross.word import Document, Refused, Template
from engross.word.opc.package import Package
from tests.engross.word.any_template import (
    DATA,
    Content,
    Example,
    Unprintable,
    examples,
    expected,
    rendered_values,
    word_file,
)
from tests.engross.word.paper import docx, p, run, table
from tests.structure import faults

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
QUICK = settings(max_examples=25, suppress_health_check=list(HealthCheck))


def shown(element: Any) -> Content:
    """What a story, a cell or a note of a Word file shows, content controls looked through."""
    content: Content = []
    for child in element:
        if child.tag == f"{W}p":
            content.append("".join(_texts(child)))
        elif child.tag == f"{W}tbl":
            content.append([[shown(cell) for cell in row.iter(f"{W}tc") if _row(cell) is row] for row in _rows(child)])
        elif child.tag == f"{W}sdt":
            content += shown(child.find(f"{W}sdtContent"))
    return content


def _row(cell: Any) -> Any:
    return next(cell.iterancestors(f"{W}tr"))


def _rows(grid: Any) -> list[Any]:
    return [row for row in grid.iter(f"{W}tr") if next(row.iterancestors(f"{W}tbl")) is grid]


def _texts(paragraph: Any) -> Iterable[str]:
    for node in paragraph.iter(f"{W}t", f"{W}br", f"{W}tab"):
        page = node.get(f"{W}type") == "page"
        yield {"t": node.text or "", "br": "\f" if page else "\n", "tab": "\t"}[node.tag.rpartition("}")[2]]


def shows(document: Document) -> tuple[Content, Content, list[Content]]:
    """What the body, the header and the footnotes, in the order of their references, show."""
    package = Package.open(bytes(document))
    root = package.xml("word/document.xml")
    header: Content = shown(package.xml("word/header1.xml")) if "word/header1.xml" in package else []
    references = [node.get(f"{W}id") for node in root.iter(f"{W}footnoteReference")]
    notes = {}
    if "word/footnotes.xml" in package:
        notes = {note.get(f"{W}id"): shown(note) for note in package.xml("word/footnotes.xml")}
    return shown(root[0]), header, [notes[reference] for reference in references]


def hold(example: Example) -> None:
    """The law: what the document shows is what the template says of the values, and the document is sound.

    A value that no document can hold is refused, with the place of its tag.
    """
    template = Template.open(word_file(example), file="any.docx")
    try:
        wanted = expected(example)
    except Unprintable:
        with pytest.raises(Refused) as refused:
            template.render(rendered_values(example.values))
        (problem,) = refused.value.problems
        assert isinstance(problem.place, WordPlace)
        assert problem.place.tag.startswith("{{")
        return
    document = template.render(rendered_values(example.values))
    lie_so = {it for it in faults(word_file(example)) if it.endswith(": two tables follow each other")}
    assert set(faults(bytes(document))) <= lie_so
    assert shows(document) == wanted
    assert bytes(template.render(rendered_values(example.values))) == bytes(document)


@QUICK
@given(examples())
def test_a_document_shows_what_its_template_says_of_the_values(example: Example) -> None:
    hold(example)


@QUICK
@given(examples(DATA))
def test_a_text_that_no_document_can_hold_is_refused_where_it_is_printed(example: Example) -> None:
    hold(example)


TAGS = st.sampled_from(
    ["{{ t0 }}", "{{p t0 | markdown }}", "{{ t0 | markdown }}", "{{r t0 }}", "{{ nothing }}", "{{ l0 }}", "{{", "}}", "{%",
     "{% if f0 %}", "{% if f0 and %}", "{% else %}", "{% endif %}", "{%p if f0 %}", "{%p endif %}", "{%p else %}",
     "{% for x in l0 %}", "{% endfor %}", "{%p for x in l0 %}", "{%p endfor %}", "{%tr for x in l0 %}", "{%tr endfor %}",
     "{%tr if f0 %}", "{%tr endif %}", "{%tc for x in l0 %}", "{%tc endfor %}", "{%tc if f0 %}", "{%tc endif %}",
     "{%r if f0 %}", "{%r endif %}", "{{ x.a }}", "{{ loop.index }}", "{# note #}", "{#p #}", "{%- if f0 %}",
     "{% endif -%}", "{% set y = 1 %}", "{{ y }}", "{% macro m(a) %}", "{% endmacro %}", "{{ m(t0) }}", "{% vm %}",
     "{% hm %}", "{% colspan 2 %}", "{% cellbg t0 %}", "{_{", "{{ t0 | image(alt=t0) }}", "{% raw %}", "{% do 1 %}",
     "text", " ", ""]
)  # fmt: skip


@st.composite
def wild(draw: st.DrawFn) -> str:
    """Blocks with tags thrown in anywhere, balanced or not."""

    def paragraph() -> str:
        return p(*(run(piece, draw(st.sampled_from(["", "<w:b/>"]))) for piece in draw(st.lists(TAGS, max_size=3))))

    found = []
    for kind in draw(st.lists(st.sampled_from(["p", "p", "tbl", "sdt", "link"]), min_size=1, max_size=4)):
        if kind == "tbl":
            found.append(table(*([paragraph() for _ in range(2)] for _ in range(draw(st.integers(1, 3))))))
        elif kind == "sdt":
            found.append(f"<w:sdt><w:sdtContent>{paragraph()}</w:sdtContent></w:sdt>")
        elif kind == "link":
            found.append(
                p(f'<w:hyperlink w:anchor="_top">{run(draw(TAGS))}</w:hyperlink>', *draw(st.lists(TAGS, max_size=1)))
            )
        else:
            found.append(paragraph())
    return "".join((*found, p("end")))


VALUES = st.fixed_dictionaries(
    {"t0": DATA, "f0": st.booleans(), "l0": st.lists(st.fixed_dictionaries({"a": DATA}), max_size=2)}
)


def survive(body: str, header: str, values: dict[str, Any]) -> None:
    """The law: tags anywhere make a sound document, or are refused with a place; nothing else ever happens."""
    template = docx(body, header=header)
    try:
        document = Template.open(template, file="any.docx").render(values)
    except Refused as refusal:
        refused = refusal
    else:
        before, after = Package.open(template), Package.open(bytes(document))
        copied = {part for part in after.names if part in before and after.read(part) == before.read(part)}
        lie_so = {it for it in faults(template) if it.endswith(": two tables follow each other")}
        assert [it for it in faults(bytes(document)) if it.partition(":")[0] not in copied and it not in lie_so] == []
        return
    assert all(str(problem.place).startswith("any.docx: ") for problem in refused.problems)


@QUICK
@given(wild(), wild() | st.just(""), VALUES)
def test_tags_anywhere_make_a_sound_document_or_are_refused_with_a_place(
    body: str, header: str, values: dict[str, Any]
) -> None:
    survive(body, header, values)


def audited(data: bytes, folder: Path) -> set[str]:
    """What openxml-audit finds in a file, each time with a fresh validator."""
    path = folder / "any.docx"
    path.write_bytes(data)
    return {str(error) for error in OpenXmlValidator().validate(str(path)).errors}


@settings(QUICK, max_examples=5)
@given(examples())
def test_the_auditor_finds_nothing_in_a_document_that_an_empty_one_has_not(
    tmp_path_factory: pytest.TempPathFactory, example: Example
) -> None:
    folder = tmp_path_factory.getbasetemp()
    try:
        document = Template.open(word_file(example)).render(rendered_values(example.values))
    except Refused:
        return
    assert audited(bytes(document), folder) - audited(docx("Nothing"), folder) == set()


LAWS: dict[str, tuple[Callable[..., None], tuple[st.SearchStrategy[Any], ...]]] = {
    "sound values": (hold, (examples(),)),
    "any values": (hold, (examples(DATA),)),
    "tags anywhere": (survive, (wild(), wild() | st.just(""), VALUES)),
}
SHARE = 3_500
"""The examples of each law that each of the two processes of the soak tries: 21,000 together."""


def soaked(law: str, start: int) -> str:
    """Try a law with many examples, the same for the same start; what fails, or "" where it holds."""
    function, strategies = LAWS[law]
    chosen = settings(max_examples=SHARE, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    try:
        seed(start)(chosen(given(*strategies)(function)))()
    except BaseException as error:  # a process hands over any failure as words
        return "".join(traceback.format_exception(error))
    return ""


@pytest.mark.soak
@pytest.mark.parametrize("law", LAWS)
def test_thousands_of_templates_hold_the_law(law: str) -> None:
    with ProcessPoolExecutor(2) as pool:
        failures = list(pool.map(soaked, [law] * 2, [1, 2]))
    assert "".join(failures) == ""


@settings(QUICK, max_examples=12)
@given(examples(DATA))
def test_a_check_of_the_values_refuses_what_rendering_refuses(example: Example) -> None:
    template, values = Template.open(word_file(example), file="any.docx"), rendered_values(example.values)
    refusals: list[list[str]] = []
    for step in (template.check, template.render):
        try:
            step(values)
        except Refused as refused:
            refusals.append([str(problem) for problem in refused.problems])
        else:
            refusals.append([])
    assert refusals[0] == refusals[1]
