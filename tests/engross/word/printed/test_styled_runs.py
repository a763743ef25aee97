"""A character style in a table with a style: the copy says in the run what LibreOffice would take from it."""

from __future__ import annotations

import re

from engross.word import for_conversion
from tests.engross.word.paper import DECLARATIONS, docx, p, run, table, xml

STYLES = (
    f'<w:styles {DECLARATIONS}><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="character" w:styleId="Loud"><w:name w:val="Loud"/><w:rPr><w:b/><w:color w:val="AA0000"/>'
    '<w:sz w:val="28"/><w:szCs w:val="26"/></w:rPr></w:style><w:style w:type="character" w:styleId="Link"><w:name w:val="Link"/>'
    '<w:basedOn w:val="Loud"/><w:rPr><w:rFonts w:ascii="Carlito"/><w:color w:val="0000FF"/></w:rPr></w:style>'
    '<w:style w:type="table" w:styleId="Ruled"><w:name w:val="Ruled"/></w:style></w:styles>'
)
LINK = '<w:rStyle w:val="Link"/>'
SAID = '<w:rFonts w:ascii="Carlito"/><w:color w:val="0000FF"/><w:sz w:val="28"/><w:szCs w:val="26"/>'


def copied(*body: str, **more: str) -> bytes:
    """The copy of a document in which the first table has a style."""
    content = [piece.replace("<w:tblPr>", '<w:tblPr><w:tblStyle w:val="Ruled"/>', 1) for piece in body]
    return for_conversion(docx(*content, parts={"word/styles.xml": STYLES}, **more)).data  # type: ignore[arg-type]  # as docx takes them


def looks(document: bytes, part: str = "word/document.xml") -> list[str]:
    """What the runs of a document say of themselves."""
    return re.findall(r"<w:rPr>(.*?)</w:rPr>", xml(document, part))


def test_a_run_in_a_styled_table_says_the_font_the_size_and_the_colour_of_its_own_style() -> None:
    direct = f'{LINK}<w:color w:val="00FF00"/>'
    unknown = '<w:rStyle w:val="Gone"/>'
    cells = [p(run(word, look)) for word, look in (("a", LINK), ("b", direct), ("c", unknown), ("d", "<w:i/>"))]
    assert looks(copied(table(cells))) == [
        f"{LINK}{SAID}",
        f'{direct}<w:rFonts w:ascii="Carlito"/><w:sz w:val="28"/><w:szCs w:val="26"/>',
        unknown,
        "<w:i/>",
    ]


def test_so_does_one_in_a_table_of_a_footer() -> None:
    footer = table([p(run("a", LINK))]).replace("<w:tblPr>", '<w:tblPr><w:tblStyle w:val="Ruled"/>')
    assert looks(copied("b", footer=footer), "word/footer1.xml") == [f"{LINK}{SAID}"]


def test_outside_of_tables_and_in_one_without_a_style_nothing_is_added() -> None:
    document = docx(p(run("a", LINK)), table([p(run("b", LINK))]), parts={"word/styles.xml": STYLES})
    assert for_conversion(document).data == document
