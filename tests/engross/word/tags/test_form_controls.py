"""Tick boxes and lists of choices are filled in from a tag in their title or tag."""

from __future__ import annotations

import pytest

from engross.problems import Refused
from engross.word import Document, Template
from tests.engross.word.paper import docx, p, table, texts, xml
from tests.structure import faults


def control(properties: str, shown: str, tag: str = "{{ x }}", where: str = "tag") -> str:
    run = f'<w:r><w:rPr><w:rStyle w:val="PlaceholderText"/><w:b/></w:rPr>{shown}</w:r>'
    return f'<w:sdt><w:sdtPr><w:{where} w:val="{tag}"/>{properties}</w:sdtPr><w:sdtContent>{run}</w:sdtContent></w:sdt>'


BOX = (
    '<w14:checkbox><w14:checked w14:val="0"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
    '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>'
)
CHOICES = (
    '<w:showingPlcHdr/><w:dropDownList w:lastValue="x"><w:listItem w:value="Choose an item."/>'
    '<w:listItem w:displayText="Very good" w:value="very_good"/><w:listItem w:displayText="It’s &quot;weak&quot;" '
    'w:value="weak"/></w:dropDownList>'
)
OLD = BOX.replace("2612", "F0FE").replace("2610", "F0A8").replace("MS Gothic", "Wingdings")


def rendered(source: bytes, **values: object) -> Document:
    document = Template.open(source, file="letter.docx").render(values)
    assert faults(bytes(document)) == []
    return document


@pytest.mark.parametrize("where", ["tag", "alias"])
@pytest.mark.parametrize(("answer", "sign", "stored"), [(True, "☒", "1"), (False, "☐", "0")])
def test_a_tick_box_shows_a_value_that_is_true_or_false(where: str, answer: bool, sign: str, stored: str) -> None:
    document = rendered(docx(p("Agreed: ", control(BOX, "<w:t>☐</w:t>", where=where))), x=answer)
    assert texts(document) == [f"Agreed: {sign}"]
    assert f'<w14:checked w14:val="{stored}"/>' in xml(document)
    assert f"<w:{where}" not in xml(document)
    assert "<w:b/>" in xml(document)


def test_each_turn_of_a_loop_has_its_own_tick() -> None:
    box = p(control(BOX, "<w:t>☐</w:t>", tag="{{ i.done }}"))
    source = docx(table(["{%tr for i in xs %}", ""], ["{{ i.name }}", box], ["{%tr endfor %}", ""]))
    document = rendered(source, xs=[{"name": "a", "done": True}, {"name": "b", "done": False}])
    assert texts(document) == ["a", "☒", "b", "☐"]


def test_a_tick_of_a_symbol_font_gives_way_to_a_sign_that_can_be_read() -> None:
    sign = '<w:sym w:font="Wingdings" w:char="F0A8"/>'
    assert texts(rendered(docx(p(control(OLD, sign))), x=True)) == ["☒"]


@pytest.mark.parametrize(
    ("given", "shown"), [("very_good", "Very good"), ("Very good", "Very good"), ("weak", 'It’s "weak"')]
)
def test_a_list_shows_its_entry_for_a_value(given: str, shown: str) -> None:
    document = rendered(docx(p("Grade: ", control(CHOICES, "<w:t>Choose an item.</w:t>"))), x=given)
    assert texts(document) == [f"Grade: {shown}"]
    assert "PlaceholderText" not in xml(document)
    assert "showingPlcHdr" not in xml(document)
    assert "lastValue" not in xml(document)


def test_what_fits_neither_is_refused_where_it_stands() -> None:
    box = Template.open(docx("a", p(control(BOX, "<w:t>☐</w:t>"))), file="letter.docx")
    with pytest.raises(Refused) as refused:
        box.render({"x": "maybe"})
    assert str(refused.value) == (
        "letter.docx: body, paragraph 2: not-yes-or-no: {{ x }}: a tick box is given 'maybe', which is neither true nor "
        'false; give it a condition, such as {{ area.agreed }} or {{ grade == "good" }}'
    )
    choices = Template.open(docx(p(control(CHOICES, "<w:t>-</w:t>"))), file="letter.docx")
    with pytest.raises(Refused) as refused:
        choices.render({"x": "bad"})
    assert str(refused.value) == (
        "letter.docx: body, paragraph 1: not-in-list: {{ x }}: a list of choices is given 'bad', which is none of its "
        'entries; give it one of them (Choose an item., Very good or It’s "weak"), or add it to the list'
    )


def test_a_tag_that_cannot_be_read_is_told() -> None:
    with pytest.raises(Refused) as refused:
        Template.open(docx(p(control(BOX, "<w:t>☐</w:t>", tag="{{ x | nosuch }}"))), file="letter.docx")
    assert [problem.id for problem in refused.value.problems] == ["unknown-filter"]


def test_a_control_whose_text_holds_the_tag_prints_it_as_before() -> None:
    source = docx(
        p(control(CHOICES, "<w:t>{{ x }}</w:t>", tag="grade").replace('<w:rStyle w:val="PlaceholderText"/>', ""))
    )
    assert texts(rendered(source, x="a")) == ["a"]
