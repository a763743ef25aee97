"""What a control shows of the file's properties and of its own XML is stored in it, for every reader."""

from __future__ import annotations

import re

import pytest

from engross.word import Template
from tests.engross.word.paper import docx, p, run, texts, xml

CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title><dc:creator>Jane Example</dc:creator>'
    "</cp:coreProperties>"
)
STORE = "{6C3C8BC8-F283-45AE-878A-BAB7291924A1}"
OWN = "{11111111-1111-1111-1111-111111111111}"
SPACES = (
    "xmlns:ns0='http://purl.org/dc/elements/1.1/' "
    "xmlns:ns1='http://schemas.openxmlformats.org/package/2006/metadata/core-properties' xmlns:n='urn:x'"
)
TITLE = "/ns1:coreProperties[1]/ns0:title[1]"


def control(content: str, path: str = TITLE, store: str = STORE, kind: str = "<w:text/>", more: str = "") -> str:
    binding = f'<w:dataBinding w:prefixMappings="{SPACES}" w:xpath="{path}" w:storeItemID="{store}"/>'
    return f"<w:sdt><w:sdtPr>{more}{binding}{kind}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def opened(*body: str, title: str = "Letter to {{ x }}") -> Template:
    relation = '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}"/>'
    rels = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
    parts: dict[str, str | bytes] = {
        "docProps/core.xml": CORE.format(title=title),
        "customXml/item1.xml": '<r xmlns="urn:x"><a>first</a><a>second</a><a>12 High Street\n Lorne</a></r>',
        "customXml/itemProps1.xml": '<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml" '
        f'ds:itemID="{OWN}"/>',
        "customXml/_rels/item1.xml.rels": rels.format(relation.format("customXmlProps", "itemProps1.xml")),
    }
    source = docx(*body, parts=parts, relationships=[("rX", "customXml", "../customXml/item1.xml")])
    return Template.open(source, file="letter.docx")


def shown(*body: str) -> list[str]:
    return texts(opened(*body).render({"x": "a"}))


def test_a_control_shows_the_title_of_the_document() -> None:
    assert shown(p(control(run("Old title")))) == ["Letter to a"]


def test_a_control_that_shows_its_prompt_is_filled_in_and_not_told() -> None:
    template = opened(p(control(run("[Document title]"), more="<w:showingPlcHdr/>")))
    assert template.problems == ()
    document = template.render({"x": "a"})
    assert texts(document) == ["Letter to a"]
    assert "showingPlcHdr" not in xml(document)


def test_a_control_shows_what_the_file_s_own_xml_says() -> None:
    assert shown(p(control(run("Old"), "/n:r[1]/n:a[2]", OWN))) == ["second"]


@pytest.mark.parametrize("stored", ["12 High Street</w:t><w:br/><w:t>Lorne", "1 Low Street"])
def test_a_control_of_several_lines_shows_each_line_on_its_own(stored: str) -> None:
    lines = control(run(stored), "/n:r[1]/n:a[3]", OWN, '<w:text w:multiLine="1"/>')
    body = xml(opened(p(lines)).render({"x": "a"}))
    assert "<w:r><w:t>12 High Street</w:t><w:br/><w:t>Lorne</w:t></w:r>" in re.sub(' xml:space="preserve"', "", body)


def test_a_control_of_one_line_shows_all_that_it_is_bound_to_on_it() -> None:
    assert shown(p(control(run("1 Low Street"), "/n:r[1]/n:a[3]", OWN))) == ["12 High Street Lorne"]


@pytest.mark.parametrize(
    "kept",
    [
        control(run("1 May 2026"), kind="<w:date/>"),
        control(run("1 May 2026"), "/n:r[1]/n:b[1]", OWN),
        control(run("1 May 2026"), "//n:a", OWN),
        control(run("1 May 2026"), "/ns1:coreProperties[1]/ns0:creator[1]"),
        control(run("1 May {{ 2000 + 26 }}")),
    ],
)
def test_a_date_an_author_and_a_control_with_a_tag_stand_for_themselves(kept: str) -> None:
    assert shown(p(kept)) == ["1 May 2026"]


@pytest.mark.parametrize(
    "control_of",
    [
        '<w:tag w:val="{{ x }}"/><w:showingPlcHdr/><w:dropDownList><w:listItem w:displayText="Bee" w:value="a"/></w:dropDownList>',
        '<w:alias w:val="{{ x == 1 }}"/><w:showingPlcHdr/><w14:checkbox><w14:checked w14:val="0"/></w14:checkbox>',
    ],
)
def test_a_prompt_in_place_of_which_a_tag_is_shown_is_not_told(control_of: str) -> None:
    content = f"<w:sdt><w:sdtPr>{control_of}</w:sdtPr><w:sdtContent>{run('Choose an item.')}</w:sdtContent></w:sdt>"
    assert [each.id for each in opened(p(content)).problems] == []
