"""The PDFs beside a cycle's Word documents: those of the sample cycle, and what happens where one cannot be made."""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Sequence
from pathlib import Path

import pikepdf
import pytest
from msgspec.structs import replace

from engross import pdf
from engross.pdf import Archive, ConvertedPdf, WordFile
from engross.pdf import program as office_room
from engross.pdf.converter import Converter
from engross.problems import FilePlace, Problem, Severity
from scrutiny_response import resources
from scrutiny_response.cli import run
from scrutiny_response.generate import cycle
from scrutiny_response.store import spill, staging
from scrutiny_response.store.outcome import Action, Change, CycleOutcome, Outcome
from scrutiny_response.use_cases import pdf_copies
from scrutiny_response.use_cases.pdf_copies import PdfPrinter, Progress, add_pdfs
from tests.engross.pdf.standard import findings

FOLDER = Path("output")
STAND_IN = PdfPrinter(Converter(Path("soffice")))
FAILED = Problem("pdf-failed", FilePlace("output/b/letter.docx"), "LibreOffice could not make a PDF", "save it again")


def _font(name: str) -> Problem:
    return Problem("font-missing", FilePlace(name), "the font Calibri is not here", "install it", Severity.WARNING)


def _difference(file: WordFile) -> tuple[Problem, ...]:
    message = "the PDF does not say what the Word file says"
    told = Problem("pdf-differs", FilePlace(file.name), message, "look at both", Severity.WARNING)
    return (told,) if b"differs" in file.data else ()


def _converted(file: WordFile) -> ConvertedPdf | Problem:
    if file.data == b"fail":
        return FAILED._replace(place=FilePlace(file.name))
    differences = _difference(file)
    if differences and file.is_final:
        return differences[0]._replace(severity=Severity.ERROR)
    return ConvertedPdf(b"%PDF " + file.data, (_font(file.name), *differences))


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, in which everything is done."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def converted(monkeypatch: pytest.MonkeyPatch) -> list[Archive | None]:
    """Stands in for the conversion: what a document says becomes its PDF; the archives asked for are noted."""
    asked: list[Archive | None] = []

    def make(
        _office: Converter, files: Sequence[WordFile], archive: Archive | None, _prepared: object
    ) -> tuple[ConvertedPdf | Problem, ...]:
        asked.append(archive)
        return tuple(map(_converted, files))

    monkeypatch.setattr(pdf, "to_pdf", make)
    return asked


def _outcome(name: str) -> Outcome:
    return Outcome(file=f"{name}.yaml", changes=(Change(f"{name}/letter.docx", Action.WRITTEN, "new"),))


def _with_pdfs(
    made: CycleOutcome, folder: Path, printer: PdfPrinter, progress: Progress = lambda _done, _total: None
) -> CycleOutcome:
    """What becomes of the PDFs, in an output folder that is this run's alone."""
    with staging.working(folder, "generate") as work:
        return add_pdfs(made, folder, staging.staged_in(work), printer, progress)


def _cycle(**contents: bytes) -> CycleOutcome:
    """A cycle that left these documents, one for each partnership."""
    for name, data in contents.items():
        (FOLDER / name).mkdir(parents=True)
        (FOLDER / name / "letter.docx").write_bytes(data)
    return CycleOutcome(tuple(_outcome(name) for name in contents))


def marks_behind_the_text(path: Path) -> set[str]:
    """The tags of the forms that are drawn on the pages; "none" where a page has no form."""
    tags = set()
    with pikepdf.open(path) as file:
        for page in file.pages:
            opened, drawn = "", {"none"}
            for it in pikepdf.parse_content_stream(page):
                opened = str(it.operands[0]) if str(it.operator) in {"BMC", "BDC"} else opened
                drawn = (drawn - {"none"}) | {opened} if str(it.operator) == "Do" else drawn
            tags |= drawn
    return tags


