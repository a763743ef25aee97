"""What people at Windows and macOS are told: copies beside their files, long paths, programs that hold a file."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from engross.pdf.converter import Converter
from engross.pdf.program import VARIABLE
from engross.problems import Refused
from scrutiny_response.cli.reports import init as init_report
from scrutiny_response.cli.reports import verify as verify_report
from scrutiny_response.cli.run import run
from scrutiny_response.generate.settings import read_templates
from scrutiny_response.store import path_lengths
from scrutiny_response.store.naming import LONGEST, safe
from scrutiny_response.use_cases.init import begin


@pytest.fixture
def cycle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cycle of one sample, in which the command runs."""
    begin(tmp_path / "cycle")
    monkeypatch.chdir(tmp_path / "cycle")
    for path in Path("inputs").glob("*.yaml"):
        if path.stem not in {"cycle", "inverallan"}:
            path.unlink()
    return tmp_path / "cycle"


@pytest.mark.usefixtures("cycle")
@pytest.mark.parametrize("copy", ["inverallan-DESKTOP-7H2K.yaml", "inverallan-NHS1234.yaml", "inverallan - Copy.yaml"])
def test_a_copy_that_a_synchroniser_made_is_called_one(copy: str, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy("inputs/inverallan.yaml", f"inputs/{copy}")
    assert run(["check"]) == 1
    hint = "see which of the two is right, keep it as inverallan.yaml, and move the other out of the folder"
    told = [line.strip() for line in capsys.readouterr().out.splitlines() if "copied-file" in line]
    assert sorted(told) == sorted([
        f"inputs/{copy}: copied-file: this is a copy of inverallan.yaml, as OneDrive or Explorer makes them, "
        f"with the same reference; {hint}",
        f"inputs/inverallan.yaml: copied-file: {copy} is a copy of this file, as OneDrive or Explorer makes them; {hint}",
    ])  # fmt: skip


@pytest.mark.usefixtures("cycle")
def test_two_files_of_one_reference_that_are_no_copies_are_told_as_such(capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy("inputs/inverallan.yaml", "inputs/lorne.yaml")
    assert run(["check"]) == 1
    out = capsys.readouterr().out
    assert out.count("repeated-reference") == 2
    assert "copied-file" not in out


@pytest.mark.usefixtures("cycle")
def test_files_beside_templates_and_letters_are_passed_over_by_every_command() -> None:
    assert run(["generate"]) == 0
    (letters,) = Path("output").glob("PSR*")
    for folder in (Path("templates"), letters):
        for name in ("._letter.docx", "~$letter.docx", "~WRL0001.docx"):
            (folder / name).write_bytes(b"\0\5\26\7")
    for name in ("letter - Copy.docx", "letter-LAPTOP-7H2K.docx"):
        (Path("templates") / name).write_bytes(b"half synchronised")
    shutil.copy("templates/letter.docx", "house.docx")
    for words in (
        ["generate"],
        ["check"],
        ["verify"],
        ["template", "check", "templates"],
        ["check-document", str(letters)],
        ["template", "restyle", "house.docx", "templates"],
    ):
        assert run(words) == 0, words


def test_two_templates_whose_names_are_one_on_most_computers_are_told(tmp_path: Path) -> None:
    for name in ("letter.docx", "Letter.DOCX", "plan.DOCX"):
        (tmp_path / name).touch()
    with pytest.raises(Refused) as refused:
        read_templates(tmp_path)
    assert str(refused.value) == (
        f"{tmp_path}/Letter.DOCX: several-templates: more than one template here has this name, "
        "in capitals or small letters; keep one of them"
    )
    (tmp_path / "Letter.DOCX").unlink()
    assert [template.name for template in read_templates(tmp_path)] == ["letter", "plan"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("North_vti_South", "North-vti-South"),
        ("a_VTI_b", "a-vti-b"),
        ("Desktop.ini", "_Desktop.ini"),
        (".lock", "lock"),
    ],
)
def test_names_that_sharepoint_does_not_take_are_not_given(text: str, name: str) -> None:
    assert safe(text) == name


def test_a_path_that_word_does_not_open_is_told_once(
    cycle: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = f"{cycle}/output/PSR-2026-011-Inverallan Community Planning Partnership/improvement-plan.docx"
    monkeypatch.setattr(path_lengths, "most_characters", lambda: len(path))
    for words in (["check"], ["generate"]):
        assert run(words) == 0
        assert "path-too-long" not in capsys.readouterr().out
    monkeypatch.setattr(path_lengths, "most_characters", lambda: len(path) - 1)
    told = (
        f"{path}: path-too-long: this path has {len(path)} characters, and Word opens none of more than {len(path) - 1}; "
        "put the cycle's folder nearer to the beginning of the drive, under a short name"
    )
    for words in (["check"], ["generate"]):
        assert run(words) == 0
        assert capsys.readouterr().out.count(told) == 1
    assert run(["init", "../next"]) == 0
    whole = cycle.parent / "cycle/../next"
    length = len(f"{cycle.parent}/next/output/{'x' * 80}/{'x' * 80}")
    assert capsys.readouterr().out.startswith(
        f"../next: path-too-long: a document's whole path may have {length} characters here, and Word opens none of "
        f"more than {len(path) - 1}; put the cycle's folder nearer to the beginning of the drive, under a short name\n"
    )
    assert whole.is_dir()


def test_the_longest_name_is_the_one_that_is_given() -> None:
    assert path_lengths.LONGEST_NAME == LONGEST


def test_the_way_to_a_new_cycle_can_be_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "(cd 'my cycle')" in init_report.as_text(Path("my cycle"), ())
    monkeypatch.setattr("sys.platform", "win32")
    assert '(pushd "my cycle")' in init_report.as_text(Path("my cycle"), ())


def test_without_a_document_verify_says_so() -> None:
    assert verify_report.as_text((), "output") == "No document has been generated into output yet."


@pytest.mark.usefixtures("cycle")
def test_json_is_ascii_so_that_any_pipe_keeps_it(capsys: pytest.CaptureFixture[str]) -> None:
    Path("inputs/inverallan.yaml").rename("inputs/Ìle.yaml")
    assert run(["check", "--json"]) == 0
    out = capsys.readouterr().out
    assert out.isascii()
    assert json.loads(out)["outcomes"][0]["file"] == "inputs/Ìle.yaml"


def test_libreoffice_is_found_where_a_variable_says_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "LibreOffice/program/soffice.com"
    program.parent.mkdir(parents=True)
    program.touch()
    monkeypatch.setattr("shutil.which", lambda _name: None)
    monkeypatch.setattr("engross.pdf.program._PLACES", ())
    monkeypatch.setenv("ProgramW6432", str(tmp_path))
    assert Converter.find().program == program
    monkeypatch.setenv(VARIABLE, str(program.with_name("other.com")))
    with pytest.raises(Refused, match=f"there is no LibreOffice at {tmp_path}/LibreOffice/program/other.com"):
        Converter.find()
    program.rename(program.with_name("other.com"))
    assert Converter.find().program == program.with_name("other.com")
