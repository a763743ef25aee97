"""What text looks like in the cells of a table: as its own cell says, and worked out once for cells that are alike."""

from __future__ import annotations

import pytest

from engross.word.model.formatting import looks as room
from engross.word.model.formatting.looks import Look, Looks
from engross.word.opc.package import Package
from engross.word.opc.relationships import main_part
from engross.word.opc.xml_names import NAMESPACES, Element
from tests.engross.word.paper import DECLARATIONS, docx, table

DARK = '<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="1F4E66"/></w:tcPr>'


def test_cells_that_are_alike_have_one_look_and_a_dark_one_among_them_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    worked_out: list[Element] = []
    whole = room.Looks._of  # noqa: SLF001  # how often it is worked out is to be seen

    def noted(looks: Looks, run: Element, paragraph: Element) -> Look:
        worked_out.append(run)
        return whole(looks, run, paragraph)

    monkeypatch.setattr(room.Looks, "_of", noted)
    package = Package.open(docx(table(*([f"Action {number}", "Lead"] for number in range(20)))))
    body = package.read(main_part(package)).replace(b"<w:tc>", b"<w:tc>" + DARK.encode(), 1)
    package = package.replace({main_part(package): body})
    looks = Looks(package)
    paragraphs = package.xml(main_part(package)).findall(".//w:p", NAMESPACES)
    backgrounds = [
        str(looks.of(run, each).background) for each in paragraphs for run in each.findall("w:r", NAMESPACES)
    ]
    assert backgrounds == ["1F4E66", *["FFFFFF"] * 39]
    assert len(worked_out) == 2


STYLES = (
    f'<w:styles {DECLARATIONS}><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="table" w:styleId="Ruled"><w:name w:val="Ruled"/><w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr>'
    "</w:tblStylePr></w:style></w:styles>"
)


def test_cells_in_which_a_table_s_style_says_something_else_have_looks_of_their_own() -> None:
    ruled = '<w:tblPr><w:tblStyle w:val="Ruled"/><w:tblLook w:firstRow="1"/>'
    body = table(["Action", "Lead"], ["Train staff", "Ada Lunn"]).replace("<w:tblPr>", ruled, 1)
    package = Package.open(docx(body, parts={"word/styles.xml": STYLES}))
    looks = Looks(package)
    paragraphs = package.xml(main_part(package)).findall(".//w:p", NAMESPACES)
    bold = [looks.of(run, each).bold for each in paragraphs for run in each.findall("w:r", NAMESPACES)]
    assert bold == [True, True, False, False]
