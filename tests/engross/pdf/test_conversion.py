"""What becomes of a Word file that LibreOffice makes a PDF of, and that is mended."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from engross.pdf import fonts
from engross.pdf.conformance import Conformance
from engross.pdf.converter import Converter
from engross.pdf.core_properties import Properties, properties
from engross.pdf.files import Archive, ConvertedPdf, PdfFile, WordFile
from engross.pdf.finishing import finished
from engross.pdf.postprocess import postprocess
from engross.print_copy import PrintCopy
from engross.problems import Problem, Severity
from tests.engross.pdf.built import Paper
from tests.engross.pdf.checker import faults
from tests.engross.pdf.documents import WORD_FILES, heading, paragraph, word_file
from tests.engross.pdf.made import made, paper
from tests.engross.pdf.shown import shown
from tests.engross.pdf.standard import findings

ARCHIVES = [None, Archive.A2B, Archive.A3B]


def tagged_text(file: PdfFile, folder: Path) -> str:
    """The tags with their text, as poppler reads them, without attributes and with the lines of a text joined."""
    lines = shown("pdfinfo", file.data, folder, "-struct-text").splitlines()
    return "\n".join(line for line in lines if not line.lstrip().startswith("/"))


@pytest.mark.parametrize("archive", ARCHIVES)
@pytest.mark.parametrize("name", ["report", "plan"])
def test_a_pdf_has_no_fault_in_its_tags_and_none_that_pdfua_finds(
    office: Converter, tmp_path: Path, name: str, archive: Archive | None
) -> None:
    file = paper(office, name, archive)
    assert faults(file.data) == []
    (tmp_path / file.name).write_bytes(file.data)
    assert findings(tmp_path / file.name) == []


@pytest.mark.parametrize("archive", ARCHIVES)
def test_a_pdf_claims_pdf_ua_and_the_pdf_a_that_was_asked_for(office: Converter, archive: Archive | None) -> None:
    with pikepdf.open(BytesIO(paper(office, "plan", archive).data)) as pdf:
        claims = Conformance.of(pdf)
    assert (claims.accessible, claims.archive, claims.level) == (1, int(archive or 0), "B" if archive else "")


def test_the_same_word_files_give_the_same_bytes_in_each_run(office: Converter) -> None:
    for archive in (None, Archive.A3B):
        first, second = made(office, archive), made(office, archive, run=2)
        assert {name for name in second if first[name] != second[name]} == set()


def test_title_language_and_dates_are_the_word_files(office: Converter) -> None:
    with pikepdf.open(BytesIO(paper(office, "plan").data)) as pdf:
        assert str(pdf.Root.Lang) == "gd-GB"
        assert str(pdf.docinfo.Title) == "Improvement plan: Strathlorne"
        assert str(pdf.docinfo.CreationDate) == "D:20261123093000+00'00"
        assert str(pdf.docinfo.ModDate) == "D:20261124100000+00'00"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        with pdf.open_metadata() as metadata:
            assert metadata["dc:language"] == {"gd-GB"}


def test_a_picture_in_the_text_is_a_figure_with_its_words_and_its_content(office: Converter) -> None:
    with pikepdf.open(BytesIO(paper(office, "report").data)) as pdf:
        waiting, figures = [pdf.Root.StructTreeRoot], []
        while waiting:
            node = waiting.pop()
            kids = list(node.get("/K", pikepdf.Array()))
            waiting += [kid for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
            figures += [node] if node.get("/S") == pikepdf.Name.Figure else []
        (figure,) = figures
        assert str(figure.Alt) == "A chart of the six evaluations"
        content = pdf.pages[0].Contents.read_bytes().decode("latin-1")
        drawn = content[content.index(f"/Figure << /MCID {figure.K[0]} >> BDC") :]
        assert " Do" in drawn[: drawn.index("EMC")].replace("\n", " ")


def test_the_tags_read_as_the_document_does_and_comments_are_not_printed(office: Converter, tmp_path: Path) -> None:
    text = tagged_text(paper(office, "report"), tmp_path)
    assert re.findall(r"^ *(H\d|Table|TH|L|Figure|Note)\b", text, re.MULTILINE) == [
        *("H1", "L", "H2", "Figure", "Table", "TH", "TH", "Note", "Note", "H1", "H2", "H1"),
    ]
    assert "This must not be printed" not in text
    note = text[text.index("Note <note000001>") : text.index("Note <note000002>")]
    assert [line.strip() for line in note.splitlines()][2:4] == ["Link (inline)", '"1"']


def test_content_controls_become_text_that_is_read_not_fields_to_fill_in(office: Converter, tmp_path: Path) -> None:
    file = paper(office, "plan")
    assert '"not started"' in tagged_text(file, tmp_path)
    with pikepdf.open(BytesIO(file.data)) as pdf:
        assert "/AcroForm" not in pdf.Root


def test_a_link_that_would_not_be_printed_is_marked_as_printed() -> None:
    with pikepdf.open(BytesIO(bytes(Paper(destination="start")))) as before:
        del before.pages[0].Annots[0]["/F"]
        before.pages[0].obj.Tabs = pikepdf.String("S")
        stream = BytesIO()
        before.save(stream)
    with pikepdf.open(BytesIO(postprocess(stream.getvalue(), Properties()).data)) as after:
        assert int(after.pages[0].Annots[0].F) == 4
        assert after.pages[0].obj.Tabs == pikepdf.Name.S


def test_a_figure_takes_the_picture_in_its_place_and_no_other() -> None:
    drawn = "/Artifact BMC q 50 0 0 50 {x} 200 cm /Dot Do Q EMC "
    text = "/Artifact BMC q 1 0 0 1 120 200 cm /Dot Do BT (logo) Tj ET Q EMC "
    with pikepdf.open(BytesIO(bytes(Paper(pages=1)))) as before:
        page, top = before.pages[0], before.Root.StructTreeRoot.K
        content = page.Contents.read_bytes().decode() + " " + drawn.format(x=20) + text + drawn.format(x=120)
        page.Contents = before.make_stream(content.encode())
        place = pikepdf.Dictionary(O=pikepdf.Name.Layout, BBox=[120.4, 199.6, 170, 250])
        figure = pikepdf.Dictionary(S=pikepdf.Name.Figure, P=top, Pg=page.obj, A=place)
        top.K.append(before.make_indirect(figure))
        stream = BytesIO()
        before.save(stream)
    with pikepdf.open(BytesIO(postprocess(stream.getvalue(), Properties()).data)) as after:
        marks = re.findall(r"/\w+ (?:<<.*?>> BDC|BMC)", after.pages[0].Contents.read_bytes().decode())
        assert int(after.Root.StructTreeRoot.K.K[1].K[0]) == 1
        assert int(after.Root.StructTreeRoot.ParentTree.Nums[1][1].A.BBox[2]) == 170
    assert marks == ["/P << /MCID 0 >> BDC", "/Artifact BMC", "/Artifact BMC", "/Figure << /MCID 1 >> BDC"]


def test_what_is_no_word_file_is_refused_though_libreoffice_could_open_it(office: Converter) -> None:
    problem = made(office)["web page.docx"]
    assert str(problem) == (
        "web page.docx: pdf-failed: LibreOffice could not make a PDF of this file; "
        "open it in Word, save it again as Word Document (.docx), then run again"
    )


def test_a_file_without_a_title_is_called_by_its_name_with_a_warning(office: Converter) -> None:
    result = made(office)["untitled.docx"]
    assert isinstance(result, ConvertedPdf)
    assert [str(warning) for warning in result.warnings] == [
        'untitled.docx: title-missing: this file has no title in its properties, so its PDF is called "untitled"; '
        "give it a title in Word (File, Info, Title)"
    ]
    with pikepdf.open(BytesIO(result.data)) as pdf:
        assert str(pdf.docinfo.Title) == "untitled"


def test_a_file_with_nothing_amiss_has_no_warning(office: Converter) -> None:
    assert isinstance(made(office)["plan.docx"], ConvertedPdf)
    assert made(office)["plan.docx"].warnings == ()  # type: ignore[union-attr]  # it is made, as just seen


@pytest.fixture
def few_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "installed_fonts", lambda: frozenset({"carlito", "dejavu sans"}))


@pytest.mark.usefixtures("few_fonts")
def test_a_font_that_is_missing_is_said_with_the_package_of_its_stand_in() -> None:
    (problem,) = fonts.missing_fonts("plan.docx", word_file(paragraph("Words"), font="Cambria"))
    assert problem.severity == Severity.WARNING
    assert str(problem) == (
        "plan.docx: font-missing: the font Cambria is not on this machine, nor is Caladea, which has the same widths; install it, or "
        "Caladea (Debian and Ubuntu: sudo apt install fonts-crosextra-caladea); until then the PDF is set in another "
        "font, and its lines and pages break elsewhere"
    )


@pytest.mark.usefixtures("few_fonts")
def test_a_font_without_a_stand_in_is_said_too() -> None:
    (problem,) = fonts.missing_fonts("plan.docx", word_file(paragraph("Words"), font="Inspectorate Sans"))
    assert str(problem) == (
        "plan.docx: font-missing: the font Inspectorate Sans is not on this machine; install it; until then the PDF is set in "
        "another font, and its lines and pages break elsewhere"
    )


@pytest.mark.usefixtures("few_fonts")
@pytest.mark.parametrize("font", ["Calibri", "Carlito", "CARLITO", "Symbol"])
def test_a_font_that_is_here_or_has_its_stand_in_here_is_not_said(font: str) -> None:
    assert fonts.missing_fonts("plan.docx", word_file(heading("Words"), font=font)) == ()


def test_where_the_fonts_cannot_be_listed_none_is_said_to_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "installed_fonts", frozenset)
    assert fonts.missing_fonts("plan.docx", word_file(paragraph("Words"), font="Cambria")) == ()


def test_only_fonts_of_styles_in_use_count_and_of_those_they_are_based_on() -> None:
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name_of}">{base}<w:rPr><w:rFonts w:ascii="{font}"/></w:rPr></w:style>'
        for name_of, base, font in (
            ("Title", '<w:basedOn w:val="Base"/>', "Title Sans"),
            ("Base", "", "Base Sans"),
            ("Other", "", "Unused Sans"),
        )
    )
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        body = '<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr></w:p>'
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{name}"><w:body>{body}</w:body></w:document>')
        archive.writestr("word/styles.xml", f'<w:styles xmlns:w="{name}">{styles}</w:styles>')
    assert fonts.used_fonts(stream.getvalue()) == {"Title Sans", "Base Sans"}
    assert fonts.used_fonts(b"no archive") == frozenset()


def test_a_file_that_is_no_archive_has_no_properties() -> None:
    assert properties(b"no archive").title == ""
    assert properties(WORD_FILES["report.docx"]).title == "Joint inspection report"


def test_a_date_without_a_zone_is_universal_time_and_what_is_no_date_is_not_known() -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(
            "docProps/core.xml",
            '<p xmlns:t="http://purl.org/dc/terms/"><t:created>2026-11-23T09:30:00</t:created>'
            "<t:modified>yesterday</t:modified></p>",
        )
    own = properties(stream.getvalue())
    assert (own.created, own.modified) == (dt.datetime(2026, 11, 23, 9, 30, tzinfo=dt.UTC), None)


def test_a_problem_stays_a_problem(office: Converter) -> None:
    assert isinstance(made(office)["web page.docx"], Problem)


def test_a_pdf_of_which_libreoffice_wrote_the_ends_only_is_told_without_where_it_lay_in_memory() -> None:
    file = WordFile("letter.docx", word_file(paragraph("Dear")))
    result = finished(file, PrintCopy(b""), b"%PDF-1.7 %%EOF", "")
    assert str(result) == (
        "letter.docx: pdf-not-whole: LibreOffice made a PDF of this file that is not whole "
        "(PdfError: unable to find trailer dictionary while recovering damaged file); "
        "open it in Word, save it again as Word Document (.docx), then run again"
    )