@pytest.mark.parametrize(
    "samples",
    [pytest.param("skerravale whinmoss kilbrannoch", id="some"), pytest.param("*", id="all", marks=pytest.mark.soak)],
)
def test_every_document_of_the_sample_cycle_has_a_pdf_beside_it_in_which_pdfua_finds_nothing(
    office: Converter, here: Path, samples: str
) -> None:
    inputs = [path for name in samples.split() for path in resources.inputs().glob(f"{name}.yaml")]
    made = cycle.generate([path for path in inputs if path.stem != "cycle"], here / FOLDER)
    with_pdfs = _with_pdfs(made, here / FOLDER, PdfPrinter(office))
    documents = sorted(path.relative_to(here) for path in here.rglob("*.docx"))
    pdfs = sorted(path.relative_to(here) for path in here.rglob("*.pdf"))
    assert pdfs == [path.with_suffix(".pdf") for path in documents]
    assert sorted(FOLDER / path for outcome in with_pdfs.outcomes for path in outcome.pdfs) == pdfs
    assert not with_pdfs.refused
    assert [f"{path}: {it}" for path in pdfs for it in findings(path)] == []
    again = _with_pdfs(made, here / FOLDER, PdfPrinter(Converter(Path("not-started"))))
    assert [outcome.pdfs for outcome in again.outcomes if outcome.pdfs or outcome.problems] == []
    drafts = [path for path in pdfs if "draft" in path.name]
    assert [marks_behind_the_text(path) for path in drafts] == [{"/Artifact"}] * len(drafts) != []


@pytest.mark.usefixtures("converted")
def test_a_pdf_that_cannot_be_made_is_a_problem_of_its_partnership_and_stops_no_other() -> None:
    made = _with_pdfs(_cycle(a=b"Dear A", b=b"fail", c=b"Dear C"), FOLDER, STAND_IN)
    assert [outcome.pdfs for outcome in made.outcomes] == [("a/letter.pdf",), (), ("c/letter.pdf",)]
    assert [outcome.problems for outcome in made.outcomes] == [(), (FAILED,), ()]
    assert (FOLDER / "c/letter.pdf").read_bytes() == b"%PDF Dear C"
    assert not (FOLDER / "b/letter.pdf").exists()


