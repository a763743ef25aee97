"""What shows that a finished document is none is found before it is issued."""

from __future__ import annotations

import pytest

from engross.problems import Severity
from engross.word import Package, Template, unissuable
from tests.engross.word.paper import docx, p, run

PROMPT = "<w:sdt><w:sdtPr>{}<w:text/></w:sdtPr><w:sdtContent><w:r><w:t>{}</w:t></w:r></w:sdtContent></w:sdt>"
SHOWING = "<w:showingPlcHdr/>"


def told(source: bytes) -> list[str]:
    return [f"{each.severity}: {each}" for each in unissuable(Package.open(source, "a.docx"))]


def test_a_prompt_that_nobody_answered_is_told_in_templates_and_documents() -> None:
    source = docx("{{ x }}", p("Lead: ", PROMPT.format(SHOWING, "Click or tap here to enter text.")))
    expected = (
        "body, paragraph 2: unanswered-prompt: a content control shows its prompt: "
        '"Click or tap here to enter text."; fill it in, or delete it (Remove Content Control)'
    )
    assert told(source) == [f"warning: a.docx: {expected}"]
    assert [str(each) for each in Template.open(source, file="b.docx").problems] == [f"b.docx: {expected}"]


@pytest.mark.parametrize(
    "control",
    [
        PROMPT.format("", "An answer"),
        PROMPT.format('<w:showingPlcHdr w:val="0"/>', "An answer"),
        PROMPT.format(SHOWING, "{{ lead }}"),
        PROMPT.format(SHOWING, ""),
    ],
)
def test_an_answer_a_tag_and_an_empty_control_are_no_prompt(control: str) -> None:
    assert Template.open(docx(p(control))).problems == ()


@pytest.mark.parametrize(
    "words", ["Error! Reference source not found.", "Error! Bookmark not defined.", "Error: Reference source not found"]
)
def test_an_error_text_of_word_or_libreoffice_is_told(words: str) -> None:
    assert told(docx(p("See ", run(words[:9]), run(words[9:]), " above"))) == [
        f"warning: a.docx: body, paragraph 1: error-text: Word's own error stands in the text: {words}; "
        "correct the reference, or write what is meant"
    ]


def test_ordinary_words_about_errors_bother_nobody() -> None:
    assert told(docx("An error! We found the reference source. Error: none.")) == []


def test_a_reference_and_a_link_to_what_is_not_there_are_told() -> None:
    link = '<w:hyperlink w:anchor="gone"><w:r><w:t>x</w:t></w:r></w:hyperlink>'
    simple = '<w:fldSimple w:instr=" REF _Ref1 \\h "><w:r><w:t>x</w:t></w:r></w:fldSimple>'
    here = '<w:bookmarkStart w:id="1" w:name="here"/><w:bookmarkEnd w:id="1"/>'
    assert [text.split("; ")[0] for text in told(docx(p(simple), p(link, here), p(link.replace("gone", "here"))))] == [
        "warning: a.docx: body, paragraph 1: reference-to-nothing: a reference or link leads to the bookmark _Ref1, which is not there",
        "warning: a.docx: body, paragraph 2: reference-to-nothing: a reference or link leads to the bookmark gone, which is not there",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "sign",
    ['<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', run("ü", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>')],
)  # fmt: skip
def test_a_tick_of_a_symbol_font_is_told(sign: str) -> None:
    (text,) = told(docx(p("done ", sign)))
    assert text.startswith("warning: a.docx: body, paragraph 1: symbol-font: a sign of a symbol font")


def test_numbers_and_dates_of_editing_name_nobody_and_names_do() -> None:
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"><dc:title>L</dc:title>'
        "<cp:revision>4</cp:revision><dcterms:created>2026-11-23T09:00:00Z</dcterms:created>"
        "<dc:creator>Jane Example</dc:creator></cp:coreProperties>"
    )
    found = list(unissuable(Package.open(docx("a", parts={"docProps/core.xml": core}), "a.docx")))
    assert [(each.id, each.severity) for each in found] == [
        ("editing-numbers", Severity.INFORMATION),
        ("editing-numbers", Severity.INFORMATION),
        ("author", Severity.WARNING),
    ]


def test_words_about_the_marks_of_editing_are_no_marks() -> None:
    assert told(docx("the attribute w:rsid of Word")) == []
