"""The workbook itself: out and in is the same, through other programs too; what it is not taken for; its commands."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from engross.problems import Refused
from scrutiny_response import resources
from scrutiny_response.cli.run import run
from scrutiny_response.intake import Reading, Source, read_assessment, read_assessments
from scrutiny_response.intake.workbooks.book import Book, read_book, sources_in
from scrutiny_response.intake.workbooks.form import Table, assessment_form
from scrutiny_response.use_cases.workbooks.bringing_in import bring_in
from scrutiny_response.use_cases.workbooks.making import make
from tests.needs import lacking
from tests.scrutiny_response.use_cases.workbooks.a_workbook import ANSWER, Desk, framework, row_of

SAMPLES = sorted(path.stem for path in resources.inputs().glob("*.yaml") if path.stem != "cycle")


@pytest.fixture(scope="module")
def cycle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the whole sample cycle and its workbook; read only."""
    folder = tmp_path_factory.mktemp("cycle")
    shutil.copytree(resources.inputs(), folder / "inputs")
    make(folder / "c.xlsx", [folder / "inputs"])
    return folder


def readings(book: Book) -> Iterator[Reading]:
    for source in sources_in(book):
        yield read_assessment(source, framework()) if isinstance(source, Source) else source


def same_as_the_files(cycle: Path, path: Path) -> None:
    book = read_book(path, framework())
    assert book.problems == ()
    of_files = {Path(each.file).name: each for each in read_assessments([cycle / "inputs"], framework())}
    assert [sheet.file for sheet in book.sheets] == list(of_files)
    for sheet, reading in zip(book.sheets, readings(book), strict=True):
        of_file = of_files[sheet.file]
        assert reading.assessment is not None
        assert reading.assessment == of_file.assessment
        assert [each.id for each in reading.problems] == [
            each.id for each in of_file.problems if each.id != "text-of-a-sample"
        ]


def test_out_and_in_is_every_sample_again(cycle: Path) -> None:
    same_as_the_files(cycle, cycle / "c.xlsx")


