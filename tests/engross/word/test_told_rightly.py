"""What is wrong with a template is told in words that fit it, and what is right is not refused."""

from __future__ import annotations

import pytest

from engross.problems import Refused
from engross.word import Template
from engross.word.opc.package import Package
from tests.engross.word.paper import docx, note, p, run, table, texts

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"


def problems(source: bytes, values: dict[str, object] | None = None) -> list[str]:
    try:
        template = Template.open(source, file="letter.docx")
        if values is not None:
            template.render(values)
    except Refused as refused:
        return [str(each) for each in refused.problems]
    return [str(each) for each in template.problems]


def test_a_tag_cut_over_the_runs_of_a_chart_is_told_in_any_folder() -> None:
    text = "<a:p><a:r><a:t>Sales {</a:t></a:r><a:r><a:t>{ x }}</a:t></a:r></a:p>"
    chart = f'<c:chartSpace xmlns:c="c" xmlns:a="{DRAWING}">{text}</c:chartSpace>'
    kind = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
    source = docx(
        "a",
        parts={"word/other/chart9.xml": chart},
        types=f'<Override PartName="/word/other/chart9.xml" ContentType="{kind}"/>',
        relationships=[("rC", "chart", "other/chart9.xml")],
    )
    assert problems(source) == [
        "letter.docx: tag-where-none-is-read: a tag stands in a chart or diagram, where tags are not read: "
        "Sales {{ x }}; take it out, and put it into the text beside"
    ]


def test_a_tag_in_the_numbers_of_a_list_is_told() -> None:
    numbering = Package.open(docx("a")).read("word/numbering.xml").replace(b'"%1."', b'"{{ x }} %1."')
    source = bytes(Package.open(docx("a")).replace({"word/numbering.xml": numbering}))
    assert problems(source) == [
        "letter.docx: tag-where-none-is-read: a tag stands in the numbers of a list, where tags are not read: "
        "{{ x }} %1.; take it out, and put it into the text beside"
    ]


def test_a_part_that_no_tag_touches_is_refused_if_it_is_damaged() -> None:
    (told,) = problems(docx("{{ x }}", parts={"word/theme/theme1.xml": "<a:theme xmlns:a='a'><a:broken"}))
    assert told.startswith("letter.docx: damaged-part: the part word/theme/theme1.xml is not well-formed XML (")


def test_a_drawing_that_is_no_part_of_office_may_have_a_document_type() -> None:
    drawing = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd"><svg xmlns="http://www.w3.org/2000/svg"/>'
    kind = '<Default Extension="svg" ContentType="image/svg+xml"/>'
    assert problems(docx("a", parts={"word/media/image1.svg": drawing}, types=kind)) == []


def test_an_embedded_binary_workbook_holds_no_macros_by_itself() -> None:
    kind = "application/vnd.ms-excel.sheet.binary.macroEnabled.12"
    source = docx(
        "a",
        parts={"word/embeddings/book.xlsb": b"PK"},
        types=f'<Override PartName="/word/embeddings/book.xlsb" ContentType="{kind}"/>',
    )
    assert problems(source) == []


@pytest.mark.parametrize(
    ("code", "sign", "write"),
    [
        ("{% if a ≥ 3 %}x{% endif %}", "≥", ">="),
        ("{% if a ≠ 3 %}x{% endif %}", "≠", "!="),
        ("{% if a && b %}x{% endif %}", "&&", "and"),
        ("{% if a || b %}x{% endif %}", "||", "or"),
        ("{% if a <> 3 %}x{% endif %}", "<>", "!="),
        ("{{ a × 3 }}", "×", "*"),
    ],
)
def test_a_sign_of_another_language_is_told_with_what_to_write(code: str, sign: str, write: str) -> None:
    assert [text.split(": ", 4)[-1] for text in problems(docx(code))] == [
        f"{sign} means nothing in a tag; write {write}"
    ]


def test_such_a_sign_in_a_text_is_no_fault() -> None:
    assert texts(Template.open(docx("{{ 'a && b ≥ c' }}")).render({})) == ["a && b ≥ c"]


