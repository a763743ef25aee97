"""One folder or file that nobody may open: what cannot be known is told, nothing is lost, and all else goes on."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from engross import pdf
from engross.pdf import Converter
from engross.problems import Problem
from scrutiny_response.cli.run import ALL_WRITTEN, SOME_REFUSED, run
from scrutiny_response.store import whole_files
from scrutiny_response.use_cases.init import begin
from tests.other_disks import OtherDisk
from tests.scrutiny_response import year

ISSUED = year.FOLDERS["Inverallan"]
NOT_READ = (
    "unreadable-file: it cannot be known what lies here: this document, or its folder, may not be read; "
    "close it if it is open in Word, check that you may open it, and run again"
)
CLOSED_RECORD = (
    "record/PSR-2026-011: unreadable-folder: the record cannot be read: Permission denied; check that you may open it: "
    "what is issued is not touched without it, and nothing can be added to it"
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cycle of two partnerships, whose documents are made; one of the two is issued."""
    folder = tmp_path_factory.mktemp("closed") / "cycle"
    begin(folder)
    for path in (folder / "inputs").glob("*.yaml"):
        if path.stem not in {"cycle", "inverallan", "tarbeck"}:
            path.unlink()
    approved = ("--approved-by", "Eilidh Garvie, chief inspector", "--on", "2026-12-16")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert run(["generate"]) == ALL_WRITTEN
        assert run(["issue", "PSR-2026-011", *approved]) == ALL_WRITTEN
    return folder


