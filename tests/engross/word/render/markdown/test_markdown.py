"""Text in Markdown becomes paragraphs, lists and tables in the template's own styles, and nothing of it is lost."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engross.word import Document, Refused, Template
from tests.engross.word.paper import DECLARATIONS, docx, p, run, table, texts, xml
from tests.structure import faults

TAG = "{{ text | markdown }}"
STYLES = f"""<w:styles {DECLARATIONS}>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="Zitat"><w:name w:val="Quote"/></w:style>
<w:style w:type="paragraph" w:styleId="Aufzhlung"><w:name w:val="List Bullet"/><w:pPr><w:numPr><w:numId w:val="1"/>
</w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Aufzhlung2"><w:name w:val="List Bullet 2"/><w:pPr><w:numPr><w:numId w:val="3"/>
</w:numPr><w:ind w:left="900" w:hanging="300"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Nummer"><w:name w:val="List Number"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr>
<w:ind w:left="600" w:hanging="200"/></w:pPr></w:style>
<w:style w:type="character" w:styleId="Fett"><w:name w:val="Strong"/></w:style>
<w:style w:type="character" w:styleId="Verweis"><w:name w:val="Hyperlink"/></w:style>
<w:style w:type="table" w:styleId="Gitter"><w:name w:val="Table Grid"/></w:style>
<w:style w:type="table" w:styleId="Haus"><w:name w:val="House"/><w:tblStylePr w:type="firstRow"/></w:style>
</w:styles>"""
LEVEL = '<w:lvl w:ilvl="{}"><w:start w:val="1"/><w:numFmt w:val="{}"/><w:pPr><w:ind w:left="360" w:hanging="360"/></w:pPr></w:lvl>'
NUMBERING = (
    f'<w:numbering {DECLARATIONS}><w:abstractNum w:abstractNumId="0">{LEVEL.format(0, "bullet")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="1">{LEVEL.format(0, "decimal")}{LEVEL.format(1, "decimal")}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)
HOUSE = {"word/styles.xml": STYLES, "word/numbering.xml": NUMBERING}
BARE = {"word/styles.xml": f"<w:styles {DECLARATIONS}/>", "word/numbering.xml": f"<w:numbering {DECLARATIONS}/>"}


def made(text: object, body: str = TAG, parts: dict[str, str | bytes] | None = None) -> Document:
    document = Template.open(docx(body, parts=parts), file="letter.docx").render({"text": text})
    assert faults(bytes(document)) == []
    return document


def body(text: object, tag: str = TAG, parts: dict[str, str | bytes] | None = None) -> str:
    """What is made of a text, between the start of the body and its section."""
    return xml(made(text, tag, parts)).partition("<w:body>")[2].partition("<w:sectPr>")[0]


def house(text: str) -> str:
    return body(text, parts={**HOUSE})


def refusal(text: object, tag: str = TAG) -> str:
    with pytest.raises(Refused) as refused:
        Template.open(docx(tag), file="letter.docx").render({"text": text})
    return str(refused.value)


def word_run(text: str, properties: str = "") -> str:
    inner = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inner}<w:t xml:space="preserve">{text}</w:t></w:r>'


FETT = '<w:rStyle w:val="Fett"/>'


def paragraphs(xml_text: str) -> list[str]:
    return re.findall(r"<w:p>.*?</w:p>", xml_text)


def test_a_text_becomes_paragraphs_in_the_place_of_its_tag() -> None:
    document = Template.open(docx("Before", TAG, "After")).render({"text": "One\n\nTwo\nhalves\n"})
    assert texts(document) == ["Before", "One", "Two halves", "After"]


def test_the_tag_may_say_that_it_stands_for_its_paragraph() -> None:
    assert body("One\n\nTwo", "{{p text | markdown }}") == body("One\n\nTwo")


def test_paragraphs_keep_the_properties_of_the_paragraph_and_the_formatting_of_the_run() -> None:
    tag = p(run(TAG, '<w:color w:val="1F4E79"/>'), properties='<w:keepNext/><w:jc w:val="right"/>')
    properties = '<w:pPr><w:keepNext/><w:jc w:val="right"/></w:pPr>'
    plain, strong = '<w:color w:val="1F4E79"/>', '<w:b/><w:bCs/><w:color w:val="1F4E79"/>'
    assert body("a **b**\n\nc", tag) == (
        f"<w:p>{properties}{word_run('a ', plain)}{word_run('b', strong)}</w:p>"
        f"<w:p>{properties}{word_run('c', plain)}</w:p>"
    )


def test_a_choice_between_two_texts_stands_for_its_paragraph_too() -> None:
    assert texts(made("One\n\nTwo", "{{ text | markdown if text else 'Nothing' | markdown }}")) == ["One", "Two"]


def test_text_beside_the_tag_is_refused_before_anything_is_rendered() -> None:
    with pytest.raises(Refused) as refused:
        Template.open(docx(f"Findings: {TAG}"), file="letter.docx")
    assert str(refused.value) == (
        'letter.docx: body, paragraph 1: text-beside-structural-tag: {{ text | markdown }}: the text "Findings:" stands in the same paragraph, '
        "which the tag replaces as a whole; give the tag a paragraph of its own"
    )


def test_a_filter_after_markdown_is_refused() -> None:
    assert refusal("a", "{{ text | markdown | upper }}") == (
        "letter.docx: body, paragraph 1: rich-as-text: {{ text | markdown | upper }}: a picture or formatted value is used as plain "
        "text; let its filter be the last, and print it by itself"
    )


def test_emphasis_uses_the_template_s_styles_and_else_its_own_formatting() -> None:
    assert house("**a** *b* ***c***") == (
        f"<w:p>{word_run('a', FETT)}{word_run(' ')}{word_run('b', '<w:i/><w:iCs/>')}"
        f"{word_run(' ')}{word_run('c', FETT + '<w:i/><w:iCs/>')}</w:p>"
    )


def test_headings_are_found_by_name_and_begin_at_the_level_that_is_asked_for() -> None:
    made_ = body("# One", "{{ text | markdown(heading=2) }}", {**HOUSE})
    assert made_ == f'<w:p><w:pPr><w:pStyle w:val="berschrift2"/></w:pPr>{word_run("One")}</w:p>'


def test_a_heading_that_the_template_has_no_style_for_is_still_a_heading() -> None:
    made_ = body("# One", "{{ text | markdown(heading=3) }}", {**HOUSE})
    properties = '<w:keepNext/><w:outlineLvl w:val="2"/>'
    assert made_ == f"<w:p><w:pPr>{properties}</w:pPr>{word_run('One', FETT)}</w:p>"


def test_a_heading_below_the_ninth_level_is_refused() -> None:
    assert refusal("### One", "{{ text | markdown(heading=8) }}") == (
        "letter.docx: body, paragraph 1: heading-too-deep: {{ text | markdown(heading=8) }}: a heading of level 10 stands in the text; "
        "Word has 9 levels of headings; use a smaller one"
    )
    assert "0 is no level of headings; choose one from 1 to 9" in refusal("a", "{{ text | markdown(heading=0) }}")


def test_bullets_are_the_template_s_own_at_every_depth() -> None:
    styles = re.findall(r'<w:pStyle w:val="(\w+)"/>', house("- a\n  - b\n- c"))
    assert styles == ["Aufzhlung", "Aufzhlung2", "Aufzhlung"]
    assert "<w:numPr>" not in house("- a\n  - b\n- c")


def test_further_paragraphs_of_an_item_stand_under_its_text_without_a_bullet() -> None:
    _, further = paragraphs(house("- a\n\n  b"))
    assert further == (
        '<w:p><w:pPr><w:pStyle w:val="Aufzhlung"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
        f'<w:ind w:left="360" w:firstLine="0"/></w:pPr>{word_run("b")}</w:p>'
    )


def numbers(xml_text: str) -> list[str]:
    return re.findall(r'<w:numId w:val="(\d+)"/>', xml_text)


def test_each_numbered_list_is_a_list_of_its_own_that_looks_like_the_template_s() -> None:
    document = made("1. a\n2. b\n\nThen\n\n1. c\n", parts={**HOUSE})
    assert numbers(xml(document)) == ["4", "4", "5"]
    assert xml(document, "word/numbering.xml").count('<w:abstractNumId w:val="1"/>') == 3
    assert '<w:ind w:left="600" w:hanging="200"/>' in xml(document)


def test_every_value_begins_to_count_anew() -> None:
    template = Template.open(docx("{% for text in all %}", TAG, "{% endfor %}", parts={**HOUSE}))
    assert numbers(xml(template.render({"all": ["1. a\n2. b", "1. c"]}))) == ["4", "4", "5"]


def starts(document: Document) -> list[str]:
    added = xml(document, "word/numbering.xml").partition('<w:num w:numId="4"')[2]
    return re.findall(r'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="(\d+)"/>', added)


def test_a_list_keeps_the_numbers_that_are_written() -> None:
    document = made("3. c\n5. e\n6. f", parts={**HOUSE})
    assert numbers(xml(document)) == ["4", "5", "5"]
    assert starts(document) == ["3", "5"]


def test_a_list_whose_items_are_all_numbered_alike_counts_on() -> None:
    document = made("1. a\n1. b\n1. c", parts={**HOUSE})
    assert numbers(xml(document)) == ["4", "4", "4"]
    assert starts(document) == ["1"]


def test_a_nested_list_of_a_style_without_a_second_style_uses_the_next_level() -> None:
    levels = re.findall(r'<w:ilvl w:val="(\d)"/>', house("1. a\n   1. b"))
    assert levels == ["0", "1"]


def test_a_template_without_list_styles_gets_lists_of_its_own() -> None:
    document = made("- a\n  1. b", parts={**BARE})
    numbering = xml(document, "word/numbering.xml")
    assert numbering.count("<w:abstractNum ") == 2
    assert '<w:numFmt w:val="bullet"/><w:lvlText w:val="•"/>' in numbering
    assert '<w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/>' in numbering
    assert re.findall(r'<w:ind w:left="(\d+)" w:hanging="425"/>', xml(document)) == ["425", "850"]


def test_a_tenth_list_in_lists_is_refused() -> None:
    text = "".join(f"{'  ' * depth}- {depth}\n" for depth in range(10))
    assert refusal(text) == (
        "letter.docx: body, paragraph 1: list-too-deep: {{ text | markdown }}: a list stands 10 deep in other lists; Word has 9 "
        "levels; nest less"
    )


@pytest.mark.parametrize("text", ["> " * 80 + "deep", "*" * 3000 + "deep" + "*" * 3000])
def test_what_nests_too_deep_is_refused_and_not_left_out(text: str) -> None:
    assert refusal(text).endswith("lists, quotations or emphasis stand too deep in each other; nest less")


def test_an_item_may_begin_with_anything_and_keeps_its_bullet() -> None:
    for text, shown in (("-\n- b", ["", "b"]), ("- - a", ["", "a"]), ("- # a", ["a"]), ("- > a", ["a"])):
        document = made(text, parts={**BARE})
        assert texts(document) == shown
        assert '<w:numId w:val="1"/>' in paragraphs(xml(document))[0]


def test_a_quotation_has_the_style_of_quotations() -> None:
    assert house("> a") == f'<w:p><w:pPr><w:pStyle w:val="Zitat"/></w:pPr>{word_run("a")}</w:p>'
    assert body("> a", parts={**BARE}) == f'<w:p><w:pPr><w:ind w:left="567"/></w:pPr>{word_run("a")}</w:p>'


def test_code_keeps_every_space_and_line() -> None:
    document = made("```\na\n  b\n```\n\nand `c  d`")
    assert texts(document) == ["a\n  b", "and c  d"]
    assert 'w:ascii="Consolas"' in xml(document)


def test_words_on_the_fence_of_code_are_refused_as_they_would_be_lost() -> None:
    assert refusal("```budget 2026\nx\n```").endswith(
        "the words 'budget 2026' stand on the fence of a code block; put them into the block, or into a paragraph "
        "before it"
    )


def test_a_rule_is_a_paragraph_with_a_border() -> None:
    assert re.fullmatch(r"<w:p><w:pPr><w:pBdr><w:bottom [^>]*/></w:pBdr></w:pPr></w:p>", body("---"))


def test_breaks_and_tabs_are_kept() -> None:
    assert texts(made("a  \nb\\\nc\td")) == ["a\nb\nc\td"]


def test_a_link_leads_to_its_address_in_the_template_s_style() -> None:
    document = made('[the report](https://example.scot/a?b=1&c=2 "All of it")', parts={**HOUSE})
    assert re.search(
        r'<w:hyperlink r:id="rId\d+" w:tooltip="All of it" w:history="1"><w:r><w:rPr><w:rStyle w:val="Verweis"/></w:rPr>'
        r'<w:t xml:space="preserve">the report</w:t></w:r></w:hyperlink>',
        xml(document),
    )
    assert 'Target="https://example.scot/a?b=1&amp;c=2"' in xml(document, "word/_rels/document.xml.rels")


def test_an_address_is_its_own_words_as_it_is_written() -> None:
    assert texts(made("<https://example.scot/a%20b> <someone@example.scot>")) == [
        "https://example.scot/a%20b someone@example.scot"
    ]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "page.html", "#here", "http://"])
def test_an_address_that_leads_elsewhere_is_refused(address: str) -> None:
    assert refusal(f"[a]({address})") == (
        f"letter.docx: body, paragraph 1: address-not-allowed: {TAG}: {address!r} is no address that a document may lead to; give an address "
        "that begins with https://, http://, mailto: or tel:"
    )


def test_a_link_without_words_and_a_picture_are_refused() -> None:
    assert refusal("[](https://x.scot)").endswith(
        "the link to https://x.scot has no words to click on; write [words](address)"
    )
    assert refusal("![a plan](plan.png)").endswith(
        "a picture (plan.png) stands in a text in Markdown; put it into the template with {{ … | image(alt=…) }}"
    )


def test_html_and_what_looks_like_a_reference_are_text() -> None:
    assert texts(made("<b>a</b> &amp; {{ b }}\n\n[Action]: done")) == ["<b>a</b> & {{ b }}", "[Action]: done"]


TABLE = "| Condition | Met |\n|---|--:|\n| *Self-assess* | 3 |\n| Plan |"


def test_a_table_has_a_marked_heading_row_and_the_grid_style() -> None:
    made_ = house(TABLE)
    assert '<w:tblPr><w:tblStyle w:val="Gitter"/>' in made_
    assert made_.count("<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>") == 1
    assert made_.count("<w:trPr><w:cantSplit/></w:trPr>") == 2
    assert word_run("Condition", FETT) in made_
    assert f'<w:jc w:val="right"/></w:pPr>{word_run("3")}' in made_


def test_a_table_has_the_style_that_the_template_s_settings_name() -> None:
    settings = f'<w:settings {DECLARATIONS}><w:defaultTableStyle w:val="Haus"/></w:settings>'
    data = docx(
        TAG,
        parts={**HOUSE, "word/settings.xml": settings},
        relationships=[("rSettings", "settings", "settings.xml")],
        types='<Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'wordprocessingml.settings+xml"/>',
    )
    document = Template.open(data).render({"text": TABLE})
    assert '<w:tblStyle w:val="Haus"/>' in xml(document)
    assert word_run("Condition") in xml(document)


def test_a_table_is_as_wide_as_the_text_and_never_the_last_thing_in_a_cell() -> None:
    document = made(TABLE, table(["Left", TAG]))
    assert '<w:tblW w:w="1784" w:type="dxa"/>' in xml(document)
    assert "</w:tbl><w:p/></w:tc>" in xml(document)
    assert '<w:tblW w:w="9026" w:type="dxa"/>' in body(TABLE)


def test_a_table_of_more_columns_than_word_has_is_refused() -> None:
    head, line = "|".join(["a"] * 64), "|".join(["-"] * 64)
    assert refusal(f"{head}\n{line}\n") == (
        f"letter.docx: body, paragraph 1: too-many-columns: {TAG}: a row of a table is 64 columns wide; "
        "Word's tables have at most 63; use rows instead"
    )
    assert body(f"{head[2:]}\n{line[2:]}\n").count("<w:gridCol") == 63


def test_two_tables_do_not_grow_together() -> None:
    assert body(f"{TABLE}\n\n{TABLE}").count("</w:tbl><w:p/>") == 2


def test_a_row_with_a_cell_too_many_is_refused_and_not_cut() -> None:
    assert refusal("| a | b |\n|---|---|\n| 1 | 2 | lost |") == (
        "letter.docx: body, paragraph 1: table-row-too-long: {{ text | markdown }}: a row of a table has more cells than its first: "
        "| 1 | 2 | lost |; give the first row as many cells, or write \\| where a stroke is text"
    )


def test_a_character_that_no_document_can_hold_is_refused() -> None:
    assert "the character U+0000 stands in the text" in refusal("a\0b")
    assert "the character U+000C (a break) stands in a text in Markdown" in refusal("a\fb")


def test_an_empty_text_leaves_nothing_behind() -> None:
    assert body("") == ""
    assert "<w:p/></w:tc>" in body("", table(["Left", TAG]))


def test_nothing_at_all_is_refused() -> None:
    assert "there is nothing here to print" in refusal(None)


def test_a_value_may_stand_in_a_header_with_links_of_its_own() -> None:
    template = Template.open(docx("Body", header=p(TAG)))
    document = template.render({"text": "[a](https://example.scot)"})
    assert "https://example.scot" in xml(document, "word/_rels/header1.xml.rels")
    assert faults(bytes(document)) == []


def test_the_same_text_gives_the_same_bytes() -> None:
    text = "# a\n\n- b\n\n1. c\n\n[d](https://example.scot)\n\n" + TABLE
    assert bytes(made(text)) == bytes(made(text))


WORDS = st.text(
    st.characters(categories=["L", "N", "P", "S"], exclude_characters="\\`*_{}[]<>()#+-.!|&~=:"), min_size=1
)


@given(st.lists(WORDS, min_size=1, max_size=5))
def test_plain_words_come_out_as_they_went_in(words: list[str]) -> None:
    text = " ".join(f"x{word}x" for word in words)
    assert texts(_TEMPLATE.render({"text": text})) == [text]


@given(st.text(st.sampled_from("ab1.)*_`>#-+|[](!~ \n\t<&:/\\\"'"), max_size=60))
def test_any_text_keeps_all_its_letters_or_is_refused(text: str) -> None:
    document = attempt(text)
    if isinstance(document, Refused):
        assert str(document).startswith(f"letter.docx: body, paragraph 1: {document.problems[0].id}: {TAG}: ")
        return
    assert faults(bytes(document)) == []
    shown = "".join(texts(document))
    missing = [letter for letter in "ab" if shown.count(letter) < text.count(letter)]
    assert missing == []


def attempt(text: str) -> Document | Refused:
    try:
        return _TEMPLATE.render({"text": text})
    except Refused as refused:
        return refused


_TEMPLATE = Template.open(docx(TAG), file="letter.docx")
