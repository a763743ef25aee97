"""The dialect: each kind of tag, where it may stand, and what it makes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pytest

from engross.word import Document, Refused, Template
from tests.engross.word.paper import bold, cell, docx, heading, note, p, run, table, texts, xml


def render(source: bytes, **values: object) -> Document:
    return Template.open(source, file="letter.docx").render(values)


def refusal(source: bytes, **values: object) -> list[str]:
    with pytest.raises(Refused) as caught:
        render(source, **values)
    return [str(problem) for problem in caught.value.problems]


def test_a_value_is_printed_in_the_midst_of_text() -> None:
    assert texts(render(docx("Dear {{ name }}, hello"), name="Morag")) == ["Dear Morag, hello"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Dear {{- name }}, hello", "DearMorag, hello"),
        ("Dear {{ name -}} , hello", "Dear Morag, hello"),
        ("Dear {{- name | upper -}} , hello", "DearMORAG, hello"),
        ("{{ 5 - 3 -}} {{ -1 }}", "2-1"),
    ],
)
def test_a_dash_in_a_tag_takes_the_space_beside_it(text: str, shown: str) -> None:
    assert texts(render(docx(text), name="Morag")) == [shown]


def test_a_tag_with_a_dash_is_not_at_fault_because_another_is() -> None:
    assert refusal(docx("{{ name -}} , hello", "{{ name + }}", "{{- name -}}"), name="Morag") == [
        "letter.docx: body, paragraph 2: syntax: {{ name + }}: something is missing at the end; correct the tag"
    ]


def test_a_tag_with_dashes_in_an_address_is_read_as_one_without() -> None:
    link = p('<w:hyperlink r:id="rL"><w:r><w:t>page</w:t></w:r></w:hyperlink>')
    source = docx(link, relationships=[("rL", "hyperlink", "https://a.org/{{- name -}}")])
    assert 'Target="https://a.org/Morag"' in xml(render(source, name="Morag"), "word/_rels/document.xml.rels")


def test_a_tag_cut_in_pieces_by_word_is_read_whole() -> None:
    cut = p("Dear ", run("{"), '<w:proofErr w:type="spellStart"/>', bold("{ na"), run("me }"), run("} and more"))
    assert texts(render(docx(cut), name="Morag")) == ["Dear Morag and more"]


def test_a_value_keeps_the_formatting_of_the_run_its_tag_begins_in() -> None:
    made = xml(render(docx(p("Dear ", bold("{{ name }} and {{ other }}"))), name="A", other="B"))
    assert '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">A and B</w:t></w:r>' in made


def test_smart_quotes_and_hard_spaces_in_a_tag_are_undone() -> None:
    assert texts(render(docx("{{\u00a0“It’s ” ~ name }}"), name="so")) == ["It’s so"]


def test_an_ampersand_in_a_tag_is_an_ampersand() -> None:
    assert texts(render(docx('{{ "Smith & Jones" }}'))) == ["Smith & Jones"]


def test_delimiters_within_a_string_close_nothing() -> None:
    assert texts(render(docx("{{ '}}' ~ name }}"), name="x")) == ["}}x"]


def test_a_false_condition_in_text_leaves_the_rest_of_its_paragraph() -> None:
    assert texts(render(docx("a{% if x %} b{% endif %} c"), x=False)) == ["a c"]


def test_a_block_tag_alone_in_its_paragraph_leaves_no_blank_line() -> None:
    source = docx("{% if x %}", "yes", "{% else %}", "no", "{% endif %}", "end")
    assert texts(render(source, x=True)) == ["yes", "end"]
    assert texts(render(source, x=False)) == ["no", "end"]


def test_several_block_tags_may_stand_alone_in_one_paragraph() -> None:
    source = docx("{% for a in items %}{% if a %}", "{{ a }}", "{% endif %}{% endfor %}", "end")
    assert texts(render(source, items=["one", "", "two"])) == ["one", "two", "end"]


def test_a_block_may_reach_from_the_text_of_one_paragraph_into_another() -> None:
    source = docx(p("Begin {% if x %}", bold("middle")), "whole", "last {% endif %}end")
    assert texts(render(source, x=True)) == ["Begin middle", "whole", "last end"]
    assert texts(render(source, x=False)) == ["Begin end"]


def test_a_block_alone_at_one_end_only_is_read_as_text_at_both() -> None:
    source = docx("{% if x %}", "kept {% endif %}always")
    assert texts(render(source, x=True)) == ["", "kept always"]
    assert texts(render(source, x=False)) == ["always"]


def test_a_block_over_runs_of_different_formatting_keeps_each_formatting() -> None:
    source = docx(p("plain {% if x %}", bold("bold{% endif %} still bold")))
    assert '<w:t xml:space="preserve">plain </w:t></w:r><w:r><w:rPr><w:b/></w:rPr>' in xml(render(source, x=False))
    assert texts(render(source, x=False)) == ["plain  still bold"]


def test_a_paragraph_tag_stands_for_its_whole_paragraph() -> None:
    source = docx("{%p for a in items %}", "{{ a }}", "{%p endfor %}")
    assert texts(render(source, items=["one", "two"])) == ["one", "two"]


def test_a_row_tag_repeats_rows() -> None:
    source = docx(
        table(["head", "head"], ["{%tr for a in items %}", ""], ["{{ a }}", "{{ loop.index }}"], ["{%tr endfor %}", ""])
    )
    assert texts(render(source, items=["one", "two"])) == ["head", "head", "one", "1", "two", "2"]


def test_a_block_tag_alone_in_its_row_is_lifted_by_itself() -> None:
    source = docx(table(["head"], ["{% for a in items %}"], ["{{ a }}"], ["{% endfor %}"]), "end")
    assert texts(render(source, items=["one", "two"])) == ["head", "one", "two", "end"]


def test_a_block_alone_in_the_paragraphs_of_one_cell_stays_in_that_cell() -> None:
    inner = p("{% for a in items %}") + p("{{ a }}") + p("{% endfor %}")
    made = xml(render(docx(table([inner, "beside"])), items=["one", "two"]))
    assert made.count("<w:tr>") == 1
    assert made.count("<w:tc>") == 2


def test_a_cell_tag_repeats_cells() -> None:
    source = docx(table(["{%tc for a in items %}", "{{ a }}", "{%tc endfor %}"]))
    assert texts(render(source, items=["one", "two", "three"])) == ["one", "two", "three"]


def test_a_run_tag_keeps_the_text_beside_it_in_its_run() -> None:
    source = docx(p(bold("before {%r if x %}inside{%r endif %} after")))
    assert texts(render(source, x=False)) == ["before  after"]
    assert texts(render(source, x=True)) == ["before inside after"]


def test_comments_print_nothing_and_leave_no_blank_line() -> None:
    assert texts(render(docx("a{# note #}b", "{# alone #}", "{#p alone #}", "c"))) == ["ab", "c"]


def test_a_hyphen_joins_paragraphs() -> None:
    source = docx("one ", "{%- if x %}two", "{% endif -%}", "three")
    assert texts(render(source, x=True)) == ["one two", "three"]
    assert texts(render(source, x=False)) == ["one three"]


def test_a_hyphen_at_a_line_break_takes_the_break_out_and_beside_text_does_nothing() -> None:
    source = docx(p("one", "<w:r><w:br/></w:r>", "{%- if x %}two{% endif %} three {%- if x -%} four{% endif %}"))
    assert texts(render(source, x=True)) == ["onetwo three  four"]


def test_a_comment_with_a_letter_leaves_its_whole_row_out() -> None:
    template = Template.open(docx(table(["kept"], ["{#tr not yet #}{% if x %}"])), file="letter.docx")
    assert texts(template.render({})) == ["kept"]
    assert [str(problem) for problem in template.problems] == []


def test_text_that_a_comment_leaves_out_is_said() -> None:
    template = Template.open(docx("{#p not yet #}A sentence", "kept"), file="letter.docx")
    assert texts(template.render({})) == ["kept"]
    assert [(problem.severity, str(problem)) for problem in template.problems] == [
        (
            "warning",
            'letter.docx: body, paragraph 1: commented-out: {#p not yet #}: the paragraph with the text "A sentence" is left out; '
            "write the comment as {# … #} if nothing else is to be left out",
        )
    ]


def test_literal_braces_are_printed_and_braces_in_data_are_left_alone() -> None:
    assert texts(render(docx("{_{ a }_} {_% b %_} {{ x }}"), x="{{ y }} {_{ {% z %}")) == [
        "{{ a }} {% b %} {{ y }} {_{ {% z %}"
    ]


def test_a_set_variable_a_macro_and_a_filter_work_as_in_jinja() -> None:
    source = docx(
        "{% set n = 2 %}", "{% macro twice(t) %}{{ t }}{{ t }}{% endmacro %}", "{{ twice('ab') | upper }} {{ n + 1 }}"
    )
    assert texts(render(source)) == ["ABAB 3"]


def test_a_macro_of_paragraphs_is_printed_as_paragraphs() -> None:
    source = docx("{%p macro both(t) %}", "1 {{ t }}", "2 {{ t }}", "{%p endmacro %}", "{{p both('x') }}", "end")
    assert texts(render(source)) == ["1 x", "2 x", "end"]


def test_brackets_and_percent_signs_are_allowed_within_structural_tags() -> None:
    assert texts(render(docx("{%p if {'a': 5}['a'] % 2 == 1 %}", "odd", "{%p endif %}"))) == ["odd"]


def test_tags_work_in_headers_footers_notes_and_properties() -> None:
    source = docx(
        p("Body", note(1)),
        header=p("H {{ x }}"),
        footer=p("F {{ x }}"),
        footnotes=["N {{ x }}"],
        properties="T {{ x }}",
    )
    made = render(source, x="a & b")
    assert texts(made, "word/header1.xml") == ["H a & b"]
    assert texts(made, "word/footer1.xml") == ["F a & b"]
    assert texts(made, "word/footnotes.xml")[-1] == "N a & b"
    assert "<dc:title>T a &amp; b</dc:title>" in xml(made, "docProps/core.xml")


def test_a_footnote_knows_what_is_known_at_its_reference() -> None:
    source = docx(
        "{% for a in items %}", p("{{ a }}", note(2)), "{% endfor %}", footnotes=["unused", "Note on {{ a }}"]
    )
    made = render(source, items=["one", "two"])
    assert texts(made, "word/footnotes.xml")[2:] == ["Note on one", "Note on two"]
    assert [f'<w:footnoteReference w:id="{n}"/>' in xml(made) for n in (1, 2, 3)] == [True, True, False]


def test_a_footnote_whose_reference_is_not_shown_is_not_there() -> None:
    source = docx(p("a{% if x %}", note(1), "{% endif %}b"), footnotes=["Plain note"])
    assert texts(render(source, x=False), "word/footnotes.xml")[2:] == []
    assert texts(render(source, x=True), "word/footnotes.xml")[2:] == ["Plain note"]


def test_a_mistake_in_a_footnote_is_placed_there() -> None:
    source = docx(p("Body", note(1)), footnotes=["N {{ x.y }}"])
    assert refusal(source, x={"z": 1}) == [
        "letter.docx: footnote 1, paragraph 1: unknown-field: {{ x.y }}: the group of fields has no field 'y'; it has z"
    ]


def test_tags_work_in_content_controls_hyperlinks_and_text_boxes() -> None:
    control = f"<w:sdt><w:sdtContent>{p('in {{ x }}')}</w:sdtContent></w:sdt>"
    link = p(f'<w:hyperlink w:anchor="_top">{run("to {{ x }}")}</w:hyperlink>')
    box = p(
        f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{p('box {{ x }}')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    assert texts(render(docx(control, link, box), x="1")) == ["in 1", "to 1", "", "box 1"]


def test_alternative_text_may_hold_tags() -> None:
    drawing = p(
        '<w:r><w:drawing><wp:inline><wp:docPr id="7" name="n" descr="Map of {{ x }}"/></wp:inline></w:drawing></w:r>'
    )
    assert 'descr="Map of &#34;A&#34; &amp; B"' in xml(render(docx(drawing), x='"A" & B'))


def test_breaks_in_values_become_words_own() -> None:
    assert texts(render(docx("a {{ x }} z"), x="1\n2\t3\f4")) == ["a 1\n2\t3\f4 z"]


def test_a_blank_line_in_a_value_begins_a_paragraph_with_the_same_properties() -> None:
    made = render(docx(p(bold("{{ x }}"), properties='<w:jc w:val="center"/>')), x="one\n\ntwo\athree")
    assert texts(made) == ["one", "two", "three"]
    assert xml(made).count('<w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:b/></w:rPr>') == 3


def test_a_blank_line_before_a_section_break_does_not_repeat_the_section() -> None:
    made = render(docx(p("{{ x }}", properties="<w:sectPr/>"), "end"), x="one\n\ntwo")
    assert xml(made).count("<w:sectPr/>") == 1
    assert texts(made) == ["one\n\ntwo", "end"]


def test_cells_are_coloured_spanned_and_merged() -> None:
    source = docx(
        table(
            ["{% for a in items %}"],
            ["{{ a }}{% cellbg '#ff0000' %}{% vm %}"],
            ["{% endfor %}"],
            ["{% colspan 2 %}wide"],
        )
    )
    made = xml(render(source, items=["one", "two"]))
    assert made.count('<w:shd w:val="clear" w:color="auto" w:fill="FF0000"/>') == 2
    assert made.count('<w:vMerge w:val="restart"/>') == 1
    assert made.count('<w:vMerge w:val="continue"/>') == 1
    assert '<w:tcW w:w="2000" w:type="dxa"/><w:gridSpan w:val="2"/>' in made
    assert texts(render(source, items=["one", "two"])) == ["one", "", "wide"]


def test_cells_of_a_loop_are_merged_into_one() -> None:
    source = docx(table(["{%tc for a in items %}", "{{ a }}{% hm %}", "{%tc endfor %}"]))
    made = xml(render(source, items=["one", "two", "three"]))
    assert made.count("<w:tc>") == 1
    assert '<w:gridSpan w:val="3"/>' in made


@pytest.mark.parametrize(
    ("tag", "shown"),
    [
        ("{{ day | date }}", "23 November 2026"),
        ("{{ day | date('weekday') }}", "Monday 23 November 2026"),
        ("{{ day | date('month') }}", "November 2026"),
        ("{{ names | join_and }}", "Ada, Bob and Cy"),
        ("{{ names[:2] | join_and('or') }}", "Ada or Bob"),
        ("{{ 1 | count_of('criterion', 'criteria') }}", "1 criterion"),
        ("{{ names | count_of('name') }}", "3 names"),
        ("{{ 'weak practice' | sentence }}", "Weak practice."),
    ],
)
def test_filters_put_values_into_words(tag: str, shown: str) -> None:
    assert texts(render(docx(tag), day=dt.date(2026, 11, 23), names=["Ada", "Bob", "Cy"])) == [shown]


@dataclass(frozen=True)
class Person:
    name: str

    @property
    def greeting(self) -> str:
        return f"Dear {self.name}"


def test_a_dataclass_gives_its_fields_and_properties() -> None:
    made = Template.open(docx("{{ greeting }} ({{ name }})")).render(Person("Morag"))
    assert texts(made) == ["Dear Morag (Morag)"]


def test_the_place_is_said_in_words_word_shows() -> None:
    source = docx(heading("Level of support"), "text", table(["a"], ["{{ person.nmae }}"]))
    assert refusal(source, person=Person("x")) == [
        'letter.docx: body, under "Level of support", table 1, row 2, column 1: unknown-field: {{ person.nmae }}: '
        "the person has no field 'nmae'; did you mean 'name'?"
    ]


def test_all_problems_of_all_parts_are_said_at_once() -> None:
    source = docx(
        "{% if x %}", "{{ a b }}", "{% endfor %}", cell_in_table("{{ c"), header=p("{{ x | dat }}"), footer=p("}} x")
    )
    assert refusal(source) == [
        "letter.docx: body, paragraph 2: syntax: {{ a b }}: b is found where the tag should end; correct the tag",
        "letter.docx: body, paragraph 3: crossed-blocks: {% endfor %}: {% endfor %} found where {% endif %} was expected, to close "
        "{% if x %} (body, paragraph 1); add {% endif %} before it, or take it out",
        "letter.docx: body, table 1, row 1, column 1: unclosed-tag: {{ c: the tag that begins with {{ is not closed in its paragraph; "
        "add }} at its end, in the same paragraph",
        "letter.docx: header, paragraph 1: unknown-filter: {{ x | dat }}: there is no filter called 'dat'; did you mean 'date'?",
        "letter.docx: footer, paragraph 1: stray-delimiter: }}: }} closes a tag that was never opened; "
        "add the opening braces before it, or write }_} if the characters are meant",
    ]


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("elseif y", "unknown-statement: {% elseif y %}: 'elseif' is no word that a {% %} tag can begin with; "
                     "write it as {% elif … %}"),
        ("elsif y", "unknown-statement: {% elsif y %}: 'elsif' is no word that a {% %} tag can begin with; "
                    "write it as {% elif … %}"),
        ("else if y", "syntax: {% else if y %}: else has no condition; write it as {% elif y %}"),
        ("elif y then", "syntax: {% elif y then %}: then is found where the tag should end; "
                        "leave out then: the text after the tag is what is shown"),
        ("elif y or", "syntax: {% elif y or %}: something is missing at the end; correct the tag"),
        ("foreach y", "unknown-statement: {% foreach y %}: 'foreach' is no word that a {% %} tag can begin with; "
                      "write it as {% for … in … %}"),
        ("end", "unknown-statement: {% end %}: 'end' is no word that a {% %} tag can begin with; "
                "write it as {% endif %} or {% endfor %}"),
    ],
)  # fmt: skip
def test_the_words_of_other_languages_are_told_with_those_of_this_one(code: str, told: str) -> None:
    assert refusal(docx("{% if x %}One{% " + code + " %}Two{% endif %}")) == [f"letter.docx: body, paragraph 1: {told}"]


@pytest.mark.parametrize("tag", ["{{ x” | default(“y”) }}", '{{ x "b" }}'])
def test_quotation_marks_that_do_not_pair_are_said_as_such(tag: str) -> None:
    assert refusal(docx(tag)) == [
        f"letter.docx: body, paragraph 1: syntax: {tag}: a text in quotation marks is found where the tag should end; "
        "check that each text has a quotation mark at both its ends; two texts are joined with ~"
    ]


def cell_in_table(text: str) -> str:
    return table([cell(text)[len("<w:tc>") : -len("</w:tc>")]]) if text.startswith("<") else table([text])


@pytest.mark.parametrize("code", ["n > 3", "n == 5 and n > 3", "not n", "n in [5]"])
def test_what_a_comparison_or_condition_gives_is_printed_at_its_own_tag(code: str) -> None:
    assert refusal(docx(f"{{{{ {code} }}}} {{{{ n }}}}"), n=5)[0].startswith(
        f"letter.docx: body, paragraph 1: yes-or-no-printed: {{{{ {code} }}}}: a yes-or-no value"
    )