@pytest.fixture
def cycle(whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it, in which the command runs."""
    monkeypatch.chdir(shutil.copytree(whole, tmp_path / "cycle"))
    return tmp_path / "cycle"


def answer(words: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    capsys.readouterr()
    return run(words.split()), capsys.readouterr().out


@pytest.mark.usefixtures("cycle")
@pytest.mark.parametrize("words", ["", " --again", " --again --overwrite-edited", " --remove-gone"])
def test_documents_in_a_closed_folder_are_not_called_edited(
    words: str, other_disk: OtherDisk, capsys: pytest.CaptureFixture[str]
) -> None:
    other_disk.close(ISSUED)
    code, text = answer(f"generate{words}", capsys)
    told = [line.strip() for line in text.splitlines() if "unreadable-file" in line]
    assert told == [f"output/{ISSUED}/{name}.docx: {NOT_READ}" for name in ("letter", "improvement-plan")]
    assert (code, "dited by hand" in text) == (SOME_REFUSED, False)


@pytest.mark.usefixtures("cycle")
def test_verify_says_which_documents_may_not_be_read(other_disk: OtherDisk, capsys: pytest.CaptureFixture[str]) -> None:
    other_disk.close(ISSUED)
    assert answer("verify", capsys) == (
        SOME_REFUSED,
        "May not be read, so that it is not known whether they were edited\n"
        f"  output/{ISSUED}/improvement-plan.docx\n"
        f"  output/{ISSUED}/letter.docx\n\n"
        "2 of 4 documents in output as generated, from what has not changed since.\n",
    )


@pytest.mark.usefixtures("cycle")
def test_verify_does_not_say_of_a_closed_output_folder_that_nothing_lies_there(
    other_disk: OtherDisk, capsys: pytest.CaptureFixture[str]
) -> None:
    other_disk.close("output")
    code, text = answer("verify", capsys)
    told = (
        "output: unreadable-folder: it cannot be known what lies here (Permission denied); check that you may open it\n"
    )
    assert (code, text) == (SOME_REFUSED, told)


@pytest.mark.usefixtures("cycle")
@pytest.mark.parametrize("words", ["generate", "check", "verify", "calendar", "due", "tracker", "issue", "emails"])
def test_a_closed_folder_in_the_record_is_told_and_stops_no_other(
    words: str, other_disk: OtherDisk, capsys: pytest.CaptureFixture[str]
) -> None:
    other_disk.close("PSR-2026-011")
    assert CLOSED_RECORD in answer(words, capsys)[1]


@pytest.mark.usefixtures("cycle")
@pytest.mark.parametrize("spoiled", ["closed", "link"])
def test_what_may_have_been_issued_is_not_removed(
    spoiled: str, other_disk: OtherDisk, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("inputs/inverallan.yaml").unlink()
    if spoiled == "closed":
        other_disk.close("PSR-2026-011")
    else:
        Path("record/PSR-2026-011").rename("record-of-011")
        Path("record/PSR-2026-011").symlink_to("/no/such/share")
    code, text = answer("generate --remove-gone", capsys)
    assert code == ALL_WRITTEN
    assert text.count("; whether it was issued cannot be read in the record, so it stays") == 2
    assert {path.name for path in Path("output", ISSUED).iterdir()} == {"letter.docx", "improvement-plan.docx"}


@pytest.mark.usefixtures("cycle")
def test_a_file_in_the_records_place_is_no_record_without_events(capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree("record")
    Path("record").write_text("mine\n", encoding="utf-8")
    for words in (["generate"], ["attach"], ["generate", "--record", "record"], ["returned", "x", "--record"]):
        with pytest.raises(SystemExit):
            run([word if word != "x" else "templates/letter.docx" for word in words])
        told = "the folder record, the record, cannot be read: this is a file, and no folder\n"
        assert capsys.readouterr().err.endswith(told)


@pytest.mark.usefixtures("cycle")
@pytest.mark.parametrize(
    ("named", "told"),
    [
        ("recrod", "is not there; did you mean `record`? for a new record, make the folder first"),
        ("archive", "is not there; for a new record, make the folder first"),
        ("output", "is none: it holds no events, but PSR-2026-011-Inverallan Community Planning Partnership and others; "
                   "for a new record, make an empty folder"),
        (".", "is none: it holds no events, but README.txt and others; did you mean `record`? "
              "for a new record, make an empty folder"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("words", ["generate --remove-gone", "issue PSR-2026-011 --approved-by X", "due", "verify"])
def test_a_mistyped_record_is_told_and_nothing_counts_as_not_issued(
    words: str, named: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    lying = sorted(Path().rglob("*"))
    with pytest.raises(SystemExit):
        run([*words.split(), "--record", named])
    assert capsys.readouterr().err.endswith(f"error: the folder {named}, which --record names, {told}\n")
    assert sorted(Path().rglob("*")) == lying


@pytest.mark.usefixtures("cycle")
def test_a_record_that_begins_or_that_lost_a_reference_is_one(other_disk: OtherDisk) -> None:
    Path("empty").mkdir()
    Path("empty/desktop.ini").touch()
    Path("begun/PSR-2026-017").mkdir(parents=True)
    Path("begun/PSR-2026-017/2026-12-16-issued-letter.docx").touch()
    Path("begun/.lock").touch()
    other_disk.close("PSR-2026-017")
    for named in ("empty", "begun", "record"):
        assert run(["due", "--record", named]) in {ALL_WRITTEN, SOME_REFUSED}, named


@pytest.mark.usefixtures("cycle")
def test_a_reference_that_nothing_here_has_may_be_that_of_a_file_that_cannot_be_read(
    other_disk: OtherDisk, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("inputs/moved.yaml").symlink_to("/no/such/share")
    other_disk.close("inverallan.yaml")
    with pytest.raises(SystemExit):
        run(["note", "PSR-2026-011", "closed"])
    assert capsys.readouterr().err.endswith(
        "argument REFERENCE: there is nothing called PSR-2026-011 here, and no assessment in inputs has this reference "
        "or name; inputs/inverallan.yaml and 1 more cannot be read, and may be it\n"
    )


@pytest.mark.usefixtures("cycle")
def test_a_draft_in_a_closed_folder_is_not_said_to_be_none(
    other_disk: OtherDisk, capsys: pytest.CaptureFixture[str]
) -> None:
    text = Path("inputs/inverallan.yaml").read_text(encoding="utf-8")
    chair = "  name: Councillor Iain Macrae\n"
    Path("inputs/inverallan.yaml").write_text(text.replace(chair, f"{chair}  email: macrae@example.org\n"), "utf-8")
    assert answer("emails PSR-2026-011", capsys)[0] == ALL_WRITTEN
    other_disk.close("emails")
    code, text = answer("emails PSR-2026-011 --sent --on 2026-12-16", capsys)
    assert code == SOME_REFUSED
    assert "output/emails/PSR-2026-011.eml: unreadable-file: it cannot be known what lies here" in text


@pytest.mark.usefixtures("cycle")
def test_a_schema_that_may_not_be_read_is_told(
    other_disk: OtherDisk, cycle: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other_disk.close("assessment.schema.json")
    assert answer("schema", capsys) == (
        SOME_REFUSED,
        f"{cycle.as_posix()}/schemas/assessment.schema.json: unreadable-file: it cannot be known what lies here: this "
        "document, or its folder, may not be read; wait until the virus scanner or the synchronising program (such as "
        "OneDrive) is done with it, check that you may open it, and run again\n",
    )


@pytest.mark.usefixtures("cycle")
def test_a_result_that_may_not_be_read_again_gets_no_pdf(
    other_disk: OtherDisk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = Path("inputs/tarbeck.yaml").read_text(encoding="utf-8")
    Path("inputs/tarbeck.yaml").write_text(
        text.replace("inspection:\n", "inspection:\n  report: reports/dunmarra.docx\n", 1), encoding="utf-8"
    )
    assert run(["generate"]) == ALL_WRITTEN
    place = whole_files.place

    def placed_and_closed(staged: Path, folder: Path, path: str) -> Problem | None:
        problem = place(staged, folder, path)
        other_disk.close(Path(path).name)
        return problem

    monkeypatch.setattr(whole_files, "place", placed_and_closed)
    monkeypatch.setattr(pdf, "find_converter", lambda: Converter(Path("soffice")))
    code, told = answer("attach --pdf inputs/tarbeck.yaml", capsys)
    assert (code, "inspection-report-with-plan-embargoed.docx: " + NOT_READ in told) == (SOME_REFUSED, True)


@pytest.mark.parametrize(
    ("words", "is_written"),
    [
        ("note PSR-2026-011 closed --by x --reason y --on 2027-01-12", False),
        ("withdraw PSR-2026-011 --reason x --on 2027-01-12", True),
    ],
)
@pytest.mark.parametrize("line", ["bogus: 1\n", "\t- : [\n"])
def test_a_faulty_cycle_file_is_told_where_an_event_needs_it_and_keeps_nothing_from_being_withdrawn(
    words: str, line: str, *, is_written: bool, cycle: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (cycle / "inputs" / "cycle.yaml").open("a", encoding="utf-8") as file:
        file.write(line)
    code, told = answer(words, capsys)
    refused = (
        "inputs/inverallan.yaml: cycle-file-refused: inputs/cycle.yaml has faults, so this file cannot be accepted"
    )
    assert (code, refused in told) == ((ALL_WRITTEN, False) if is_written else (SOME_REFUSED, True))
    assert is_written or told.startswith("inputs/cycle.yaml:")
