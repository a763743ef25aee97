"""What Word counts one way and a PDF another is told when a template is opened, and counted as Word does."""

from __future__ import annotations

import pytest

from engross.word import Package, Template
from engross.word.model.list_labels import LabelCount, ListLabels
from tests.engross.word.paper import DECLARATIONS, docx, heading, item, note, p, run

SECTION = '<w:sectPr>{}<w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
RESTART = '<w:pgNumType w:start="1"/>'
PAGES = '<w:fldSimple w:instr=" NUMPAGES "><w:r><w:t>2</w:t></w:r></w:fldSimple>'
NUMBER = '<w:fldSimple w:instr=" REF _Ref1 {} "><w:r><w:t>2 above</w:t></w:r></w:fldSimple>'
MARKED = p('<w:bookmarkStart w:id="1" w:name="_Ref1"/>', run("held"), '<w:bookmarkEnd w:id="1"/>')


def lists(restart: str) -> str:
    """A list of two levels, whose second begins anew as is said."""
    level = '<w:lvl w:ilvl="{}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>{}<w:lvlText w:val="{}"/></w:lvl>'
    return (
        f'<w:numbering {DECLARATIONS}><w:abstractNum w:abstractNumId="0">{level.format(0, "", "%1.")}'
        f"{level.format(1, restart, '%2)')}</w:abstractNum>"
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


def ended(inner: str = "") -> str:
    """A paragraph that ends a section."""
    return p(run("end of part"), properties=SECTION.format(inner))


def told(source: bytes) -> list[str]:
    return [str(problem) for problem in Template.open(source, file="letter.docx").problems]


def below(text: str) -> str:
    """An item of the second level."""
    return item(text).replace('<w:ilvl w:val="0"/>', '<w:ilvl w:val="1"/>')


ITEMS = item("part"), below("action"), item("part"), below("next"), below("last")


@pytest.mark.parametrize(
    ("restart", "labels"),
    [
        ("", ["1.", "1)", "2.", "1)", "2)"]),
        ('<w:lvlRestart w:val="0"/>', ["1.", "1)", "2.", "2)", "3)"]),
        ('<w:lvlRestart w:val="1"/>', ["1.", "1)", "2.", "1)", "2)"]),
    ],
)
def test_a_level_that_runs_on_is_counted_as_word_does(restart: str, labels: list[str]) -> None:
    package = Package.open(docx(*ITEMS, parts={"word/numbering.xml": lists(restart)}), "letter.docx")
    count = LabelCount(ListLabels.of(package))
    assert [count.label(1, level) for level in (0, 1, 0, 1, 1)] == labels


def test_a_level_that_runs_on_is_told_at_its_first_item() -> None:
    assert told(docx(*ITEMS, parts={"word/numbering.xml": lists('<w:lvlRestart w:val="0"/>')})) == [
        "letter.docx: body, paragraph 2: counted-otherwise: this level of the list never begins anew in Word, and its "
        "PDF begins it anew after each item above it; number these items by a list of one level (Home, Multilevel List)"
    ]
    assert told(docx(*ITEMS, parts={"word/numbering.xml": lists('<w:lvlRestart w:val="1"/>')})) == []


def test_notes_that_begin_anew_in_each_section_are_told() -> None:
    anew = '<w:footnotePr><w:numRestart w:val="eachSect"/></w:footnotePr>'
    body = p(run("first"), note(1)), ended(anew), p(run("second"), note(2))
    assert told(docx(*body, footnotes=["source", "other"])) == [
        "letter.docx: body, paragraph 1: counted-otherwise: the numbers of footnotes begin anew in each section in "
        "Word, and run on in the PDF; let them run on (References, the small arrow at Footnotes, Numbering: Continuous)"
    ]
    assert told(docx(p(run("first"), note(1)), ended(), p(run("second")), footnotes=["source"])) == []


def test_the_number_of_pages_is_told_where_page_numbers_begin_anew() -> None:
    assert told(docx(ended(), p(run("text"), PAGES))) == []
    cover = p(run("cover"), properties=SECTION.format(""))
    second = p(run("text"), PAGES, properties=SECTION.format(RESTART))
    assert told(docx(cover, second, "rest")) == [
        "letter.docx: body, paragraph 2: counted-otherwise: the field NUMPAGES counts the pages of the document in "
        "Word, and in the PDF also the empty pages that stand before a section whose numbers begin anew; let the page "
        "numbers run on (Insert, Page Number, Format Page Numbers), or take it out"
    ]


OTHER_FORM = "is shown in another form in the PDF; let the field show 1, 2, 3 (right-click, Edit Field), or take it out"
NUMBER_FORMAT = "choose another number format (Insert, Page Number, Format Page Numbers)"
IN_DIGITS = (
    "shows pages as they are numbered in Word, such as i, ii, iii, and in digits in the PDF; number these pages 1, 2, "
    "3 (Insert, Page Number, Format Page Numbers), or take the line or the reference out"
)


def counted(source: bytes) -> list[str]:
    start = "counted-otherwise: "
    return [each.split(start)[1] for each in told(source) if start in each]


def page(instruction: str) -> str:
    return p(run("page "), f'<w:fldSimple w:instr=" {instruction} "><w:r><w:t>1</w:t></w:r></w:fldSimple>')


@pytest.mark.parametrize(
    "instruction", [r"PAGE \* Ordinal", r"NUMPAGES \* CardText \* FirstCap", r"PAGE \# &quot;00&quot;"]
)
def test_a_form_of_a_page_number_that_a_pdf_does_not_show_is_told(instruction: str) -> None:
    shown = instruction.replace("&quot;", '"')
    assert counted(docx(page(instruction))) == [f"the field {shown} {OTHER_FORM}"]


@pytest.mark.parametrize(
    "instruction",
    ["PAGE", r"PAGE \* roman \* MERGEFORMAT", r"NUMPAGES \* Arabic", r"PAGE \* Caps", r"PAGE \# &quot;0&quot;"],
)
def test_a_form_of_a_page_number_that_a_pdf_shows_is_not_told(instruction: str) -> None:
    assert counted(docx(page(instruction), ended('<w:pgNumType w:fmt="lowerRoman"/>'))) == []


@pytest.mark.parametrize(
    ("numbers", "message"),
    [
        ('w:fmt="numberInDash"', "the numbers of pages have a form (numberInDash) that the PDF shows as 1, 2, 3"),
        ('w:chapStyle="1"', "the numbers of pages hold the number of the chapter in Word, and not in the PDF"),
    ],
)
def test_a_form_of_all_page_numbers_that_a_pdf_does_not_show_is_told(numbers: str, message: str) -> None:
    assert counted(docx(page("PAGE"), ended(f"<w:pgNumType {numbers}/>"))) == [f"{message}; {NUMBER_FORMAT}"]


@pytest.mark.parametrize(
    ("numbers", "messages"), [('w:fmt="lowerRoman"', [f"the field PAGEREF {IN_DIGITS}"]), ("", [])]
)
def test_a_reference_to_a_page_that_is_not_numbered_in_digits_is_told(numbers: str, messages: list[str]) -> None:
    assert counted(docx(MARKED, ended(f"<w:pgNumType {numbers}/>"), page("PAGEREF _Ref1"))) == messages
    assert counted(docx(p("front"), ended('<w:pgNumType w:fmt="lowerRoman"/>'), MARKED, page("PAGEREF _Ref1"))) == []


def test_contents_with_pages_that_are_not_numbered_in_digits_are_told() -> None:
    contents, roman = page("TOC \\o &quot;1-2&quot;"), ended('<w:pgNumType w:fmt="lowerRoman"/>')
    assert counted(docx(contents, heading("Foreword"), roman, heading("Findings"))) == [f"the field TOC {IN_DIGITS}"]
    assert counted(docx(contents, roman, heading("Findings"))) == []


@pytest.mark.parametrize(
    ("switches", "is_told"),
    [
        (r"\o &quot;1-2&quot; \n", False),
        (r"\o &quot;2-3&quot;", False),
        (r"\c &quot;Table&quot;", False),
        (r"\c &quot;Figure&quot;", True),
        (r"\c &quot;Figure&quot; \n", False),
    ],
)
def test_contents_are_told_by_the_pages_that_they_show(switches: str, is_told: bool) -> None:
    caption = p(run("Figure "), '<w:fldSimple w:instr=" SEQ Figure "><w:r><w:t>1</w:t></w:r></w:fldSimple>')
    roman = ended('<w:pgNumType w:fmt="lowerRoman"/>')
    template = docx(page(f"TOC {switches}"), heading("Foreword"), caption, roman, heading("Findings"))
    assert counted(template) == [f"the field TOC {IN_DIGITS}"] * is_told


def test_notes_that_begin_anew_on_each_page_are_told_where_there_may_be_several() -> None:
    anew = '<w:footnotePr><w:numRestart w:val="eachPage"/></w:footnotePr>'
    once, twice = p(run("a"), note(1)), p(run("b"), note(2))
    message = (
        "the numbers of footnotes begin anew on each page in Word, and run on in the PDF; let them run on (References, "
        "the small arrow at Footnotes, Numbering: Continuous)"
    )
    assert counted(docx(once, twice, ended(anew), footnotes=["source", "other"])) == [message]
    assert counted(docx(once, ended(anew), footnotes=["source"])) == []


@pytest.mark.parametrize("switches", [r"\r \p", r"\p \n \h", r"\w \p"])
def test_a_number_with_above_or_below_is_told(switches: str) -> None:
    assert (
        "letter.docx: body, paragraph 2: counted-otherwise: this reference shows a number and above or below in Word, "
        "and one of the two in the PDF; let it show the number, and write above or below as text"
    ) in told(docx(MARKED, p(NUMBER.format(switches))))


@pytest.mark.parametrize("switches", [r"\r \h", r"\p", r"\h"])
def test_a_number_or_a_direction_alone_is_not_told(switches: str) -> None:
    assert not [each for each in told(docx(MARKED, p(NUMBER.format(switches)))) if "counted-otherwise" in each]


def test_what_a_text_box_holds_is_told_once_though_a_file_stores_it_twice() -> None:
    inner = p(NUMBER.format(r"\r \p"))
    box = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><a:graphic><a:graphicData>'
        f'<wps:wsp xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:txbx>'
        f"<w:txbxContent>{inner}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic>"
        f"</wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{inner}"
        "</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    words = (
        "counted-otherwise: this reference shows a number and above or below in Word, and one of the two in the PDF; "
        "let it show the number, and write above or below as text"
    )
    below = p(NUMBER.format(r"\r \p"))
    assert [each for each in told(docx(MARKED, p(box), below)) if "counted-otherwise" in each] == [
        f"letter.docx: text box in the body, paragraph 1: {words}",
        f"letter.docx: body, paragraph 3: {words}",
    ]


@pytest.mark.parametrize("picture", ["0.0", "'No '0"])
def test_a_caption_with_a_picture_of_more_than_digits_is_told(picture: str) -> None:
    field = f'<w:fldSimple w:instr="SEQ T \\# &quot;{picture}&quot;"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    assert told(docx(p(field), "{{ x }}")) == [
        f'letter.docx: body, paragraph 1: counted-otherwise: the field SEQ T \\# "{picture}" counts in a form that only '
        "Word knows: where its number is counted anew, the document and its PDF show it in digits; "
        "write words and points as text beside it, and choose 0 or #,##0 as its form"
    ]


@pytest.mark.parametrize("picture", ["00", "#,##0", "#"])
def test_a_caption_with_a_picture_of_digits_is_not_told(picture: str) -> None:
    field = f'<w:fldSimple w:instr="SEQ T \\# &quot;{picture}&quot;"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    assert told(docx(p(field), "{{ x }}")) == []
