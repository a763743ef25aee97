"""A reader finds the paragraph that a place names: text boxes have numbers of their own, and so have their paragraphs."""

from __future__ import annotations

from engross.word.opc.package import Package
from engross.word.prepare.unfinished import read_stories
from tests.engross.word.paper import DECLARATIONS, docx, p, run, table


def box(*paragraphs: str) -> str:
    """A text box, as a file stores it twice."""
    content = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx '
        f'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">{content}</wps:txbx>'
        f"</w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )


def places(source: bytes) -> list[str]:
    """The places of the paragraphs that say something, each once, with what they say."""
    told: dict[str, None] = {}
    for _, root, places_ in read_stories(Package.open(source, "letter.docx")):
        for paragraph in root.iter(f"{{{root.nsmap['w']}}}p"):
            text = "".join(str(node.text) for node in paragraph.iterfind("w:r/w:t", {"w": root.nsmap["w"]}))
            told |= {f"{text}: {places_.of(paragraph)}": None} if text else {}
    return [each.replace("letter.docx: ", "") for each in told]


def test_each_of_several_text_boxes_has_a_number_and_counts_for_itself() -> None:
    source = docx("first", p(box(p(run("a")), p(run("b")))), p(box(table(["c"]), p(run("d")))), "last")
    assert places(source) == [
        "first: body, paragraph 1",
        "a: text box 1 in the body, paragraph 1",
        "b: text box 1 in the body, paragraph 2",
        "c: text box 2 in the body, table 1, row 1, column 1",
        "d: text box 2 in the body, paragraph 1",
        "last: body, paragraph 4",
    ]


def test_a_text_box_alone_needs_no_number_and_a_cell_around_it_counts_on() -> None:
    cell = f"<w:tc>{p(run('a'), box(p(run('in it'))))}{p(run('b'))}</w:tc>"
    assert places(docx(f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>")) == [
        "a: body, table 1, row 1, column 1",
        "in it: text box in the body, table 1, row 1, column 1",
        "b: body, table 1, row 1, column 1, paragraph 2",
    ]


def test_what_word_draws_above_notes_is_called_as_word_calls_it() -> None:
    notes = (
        f'<w:footnotes {DECLARATIONS}><w:footnote w:type="separator" w:id="-1">{p(run("line"))}</w:footnote>'
        f'<w:footnote w:id="1">{p(run("source"))}</w:footnote></w:footnotes>'
    )
    referring = p('<w:r><w:footnoteReference w:id="1"/></w:r>')
    source = docx(referring, footnotes=["x"], parts={"word/footnotes.xml": notes})
    assert places(source) == ["line: footnote separator, paragraph 1", "source: footnote 1, paragraph 1"]
