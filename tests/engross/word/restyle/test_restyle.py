"""One house style document over the shipped templates and over small ones: what changes, what stays, what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from engross.problems import Refused, Severity
from engross.word import Template
from engross.word.accessibility import check_accessibility
from engross.word.model.formatting import Looks
from engross.word.opc.package import Package
from engross.word.opc.relationships import main_part
from engross.word.opc.xml_names import NAMESPACES, VAL, Element, P, R, T, name, value
from engross.word.restyle import Choice, RestyleChoices, Restyled, restyle
from engross.word.restyle.headers import parts_of
from engross.word.tools.inventory import tags_of
from scrutiny_response import resources
from scrutiny_response.domain.filters import FILTERS
from scrutiny_response.domain.response import Response, respond
from tests import word_files
from tests.engross.word.restyle.houses import ORANGE, PLUM, SECTION, STYLES, house
from tests.engross.word.validity import audit
from tests.samples import an_assessment, the_framework
from tests.structure import faults

TEMPLATES = sorted(resources.templates().glob("*.docx"))
WITH_HEADERS = RestyleChoices(frozenset(Choice) - {Choice.FOOTERS})


def small(body: str, *parts: word_files.Part, section: str = word_files.PORTRAIT) -> Package:
    """A small template."""
    return Package.open(word_files.word_file(body, parts, section), "small.docx")


def only(*choices: Choice, clear_direct: bool = False, lose_tags: bool = False) -> RestyleChoices:
    """These choices alone."""
    return RestyleChoices(frozenset(choices), clear_direct, lose_tags)


def style_of(package: Package, called: str) -> Element:
    """The style of this name."""
    styles = package.xml("word/styles.xml")
    return next(it for it in styles.iter(name("w:style")) if value(it, "w:name") == called)


def xpath(element: Element, path: str) -> list[Element]:
    """The elements at a path of prefixed names."""
    return element.findall(path, NAMESPACES)


def looks_of(package: Package, text: str, style: str | None = None) -> tuple[str, float]:
    """The colour and the size of the paragraph with this text, and with this style if one is named."""
    looks = Looks(package)
    for paragraph in package.xml(main_part(package)).iter(P):
        run = next(paragraph.iter(R), None)
        if style is not None and value(paragraph, "w:pPr/w:pStyle") != style:
            continue
        if run is not None and "".join(it.text or "" for it in paragraph.iter(T)) == text:
            look = looks.of(run, paragraph)
            return str(look.colour), look.size
    raise AssertionError(text)


@pytest.fixture(scope="module", params=[RestyleChoices(), WITH_HEADERS], ids=["usual", "with headers"])
def choices(request: pytest.FixtureRequest) -> RestyleChoices:
    """What is taken of the house style."""
    assert isinstance(request.param, RestyleChoices)
    return request.param


@pytest.fixture(scope="module", params=TEMPLATES, ids=lambda path: path.stem)
def rebrand(request: pytest.FixtureRequest, choices: RestyleChoices) -> tuple[Package, Restyled]:
    """A shipped template before and after, which no test changes."""
    before = Package.open(request.param, request.param.name)
    return before, restyle(house(), before, choices)


def test_a_rebranded_template_has_every_tag_that_it_had(
    rebrand: tuple[Package, Restyled], choices: RestyleChoices
) -> None:
    before, after = rebrand
    kept = [(it.kind, it.text) for it in tags_of(before) if it.kind != "header" or choices is not WITH_HEADERS]
    assert len(kept) > 50
    assert [
        (it.kind, it.text) for it in tags_of(after.package) if it.kind != "header" or choices is not WITH_HEADERS
    ] == kept
    assert {it.text for it in tags_of(before)} == {it.text for it in tags_of(after.package)}


def test_a_rebranded_template_is_sound_and_renders_sound_and_accessible_documents(
    rebrand: tuple[Package, Restyled],
) -> None:
    made = bytes(rebrand[1].package)
    assert faults(made) == []
    template = Template.open(made, shape=Response, filters=FILTERS)
    rendered = bytes(template.render(respond(an_assessment(), the_framework())))
    assert faults(rendered) == []
    assert check_accessibility(Package.open(rendered)) == ()


def test_a_rebranded_template_keeps_the_schema(rebrand: tuple[Package, Restyled]) -> None:
    assert audit(bytes(rebrand[1].package)) == []


def test_a_rebranded_template_looks_like_the_house(rebrand: tuple[Package, Restyled]) -> None:
    before, after = rebrand
    looks = {"Heading1": ("FFFFFF", 24), "Heading2": (ORANGE, 18)}
    headings = {
        "".join(it.text or "" for it in paragraph.iter(T)): style
        for paragraph in before.xml(main_part(before)).iter(P)
        if (style := value(paragraph, "w:pPr/w:pStyle")) in looks
    }
    assert headings
    assert {text: looks_of(after.package, text, style) for text, style in headings.items()} == {
        text: looks[style or ""] for text, style in headings.items()
    }
    sections = xpath(after.package.xml(main_part(after.package)), ".//w:pgMar")
    assert {it.get(name("w:left")) for it in sections} == {"1985"}
    assert b"Caladea" in after.package.read("word/theme/theme2.xml")
    assert "word/theme/theme1.xml" not in after.package


def test_restyling_twice_changes_nothing_more(choices: RestyleChoices) -> None:
    once = restyle(house(), Package.open(TEMPLATES[0]), choices).package
    twice = restyle(house(), once, choices).package
    assert faults(bytes(twice)) == []
    assert [value(it, "w:name") for it in twice.xml("word/styles.xml")] == [
        value(it, "w:name") for it in once.xml("word/styles.xml")
    ]


def test_the_same_house_and_template_give_the_same_bytes() -> None:
    first, second = (bytes(restyle(house(), Package.open(TEMPLATES[0]), WITH_HEADERS).package) for _ in range(2))
    assert first == second


def test_styles_are_matched_by_name_and_the_template_s_identifiers_stay() -> None:
    made = restyle(house(), small(word_files.paragraph("Findings", "Heading1")), only(Choice.STYLES)).package
    heading = style_of(made, "heading 1")
    assert heading.get(name("w:styleId")) == "Heading1"
    assert (value(heading, "w:basedOn"), value(heading, "w:next")) == ("Normal", "Normal")
    assert looks_of(made, "Findings") == ("FFFFFF", 24)
    assert style_of(made, "Pull Quote").get(name("w:styleId")) == "Pullquote"


def test_an_identifier_that_is_taken_by_another_style_is_given_anew() -> None:
    clash = word_files.styles_part(word_files.STYLES + word_files.style("Pullquote", "My Quote"))
    made = restyle(house(), small(word_files.paragraph("A"), clash), only(Choice.STYLES)).package
    assert style_of(made, "My Quote").get(name("w:styleId")) == "Pullquote"
    assert style_of(made, "Pull Quote").get(name("w:styleId")) == "PullquoteHouse1"
    assert faults(bytes(made)) == []


def test_a_name_that_is_another_type_of_style_in_the_template_is_left_alone() -> None:
    clash = word_files.styles_part(word_files.STYLES + word_files.style("Mine", "Pull Quote", type="character"))
    made = restyle(house(), small(word_files.paragraph("A"), clash), only(Choice.STYLES)).package
    assert style_of(made, "Pull Quote").get(name("w:styleId")) == "Mine"
    assert len(xpath(made.xml("word/styles.xml"), "w:style[@w:type='paragraph']/w:name[@w:val='Pull Quote']")) == 0


def test_the_template_s_own_styles_are_kept_and_named() -> None:
    own = word_files.styles_part(
        word_files.STYLES + word_files.style("State", "State", "<w:rPr><w:b/></w:rPr>", based_on="Normal")
    )
    made = restyle(house(), small(word_files.paragraph("Draft", "State"), own), only(Choice.STYLES))
    assert value(style_of(made.package, "State"), "w:basedOn") == "Normal"
    assert [str(it) for it in made.problems] == [
        "small.docx: own-styles: the house style document has no style called heading 4, State, so the template's own looks are kept; "
        "give the house style document styles of these names where they should look otherwise"
    ]
    assert made.problems[0].severity is Severity.INFORMATION


def test_the_language_stays_the_template_s() -> None:
    made = restyle(house(), small(word_files.paragraph("A"))).package
    styles = made.xml("word/styles.xml")
    assert [it.get(VAL) for it in styles.iter(name("w:lang"))] == ["en-GB"]
    assert [it.get(name("w:styleId")) for it in xpath(styles, "w:style[@w:default='1']")] == [
        "Normal", "DefaultParagraphFont", "TableNormal", "NoList",
    ]  # fmt: skip


LISTS = word_files.styles_part(
    word_files.STYLES
    + word_files.style("ListBullet", "List Bullet", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
)
OWN_NUMBERING = word_files.xml_part(
    "numbering.xml",
    '<w:abstractNum w:abstractNumId="7"><w:multiLevelType w:val="multilevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="bullet"/><w:pStyle w:val="ListBullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>',
    "rIdNumbering",
)


def _bullet(package: Package) -> str | None:
    numbering = package.xml("word/numbering.xml")
    number = value(style_of(package, "List Bullet"), "w:pPr/w:numPr/w:numId")
    definition = value(xpath(numbering, f"w:num[@w:numId='{number}']")[0], "w:abstractNumId")
    return value(xpath(numbering, f"w:abstractNum[@w:abstractNumId='{definition}']")[0], "w:lvl/w:lvlText")


def test_lists_of_the_house_s_styles_come_with_fresh_numbers() -> None:
    made = restyle(house(), small(word_files.paragraph("A", "ListBullet"), LISTS, OWN_NUMBERING)).package
    assert _bullet(made) == "►"
    numbering = made.xml("word/numbering.xml")
    assert [it.get(name("w:abstractNumId")) for it in xpath(numbering, "w:abstractNum")] == ["7", "8", "9"]
    assert [it.get(name("w:numId")) for it in xpath(numbering, "w:num")] == ["1", "2", "3"]
    assert [it.get(VAL) for it in numbering.iter(name("w:pStyle"))] == ["ListBullet", "Nummern"]
    assert faults(bytes(made)) == []


def test_without_the_house_s_numbering_a_style_keeps_the_template_s_list() -> None:
    template = small(word_files.paragraph("A", "ListBullet"), LISTS, OWN_NUMBERING)
    made = restyle(house(), template, only(Choice.STYLES)).package
    assert _bullet(made) == "•"
    assert faults(bytes(made)) == []


def test_a_template_without_lists_gets_the_house_s() -> None:
    made = restyle(house(), small(word_files.paragraph("A", "ListBullet"), LISTS)).package
    assert _bullet(made) == "►"
    assert faults(bytes(made)) == []


def test_only_what_is_chosen_is_taken() -> None:
    template = small(word_files.paragraph("A", "Heading2"))
    for choice, parts in (
        (Choice.PAGE, {"word/document.xml"}),
        (Choice.THEME, {"word/theme/theme1.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}),
        (Choice.FONTS, {"word/fontTable.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}),
        (Choice.STYLES, {"word/styles.xml"}),
    ):
        made = restyle(house(), template, only(choice)).package
        changed = {it for it in made.names if it not in template or made.read(it) != template.read(it)}
        assert changed == parts, choice


def test_the_paper_is_the_house_s_and_keeps_its_turn() -> None:
    landscape = word_files.paragraph("A", inner=f"<w:sectPr>{word_files.PORTRAIT}</w:sectPr>")
    template = small(landscape + word_files.paragraph("B"), section=word_files.LANDSCAPE)
    made = restyle(house(), template, only(Choice.PAGE)).package
    sizes = [(it.get(name("w:w")), it.get(name("w:h"))) for it in made.xml(main_part(made)).iter(name("w:pgSz"))]
    assert sizes == [("11906", "16838"), ("16838", "11906")]
    assert faults(bytes(made)) == []


def test_tables_that_filled_the_text_s_width_fill_it_again() -> None:
    full = word_files.table([["A", "B"]], [4819, 4819])
    narrow = word_files.table([["A", "B"]], [1000, 2000])
    made = restyle(house(), small(full + "<w:p/>" + narrow + "<w:p/>"), only(Choice.PAGE)).package
    widths = [it.get(name("w:w")) for it in made.xml(main_part(made)).iter(name("w:tblW"))]
    grid = [it.get(name("w:w")) for it in made.xml(main_part(made)).iter(name("w:gridCol"))]
    cells = [it.get(name("w:w")) for it in made.xml(main_part(made)).iter(name("w:tcW"))]
    assert widths == ["7936", "3000"]
    assert grid == cells == ["3968", "3968", "1000", "2000"]


def test_headers_come_with_their_pictures_styles_and_tags() -> None:
    own = word_files.xml_part("header1.xml", word_files.paragraph("{{ partnership.name }}"), "rIdOwn")
    section = '<w:headerReference w:type="default" r:id="rIdOwn"/>' + word_files.PORTRAIT
    template = small(word_files.paragraph("A"), own, section=section)
    made = restyle(house(), template, only(Choice.HEADERS)).package
    assert faults(bytes(made)) == []
    parts = parts_of(made, frozenset({"header"}))
    assert set(parts) == {("header", "first"), ("header", "default")}
    assert b"Plum House, continued" in made.read(parts["header", "default"])
    assert b"<w:titlePg/>" in made.read(main_part(made))
    assert "word/media/image1.png" in made
    quoted = style_of(made, "Pull Quote").get(name("w:styleId"))
    assert xpath(made.xml(parts["header", "default"]), f".//w:pStyle[@w:val='{quoted}']")
    assert value(made.xml("word/styles.xml"), "w:style/w:rPr/w:color") != PLUM


def test_tags_that_the_house_s_headers_lack_are_refused_unless_they_may_go() -> None:
    own = word_files.xml_part(
        "header1.xml", word_files.paragraph("{{ partnership.name }} {{ letter.date | date }}"), "rIdOwn"
    )
    section = '<w:headerReference w:type="default" r:id="rIdOwn"/>' + word_files.PORTRAIT
    template = small(word_files.paragraph("A"), own, section=section)
    with pytest.raises(Refused) as refused:
        restyle(house(), template, only(Choice.HEADERS))
    assert str(refused.value) == (
        "small.docx: header, paragraph 1: tags-would-be-lost: with the template's header these tags would be lost, which the house style "
        "document's header lacks: {{ letter.date | date }}; write them into the house style document's header, leave "
        "headers out of --only, or add --lose-tags"
    )
    made = restyle(house(), template, only(Choice.HEADERS, lose_tags=True)).package
    assert "{{ letter.date | date }}" not in {it.text for it in tags_of(made)}


def test_a_first_page_of_its_own_is_kept_for_footers_that_stay() -> None:
    first = word_files.xml_part("footer1.xml", word_files.paragraph("First"), "rIdFirstFooter")
    other = word_files.xml_part("footer2.xml", word_files.paragraph("Other"), "rIdFooter")
    section = (
        '<w:footerReference w:type="first" r:id="rIdFirstFooter"/><w:footerReference w:type="default" r:id="rIdFooter"/>'
        f"{word_files.PORTRAIT}<w:titlePg/>"
    )
    plain = SECTION.replace('<w:headerReference w:type="first" r:id="rIdFirst"/>', "").replace("<w:titlePg/>", "")
    made = restyle(
        house(section=plain), small(word_files.paragraph("A"), first, other, section=section), only(Choice.HEADERS)
    )
    body = made.package.xml(main_part(made.package))
    headers = xpath(body, ".//w:headerReference")
    assert {it.get(name("w:type")) for it in headers} == {"first", "default"}
    assert len({it.get(name("r:id")) for it in headers}) == 1
    assert len(xpath(body, ".//w:footerReference")) == 2
    assert xpath(body, ".//w:titlePg")


def test_footers_that_stay_go_on_where_the_house_has_a_first_page_of_its_own() -> None:
    other = word_files.xml_part("footer2.xml", word_files.paragraph("Other"), "rIdFooter")
    section = f'<w:footerReference w:type="default" r:id="rIdFooter"/>{word_files.PORTRAIT}'
    made = restyle(house(), small(word_files.paragraph("A"), other, section=section), only(Choice.HEADERS)).package
    footers = xpath(made.xml(main_part(made)), ".//w:footerReference")
    assert sorted(str(it.get(name("w:type"))) for it in footers) == ["default", "first"]


DIRECT = (
    '<w:p><w:pPr><w:jc w:val="both"/></w:pPr><w:r><w:rPr><w:b/><w:color w:val="FF0000"/></w:rPr><w:t>Loud '
    "{{ finding }}</w:t></w:r></w:p>"
)


def test_direct_formatting_is_said_with_its_place_and_stays() -> None:
    made = restyle(house(), small(DIRECT * 2))
    advice = "select it and press Ctrl+Space and Ctrl+Q, or restyle with --clear-direct"
    assert [str(it) for it in made.problems if it.severity is Severity.WARNING] == [
        'small.docx: body, paragraph 1: direct-formatting: the paragraph "Loud {{ finding }}" has a colour of its own, which the style "Normal" '
        f"does not change, and so in 1 more paragraph; {advice}",
        'small.docx: body, paragraph 1: direct-formatting: the paragraph "Loud {{ finding }}" has an alignment of its own, which the style '
        f'"Normal" does not change, and so in 1 more paragraph; {advice}',
    ]
    assert b'<w:color w:val="FF0000"/>' in made.package.read(main_part(made.package))


def test_direct_formatting_is_cleared_where_asked_and_bold_stays() -> None:
    made = restyle(house(), small(DIRECT), RestyleChoices(clear_direct=True))
    body = made.package.read(main_part(made.package))
    assert b"FF0000" not in body
    assert b"w:jc" not in body
    assert b"<w:b/>" in body
    assert [it.text for it in tags_of(made.package)] == ["{{ finding }}"]
    assert not [it for it in made.problems if it.severity is Severity.WARNING]


def test_a_house_style_document_that_is_no_word_document_is_refused() -> None:
    macros = house().replace({"word/vbaProject.bin": b"x"})
    with pytest.raises(Refused) as refused:
        restyle(macros, small(word_files.paragraph("A")))
    assert [it.id for it in refused.value.problems] == ["macros"]


def test_the_house_of_these_tests_is_itself_sound(tmp_path: Path) -> None:
    assert faults(bytes(house())) == []
    assert STYLES.count("<w:style ") == 16
    assert not list(tmp_path.iterdir())
