"""Plans attached to inspection reports by the command: for a whole cycle, and one plan to one report."""

from __future__ import annotations

import json
import shutil
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from engross import pdf
from engross.pdf import Archive, ConvertedPdf, WordFile
from engross.pdf import to_pdf as make_pdfs
from engross.pdf.converter import Converter
from engross.problems import FilePlace, Problem
from engross.word import attach as word
from engross.word.accessibility import check_accessibility
from engross.word.opc.package import Package
from scrutiny_response import resources
from scrutiny_response.cli import run
from scrutiny_response.domain import assessment
from scrutiny_response.use_cases.attaching import locations
from tests.engross.pdf.standard import findings
from tests.engross.word.paper import docx
from tests.pages import Pages
from tests.structure import faults
from tools import build_report

DUNMARRA = "output/PSR-2026-015-Dunmarra Child Protection Partnership"
PLAN = f"{DUNMARRA}/improvement-plan-panel-approved.docx"
RESULT = f"{DUNMARRA}/inspection-report-with-plan-panel-approved.docx"
REPORT = "inputs/reports/dunmarra.docx"


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cycle folder with two of the samples, whose documents are generated; tests work in copies of it."""
    folder = tmp_path_factory.mktemp("generated") / "cycle"
    (folder / "inputs").mkdir(parents=True)
    for name in ("cycle.yaml", "dunmarra.yaml", "braidmuir.yaml"):
        shutil.copy(resources.inputs() / name, folder / "inputs")
    shutil.copytree(resources.inputs() / "reports", folder / "inputs/reports")
    assert run.run(["generate", str(folder / "inputs"), "-o", str(folder / "output")]) == 0
    return folder


@pytest.fixture(autouse=True)
def here(generated: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the cycle folder, in which the command runs."""
    folder = tmp_path / "cycle"
    shutil.copytree(generated, folder)
    monkeypatch.chdir(folder)
    return folder


def _change(file: str, old: str, new: str) -> None:
    path = Path(file)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def _said(words: list[str], capsys: pytest.CaptureFixture[str], code: int) -> str:
    capsys.readouterr()
    assert run.run(words) == code
    return capsys.readouterr().out


def test_the_plan_of_each_assessment_is_attached_to_the_report_it_names(capsys: pytest.CaptureFixture[str]) -> None:
    before = Path(REPORT).read_bytes()
    assert _said(["attach"], capsys, 0) == (
        "Attached\n"
        "  PSR-2026-015  Dunmarra Child Protection Partnership\n"
        f"      {RESULT}\n"
        f"      from {REPORT}\n"
        f"      and {PLAN} (panel approved)\n"
        "\n"
        "No report is named\n"
        "  PSR-2026-016  Braidmuir, Tarvale and Northmuir Community Justice Partnership\n"
        "\n"
        "1 of 1 report written with its plan. 1 assessment named no report.\n"
    )
    assert Path(REPORT).read_bytes() == before


def test_the_result_has_all_of_the_report_and_then_the_plan_under_the_next_letter() -> None:
    run.run(["attach"])
    data = Path(RESULT).read_bytes()
    assert faults(data) == []
    shown, report, plan = Pages(data), Pages(Path(REPORT).read_bytes()), Pages(Path(PLAN).read_bytes())
    appendix = shown.texts.index("Appendix C: Joint improvement plan")
    contents = [text for text in shown.texts[:appendix] if "Joint improvement plan6" in text]
    assert contents == ["Appendix C: Joint improvement plan6"]
    assert [text for text in shown.texts[:appendix] if text not in contents] == report.texts
    assert [text for text in shown.texts[appendix + 1 :] if text] == [text for text in plan.texts if text]


def test_attaching_again_gives_the_same_bytes() -> None:
    run.run(["attach"])
    first = Path(RESULT).read_bytes()
    run.run(["attach"])
    assert Path(RESULT).read_bytes() == first


def test_the_cycle_file_may_say_where_reports_lie_and_an_assessment_how_the_plan_stands_there() -> None:
    Path("reports").mkdir()
    Path(REPORT).rename("reports/JI-2026-09.docx")
    _change("inputs/dunmarra.yaml", "report: reports/dunmarra.docx", "")
    _change("inputs/cycle.yaml", "inspection:", 'inspection:\n  report: "../reports/{report_reference}.docx"')
    _change("inputs/dunmarra.yaml", "heading: Joint improvement plan", "letter: Z\n  after: next steps")
    run.run(["attach", "inputs/dunmarra.yaml"])
    texts = Pages(Path(RESULT).read_bytes()).texts
    headings = ["Next steps", "Appendix Z: Improvement plan", "Appendix A: the quality indicators"]
    assert sorted(headings, key=texts.index) == headings