@pytest.mark.soak
def test_out_through_libreoffice_and_in_is_every_sample_again(cycle: Path, tmp_path: Path) -> None:
    program = shutil.which("soffice") or shutil.which("libreoffice") or lacking("LibreOffice is needed")
    subprocess.run(  # noqa: S603 - LibreOffice was found by name
        [program, "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--convert-to",
         "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path), str(cycle / "c.xlsx")], check=True, capture_output=True,
    )  # fmt: skip
    same_as_the_files(cycle, tmp_path / "c.xlsx")


def test_the_same_cycle_gives_the_same_bytes(cycle: Path, tmp_path: Path) -> None:
    make(tmp_path / "d.xlsx", [cycle / "inputs"])
    assert (tmp_path / "d.xlsx").read_bytes() == (cycle / "c.xlsx").read_bytes()


def test_the_form_asks_for_every_key_once_and_the_words_below_a_heading_are_each_ones_own() -> None:
    form = assessment_form(framework())
    top = {str(block.path[0]) for block in form.blocks}
    schema = json.loads((resources.schemas() / "assessment.schema.json").read_text(encoding="utf-8"))
    assert top == set(schema["properties"]) - {"further"}, "which only a cycle that declares some asks for"
    for section in form.sections:
        words = [block.title for block in section.blocks]
        rows = [label for block in section.blocks if isinstance(block, Table) for _, label in block.rows]
        assert len({*words, *rows}) == len(words) + len(rows), section.title
    assert len({section.title for section in form.sections}) == len(form.sections)


def test_no_cell_holds_a_formula_and_what_is_filled_in_is_not_locked(cycle: Path) -> None:
    book = openpyxl.load_workbook(cycle / "c.xlsx")
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    sheet = book["Skerravale"]
    assert not sheet.cell(row_of(sheet, "addressee.role"), ANSWER).protection.locked
    assert sheet.cell(row_of(sheet, "addressee.role"), ANSWER - 1).protection.locked
    assert sheet.column_dimensions["A"].hidden
    assert sheet.freeze_panes == "C3"
    assert sheet.protection.sheet


def test_what_may_be_chosen_is_offered(cycle: Path) -> None:
    sheet = openpyxl.load_workbook(cycle / "c.xlsx")["Skerravale"]
    offered = {str(each.sqref): each.formula1 for each in sheet.data_validations.dataValidation if each.type == "list"}
    row = row_of(sheet, "criteria.self-assessment-1")
    assert offered[f"C{row}"] == '"met,not met,not assessed"'


def test_many_words_are_offered_from_a_hidden_sheet(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    for number in range(9):
        shutil.copy(desk.file(), desk.inputs / f"the-partnership-of-the-island-{number}.yaml")
    desk.path.unlink()
    make(desk.path, [desk.inputs])
    book = openpyxl.load_workbook(desk.path)
    offered = [each.formula1 for each in book["Actions"].data_validations.dataValidation if each.type == "list"]
    assert set(offered) == {"Lists!$A$1:$A$10"}
    assert book["Lists"]["A2"].value == "The partnership of the island 0"
    assert book["Lists"]["A3"].value == "The partnership of the island 1"


def test_a_text_that_no_cell_can_hold_is_told_and_the_others_are_written(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "skerravale", "tarbeck")
    text = desk.file().read_text(encoding="utf-8")
    desk.file().write_text(text.replace("title: Learning", "title: _x000D_ Learning"), encoding="utf-8")
    desk.path.unlink()
    count, problems = make(desk.path, [desk.inputs])
    assert count == 1
    assert [problem.id for problem in problems] == ["not-in-workbook"]


def test_neither_a_file_nor_its_copy_goes_into_the_workbook_and_both_are_told(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "skerravale", "tarbeck")
    copy = desk.file().with_name("skerravale-DESKTOP-7H2K.yaml")
    copy.write_bytes(desk.file().read_bytes())
    desk.path.unlink()
    count, problems = make(desk.path, [desk.inputs])
    assert [sheet.file for sheet in read_book(desk.path, framework()).sheets] == ["tarbeck.yaml"]
    assert count == 1
    assert [str(problem) for problem in problems] == [
        f"{copy.as_posix()}: copied-file: this is a copy of skerravale.yaml, as OneDrive or Explorer makes them, "
        "with the same reference; see which of the two is right, keep it as skerravale.yaml, and move the other out of "
        "the folder",
        f"{desk.file().as_posix()}: copied-file: skerravale-DESKTOP-7H2K.yaml is a copy of this file, as OneDrive or "
        "Explorer makes them; see which of the two is right, keep it as skerravale.yaml, and move the other out of the "
        "folder",
    ]


def test_a_workbook_that_was_not_brought_in_is_not_overwritten(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    make(desk.path, [desk.inputs])  # nothing is in it that the files do not say
    desk.type({("Skerravale", "addressee.role", ANSWER): "Convener"})
    with pytest.raises(Refused) as refused:
        make(desk.path, [desk.inputs])
    assert str(refused.value) == (
        f"{desk.path.as_posix()}: workbook-not-brought-in: this workbook says something that the files do not, and is not "
        "overwritten; bring it in first (scrutiny workbook --read c.xlsx), or choose another name"
    )
    desk.bring_in()
    make(desk.path, [desk.inputs])


@pytest.mark.parametrize(
    ("lies", "why"),
    [
        (Path.mkdir, "the workbook cannot be read: this is a folder"),
        (lambda path: path.symlink_to("/no/such/share/c.xlsx"),
         "the workbook cannot be read: this is a link to /no/such/share/c.xlsx, and nothing is there"),
        (lambda path: path.write_bytes(b"PK"), "the workbook is damaged"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_not_overwritten_and_not_said_to_say_something(
    tmp_path: Path, lies: Callable[[Path], object], why: str
) -> None:
    desk = Desk(tmp_path)
    desk.path.unlink()
    lies(desk.path)
    with pytest.raises(Refused) as refused:
        make(desk.path, [desk.inputs])
    assert str(refused.value) == (
        f"{desk.path.as_posix()}: workbook-not-brought-in: whether this says something that the files do not cannot be "
        f"known, so it is not overwritten: {why}; move it away, or choose another name"
    )


def test_a_workbook_that_is_not_there_is_not_to_be_closed_in_excel(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        read_book(tmp_path / "c.xlsx", framework())
    assert str(refused.value) == (
        f"{tmp_path}/c.xlsx: unreadable-file: the workbook cannot be read: there is no such file or folder; name a "
        "workbook that is there"
    )


def zipped(**parts: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"PK\x03\x04broken", "damaged-workbook: the workbook is damaged"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "not-a-workbook: this is an Excel file of before 2007, or one with a password"),
        (b"a,b\n", "not-a-workbook: this is no Excel workbook"),
        (zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet"),
         "not-a-workbook: this is an OpenDocument file, of which values are not read"),
        (zipped(word__document_xml="<a/>"), "not-a-workbook: this is no Excel workbook"),
        (zipped(xl__workbook_xml='<!DOCTYPE a [<!ENTITY b "c">]><a/>'),
         "damaged-workbook: its part xl/workbook.xml declares what no workbook needs"),
        (zipped(xl__workbook_xml="<a/>"), "damaged-workbook: the workbook is damaged"),
    ],
)  # fmt: skip
def test_what_is_no_workbook_is_told(tmp_path: Path, data: bytes, told: str) -> None:
    path = tmp_path / "c.xlsx"
    path.write_bytes(data)
    with pytest.raises(Refused) as refused:
        read_book(path, framework())
    assert str(refused.value).startswith(f"{path.as_posix()}: {told}; open it in Excel or LibreOffice and save it as")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda book: book.remove(book["Actions"]),
         "c.xlsx: actions-gone: the sheet `Actions` is gone, so nobody knows the actions; undo its removal, or write the "
         "workbook anew"),
        (lambda book: setattr(book.copy_worksheet(book["Skerravale"]), "title", "Another"),
         "c.xlsx: Another: sheet-twice: this sheet and the sheet Skerravale are both of the file skerravale.yaml; remove "
         "one of them; for a new partnership, make its file first with: scrutiny new NAME"),
        (lambda book: setattr(book["Actions"]["E1"], "value", "Deed"),
         "c.xlsx: Actions: column-missing: this sheet has no column `Action` at its head; undo its removal, or write the "
         "workbook anew and copy the answers into it"),
    ],
)  # fmt: skip
def test_a_sheet_that_is_gone_or_doubled_is_told(tmp_path: Path, change: Callable[[Any], object], told: str) -> None:
    desk = Desk(tmp_path)
    desk.edit(change)
    problems = read_book(desk.path, framework()).problems
    assert [str(problem).replace(f"{tmp_path.as_posix()}/", "") for problem in problems] == [told]


def test_the_commands_as_people_type_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = Desk(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert run(["workbook", "d.xlsx"]) == 0
    assert capsys.readouterr().out == (
        "Made d.xlsx with 1 partnership. Fill it in, save and close it, then type: scrutiny workbook --read d.xlsx\n"
    )
    desk.path = tmp_path / "d.xlsx"
    desk.type({("Skerravale", "criteria.self-assessment-1", ANSWER): "mett"})
    assert run(["check", "d.xlsx"]) == 1
    cell = desk.cell("Skerravale", "criteria.self-assessment-1")
    told = f"d.xlsx: Skerravale, {cell}: unknown-word: `mett` is not one of `met`, `not met` or `not assessed`; did you mean `met`?"
    assert told in capsys.readouterr().out
    desk.type({("Skerravale", "criteria.self-assessment-1", ANSWER): "not met"})
    assert run(["check", "d.xlsx"]) == 0, capsys.readouterr().out
    assert run(["level", "d.xlsx"]) == 0
    assert "1 of 5 conditions" not in capsys.readouterr().out
    assert run(["workbook", "--read", "d.xlsx"]) == 0
    assert capsys.readouterr().out == (
        "inputs/skerravale.yaml: 1 change\n"
        f"  Skerravale, {cell}: Answer: `not met`, was `met`\n"
        "\n"
        "1 file changed. The files are newer than the workbook now; before you go on in it, write it again: "
        "scrutiny workbook d.xlsx\n"
    )
    assert run(["workbook", "--read", "d.xlsx", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["command"], answer["dry_run"], answer["problems"]) == ("workbook", False, [])
    assert [(sheet["sheet"], sheet["written"]) for sheet in answer["sheets"]] == [
        ("Cycle", False),
        ("Skerravale", False),
    ]


def test_documents_of_a_workbook_go_into_a_folder_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Desk(tmp_path)
    monkeypatch.chdir(tmp_path)
    for folder in (["-o", "output"], [], ["-o", "files"]):
        if folder == ["-o", "files"]:
            assert run(["generate", "-o", "files"]) == 0
            capsys.readouterr()
        assert run(["generate", "c.xlsx", *folder]) == 1
        assert "output-of-the-cycle: documents from a workbook are only to be looked at" in capsys.readouterr().out
    assert run(["generate", "c.xlsx", "-o", "seen"]) == 0
    assert run(["generate", "c.xlsx", "-o", "seen"]) == 0
    assert "Nothing has changed: 3 documents in seen" in capsys.readouterr().out
    assert not (tmp_path / "output").exists()
    assert not (tmp_path / "record").exists()
    for path in (tmp_path / "files").rglob("*.docx"):
        assert path.read_bytes() == (tmp_path / "seen" / path.relative_to(tmp_path / "files")).read_bytes()


@pytest.mark.parametrize("words", [["issue"], ["overview"], ["attach"], ["calendar"], ["due"]])
def test_what_goes_by_the_files_takes_no_workbook(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Desk(tmp_path)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit):
        run([*words, "c.xlsx"])
    assert "bring it in first, with: scrutiny workbook --read c.xlsx" in capsys.readouterr().err


def test_a_signature_of_the_cycle_in_whose_folder_a_workbook_lies_is_found(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    pictures = desk.inputs / "signatures"
    pictures.mkdir()
    (pictures / "garvie.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    desk.type({("Cycle", "signatory.signature", ANSWER): "garvie.png"})
    (source,) = sources_in(read_book(desk.path, framework()))
    assert isinstance(source, Source)
    reading = read_assessment(source, framework())
    assert [str(problem) for problem in reading.problems] == []
    assert reading.signature == b"\x89PNG\r\n\x1a\n"


def test_a_signature_cannot_be_known_where_a_workbook_lies_elsewhere(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.type({("Cycle", "signatory.signature", ANSWER): "garvie.png"})
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (source,) = sources_in(read_book(desk.path.rename(elsewhere / "c.xlsx"), framework()))
    assert isinstance(source, Source)
    reading = read_assessment(source, framework())
    assert [str(problem).replace(elsewhere.as_posix(), "") for problem in reading.problems] == [
        f"/c.xlsx: Cycle, {place_of_signature(elsewhere / 'c.xlsx')}: no-signature: `garvie.png` lies with the cycle, and "
        "is not printed from here; to have it printed, put the workbook into the cycle's folder"
    ]
    assert reading.assessment is not None


@pytest.mark.parametrize("sheet", ["Cycle", "Skerravale"])
def test_a_signature_that_is_no_picture_is_not_brought_in(sheet: str, tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    pictures = desk.inputs / "signatures"
    pictures.mkdir()
    (pictures / "garvie.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    before = {file: file.read_bytes() for file in desk.inputs.glob("*.yaml")}
    desk.type({(sheet, "signatory.signature", ANSWER): "nobody.png"})
    sheets, _ = bring_in(desk.path, desk.inputs, framework(), {})
    told = [problem for each in sheets for problem in desk.told(each)]
    assert told == [
        f"c.xlsx: {sheet}, {desk.cell(sheet, 'signatory.signature')}: no-signature: `nobody.png` cannot be printed: no "
        "such picture lies in the folder `signatures` beside the assessments, where there are garvie.png; put a PNG or "
        "JPEG of at most 2 MB into that folder"
    ]
    assert {file: file.read_bytes() for file in desk.inputs.glob("*.yaml")} == before


def place_of_signature(workbook: Path) -> str:
    sheet = openpyxl.load_workbook(workbook)["Cycle"]
    return str(sheet.cell(row_of(sheet, "signatory.signature"), ANSWER).coordinate)
