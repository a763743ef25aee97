"""No document holds a part that nothing in it shows: an old photo, the chart of a condition, a link that is not there."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engross.word import Package, Template, unissuable
from tests.engross.word.paper import DECLARATIONS, docx, note, p, run, table
from tests.structure import faults
from tests.word_files import PNG

_CHART = '<a:graphic><a:graphicData uri="c"><c:chart xmlns:c="urn:c" r:id="{}"/></a:graphicData></a:graphic>'
_PICTURE = '<pic:pic><pic:blipFill><a:blip r:embed="{}"/></pic:blipFill></pic:pic>'
LINK = '<w:hyperlink r:id="{}"><w:r><w:t>there</w:t></w:r></w:hyperlink>'
TYPES = (
    '<Default Extension="xlsx" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"/>'
    '<Override PartName="/word/charts/chart1.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'drawingml.chart+xml"/>'
)
RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OF_CHART = RELS.format(f'<Relationship Id="rId1" Type="{OFFICE}/package" Target="../embeddings/book.xlsx"/>')
PARTS: dict[str, str | bytes] = {
    "word/media/one.png": PNG + b"1",
    "word/media/two.png": PNG + b"2",
    "word/charts/chart1.xml": f'<c:chartSpace xmlns:c="urn:c" {DECLARATIONS}><c:externalData r:id="rId1"/></c:chartSpace>',
    "word/charts/_rels/chart1.xml.rels": OF_CHART,
    "word/embeddings/book.xlsx": b"data",
}
LINES = [
    ("rOne", "image", "media/one.png"),
    ("rTwo", "image", "media/two.png"),
    ("rChart", "chart", "charts/chart1.xml"),
    ("rSite", "hyperlink", "https://example.org/secret"),
]


def drawn(what: str) -> str:
    return f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="n"/>{what}</wp:inline></w:drawing></w:r>'


THINGS = {
    "word/media/one.png": drawn(_PICTURE.format("rOne")),
    "word/media/two.png": drawn(_PICTURE.format("rTwo")),
    "word/embeddings/book.xlsx": drawn(_CHART.format("rChart")),
    "https://example.org/secret": LINK.format("rSite"),
}
BLOCKS = ["{{% if x %}}{}{{% endif %}}", "{{% if not x %}}{}{{% endif %}}", "{{% for y in l %}}{}{{% endfor %}}", "{}"]


def source(*body: str, footnotes: tuple[str, ...] = ()) -> bytes:
    return docx("{{ 1 }}", *body, relationships=LINES, parts=PARTS, types=TYPES, footnotes=footnotes)


def held(document: bytes) -> set[str]:
    """Which of the things a document holds, whether it shows them or not."""
    package = Package.open(document)
    links = package.read("word/_rels/document.xml.rels").decode()
    return {thing for thing in THINGS if thing in package or thing in links}


@settings(max_examples=25, suppress_health_check=list(HealthCheck), deadline=None)
@given(st.lists(st.tuples(st.sampled_from(sorted(THINGS)), st.sampled_from(BLOCKS), st.booleans()), max_size=5),
       st.booleans(), st.integers(0, 2))  # fmt: skip
def test_a_document_holds_what_it_shows_and_nothing_else(
    pieces: list[tuple[str, str, bool]], x: bool, turns: int
) -> None:
    body, shown = [], set()
    for number, (thing, block, is_row) in enumerate(pieces, 1):
        before, after = block.format("|").split("|")
        inner = p(THINGS[thing].replace('id="1"', f'id="{number}"'))
        if is_row and before:
            body += [table([p(before)], [inner], [p(after)]), p("below")]
        else:
            body += [p(before), inner, p(after)] if before else [inner]
        if not before or (x if "if x" in before else not x if "not" in before else turns):
            shown.add(thing)
    document = bytes(Template.open(source(*body)).render({"x": x, "l": list(range(turns))}))
    assert faults(document) == []
    assert held(document) == shown
    assert [each for each in unissuable(Package.open(document)) if each.id == "unseen-part"] == []


@pytest.mark.parametrize("x", [True, False])
def test_what_a_macro_a_note_or_a_captured_text_shows_is_there_if_it_is_shown(x: bool) -> None:
    picture = p(THINGS["word/media/one.png"])
    for before, after in (
        ("{% macro m() %}", p("{% endmacro %}") + p("{% if x %}") + p("{{p m() }}") + p("{% endif %}")),
        ("{% set m %}", p("{% endset %}") + p("{% if x %}") + p("{{p m }}") + p("{% endif %}")),
    ):
        document = bytes(Template.open(source(p(before), picture, after)).render({"x": x}))
        assert (held(document), faults(document)) == ({"word/media/one.png"} if x else set(), [])
    noted = source(p("{% if x %}", note(1), "{% endif %}"), footnotes=(p("a"),))
    rels = RELS.format(f'<Relationship Id="rOne" Type="{OFFICE}/image" Target="media/one.png"/>')
    notes = Package.open(noted).read("word/footnotes.xml").replace(b"<w:r><w:t>a</w:t></w:r>", b"")
    text = notes.decode().replace("a</w:t></w:r>", f"{{{{ 1 }}}}</w:t></w:r>{THINGS['word/media/one.png']}")
    changed = Package.open(noted).replace(
        {"word/footnotes.xml": text.encode(), "word/_rels/footnotes.xml.rels": rels.encode()}
    )
    document = bytes(Template.open(bytes(changed)).render({"x": x}))
    assert ("word/media/one.png" in Package.open(document)) is x


def test_the_header_of_a_section_that_is_not_printed_goes_with_its_section() -> None:
    header = f"<w:hdr {DECLARATIONS}>{p('Secret {{ 1 }}')}</w:hdr>"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
    body = (
        p(run("Start"), properties="<w:sectPr/>"), "{% if x %}",
        p(run("Annex"), properties='<w:sectPr><w:headerReference w:type="default" r:id="rH"/></w:sectPr>'),
        "{% endif %}", "End",
    )  # fmt: skip
    template = Template.open(docx(
        *body, relationships=[("rH", "header", "header9.xml")], parts={"word/header9.xml": header},
        types=f'<Override PartName="/word/header9.xml" ContentType="{kind}"/>',
    ))  # fmt: skip
    for x in (True, False):
        document = bytes(template.render({"x": x}))
        assert faults(document) == []
        assert ("word/header9.xml" in Package.open(document)) is x


def test_the_picture_that_another_takes_the_place_of_is_gone() -> None:
    words = "{{ photo | image(alt='New') }}"
    old = drawn(_PICTURE.format("rOne")).replace('name="n"', f'name="n" descr="{words}"').replace(
        "<wp:docPr", '<wp:extent cx="99" cy="99"/><wp:docPr'
    )  # fmt: skip
    instead = f'<mc:AlternateContent><mc:Choice Requires="wp">{{}}</mc:Choice><mc:Fallback>{THINGS["word/media/one.png"]}</mc:Fallback></mc:AlternateContent>'
    for body in (p(old), p(f"<w:r>{instead.format(re.sub('</?w:r>', '', old))}</w:r>")):
        document = bytes(Template.open(source(body)).render({"photo": PNG}))
        package = Package.open(document)
        assert held(document) == set()
        assert [package.read(part) for part in package.names if part.endswith(".png")] == [PNG]
        assert faults(document) == []


def test_a_part_that_nothing_shows_is_told_of_a_finished_document() -> None:
    (text,) = [str(each) for each in unissuable(Package.open(source(p(THINGS["word/media/one.png"])), "a.docx"))]
    assert text == (
        "a.docx: unseen-part: it holds word/media/two.png and 2 more, which nothing in it shows: an earlier picture, "
        "for one; open it in Word and save it again, or make it again from its template"
    )
