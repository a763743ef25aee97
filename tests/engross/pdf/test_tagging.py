"""The tags of a PDF say what the Word file says: as poppler and pdfua read them, which know nothing of this software."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from engross import pdf
from engross.pdf.converter import Converter
from engross.pdf.files import ConvertedPdf, WordFile
from engross.pdf.tagging.labels import is_label, numbering
from engross.pdf.tagging.loose_paths import loose_paths
from engross.word import for_conversion
from tests.engross.pdf.checker import faults
from tests.engross.pdf.documents import bullets, heading, link, paragraph, picture, table, word_file
from tests.engross.pdf.standard import findings
from tests.engross.pdf.tag_tree import tag_tree

BORDER = '<w:pBdr><w:bottom w:val="single" w:sz="18" w:space="1" w:color="1F4E79"/></w:pBdr>'
DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
NAMED_ROWS = '<w:tblLook w:val="0080" w:firstColumn="1"/>'


def named(rows: str) -> str:
    """A table whose author says that its first column names the rows."""
    return rows.replace("</w:tblPr>", f"{NAMED_ROWS}</w:tblPr>", 1)


def operators(content: pikepdf.Page | pikepdf.Object) -> list[str]:
    """The operators of a page or of another content, as pikepdf reads them."""
    return [str(instruction.operator) for instruction in pikepdf.parse_content_stream(content)]


def hidden_row(rows: str, text: str) -> str:
    """A table in which the row with this text is hidden."""
    before, _, after = rows.partition(f">{text}<")
    at = before.rindex("<w:tr>")
    row, rest = (before[at:] + f">{text}<" + after).split("</w:tr>", 1)
    row = row.replace("<w:p>", "<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>")
    return before[:at] + row.replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>") + "</w:tr>" + rest


def papers() -> dict[str, bytes]:
    decoration = picture("A wave").replace(
        '<wp:docPr id="1" name="Picture 1" descr="A wave"/>',
        f'<wp:docPr id="1" name="Picture 1" descr="A wave">{DECORATIVE}</wp:docPr>',
    )
    merged = table(("Area", "Action", "Lead"), ("One", "a", "x"), ("", "b", "y"), ("Two", "c", "z"))
    first, _, rest = merged.partition('type="dxa"/></w:tcPr><w:p><w:r><w:t xml:space="preserve">One')
    merged = f'{first}type="dxa"/><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t xml:space="preserve">One{rest}'
    first, _, rest = merged.partition('type="dxa"/></w:tcPr><w:p><w:r><w:t xml:space="preserve"></w:t>')
    merged = f'{first}type="dxa"/><w:vMerge/></w:tcPr><w:p><w:r><w:t xml:space="preserve"></w:t>{rest}'
    return {
        "title.docx": word_file(
            paragraph("Improvement plan", "Title"), heading("Background"), paragraph("Text."), title="Title"
        ),
        "lists.docx": word_file(heading("Lists"), bullets("One strength", "Another"), paragraph("Text."), title="Lists"),
        "links.docx": word_file(
            heading("Links"),
            paragraph("Ask ", extra=link("x").replace("<w:t>x</w:t>", "<w:t>co</w:t><w:noBreakHyphen/><w:t>operate</w:t>")),
            title="Links",
        ),
        "borders.docx": word_file(
            heading("Lines"), paragraph("Under this is a line.").replace("<w:p>", f"<w:p><w:pPr>{BORDER}</w:pPr>"), title="Lines"
        ),
        "decoration.docx": word_file(heading("Pictures"), decoration, picture("A chart"), title="Pictures"),
        "rows.docx": word_file(
            heading("Tables"),
            named(table(("Item", "Detail"), ("Reference", "PSR-1"), ("Date", "1 May"))),
            paragraph("Text."),
            table(("Item", "Detail"), ("Reference", "PSR-1")),
            paragraph("Text."),
            named(table(("Status", "Action"), ("open", "a"), ("open", "b"))),
            paragraph("Text."),
            named(merged),
            title="Rows",
        ),
        "hidden row.docx": word_file(
            heading("Tables"),
            hidden_row(table(("Item", "Detail"), ("Secret", "words"), ("Date", "1 May")), "Secret"),
            paragraph("Text."),
            title="Hidden row",
        ),
        "items.docx": word_file(
            heading("Lists"),
            bullets("before"),
            listed(table(("one", "two"), ("three", "text"), ("text", "four")), "one", "two", "three", "four"),
            bullets("after"),
            paragraph("Text."),
            title="Items",
        ),
    }  # fmt: skip


def listed(rows: str, *items: str) -> str:
    """A table in which these texts are items of a list."""
    for text in items:
        before, _, after = rows.partition(f">{text}<")
        at = before.rindex("<w:p>")
        rows = f"{before[:at]}{bullets('').split('<w:r>')[0]}{before[at + len('<w:p>') :]}>{text}<{after}"
    return rows


@cache
def converted(office: Converter) -> dict[str, ConvertedPdf]:
    """All papers, converted at once."""
    files = [WordFile(name, data) for name, data in papers().items()]
    results = pdf.to_pdf(office, files, prepare=for_conversion)
    return {file.name: result for file, result in zip(files, results, strict=True) if isinstance(result, ConvertedPdf)}


@pytest.mark.parametrize("name", list(papers()))
def test_a_mended_pdf_is_sound_says_what_the_word_file_says_and_pdfua_finds_nothing(
    office: Converter, tmp_path: Path, name: str
) -> None:
    result = converted(office)[name]
    assert result.warnings == ()
    assert faults(result.data) == []
    (tmp_path / "made.pdf").write_bytes(result.data)
    assert findings(tmp_path / "made.pdf") == []


def test_a_title_is_a_heading(office: Converter, tmp_path: Path) -> None:
    assert tag_tree(converted(office)["title.docx"].data, tmp_path).find("H1", "P") == [
        ("H1", "Improvement plan"),
        ("H1", "Background"),
        ("P", "Text."),
    ]


def test_a_bullet_is_a_label_and_the_list_says_how_it_counts(office: Converter, tmp_path: Path) -> None:
    data = converted(office)["lists.docx"].data
    tags = tag_tree(data, tmp_path)
    assert tags.find("Lbl", "LBody") == [("Lbl", "•"), ("LBody", "One strength"), ("Lbl", "•"), ("LBody", "Another")]
    assert [tag.attributes for tag in tags if tag.kind == "L"] == [["/ListNumbering /Disc"]]


def test_a_link_in_pieces_is_one_link(office: Converter, tmp_path: Path) -> None:
    links = tag_tree(converted(office)["links.docx"].data, tmp_path).find("Link")
    assert [(kind, text.replace(" ", "")) for kind, text in links] == [("Link", "co-operate")]


def test_lines_are_artifacts(office: Converter) -> None:
    for result in converted(office).values():
        with pikepdf.open(BytesIO(result.data)) as made:
            assert [list(loose_paths(operators(page))) for page in made.pages] == [[]]
    with pikepdf.open(BytesIO(converted(office)["borders.docx"].data)) as made:
        content = made.pages[0].Contents.read_bytes().decode("latin-1")
    assert content[content.index("1 j") :].replace("\n", " ").startswith("1 j /Artifact BMC")


def test_a_decorative_picture_is_an_artifact_and_another_keeps_its_words(office: Converter) -> None:
    with pikepdf.open(BytesIO(converted(office)["decoration.docx"].data)) as made:
        figures = [o for o in made.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == pikepdf.Name.Figure]
        drawn = [i for i in pikepdf.parse_content_stream(made.pages[0]) if str(i.operator) == "Do"]
        assert [str(figure.Alt) for figure in figures if "/P" in figure and "/K" in figure] == ["A chart"]
    assert len(drawn) == 2


def test_a_picture_of_which_nothing_is_said_is_told(office: Converter) -> None:
    silent = picture("A chart").replace(' descr="A chart"', "")
    body = (heading("Pictures"), silent, picture("A map").replace('name="Picture 1"', 'name="Picture 2"'))
    (result,) = pdf.to_pdf(office, [WordFile("made.docx", word_file(*body, title="T"))], prepare=for_conversion)
    assert isinstance(result, ConvertedPdf)
    assert list(map(str, result.warnings)) == [
        'made.docx: no-alt-text: the picture "Picture 1" has no alternative text, so that its PDF says nothing of it; '
        "right-click it in Word, choose View Alt Text, and say what it shows, or mark it as decorative"
    ]


def test_a_first_column_that_names_the_rows_makes_header_cells_of_them(office: Converter, tmp_path: Path) -> None:
    tags = tag_tree(converted(office)["rows.docx"].data, tmp_path)
    rows = [tag for tag in tags if tag.kind == "TH" and "/Scope /Row" in tag.attributes]
    assert [row.text.strip() for row in rows] == ["Reference", "Date", "One", "Two"]
    assert len([tag for tag in tags if tag.kind == "TH"]) == 13


def test_a_row_that_is_hidden_in_word_is_not_in_the_pdf(office: Converter, tmp_path: Path) -> None:
    tags = tag_tree(converted(office)["hidden row.docx"].data, tmp_path)
    assert [tag.text.split() for tag in tags if tag.kind == "TR"] == [["ItemDetail"], ["Date1", "May"]]


def test_a_list_that_runs_through_cells_is_in_each_of_them(office: Converter, tmp_path: Path) -> None:
    tags = tag_tree(converted(office)["items.docx"].data, tmp_path)
    assert [text for _, text in tags.find("TH", "TD")] == ["•one", "•two", "•three", "text", "text", "•four"]
    assert [text for _, text in tags.find("L")] == ["•before", "•one", "•two", "•three", "•four", "•after"]
    assert [kind for kind, _ in tags.find("Table", "L")] == ["L", "Table", "L", "L", "L", "L", "L"]


@pytest.mark.parametrize(
    "label", ["•", "–", "\uf0b7", "1.", "1.2", "(a)", "iv)", "A", "XII.", "2.1.3", "[1]", "Action 3:"]
)
def test_what_is_a_label(label: str) -> None:
    assert is_label(label)


@pytest.mark.parametrize("text", ["", " ", "I ", "One", "a b", "on", "Note:", "2026 was", "I think", "1. One"])
def test_what_is_no_label(text: str) -> None:
    assert not is_label(text)


@pytest.mark.parametrize(
    ("label", "called"),
    [("•", "Disc"), ("–", "Disc"), ("o", "Circle"), ("▪", "Square"), ("1.", "Decimal"), ("2.3", "Decimal"),
     ("(a)", "LowerAlpha"), ("B.", "UpperAlpha"), ("i)", "LowerRoman"), ("I.", "UpperRoman"), ("Action 3:", "Decimal")],
)  # fmt: skip
def test_how_a_list_counts(label: str, called: str) -> None:
    assert numbering(label) == called


def test_paths_that_are_tagged_or_only_clip_are_left_as_they_are() -> None:
    content = b"0 0 9 9 re W n /P <</MCID 0>> BDC 0 0 m 1 1 l S EMC q 2 w 3 3 m 4 4 l 5 5 l S Q /S sh 1 1 2 2 re f*"
    with pikepdf.new() as made:
        stream = made.make_stream(content)
        read = operators(stream)
    assert [read[first : last + 1] for first, last in loose_paths(read)] == [["m", "l", "l", "S"], ["sh"], ["re", "f*"]]
