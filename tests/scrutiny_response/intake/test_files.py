"""Which files are read, in which order, and what is said of those that cannot be."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from scrutiny_response.intake import read_assessments
from tests.scrutiny_response.intake.reading import ACCEPTED, PLAINEST, beside_the_cycle, framework

SOUND = PLAINEST.read_text(encoding="utf-8")


@pytest.fixture
def cycle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def numbered(number: int) -> str:
    name = f"name: Glen {number} Partnership"
    return SOUND.replace("PSR-plainest", f"PSR-{number}").replace(
        "name: Glenfarrow Community Justice Partnership", name
    )


def files(*paths: str) -> list[str]:
    return [result.file for result in read_assessments([Path(path) for path in paths], framework())]


def said(*paths: str) -> list[str]:
    results = read_assessments([Path(path) for path in paths], framework())
    return [str(problem) for result in results for problem in result.problems]


def test_a_folder_stands_for_the_files_directly_in_it_in_the_order_of_their_names(cycle: Path) -> None:
    for number, name in enumerate(["b.yaml", "a.yml", "c.json", ".hidden.yaml", "~$lock.yaml", "notes.txt", "D.YAML"]):
        beside_the_cycle(cycle, name, numbered(number))
    (cycle / "drafts").mkdir()
    (cycle / "drafts" / "e.yaml").write_text("", encoding="utf-8")
    assert files(".") == ["D.YAML", "a.yml", "b.yaml", "c.json"]


def test_paths_are_read_in_the_order_given_and_each_file_once(cycle: Path) -> None:
    for number, name in enumerate(["a.yaml", "b.yaml"]):
        beside_the_cycle(cycle, name, numbered(number))
    assert files("b.yaml", ".", "./b.yaml", str(cycle / "a.yaml")) == ["b.yaml", "a.yaml"]


def test_a_path_that_is_not_there_is_said_and_stops_no_other(cycle: Path) -> None:
    beside_the_cycle(cycle, "a.yaml", SOUND)
    missing, sound = read_assessments([Path("imputs"), Path("a.yaml")], framework())
    assert [str(problem) for problem in missing.problems] == [
        "imputs: no-such-file: there is no such file or folder; check the name, or create it first"
    ]
    assert sound.assessment is not None


def test_the_cycle_file_alone_is_no_assessment(cycle: Path) -> None:
    beside_the_cycle(cycle, "a.yaml", SOUND)
    assert said("cycle.yaml") == [
        "cycle.yaml: not-an-assessment: this is the cycle file, not an assessment; name an assessment beside it: both are read together"
    ]


def test_a_file_to_whose_name_notepad_added_txt_is_not_passed_over_in_silence(cycle: Path) -> None:
    for name in ("a.yaml", "b.yaml.txt", "cycle.yml.TXT", "notes.txt", "~$c.yaml.txt"):
        beside_the_cycle(cycle, name, SOUND)
    explorer = "(Explorer shows the endings under View, Show, File name extensions)"
    assert said(".") == [
        f"b.yaml.txt: wrong-ending: the file is not read, because its name ends in .txt; rename it to b.yaml {explorer}",
        f"cycle.yml.TXT: wrong-ending: the file is not read, because its name ends in .txt; rename it to cycle.yml {explorer}",
    ]


def test_a_file_that_cannot_be_opened_is_said(cycle: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = beside_the_cycle(cycle, "a.yaml", SOUND)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    (cycle / "cycle.yaml").unlink()
    monkeypatch.setattr("engross.files.open", refuse, raising=False)
    assert said(path.name) == [
        "a.yaml: unreadable-file: the file cannot be read: Permission denied; check that you may open it, close it "
        "elsewhere, and try again"
    ]


def test_assessments_of_two_folders_each_have_their_own_cycle_file(cycle: Path) -> None:
    for number, name in enumerate(["one", "two"]):
        (cycle / name).mkdir()
        beside_the_cycle(cycle / name, "a.yaml", numbered(number))
    (cycle / "two" / "cycle.yaml").write_text(
        (ACCEPTED / "cycle.yaml").read_text(encoding="utf-8").replace("Eilidh Garvie", "Tavish Munro-Hay"),
        encoding="utf-8",
    )
    results = read_assessments([Path("one"), Path("two")], framework())
    signing = [result.assessment.signatory.name for result in results if result.assessment]
    assert signing == ["Eilidh Garvie", "Tavish Munro-Hay"]


def test_a_faulty_cycle_file_is_said_once_however_many_assessments_lie_beside_it(cycle: Path) -> None:
    for number, name in enumerate(["a.yaml", "b.yaml"]):
        beside_the_cycle(cycle, name, numbered(number))
    (cycle / "cycle.yaml").write_text("signatry: {}\n", encoding="utf-8")
    assert said(".") == [
        "cycle.yaml:1:1: unknown-key: `signatry` is not a key here; did you mean `signatory`?\n    signatry: {}\n    ^",
        "a.yaml: cycle-file-refused: cycle.yaml has faults, so this file cannot be accepted; correct the cycle file: what it says belongs to this "
        "assessment too",
        "b.yaml: cycle-file-refused: cycle.yaml has faults, so this file cannot be accepted; correct the cycle file: what it says belongs to this "
        "assessment too",
    ]


def test_all_faults_of_one_file_are_said_at_once_in_the_order_of_their_places(cycle: Path) -> None:
    path = beside_the_cycle(
        cycle,
        "a.yaml",
        SOUND.replace("state: draft", "state: drafft")
        .replace("started: 2026-06-08", "started: 8/6/26")
        .replace("progress-2: {answer: not met}", "progress-2: {answer: partly}")
        .replace("level: commissioned", "level: nobody")
        .replace("review: 2027-10-04", "review: 2026-10-05")
        + "markings: OFFICIAL\n",
    )
    (result,) = read_assessments([path], framework())
    assert [(problem.id, getattr(problem.place, "line", None)) for problem in result.problems] == [
        ("unknown-word", 2),
        ("not-a-date", 13),
        ("unknown-word", 39),
        ("unknown-level", 42),
        ("review-before-letter", 46),
        ("review-before-publication", 46),
        ("review-before-plan", 46),
        ("unknown-key", 48),
    ]


def test_a_folder_that_cannot_be_read_is_said_whether_it_or_a_file_in_it_is_named(
    cycle: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside_the_cycle(cycle, "a.yaml", SOUND)

    def refuse(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", refuse)
    assert said(".") == [
        ".: unreadable-folder: the folder cannot be read: Permission denied; check that you may open it"
    ]
    assert said("a.yaml") == [
        ".: unreadable-folder: the folder cannot be read: Permission denied; check that you may open it: its cycle file is needed",
        "a.yaml: cycle-file-refused: . has faults, so this file cannot be accepted; correct the cycle file: what it says belongs to this assessment too",
    ]


def test_a_wrong_byte_after_a_byte_order_mark_has_its_place(cycle: Path) -> None:
    path = beside_the_cycle(cycle, "a.yaml", b"\xef\xbb\xbf" + "reference: M\u00e0ir".encode() + b"\xec\n")
    assert said(path.name) == [
        "a.yaml:1:16: wrong-encoding: byte 0xEC is not UTF-8 text; in Windows-1252, the older Windows encoding, it would be \u00ec; "
        "open it in Notepad, choose File, Save as, set Encoding to UTF-8 and save\n"
        "    reference: M\u00e0ir\u00ec\n                   ^"
    ]


def test_a_json_file_may_escape_its_slashes_and_indent_with_tabs(cycle: Path) -> None:
    beside_the_cycle(cycle, "a.json", '{\n\t"reference": "PSR\\/1",\n\t"reference": "PSR\\/2"\n}')
    twice = "a.json:3:2: duplicate-key: `reference` is given twice; the first is on line 2; keep one of them"
    assert [problem.split("\n")[0] for problem in said("a.json") if "a.json:3" in problem] == [twice]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_problem_is_said_alike_whatever_ends_the_lines(cycle: Path, end: str) -> None:
    beside_the_cycle(cycle, "a.yaml", SOUND.replace("state: draft", "state: drafft").replace("\n", end))
    (problem,) = said("a.yaml")
    assert problem.split("\n")[1:] == ["    state: drafft", "           ^"]
    assert problem.startswith("a.yaml:2:8: ")