def test_programs_are_told_every_path(capsys: pytest.CaptureFixture[str]) -> None:
    said = json.loads(_said(["attach", "--json"], capsys, 0))
    assert (said["command"], said["attached"], said["refused"], said["problems"]) == ("attach", 1, 0, [])
    assert said["outcomes"][1] == {
        "file": "inputs/dunmarra.yaml",
        "reference": "PSR-2026-015",
        "partnership": "Dunmarra Child Protection Partnership",
        "report": REPORT,
        "plan": PLAN,
        "result": RESULT,
        "pdf": None,
        "became": "attached",
        "plans": [{"plan": PLAN, "state": "panel approved", "became": "attached"}],
        "refused": False,
        "problems": [],
    }


def test_one_refused_report_stops_no_other_and_nothing_of_it_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    Path("inputs/reports/braidmuir.docx").write_bytes(b"no Word file")
    _change("inputs/braidmuir.yaml", "inspection:", "inspection:\n  report: reports/braidmuir.docx")
    said = _said(["attach"], capsys, 1)
    assert Path(RESULT).is_file()
    assert "Refused\n  inputs/braidmuir.yaml  (PSR-2026-016)\n      inputs/reports/braidmuir.docx: " in said
    assert said.endswith("1 of 2 reports written with its plan. 1 refused, for the reasons above.\n")
    assert [path.name for path in Path("output").rglob("inspection-report*")] == [Path(RESULT).name]


def test_a_missing_report_and_a_missing_plan_are_both_said(capsys: pytest.CaptureFixture[str]) -> None:
    Path(REPORT).unlink()
    Path(PLAN).unlink()
    assert _said(["attach", "inputs/dunmarra.yaml"], capsys, 1) == (
        "Refused\n"
        "  inputs/dunmarra.yaml  (PSR-2026-015)\n"
        f"      {REPORT}: no-report: there is no such file, and the assessment names it as the inspection report; "
        "put it there, or change inputs/dunmarra.yaml\n"
        f"      {PLAN}: no-plan: there is no plan here yet to attach to the report; type scrutiny generate first\n"
        "\n"
        "0 of 1 report written with its plan. 1 refused, for the reasons above.\n"
    )


def test_a_document_that_the_assessment_does_not_ask_for_cannot_be_attached(capsys: pytest.CaptureFixture[str]) -> None:
    _change("inputs/dunmarra.yaml", "heading: Joint improvement plan", "document: action-plan")
    assert (
        "inputs/dunmarra.yaml: no-such-document: `action-plan` would be attached to the report, and is none of the assessment's "
        "documents; write `letter` or `improvement-plan` at `document` under `attachment`\n"
    ) in _said(["attach", "inputs/dunmarra.yaml"], capsys, 1)


