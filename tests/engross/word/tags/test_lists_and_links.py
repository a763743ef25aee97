"""Lists in loops begin anew or go on as their author means, and addresses of hyperlinks are made from tags."""

from __future__ import annotations

import re

import pytest

from engross.word import Document, Refused, Template
from tests.engross.word.paper import docx, item, note, p, run, table, xml
from tests.structure import faults

LINK = '<w:hyperlink r:id="rLink">{}</w:hyperlink>'


def render(source: bytes, **values: object) -> Document:
    made = Template.open(source, file="letter.docx").render(values)
    assert faults(bytes(made)) == []
    return made


def lists(document: Document) -> list[str]:
    """The number of the list of each numbered paragraph, in order."""
    return re.findall(r'<w:numId w:val="(\d+)"/>', xml(document))


def test_a_list_in_a_loop_begins_anew_in_each_turn() -> None:
    source = docx("{% for a in areas %}", "Area {{ a }}", item("one"), item("two"), "{% endfor %}")
    made = render(source, areas=["x", "y", "z"])
    assert lists(made) == ["1", "1", "3", "3", "4", "4"]
    assert (
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
        in xml(made, "word/numbering.xml")
    )


def test_a_list_whose_items_the_loop_makes_goes_on() -> None:
    source = docx("{% for a in areas %}", item("{{ a }}"), "{% endfor %}")
    assert lists(render(source, areas=["x", "y", "z"])) == ["1", "1", "1"]


@pytest.mark.parametrize(("items", "numbers"), [(1, ["1"] * 6), (2, ["1", "1", "1", "1", "3", "3", "3", "3"])])
def test_a_list_in_text_boxes_follows_the_rule_though_a_file_stores_boxes_twice(items: int, numbers: list[str]) -> None:
    content = f"<w:txbxContent>{''.join(item('{{ a }}') for _ in range(items))}</w:txbxContent>"
    box = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        '<wps:txbx xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f"{content}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{content}</v:textbox>"
        "</v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    areas = ["x", "y", "z"][: 4 - items]
    assert lists(render(docx("{% for a in areas %}", p(box), "{% endfor %}"), areas=areas)) == numbers


def test_a_list_made_by_an_inner_loop_begins_anew_in_each_turn_of_the_outer_one() -> None:
    source = docx("{% for a in areas %}", "Area", "{% for b in a %}", item("{{ b }}"), "{% endfor %}", "{% endfor %}")
    assert lists(render(source, areas=[["x", "y"], ["z"]])) == ["1", "1", "3"]


def test_a_list_that_goes_on_outside_the_loop_is_one_list() -> None:
    source = docx(item("before"), "{% for a in areas %}", "Area", item("{{ a }}"), "{% endfor %}")
    assert lists(render(source, areas=["x", "y"])) == ["1", "1", "1"]


def test_a_list_numbered_by_its_style_begins_anew_too() -> None:
    styled = p("one", properties='<w:pStyle w:val="ListNumber"/><w:jc w:val="left"/>')
    made = render(docx("{% for a in areas %}", "Area", styled, styled, "{% endfor %}"), areas=["x", "y"])
    assert lists(made) == ["2", "2", "3", "3"]
    assert '<w:pStyle w:val="ListNumber"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr><w:jc' in xml(made)


def test_paragraphs_that_a_value_begins_stay_in_the_list_of_their_turn() -> None:
    source = docx("{% for a in areas %}", item("{{ a }}"), item("last"), "{% endfor %}")
    assert lists(render(source, areas=["x", "y\n\nz"])) == ["1", "1", "3", "3", "3"]


NUMBERED = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="1"/></w:numPr>'


@pytest.mark.parametrize(
    "turn",
    [
        (item("{{ a }}"), "said of it"),
        (item("{{ a }}"), ""),
        (item("{{ a }}"), table(["x"])),
        (item("{{ a }}"), p("below", properties=NUMBERED.format(1)), p("and below", properties=NUMBERED.format(1))),
        ("{% if a %}", item("{{ a }}"), "{% else %}", item("none"), "{% endif %}"),
        ("{% if a == 'x' %}", item("x"), "{% elif a %}", item("y"), "{% else %}", item("none"), "{% endif %}", "more"),
    ],
)
def test_a_list_of_which_each_turn_makes_one_item_goes_on(turn: tuple[str, ...]) -> None:
    source = docx("{% for a in areas %}", *turn, "{% endfor %}")
    assert set(lists(render(source, areas=["x", "y", "z"]))) == {"1"}