@pytest.mark.usefixtures("converted")
def test_a_full_temporary_folder_is_a_problem_of_the_run_and_the_documents_stand(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(**_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(spill, "HELD", 0)
    monkeypatch.setattr(spill, "TemporaryFile", full)
    before = _cycle(a=b"Dear A")
    made = _with_pdfs(before, FOLDER, STAND_IN)
    assert [problem.message for problem in made.problems] == [
        "what the run knows cannot be set down in this folder (No space left on device)"
    ]
    assert made.refused
    assert made.outcomes == before.outcomes
    assert {path.name: path.read_bytes() for path in (FOLDER / "a").iterdir()} == {
        "letter.docx": b"Dear A",
        "letter.pdf": b"%PDF Dear A",
    }


@pytest.mark.usefixtures("converted")
def test_a_failure_says_where_the_pdf_of_an_earlier_run_still_lies() -> None:
    before = _cycle(b=b"fail")
    (FOLDER / "b/letter.pdf").write_bytes(b"%PDF of last week")
    made = _with_pdfs(before, FOLDER, STAND_IN)
    assert [str(it) for it in made.outcomes[0].problems] == [
        "output/b/letter.docx: pdf-failed: LibreOffice could not make a PDF; letter.pdf beside it is of an earlier run; "
        "save it again"
    ]


@pytest.mark.usefixtures("converted")
def test_a_full_disk_is_told_once_for_each_partnership_and_not_for_each_document(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    full = Problem("unwritable-file", FilePlace("output"), "the document cannot be written", "free some space")
    monkeypatch.setattr(staging, "stage", lambda _folder, contents: [full] * len(contents))
    before = _cycle(a=b"Dear A")
    (FOLDER / "a/plan.docx").write_bytes(b"A plan")
    changes = (*before.outcomes[0].changes, Change("a/plan.docx", Action.WRITTEN, "new"))
    outcome = _with_pdfs(before._replace(outcomes=(before.outcomes[0]._replace(changes=changes),)), FOLDER, STAND_IN)
    assert [str(each) for each in outcome.outcomes[0].problems] == [
        "output: unwritable-file: the document cannot be written; free some space"
    ]
    assert outcome.refused


@pytest.mark.parametrize("id_", ["libreoffice-fails", "no-room"])
def test_what_keeps_libreoffice_from_making_anything_is_said_once_and_it_is_asked_no_more(
    monkeypatch: pytest.MonkeyPatch, id_: str
) -> None:
    asked: list[int] = []
    problem = Problem(id_, FilePlace("LibreOffice"), "it makes no PDF", "install it again")

    def make(_office: Converter, files: Sequence[WordFile], *_how: object) -> tuple[Problem, ...]:
        asked.append(len(files))
        return (problem,) * len(files)

    monkeypatch.setattr(pdf, "to_pdf", make)
    monkeypatch.setattr(pdf_copies, "AT_ONCE", 2)
    before = _cycle(a=b"Dear A", b=b"Dear B", c=b"Dear C")
    (FOLDER / "c/letter.pdf").write_bytes(b"%PDF of last week")
    outcome = _with_pdfs(before, FOLDER, STAND_IN)
    assert [str(each) for each in outcome.problems] == [f"LibreOffice: {id_}: it makes no PDF; install it again"]
    assert [[str(each) for each in one.problems] for one in outcome.outcomes] == [
        [],
        [],
        [
            "output/c/letter.pdf: stale-pdf: this PDF is of an earlier run, as no other could be made; "
            "run again with --pdf once that is corrected, or take it away"
        ],
    ]
    assert outcome.refused
    assert [one.pdfs for one in outcome.outcomes] == [(), (), ()]
    assert asked == [2]


@pytest.mark.usefixtures("converted")
@pytest.mark.parametrize(("state", "severity"), [("draft", "warning"), ("embargoed", "warning"), ("issued", "error")])
def test_a_pdf_that_says_something_else_is_told_and_refused_once_the_text_is_final(state: str, severity: str) -> None:
    left = _cycle(a=b"It differs")
    left = left._replace(outcomes=tuple(outcome._replace(state=state) for outcome in left.outcomes))
    made = _with_pdfs(left, FOLDER, STAND_IN)
    assert [f"{it.severity}: {it}" for it in made.outcomes[0].problems] == [
        f"{severity}: output/a/letter.docx: pdf-differs: the PDF does not say what the Word file says; look at both"
    ]
    assert (FOLDER / "a/letter.pdf").exists() == (state != "issued")
    assert made.outcomes[0].refused == (state == "issued")


@pytest.mark.usefixtures("converted")
def test_a_missing_font_is_said_once_for_the_whole_run() -> None:
    made = _with_pdfs(_cycle(a=b"Dear A", c=b"Dear C"), FOLDER, STAND_IN)
    assert [str(it) for it in made.problems] == ["PDFs: font-missing: the font Calibri is not here; install it"]
    assert [outcome.problems for outcome in made.outcomes] == [(), ()]
    assert not made.refused


@pytest.mark.usefixtures("converted")
def test_a_document_that_went_away_is_a_problem_of_its_partnership() -> None:
    before = _cycle(a=b"Dear A", c=b"Dear C")
    (FOLDER / "a/letter.docx").unlink()
    made = _with_pdfs(before, FOLDER, STAND_IN)
    assert [str(it) for it in made.outcomes[0].problems] == [
        "output/a/letter.docx: unreadable-file: the file cannot be read (No such file or directory); check its name and its permissions"
    ]
    assert made.outcomes[1].pdfs == ("c/letter.pdf",)


@pytest.mark.usefixtures("converted")
def test_a_pdf_that_cannot_be_written_is_a_problem_of_its_partnership() -> None:
    before = _cycle(a=b"Dear A")
    (FOLDER / "a/letter.pdf").mkdir()
    made = _with_pdfs(before, FOLDER, STAND_IN)
    assert [(it.id, it.hint) for it in made.outcomes[0].problems] == [
        ("unwritable-file", "a file or a folder of this name is in the way: move it and run again")
    ]
    assert made.outcomes[0].pdfs == ()


def test_documents_are_converted_in_lists_and_counted_as_they_are_done(
    converted: list[Archive | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf_copies, "AT_ONCE", 2)
    counted: list[tuple[int, int]] = []
    _with_pdfs(_cycle(a=b"A", b=b"B", c=b"C"), FOLDER, STAND_IN, lambda done, total: counted.append((done, total)))
    assert (len(converted), counted) == (2, [(2, 3), (3, 3)])


@pytest.fixture
def no_office(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    monkeypatch.setattr(office_room, "_PLACES", ())


@pytest.mark.usefixtures("converted")
def test_a_pdf_is_made_again_where_the_document_has_changed_or_another_is_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = _cycle(a=b"Dear A", c=b"Dear C")
    _with_pdfs(before, FOLDER, STAND_IN)

    def is_made_from(data: bytes, word: bytes, archive: Archive | None) -> bool:
        return data == b"%PDF " + word and archive is None

    monkeypatch.setattr(pdf, "is_made_from", is_made_from)
    assert [it.pdfs for it in _with_pdfs(before, FOLDER, STAND_IN).outcomes] == [(), ()]
    (FOLDER / "c/letter.docx").write_bytes(b"Dear C, edited")
    assert [it.pdfs for it in _with_pdfs(before, FOLDER, STAND_IN).outcomes] == [(), ("c/letter.pdf",)]
    for press in (replace(STAND_IN, again=True), replace(STAND_IN, archive=Archive.A2B)):
        assert len([it for it in _with_pdfs(before, FOLDER, press).outcomes if it.pdfs]) == 2


@pytest.mark.usefixtures("no_office")
def test_without_libreoffice_that_is_said_at_the_start_and_nothing_is_made(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run.run(["generate", str(resources.inputs()), "--pdf"]) == 1
    said = capsys.readouterr().out
    assert said.startswith("The cycle as a whole\n  LibreOffice: ")
    assert "libreoffice-writer-nogui" in said
    assert said.endswith("\n\nNothing was done.\n")
    assert list(here.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "archive"),
    [(["--pdf"], None), (["--pdf-a", "2b"], Archive.A2B), (["--pdf", "--pdf-a", "3b"], Archive.A3B)],
)
def test_the_command_makes_the_pdfs_that_it_is_asked_for_and_says_so(
    words: list[str],
    archive: Archive | None,
    converted: list[Archive | None],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(pdf, "find_converter", lambda: STAND_IN.office)
    one = str(resources.inputs() / "dunmarra.yaml")
    assert run.run(["generate", one, *words]) == 0
    folder = "output/PSR-2026-015-Dunmarra Child Protection Partnership"
    assert capsys.readouterr().out == (
        "The cycle as a whole\n"
        "  PDFs: font-missing: the font Calibri is not here; install it\n"
        "\n"
        "Written\n"
        "  PSR-2026-015  Dunmarra Child Protection Partnership: assisted improvement support\n"
        f"      {folder}/letter-panel-approved.docx\n"
        f"      {folder}/improvement-plan-panel-approved.docx\n"
        f"      {folder}/letter-panel-approved.pdf\n"
        f"      {folder}/improvement-plan-panel-approved.pdf\n"
        "\n"
        "1 of 1 assessment written: 2 documents in output. 2 PDFs written.\n"
    )
    assert converted == [archive]


@pytest.mark.usefixtures("converted")
def test_programs_are_told_the_pdfs_too(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(pdf, "find_converter", lambda: STAND_IN.office)
    run.run(["generate", str(resources.inputs() / "dunmarra.yaml"), "--pdf", "--json"])
    said = json.loads(capsys.readouterr().out)
    assert said["pdfs"] == 2
    assert said["outcomes"][0]["pdfs"] == [path.replace(".docx", ".pdf") for path in said["outcomes"][0]["documents"]]
