"""What other engines damage without a word: each is the right document here, or a refusal with a place."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context

import pytest

from engross.word import Document, Refused, Template
from tests.engross.word.paper import bold, docx, heading, note, p, run, table, texts, xml
from tests.structure import faults

HYPERLINK = '<w:hyperlink w:anchor="_top">{}</w:hyperlink>'
INSERTION = '<w:ins w:id="1" w:author="A" w:date="2026-01-01T00:00:00Z">{}</w:ins>'
DELETION = '<w:del w:id="2" w:author="A" w:date="2026-01-01T00:00:00Z"><w:r><w:delText>{}</w:delText></w:r></w:del>'


def render(source: bytes, **values: object) -> Document:
    made = Template.open(source, file="letter.docx").render(values)
    assert faults(bytes(made)) == []
    return made


def refusals(source: bytes, **values: object) -> list[str]:
    with pytest.raises(Refused) as caught:
        render(source, **values)
    return [str(problem) for problem in caught.value.problems if problem.severity == "error"]


def test_an_ampersand_in_data_is_kept() -> None:
    assert texts(render(docx("{{ x }}"), x="Smith & Jones")) == ["Smith & Jones"]


def test_angle_brackets_in_data_swallow_nothing() -> None:
    assert texts(render(docx("{{ x }}", "next"), x="<b> & </w:p>")) == ["<b> & </w:p>", "next"]


def test_a_tag_across_a_tracked_insertion_is_refused() -> None:
    assert refusals(docx(p("{{ na", INSERTION.format(run("me }} more"))), "after"), name="x") == [
        "letter.docx: body, paragraph 1: tag-across-boundary: {{ name }}: the tag begins on one side of the edge of a tracked insertion and "
        "ends on the other; put the whole tag inside a tracked insertion, or the whole tag outside it"
    ]


def test_a_tag_across_a_hyperlink_is_refused() -> None:
    assert refusals(docx(p("{{ na", HYPERLINK.format(run("me }} more"))), "after"), name="x") == [
        "letter.docx: body, paragraph 1: tag-across-boundary: {{ name }}: the tag begins on one side of the edge of a hyperlink and "
        "ends on the other; put the whole tag inside a hyperlink, or the whole tag outside it"
    ]


def test_a_block_across_the_edge_of_a_hyperlink_is_refused() -> None:
    assert refusals(docx(p("{% if x %}", HYPERLINK.format(run("in{% endif %}")))), x=True) == [
        "letter.docx: body, paragraph 1: unbalanced-block: {% endif %}: this tag stands in a hyperlink, but {% if x %} (body, "
        "paragraph 1), to which it belongs, stands in the text of a paragraph; put both tags inside a hyperlink, or both "
        "outside it"
    ]


def test_an_unclosed_tag_swallows_nothing() -> None:
    assert refusals(docx("Dear {{ name", "kept", "{{ other }}")) == [
        "letter.docx: body, paragraph 1: unclosed-tag: {{ name: the tag that begins with {{ is not closed in its paragraph; "
        "add }} at its end, in the same paragraph"
    ]


def test_text_beside_a_structural_tag_is_not_lost() -> None:
    assert refusals(docx("text {%p if x %}", "a", "{%p endif %}"), x=True) == [
        'letter.docx: body, paragraph 1: text-beside-structural-tag: {%p if x %}: the text "text" stands in the same paragraph, which the tag '
        "replaces as a whole; give the tag a paragraph of its own"
    ]


def test_a_picture_or_note_beside_a_structural_tag_is_not_lost() -> None:
    assert refusals(docx(p("{%p if x %}", note(1)), "a", "{%p endif %}", footnotes=["kept"]), x=True) == [
        "letter.docx: body, paragraph 1: text-beside-structural-tag: {%p if x %}: a note stands in the same "
        "paragraph, which the tag replaces as a whole; give the tag a paragraph of its own"
    ]


def test_tags_in_deleted_text_are_refused() -> None:
    assert refusals(docx(p("a", DELETION.format("{{ 1 // 0 }}")))) == [
        "letter.docx: body, paragraph 1: tag-in-deleted-text: {{ 1 // 0 }}: the tag stands in text that is deleted in a tracked change; "
        "accept or reject the change (Review, Accept or Reject)"
    ]


def test_a_note_reference_inside_a_tag_is_refused() -> None:
    assert refusals(docx(p("{{ na", note(1), "me }}"), footnotes=["n"])) == [
        "letter.docx: body, paragraph 1: object-in-tag: {{ name }}: a note reference stands inside the tag; "
        "move it out of the tag"
    ]


def test_data_are_never_template_code_in_notes_of_a_document_of_two_sections() -> None:
    source = docx(p("one", properties="<w:sectPr/>"), p("{{ x }}", note(1)), footnotes=["{{ x }}"])
    made = render(source, x="{{ 7 * 7 }} {_{ {%p if %}")
    assert texts(made)[1] == "{{ 7 * 7 }} {_{ {%p if %}"
    assert texts(made, "word/footnotes.xml")[-1] == "{{ 7 * 7 }} {_{ {%p if %}"


def test_one_template_serves_many_threads() -> None:
    template = Template.open(docx(heading("{{ n }}"), "{% for i in range(50) %}", "{{ n }} {{ i }}", "{% endfor %}"))

    def made(number: int) -> list[str]:
        return texts(template.render({"n": f"value {number}"}))

    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(made, range(80)))
    assert [{line.split()[1] for line in lines} for lines in results] == [{str(n)} for n in range(80)]


def made_elsewhere(template: Template, number: int) -> bytes:
    return bytes(template.render({"n": number}))


def test_one_template_serves_many_processes() -> None:
    template = Template.open(docx(heading("{{ n }}"), "{{ n | date_in_words }}"), filters={"date_in_words": str})
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        made = list(pool.map(made_elsewhere, [template] * 6, range(6)))
    assert made == [made_elsewhere(template, number) for number in range(6)]


def test_a_table_without_rows_is_not_written() -> None:
    source = docx("a", table(["{% for x in items %}"], ["{{ x }}"], ["{% endfor %}"]), "b")
    assert "<w:tbl>" not in xml(render(source, items=[]))
    assert texts(render(source, items=[])) == ["a", "b"]


def test_a_cell_whose_condition_is_false_keeps_a_paragraph() -> None:
    source = docx(table([p("{%p if x %}") + p("kept") + p("{%p endif %}"), "beside"]), "after")
    assert texts(render(source, x=False)) == ["", "beside", "after"]


def test_a_cell_that_ends_with_a_table_gets_a_paragraph() -> None:
    inner = table(["in"]) + p("{%p if x %}") + p("kept") + p("{%p endif %}")
    assert texts(render(docx(table([inner]), "after"), x=False)) == ["in", "", "after"]


def test_nested_tables_without_rows_leave_whole_cells() -> None:
    inner = (
        table(["{% for x in items %}"], ["{{ x }}"], ["{% endfor %}"])
        + p("{%p if items %}")
        + p("k")
        + p("{%p endif %}")
    )
    assert texts(render(docx(table([inner]), "after"), items=[])) == ["", "after"]


CONTROL = "<w:sdt><w:sdtPr><w:alias w:val='Plan'/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
MARK = '<w:bookmarkStart w:id="1" w:name="here"/><w:bookmarkEnd w:id="1"/>'
GONE = "{%p if x %}", "between", "{%p endif %}"


@pytest.mark.parametrize(
    "body",
    [
        (table(["a"]), *GONE, table(["b"]), "end"),
        (CONTROL.format(table(["a"])), *GONE, table(["b"]), "end"),
        (table(["a"]), *GONE, CONTROL.format(table(["b"])), "end"),
        (CONTROL.format(table(["a"])), *GONE, MARK, CONTROL.format(table(["b"])), "end"),
        (table(["a"]), CONTROL.format("".join(map(p, GONE))), table(["b"]), "end"),
        (CONTROL.format(table(["a"]) + "".join(map(p, GONE)) + table(["b"])), "end"),
        ("{%p for n in 'a', 'b' %}", table(["{{ n }}"]), "{%p endfor %}", "end"),
        (table(["a"]), table(["{%tr if x %}"], ["gone"], ["{%tr endif %}"]), *GONE, table(["b"]), "end"),
    ],
)
def test_tables_are_kept_apart_where_what_stood_between_them_is_gone(body: tuple[str, ...]) -> None:
    made = render(docx(*body), x=False)
    assert texts(made) == ["a", "", "b", "end"]
    assert '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>' in xml(made)


def test_nothing_is_put_between_tables_that_a_paragraph_keeps_apart() -> None:
    made = render(docx(table(["a"]), *GONE, table(["b"]), "end"), x=True)
    assert texts(made) == ["a", "between", "b", "end"]


@pytest.mark.parametrize("around", ["header", "footer", "footnote", "cell", "box"])
def test_a_table_that_comes_last_is_followed_by_a_paragraph(around: str) -> None:
    last = table(["a"]) + "".join(map(p, GONE))
    box = p(
        f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{last}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    source = {
        "header": lambda: docx("x", header=last),
        "footer": lambda: docx("x", footer=last),
        "footnote": lambda: docx(p("x", note(1)), footnotes=[last]),
        "cell": lambda: docx(table([last]), "x"),
        "box": lambda: docx(box, "x"),
    }[around]()
    parts = {"header": "word/header1.xml", "footer": "word/footer1.xml", "footnote": "word/footnotes.xml"}
    shown = texts(render(source, x=False), parts.get(around, "word/document.xml"))
    assert shown[shown.index("a") + 1] == ""


def test_a_row_without_cells_is_not_written() -> None:
    source = docx(table(["a"], ["{%tc for x in items %}", "{{ x }}", "{%tc endfor %}"]))
    assert xml(render(source, items=[])).count("<w:tr>") == 1


def test_an_empty_content_control_is_not_written() -> None:
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{p('{% if x %}')}{p('in')}{p('{% endif %}')}</w:sdtContent></w:sdt>"
    assert "<w:sdt>" not in xml(render(docx("a", control, "b"), x=False))
    assert texts(render(docx("a", control, "b"), x=True)) == ["a", "in", "b"]


def test_bookmarks_and_drawings_in_loops_are_numbered_afresh() -> None:
    marked = p('<w:bookmarkStart w:id="4" w:name="here"/>', "{{ x }}", '<w:bookmarkEnd w:id="4"/>')
    made = xml(render(docx("{% for x in items %}", marked, "{% endfor %}"), items=["a", "b", "c"]))
    assert [f'w:name="{n}"' in made for n in ("here", "here_2", "here_3", "here_4")] == [True, True, True, False]


def test_a_missing_name_is_refused_with_the_nearest() -> None:
    assert refusals(docx("{{ person.nmae }}"), person={"name": "Ada"}) == [
        "letter.docx: body, paragraph 1: unknown-field: {{ person.nmae }}: the group of fields has no field 'nmae'; did you mean 'name'?"
    ]


def test_nothing_is_never_printed_as_none() -> None:
    assert refusals(docx("{{ x }}"), x=None) == [
        "letter.docx: body, paragraph 1: nothing-to-print: {{ x }}: there is nothing here to print (the field is empty); "
        "put the tag inside {% if … %} … {% endif %}, or give a default"
    ]


def test_keys_come_before_methods_and_methods_are_never_printed() -> None:
    assert texts(render(docx("{{ d.items }}"), d={"items": "key"})) == ["key"]
    assert refusals(docx("{{ d.items }}"), d={"a": 1}) == [
        "letter.docx: body, paragraph 1: method-printed: {{ d.items }}: a method or macro is printed without being called; "
        "add (…) after its name, or write the name of a field"
    ]


def test_the_same_template_and_data_give_the_same_bytes() -> None:
    source = docx("{{ x }}", header=p("{{ x }}"))
    assert bytes(render(source, x="a")) == bytes(render(source, x="a"))


def test_untouched_parts_are_copied_as_they_lie() -> None:
    source = docx(
        "{{ x }}", parts={"word/media/logo.png": b"not looked at"}, relationships=[("a", "theme", "media/logo.png")]
    )
    from engross.word.opc.package import Package  # noqa: PLC0415  # only this test looks inside

    before, after = Package.open(source), Package.open(bytes(render(source, x="a")))
    assert [before.stored(n) == after.stored(n) for n in before.names if n != "word/document.xml"] == [True] * (
        len(before.names) - 1
    )


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1f", "\ud800", "\ufffe", "\uffff"])
def test_characters_that_word_cannot_hold_are_refused_with_their_place(character: str) -> None:
    assert refusals(docx(p(bold("{{ x }}"))), x=f"a{character}b") == [
        f"letter.docx: body, paragraph 1: character-not-for-word: {{{{ x }}}}: the character U+{ord(character):04X} stands in the text, and no Word "
        "document can hold it; take it out of the data"
    ]


@pytest.mark.parametrize(
    "code",
    [
        "''.__class__.__mro__",
        "x.append(1)",
        "x.__init__.__globals__",
        "cycler.__init__",
        "'a' * 99999999",
        "2 ** 999999",
        "'%99999999d' % 1",
        "range(99999999)",
        "'a'|center(99999999)",
    ],
)
def test_a_template_cannot_leave_the_sandbox(code: str) -> None:
    assert len(refusals(docx(f"{{{{ {code} }}}}"), x=[1])) == 1


def test_loops_are_bounded() -> None:
    source = docx("{% for i in range(90000) %}{% for j in range(90000) %}{% endfor %}{% endfor %}")
    assert refusals(source) == [
        "letter.docx: body, paragraph 1: too-many-turns: {% for j in range(90000) %}: the loops of this document take more than 1,000,000 "
        "turns; loop over less"
    ]


def test_the_engine_s_own_mark_in_a_template_is_refused_and_read_as_no_tag() -> None:
    for text in ("\ufdd00\ufdd1 {{ a }}", "\ufdd07\ufdd1"):
        with pytest.raises(Refused) as refused:
            Template.open(docx(text), file="letter.docx")
        assert str(refused.value) == (
            "letter.docx: body: character-not-for-word: the character U+FDD0 stands in the template, and no text may hold it; find it (it shows "
            "as an empty box) and delete it"
        )