def test_a_link_that_leads_out_of_the_cycle_is_not_followed(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    elsewhere = here.parent / "elsewhere.docx"
    Path(REPORT).rename(elsewhere)
    Path(REPORT).symlink_to(elsewhere)
    assert (
        f"{REPORT}: report-outside: the report lies outside the cycle's folder, {here.resolve().as_posix()}; copy it"
        in _said(["attach", "inputs/dunmarra.yaml"], capsys, 1)
    )
    assert not Path(RESULT).exists()


def test_a_report_that_lies_where_the_result_would_is_never_written_to(capsys: pytest.CaptureFixture[str]) -> None:
    Path(REPORT).rename(RESULT)
    before = Path(RESULT).read_bytes()
    _change("inputs/dunmarra.yaml", "report: reports/dunmarra.docx", f'report: "../{RESULT}"')
    said = _said(["attach", "inputs/dunmarra.yaml"], capsys, 1)
    assert (
        f"{RESULT}: result-is-source: this is the report itself, which is never written to; move the report\n" in said
    )
    assert Path(RESULT).read_bytes() == before


def test_a_result_that_would_lie_where_a_document_is_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    documents = "documents: [improvement-plan, inspection-report-with-plan]"
    _change("inputs/dunmarra.yaml", "state: panel approved", f"state: panel approved\n{documents}")
    assert (
        f"inputs/dunmarra.yaml: same-name: more than one file of this cycle would be {RESULT.removeprefix('output/')}; "
        "call the document otherwise, or put {reference} into the file name pattern\n"
    ) in _said(["attach", "inputs/dunmarra.yaml"], capsys, 1)
    assert not Path(RESULT).exists()


def test_an_assessment_with_faults_is_refused_with_them(capsys: pytest.CaptureFixture[str]) -> None:
    _change("inputs/dunmarra.yaml", "report: reports/dunmarra.docx", "report: ../../report.docx")
    said = _said(["attach", "inputs/dunmarra.yaml"], capsys, 1)
    assert "inputs/dunmarra.yaml:45:11: not-a-report-path: this path leads out of the cycle" in said


@pytest.mark.parametrize("field", ["reference:>99", "reference.is.nothing", "reference[9]"])
def test_a_pattern_that_is_refused_is_never_filled_in(field: str, capsys: pytest.CaptureFixture[str]) -> None:
    _change("inputs/dunmarra.yaml", "report: reports/dunmarra.docx", f'report: "reports/{{{field}}}.docx"')
    assert locations.report_of_refused("inputs/dunmarra.yaml") is None
    said = _said(["attach", "inputs/dunmarra.yaml"], capsys, 1)
    assert said.startswith("Refused\n  inputs/dunmarra.yaml\n      inputs/dunmarra.yaml:45:11: not-a-report-path: ")
    assert said.endswith("0 of 1 report written with its plan. 1 refused, for the reasons above.\n")


def test_one_plan_is_attached_to_one_report_as_the_words_say(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--after", "Key messages", "--heading", "The plan", "--letter", "D", "--page-numbers", "restart"]
    more = ["--headers", "report", "--look", "plan", "--label", "Annex"]
    assert _said(["attach", REPORT, PLAN, "-o", "both.docx", *words, *more], capsys, 0) == (
        f"Attached\n  {REPORT}\n      both.docx\n      from {REPORT}\n      and {PLAN} (panel approved)\n"
        "      both.docx: state-not-in-name: the state of the plan in it is `panel approved`, and the name of this file "
        "does not say so; call it both-panel-approved.docx, so that nobody sends it out for a final one\n"
        "\n1 of 1 report written with its plan.\n"
    )
    data = Path("both.docx").read_bytes()
    headings = [text for level, text in Pages(data).headings if level == 1]
    assert headings[1:4] == ["Key messages", "Appendix D: The plan", "What we found"]
    assert faults(data) == []


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            [REPORT, PLAN, "-o", REPORT],
            f"{REPORT}: result-is-source: this is the report itself, which is never written to",
        ),
        ([REPORT, PLAN, "-o", PLAN], f"{PLAN}: result-is-source: this is the plan itself, which is never written to"),
        ([REPORT, PLAN, "-o", f"./output/../{REPORT}"], "this is the report itself, which is never written to"),
        (
            [REPORT, "plan.pdf", "-o", "both.docx"],
            "plan.pdf: pair-of-files: a PDF plan cannot become pages of a Word report, which has its text in Word's own "
            "form; give the plan's Word file; or make a PDF of the report (in Word: File, Save As, PDF) and attach the "
            "plan to that\n",
        ),
        (
            [REPORT, PLAN, "-o", "both.odt"],
            "both.odt: result-kind: the result is of the same kind as the report: .docx, or .pdf for a PDF of it; "
            "give it that ending\n",
        ),
        ([REPORT, "bad.docx", "-o", "both.docx"], "bad.docx: "),
    ],
)
def test_a_pair_that_cannot_be_put_together_is_refused_and_nothing_is_written(
    here: Path, words: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("plan.pdf").write_bytes(b"%PDF")
    Path("bad.docx").write_bytes(b"no Word file")
    before = {path: path.read_bytes() for path in here.rglob("*") if path.is_file()}
    assert message in _said(["attach", *words], capsys, 1)
    assert {path: path.read_bytes() for path in here.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([REPORT, "-o", "both.docx"], "name one report and one plan"),
        ([REPORT, PLAN], "name one report and one plan"),
        ([REPORT, PLAN, "inputs", "-o", "both.docx"], "name one report and one plan"),
        (["inputs", "--letter", "C"], "choices go with one report and one plan"),
        ([REPORT, PLAN, "-o", "both.docx", "--look", "handsome"], "invalid choice: 'handsome'"),
        (["--covers", "inputs"], "inputs is no Word template (.docx) for --covers; write --covers behind the files\n"),
        (["--list", REPORT, PLAN, "-o", "both.docx"], f"-o OUT; {REPORT} is taken for the template of --list\n"),
    ],
)
def test_wrong_use_is_said(words: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        run.run(["attach", *words])
    assert stopped.value.code == 2
    assert message in capsys.readouterr().err


def test_a_word_plan_goes_into_a_pdf_report_as_pdf_with_the_word_file_embedded(
    office: Converter, capsys: pytest.CaptureFixture[str]
) -> None:
    (made,) = make_pdfs(office, [WordFile.read(Path(REPORT))], Archive.A3B)
    assert isinstance(made, ConvertedPdf)
    Path("inputs/reports/dunmarra.pdf").write_bytes(made.data)
    _change("inputs/dunmarra.yaml", "reports/dunmarra.docx", "reports/dunmarra.pdf")
    result = Path(RESULT).with_suffix(".pdf")
    assert f"      {result}\n      from inputs/reports/dunmarra.pdf\n" in _said(["attach"], capsys, 0)
    with pikepdf.open(result) as pdf, pikepdf.open(BytesIO(made.data)) as report:
        assert list(pdf.attachments) == [Path(PLAN).name]
        assert pdf.attachments[Path(PLAN).name].get_file().read_bytes() == Path(PLAN).read_bytes()
        assert len(pdf.pages) > len(report.pages) == 5
        assert str(pdf.open_metadata()["pdfaid:part"]) == "3"
    assert findings(result) == []


def test_without_libreoffice_a_pdf_report_is_refused_and_a_word_report_is_not(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save("inputs/reports/braidmuir.pdf")
    _change("inputs/braidmuir.yaml", "inspection:", "inspection:\n  report: reports/braidmuir.pdf")
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    monkeypatch.setattr("engross.pdf.program._PLACES", ())
    said = _said(["attach"], capsys, 1)
    assert "libreoffice-writer-nogui" in said
    assert Path(RESULT).is_file()


def test_the_sample_report_is_what_its_source_builds_and_is_in_order() -> None:
    data = (resources.inputs() / "reports/dunmarra.docx").read_bytes()
    assert data == build_report.build()
    assert faults(data) == []
    assert [str(problem) for problem in check_accessibility(Package.open(data, "dunmarra.docx"))] == []


def test_an_assessment_makes_the_choices_that_the_appender_knows() -> None:
    for own, theirs in (
        (assessment.PageNumbers, word.PageNumbers),
        (assessment.Headers, word.Headers),
        (assessment.Look, word.Look),
    ):
        assert [str(it) for it in own] == [str(it) for it in theirs]


def test_a_fault_of_the_software_itself_is_told_of_its_pair_and_writes_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> bytes:
        raise KeyError("w:unheard-of")

    monkeypatch.setattr(word, "attach_told", fail)
    assert run.run(["attach", REPORT, PLAN, "-o", "both.docx"]) == 1
    assert f"{REPORT}: internal-error: a fault of this software" in capsys.readouterr().out
    assert not Path("both.docx").exists()


def test_a_report_pattern_with_a_width_is_refused_and_never_filled_in(capsys: pytest.CaptureFixture[str]) -> None:
    wide = "'reports/{reference:999999999}.docx'"
    _change("inputs/dunmarra.yaml", "report: reports/dunmarra.docx", f"report: {wide}")
    refused = _said(["attach", "inputs/dunmarra.yaml"], capsys, 1)
    assert "inputs/dunmarra.yaml:45:11: " in refused
    assert "999999999" in refused
    assert len(refused) < 2000


@pytest.mark.parametrize(("state", "is_final"), [("draft", False), ("issued", True)])
def test_the_pdf_of_an_issued_plan_may_say_nothing_else_than_the_plan(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, state: str, is_final: bool
) -> None:
    asked: list[WordFile] = []

    def refuse(_office: object, files: list[WordFile], *_: object) -> list[Problem]:
        asked.extend(files)
        return [Problem("pdf-differs", FilePlace(file.name), "it says something else", "look at it") for file in files]

    monkeypatch.setattr(pdf, "to_pdf", refuse)
    monkeypatch.setattr(pdf, "find_converter", object)
    report, plan = tmp_path / "report.pdf", tmp_path / "plan.docx"
    with pikepdf.new() as blank:
        blank.add_blank_page()
        blank.save(report)
    custom = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><property '
        'fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="Document state"><vt:lpwstr>'
        f"{state}</vt:lpwstr></property></Properties>"
    )
    package = Package.open(docx("Plan"))
    rels = package.read("_rels/.rels").replace(
        b"</Relationships>",
        b'<Relationship Id="rC" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        b'custom-properties" Target="docProps/custom.xml"/></Relationships>',
    )
    plan.write_bytes(bytes(package.replace({"_rels/.rels": rels, "docProps/custom.xml": custom.encode()})))
    assert run.run(["attach", str(report), str(plan), "-o", str(tmp_path / "out.pdf")]) == 1
    assert [file.is_final for file in asked] == [is_final]
    assert not (tmp_path / "out.pdf").exists()