@pytest.mark.parametrize(
    ("thing", "words"),
    [
        ('<w:r><w:br w:type="page"/></w:r>', "a page break"),
        ('<w:r><w:br w:type="column"/></w:r>', "a column break"),
        ('<w:r><w:footnoteReference w:id="1"/></w:r>', "a note reference"),
        ("<w:r><w:drawing/></w:r>", "a picture"),
        ('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', "a field"),
        ('<w:r><w:sym w:font="Arial" w:char="F04A"/></w:r>', "a symbol"),
    ],
)
def test_what_stands_in_a_tag_is_named(thing: str, words: str) -> None:
    (told, *_) = problems(docx(p("{{ na", thing, run("me }}")), footnotes=["x"]))
    assert told == (
        "letter.docx: body, paragraph 1: object-in-tag: {{ name }}: " + f"{words} stands inside the tag; move it out of the tag"
    )  # fmt: skip


CONTROL = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"


def test_a_block_that_leaves_a_control_or_a_cell_is_told_by_that() -> None:
    began = "{% for i in xs %} (body, paragraph 1), to which it belongs; "
    assert problems(docx(CONTROL.format(p("{% for i in xs %}") + p("{{ i }}")), "{% endfor %}")) == [
        "letter.docx: body, paragraph 3: unbalanced-block: {% endfor %}: this tag stands outside the content control "
        f"that holds {began}put both tags inside the content control, or both outside it"
    ]
    (told,) = problems(docx(table(["{% if x %}a", "b{% endif %}"])))
    assert "this tag stands in another cell than {% if x %} (body, table 1, row 1, column 1)" in told


def made_by_docxtpl(name: str) -> object:
    """An object of a class of docxtpl, which need not be installed."""
    return type(name, (), {"__module__": "docxtpl.richtext"})()


@pytest.mark.parametrize("tag", ["{{r x }}", "{{ x }}"])
def test_an_object_of_docxtpl_is_told_with_what_to_give_in_its_place(tag: str) -> None:
    (rich,) = problems(docx(f"a {tag}"), {"x": made_by_docxtpl("RichText")})
    assert rich.endswith("; give the text itself, and print it with {{ … | markdown }}")
    (image,) = problems(docx(f"a {tag}"), {"x": made_by_docxtpl("InlineImage")})
    assert image.endswith('; give the name of the file or its bytes, and print it with {{ … | image(alt="…") }}')


@pytest.mark.parametrize(
    ("words", "sign", "is_told"),
    [
        ("{% if x %}a{% endif %}", "{}", True),
        ("{% for y in x %}{{ y }}{% endfor %}", "{}", True),
        ("{% if x %}a{% endif %}", "{{% if x %}}{}{{% endif %}}", False),
        ("{% if x %}a{% endif %} b", "{}", False),
        ("{% if x %}a{% else %}b{% endif %}", "{}", False),
        ("{{ x }}", "{}", False),
    ],
)
def test_a_note_that_a_false_condition_leaves_empty_is_told(words: str, sign: str, is_told: bool) -> None:
    before, after = (run(text) for text in sign.format("|").split("|"))
    assert (
        problems(docx(p(run("a"), before, note(1), after), footnotes=[words]))
        == [
            "letter.docx: footnote 1, paragraph 1: note-left-empty: all words of this note stand in a condition or "
            "a loop: where it gives none, the document has an empty note; put the sign of the note in the text into the "
            "same {% if … %} or {% for … %}"
        ]
        * is_told
    )


@pytest.mark.parametrize("words", ["{% if x %}a{% endif %}{% endif %}", "{% endif %}{% if x %}a{% endif %}"])
def test_a_block_that_ends_twice_in_a_note_is_told_there_and_nothing_else(words: str) -> None:
    assert problems(docx(p(run("a"), note(1)), footnotes=[words])) == [
        "letter.docx: footnote 1, paragraph 1: unopened-block: {% endif %}: {% endif %} closes a block that was never "
        "opened; add {% if … %} before it, or take it out"
    ]


def test_a_block_that_never_ends_in_a_note_is_not_told_as_a_note_left_empty() -> None:
    assert problems(docx(p(run("a"), note(1)), footnotes=["{% if x %}a"])) == [
        "letter.docx: footnote 1, paragraph 1: unclosed-block: {% if x %}: {% if %} is never closed; add {% endif %} "
        "where it should end"
    ]


def test_too_many_tags_are_told_once() -> None:
    assert problems(docx(*["{{ a }}" * 4_000] * 7)) == [
        "letter.docx: body, paragraph 6: too-many-tags: {{ a }}: the template has more than 20,000 tags; put what "
        "repeats into a loop"
    ]