def test_a_column_of_numbers_in_rows_of_a_loop_goes_on() -> None:
    source = docx(table(["{%tr for a in areas %}", ""], [item("{{ a }}"), "b"], ["{%tr endfor %}", ""]))
    assert lists(render(source, areas=["x", "y", "z"])) == ["1", "1", "1"]


def test_two_items_that_may_both_be_made_begin_anew() -> None:
    source = docx(
        "{% for a in areas %}", "{% if a %}", item("{{ a }}"), "{% endif %}", "{% if a %}", item("{{ a }}"), "{% endif %}",
        "{% endfor %}",
    )  # fmt: skip
    assert lists(render(source, areas=["x", "y"])) == ["1", "1", "3", "3"]


def test_an_author_says_that_a_list_goes_on() -> None:
    source = docx("{% for a in areas %}", item("{% continue_numbering %}one"), item("two"), "{% endfor %}")
    assert lists(render(source, areas=["x", "y"])) == ["1"] * 4


def test_an_author_says_that_a_list_begins_anew() -> None:
    source = docx("{% for a in areas %}", item("{% restart_numbering %}{{ a }}"), "said of it", "{% endfor %}")
    assert lists(render(source, areas=["x", "y"])) == ["1", "3"]


def test_a_word_about_a_list_outside_of_one_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        Template.open(docx("{% restart_numbering %}a"), file="letter.docx")
    assert str(refused.value) == (
        "letter.docx: body, paragraph 1: not-in-a-list: {% restart_numbering %}: {% restart_numbering %} stands in no "
        "numbered paragraph; move it into the numbered paragraph that it is about"
    )


def test_the_address_of_a_hyperlink_may_hold_tags() -> None:
    target = "https://example.org/%7B%7B%20reference%20%7D%7D?a=1&b=2"
    source = docx(p(LINK.format(run("{{ words }}"))), relationships=[("rLink", "hyperlink", target)])
    made = render(source, reference="a b/c", words="Report")
    relationships = xml(made, "word/_rels/document.xml.rels")
    assert 'Target="https://example.org/a%20b/c?a=1&amp;b=2" TargetMode="External"' in relationships
    assert "%7B" not in relationships


def test_each_turn_of_a_loop_has_an_address_of_its_own() -> None:
    link = p(LINK.format(run("{{ a }}")))
    source = docx(
        "{% for a in areas %}", link, "{% endfor %}", relationships=[("rLink", "hyperlink", "https://e.org/{{ a }}")]
    )
    relationships = xml(render(source, areas=["x", "y"]), "word/_rels/document.xml.rels")
    assert [f'Target="https://e.org/{a}"' in relationships for a in "xy"] == [True, True]


def test_a_whole_address_in_data_is_not_given_a_second_beginning() -> None:
    source = docx(p(LINK.format(run("x"))), relationships=[("rLink", "hyperlink", "http://{{ url }}")])
    assert 'Target="mailto:a@example.org"' in xml(
        render(source, url="mailto:a@example.org"), "word/_rels/document.xml.rels"
    )


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", "//server/share", "not an address", "http://[x"]
)
def test_an_address_that_leads_elsewhere_is_refused(address: str) -> None:
    source = docx(p(LINK.format(run("x"))), relationships=[("rLink", "hyperlink", "{{ url }}")])
    with pytest.raises(Refused) as caught:
        Template.open(source, file="letter.docx").render({"url": address})
    assert [str(problem) for problem in caught.value.problems] == [
        f"letter.docx: body, paragraph 1: address-not-allowed: {{{{ url }}}}: {address!r} is no address that a document may lead to; "
        "give an address that begins with https://, http://, mailto: or tel:"
    ]


def test_a_hyperlink_in_a_note_has_its_address_in_the_notes_part() -> None:
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rLink" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="{{ url }}" '
        'TargetMode="External"/></Relationships>'
    )
    source = docx(p("a", note(1)), footnotes=[LINK.format(run("see"))], parts={"word/_rels/footnotes.xml.rels": rels})
    made = render(source, url="https://example.org/a")
    assert 'Target="https://example.org/a"' in xml(made, "word/_rels/footnotes.xml.rels")
    assert "example.org" not in xml(made, "word/_rels/document.xml.rels")
