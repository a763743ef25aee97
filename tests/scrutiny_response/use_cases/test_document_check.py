"""Any Word file and its accessibility: whole screens, JSON, exit codes, and every document of the sample cycle."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from engross.word.opc.package import Package
from scrutiny_response import __version__, resources
from scrutiny_response.cli import run
from scrutiny_response.generate import cycle
from scrutiny_response.use_cases import document_check
from tests import word_files
from tests.engross.pdf.built import Paper

BAD = word_files.word_file(
    word_files.paragraph("Staff", "Heading2")
    + "<w:p/>"
    + word_files.paragraph("We found that staff knew the children.")
)
FOUND = """\
bad.docx: 1 error and 1 warning
  error: bad.docx: body, paragraph 1: heading-level-skipped: the first heading, "Staff", has level 2, where level 1 is expected; give it the \
style Heading 1 (Home, Styles), or add the heading that is missing above it
  warning: bad.docx: body, under "Staff", paragraph 2: empty-paragraphs: an empty paragraph makes space between texts; delete it, and set \
the space before or after the paragraphs in their style (Home, Styles, Modify, Format, Paragraph)
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a good, a bad and a damaged file, in which the command runs."""
    monkeypatch.chdir(tmp_path)
    Path("good.docx").write_bytes(word_files.word_file(word_files.paragraph("Dear Dr Sinclair")))
    Path("bad.docx").write_bytes(BAD)
    Path("broken.docx").write_bytes(b"PK no")
    return tmp_path


@pytest.mark.usefixtures("here")
def test_a_file_without_faults_is_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.run(["check-document", "good.docx"]) == 0
    assert capsys.readouterr().out == "good.docx: nothing found\n\n1 of 1 file in order.\n"


@pytest.mark.usefixtures("here")
def test_faults_are_listed_under_their_file_and_refuse(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.run(["check-document", "good.docx", "bad.docx"]) == 1
    assert capsys.readouterr().out == (
        f"good.docx: nothing found\n{FOUND}\n1 of 2 files in order. 1 refused, for the reasons above.\n"
    )


@pytest.mark.usefixtures("here")
def test_warnings_alone_refuse_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    text = word_files.paragraph("We found much.")
    Path("spaced.docx").write_bytes(word_files.word_file(f"{text}<w:p/>{text}"))
    assert run.run(["check-document", "spaced.docx"]) == 0
    assert capsys.readouterr().out.startswith("spaced.docx: 1 warning\n  warning: spaced.docx: body, paragraph 2: ")


@pytest.mark.usefixtures("here")
def test_a_file_that_cannot_be_read_is_refused_and_stops_no_other() -> None:
    broken, good = document_check.check([Path("broken.docx"), Path("good.docx")])
    assert [problem.id for problem in broken.problems] == ["not-a-word-file"]
    assert broken.refused
    assert not good.problems


@pytest.mark.usefixtures("here")
def test_programs_get_the_same_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.run(["check-document", "--json", "good.docx", "bad.docx"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert {key: it for key, it in answer.items() if key != "files"} == {
        "command": "check-document",
        "version": __version__,
        "refused": 1,
    }
    good, bad = answer["files"]
    assert good == {"file": "good.docx", "refused": False, "problems": []}
    assert bad["refused"]
    assert [(it["id"], it["severity"], it["place"]["paragraph"]) for it in bad["problems"]] == [
        ("heading-level-skipped", "error", 1),
        ("empty-paragraphs", "warning", 2),
    ]


@pytest.mark.usefixtures("here")
def test_a_file_that_is_not_there_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        run.run(["check-document", "nowhere.docx"])
    assert stopped.value.code == 2
    assert capsys.readouterr().err.endswith("argument FILE: there is nothing called nowhere.docx here\n")


def test_nothing_is_found_in_the_shipped_templates() -> None:
    files = sorted(resources.templates().glob("*.docx"))
    assert len(files) > 1
    assert [problem for one in document_check.check(files) for problem in one.problems] == []


def test_nothing_is_found_in_any_document_of_the_sample_cycle(tmp_path: Path) -> None:
    shutil.copytree(resources.inputs(), tmp_path / "inputs")
    made = cycle.generate([tmp_path / "inputs"], tmp_path / "output")
    assert not made.refused
    written = [tmp_path / "output" / path for outcome in made.outcomes for path in outcome.documents]
    assert len(written) >= len(made.outcomes)
    assert [problem for one in document_check.check(written) for problem in one.problems] == []


@pytest.mark.usefixtures("here")
def test_the_check_of_a_template_says_what_breaks_the_accessibility_of_its_documents(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run.run(["template", "check", "bad.docx", "--comments", "commented.docx"]) == 1
    shown = capsys.readouterr().out
    assert shown.startswith(FOUND.replace("1 error and 1 warning", "2 problems"))
    assert shown.endswith("\n\nWritten, with a comment at each problem: commented.docx\n")
    commented = Package.open("commented.docx").xml("word/comments.xml")
    texts = ["".join(str(it) for it in comment.itertext()) for comment in commented]
    assert ["Staff" in texts[0], "an empty paragraph" in texts[1]] == [True, True]


@pytest.mark.usefixtures("here")
def test_the_check_of_a_template_tells_faults_of_its_tags_and_of_its_accessibility_together(
    capsys: pytest.CaptureFixture[str],
) -> None:
    heading = word_files.paragraph("{{ partnership.nmae }}", "Heading2")
    Path("both.docx").write_bytes(word_files.word_file(heading))
    assert run.run(["template", "check", "--json", "both.docx"]) == 1
    (template,) = json.loads(capsys.readouterr().out)["templates"]
    assert [it["id"] for it in template["problems"]] == ["unknown-field", "heading-level-skipped"]


@pytest.mark.usefixtures("here")
def test_a_pdf_is_read_aloud_by_its_tags_and_a_word_file_is_not(capsys: pytest.CaptureFixture[str]) -> None:
    Path("untagged.pdf").write_bytes(bytes(Paper(tagged=False)))
    assert run.run(["check-document", "--read", "untagged.pdf", "good.docx"]) == 1
    assert capsys.readouterr().out == (
        "untagged.pdf:\n  Document: report\n  Language: not said\n"
        "  This PDF has no tags: a screen reader guesses what to say, and in which order.\n\n"
        "good.docx:\n  good.docx: not-a-pdf: a Word file is read aloud as its PDF; make the PDF first (scrutiny generate "
        "--pdf, or in Word: File, Save As, PDF)\n"
    )
    assert run.run(["check-document", "--read", "untagged.pdf", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["files"][0]["lines"][:2] == ["Document: report", "Language: not said"]
