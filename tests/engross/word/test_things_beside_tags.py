"""What a reader sees, beside any kind of tag: it is in the document, or refused with its place; and references lead."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engross.problems import Severity, WordPlace
from engross.word import Document, Refused, Template
from engross.word.opc.package import Package
from tests.engross.word.paper import docx, note, p, run, table, xml
from tests.structure import faults

QUICK = settings(max_examples=30, suppress_health_check=list(HealthCheck))
SOAKED = 20_000
"""How many examples of each law the soak tries."""
FIELD = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
THINGS = {
    "text": run("seen"),
    "line break": "<w:r><w:br/></w:r>",
    "page break": '<w:r><w:br w:type="page"/></w:r>',
    "column break": '<w:r><w:br w:type="column"/></w:r>',
    "cr": "<w:r><w:cr/></w:r>",
    "tab": "<w:r><w:tab/></w:r>",
    "ptab": '<w:r><w:ptab w:relativeTo="margin" w:alignment="right" w:leader="none"/></w:r>',
    "no-break hyphen": "<w:r><w:noBreakHyphen/></w:r>",
    "soft hyphen": "<w:r><w:softHyphen/></w:r>",
    "symbol": '<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>',
    "field": FIELD,
    "note": note(1),
    "control": f"<w:sdt><w:sdtContent>{run('seen')}</w:sdtContent></w:sdt>",
}
SEEN = re.compile(
    r"<w:(br|cr|tab|ptab|noBreakHyphen|softHyphen|sym|fldChar|footnoteReference)[ />]|seen|(<w:sectPr><w:pgSz w:w=.1|"
    r"<w:pageBreakBefore/>)"
)
OPENINGS = ["{% if x %}", "{%p if x %}", "{% for y in l %}", "{%p for y in l %}", "{%- if x %}", "{% if x -%}"]
ALONE = ["{# why #}", "{% set z = 1 %}", "{%p set z = 1 %}", "{%- set z = 1 %}", "{% set z = 1 -%}", "{% do l %}"]
PARAGRAPHS = st.sampled_from(
    ["", "", "", "<w:pageBreakBefore/>", '<w:sectPr><w:pgSz w:w="16838" w:h="11906"/></w:sectPr>']
)


@st.composite
def beside(draw: st.DrawFn) -> tuple[str, str]:
    """Paragraphs with things beside tags, and what everything outside of blocks shows."""
    around = st.lists(st.sampled_from(list(THINGS)), max_size=2)

    def paragraph(*tags: str) -> tuple[str, list[str], list[str]]:
        before, after = draw(around), draw(around)
        pieces = [*(THINGS[it] for it in before), *map(run, tags), *(THINGS[it] for it in after)]
        return p(*pieces, properties=draw(PARAGRAPHS)), before, after

    blocks, outside = [p("first")], ""
    for _ in range(draw(st.integers(1, 2))):
        if draw(st.booleans()):
            one, before, after = paragraph(draw(st.sampled_from(ALONE)))
            blocks.append(one)
            outside += "".join(THINGS[it] for it in (*before, *after)) + properties(one)
            continue
        opening = draw(st.sampled_from(OPENINGS))
        closing = f"{{%{'p' if opening[2] == 'p' else ''} end{'for' if 'for' in opening else 'if'} %}}"
        if draw(st.booleans()):
            one, before, after = paragraph(opening, closing)
            blocks.append(one)
            outside += "".join(THINGS[it] for it in (*before, *after))
            continue
        one, before, _ = paragraph(opening)
        two, _, after = paragraph(closing)
        middle = p("middle", properties=draw(PARAGRAPHS))
        blocks += [one, *([middle] if draw(st.booleans()) else []), two]
        outside += "".join(THINGS[it] for it in (*before, *after))
    return "".join((*blocks, p("last"))), outside


def properties(paragraph: str) -> str:
    """What a paragraph says of pages and sections."""
    return "".join(match[0] for match in SEEN.finditer(paragraph) if match[2])


def counted(text: str) -> dict[str, int]:
    """How many of each thing that a reader sees a piece of XML has."""
    things = [match[1] or match[0] for match in SEEN.finditer(text)]
    return {thing: things.count(thing) for thing in things}


def kept(example: tuple[str, str]) -> None:
    """The law: where the blocks are printed once, all is there; where they are not, all outside of them is."""
    body, outside = example
    try:
        template = Template.open(docx(body, footnotes=["n"]), file="any.docx")
    except Refused as refusal:
        refused = refusal
    else:
        _shown_once_or_not_at_all(template, body, outside)
        return
    assert all(isinstance(problem.place, WordPlace) for problem in refused.problems)
    ids = {"text-beside-structural-tag", "joined-over-break", "section-half-in-block", "split-field"}
    assert {problem.id for problem in refused.problems if problem.is_error} <= ids


def _shown_once_or_not_at_all(template: Template, body: str, outside: str) -> None:
    whole, without = template.render({"x": True, "l": [1]}), template.render({"x": False, "l": []})
    for document in (whole, without):
        assert [it for it in faults(bytes(document)) if "footnotes" not in it] == []
    joins = "{%-" in body or "-%}" in body
    wanted, found = counted(body), counted(story(whole))
    if joins:  # a dash takes a line break beside it out, on purpose
        for thing in ("br", "cr"):
            wanted.pop(thing, 0), found.pop(thing, 0)
    assert found == wanted
    for thing, count in counted(outside).items():
        assert counted(story(without)).get(thing, 0) >= count or (joins and thing in {"br", "cr"})


def story(document: Document) -> str:
    """The body of a document without its own last section."""
    return xml(document).rpartition("<w:sectPr")[0]


@QUICK
@given(beside())
def test_what_a_reader_sees_beside_a_tag_is_kept_or_refused(example: tuple[str, str]) -> None:
    kept(example)


LINK = '<w:hyperlink w:anchor="{}"><w:r><w:t>to</w:t></w:r></w:hyperlink>'
REF = '<w:fldSimple w:instr=" {} {} \\h "><w:r><w:t>to</w:t></w:r></w:fldSimple>'
CODE = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGEREF {0}</w:instrText></w:r>'
    '<w:r><w:instrText xml:space="preserve"> \\h </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    '<w:r><w:t>to</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
TARGET = re.compile(r'w:anchor="([^"]*)"|(?:PAGE)?REF (\w+)')


@st.composite
def referring(draw: st.DrawFn) -> str:
    """Loops and conditions in each other, bookmarks anywhere, cut by their tags or not, and references to them."""
    free = [f"b{number}" for number in range(draw(st.integers(1, 3)))]
    known = [*free, "b0"]

    def content(depth: int) -> list[str]:
        pieces = []
        for kind in draw(st.lists(st.sampled_from(["mark", "refer", "block", "row", "span"]), max_size=3)):
            if kind == "refer":
                to = draw(st.sampled_from(known))
                pieces.append(p(draw(st.sampled_from([LINK, REF.format("REF", "{}"), CODE])).format(to)))
            elif kind == "mark" and free:
                pieces.append(p(ends(free.pop(), run("held"))))
            elif kind == "span" and free and depth < 2:
                begins, end = ends(free.pop(), "|").split("|")
                opening, closing = draw(st.sampled_from(BLOCKS))
                pieces += [p(begins, run(opening)), *content(depth + 1), p(run(closing)), p("after", end)]
            elif kind in {"block", "row"} and depth < 2:
                opening, closing = draw(st.sampled_from(BLOCKS))
                inner = [p(run(opening)), *content(depth + 1), p(run(closing))]
                pieces += inner if kind == "block" else [table(["".join((*inner, p("end of cell")))]), p("below")]
        return pieces

    return "".join((*content(0), p("{% if x %}x{% endif %}")))


BLOCKS = [("{% if x %}", "{% endif %}"), ("{% if not x %}", "{% endif %}"), ("{% for y in l %}", "{% endfor %}"),
          ("{%p for y in l %}", "{%p endfor %}")]  # fmt: skip


def ends(called: str, inner: str) -> str:
    """Something between the ends of a bookmark."""
    number = 10 + int(called[1:])
    return f'<w:bookmarkStart w:id="{number}" w:name="{called}"/>{inner}<w:bookmarkEnd w:id="{number}"/>'


def lead(body: str, turns: int, x: bool) -> None:
    """The law: every reference of a document leads to a bookmark in it, or the document is refused with a place."""
    source = docx(body)
    try:
        document = Template.open(source, file="any.docx").render({"x": x, "l": list(range(turns))})
    except Refused as refusal:
        refused = refusal
    else:
        _led(document, body, all_shown=bool(turns and x and "not x" not in body))
        return
    reasons = {problem.id for problem in refused.problems if problem.severity is Severity.ERROR}
    assert reasons <= {"reference-to-nothing", "reference-to-many", "reference-to-itself", "reference-cut-by-block"}
    assert all(isinstance(problem.place, WordPlace) for problem in refused.problems)
    assert "REF" in body or "anchor" in body


def _led(document: Document, body: str, *, all_shown: bool) -> None:
    assert faults(bytes(document)) == []
    text = Package.open(bytes(document)).read("word/document.xml").decode()
    there = re.findall(r'bookmarkStart [^>]*w:name="([^"]*)"', text)
    assert len({name.lower() for name in there}) == len(there)
    assert {match[1] or match[2] for match in TARGET.finditer(text)} <= set(there)
    if all_shown:
        assert len(there) >= body.count("bookmarkStart")


@QUICK
@given(referring(), st.integers(0, 3), st.booleans())
def test_every_reference_leads_to_a_bookmark_that_is_there(body: str, turns: int, x: bool) -> None:
    lead(body, turns, x)


@pytest.mark.soak
def test_thousands_of_things_beside_tags_are_kept_or_refused() -> None:
    settings(QUICK, max_examples=SOAKED, deadline=None, database=None)(given(beside())(kept))()


@pytest.mark.soak
def test_thousands_of_references_lead_to_bookmarks() -> None:
    law = given(referring(), st.integers(0, 3), st.booleans())(lead)
    settings(QUICK, max_examples=SOAKED, deadline=None, database=None)(law)()
