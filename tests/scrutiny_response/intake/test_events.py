"""The record is read strictly: a changed, missing, doubled or unchained event is told, with its place."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from pathlib import Path

import pytest
from msgspec.structs import replace

from engross.problems import Problem
from scrutiny_response.intake.events import event_from, read_history, read_record
from scrutiny_response.intake.kept_files import kept_file_problems
from scrutiny_response.store.event_dumper import as_yaml
from tests.scrutiny_response.event_samples import REFERENCE, issued, withdrawn, write

BACK = "bring back the file as the software wrote it, from a backup or from the earlier versions of the shared folder"
ONE = "keep the one that the software wrote, and move the other out of the record"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a reference with three events, as seen from its record."""
    write(tmp_path, issued(), withdrawn(), issued(dt.date(2026, 12, 10)))
    monkeypatch.chdir(tmp_path)
    return Path(REFERENCE)


def told(folder: Path) -> list[str]:
    return [str(problem) for problem in read_history(folder).problems]


def test_a_whole_record_is_read_in_the_order_of_its_numbers(folder: Path) -> None:
    reading = read_history(folder)
    assert reading.problems == ()
    assert reading.reference == REFERENCE
    assert [(each.file, each.event.number, each.event.kind) for each in reading.events] == [
        ("2026-12-07-issued.yaml", 1, "issued"),
        ("2026-12-09-withdrawn.yaml", 2, "withdrawn"),
        ("2026-12-10-issued.yaml", 3, "issued"),
    ]


def test_a_changed_event_is_told(folder: Path) -> None:
    path = folder / "2026-12-07-issued.yaml"
    path.write_bytes(path.read_bytes().replace(b"Eilidh Garvie", b"Struan Bell"))
    assert told(folder) == [
        f"{REFERENCE}/2026-12-07-issued.yaml: event-changed: this file is not as it was when 2026-12-09-withdrawn.yaml "
        f"was written after it; {BACK}"
    ]


def test_a_missing_event_is_told(folder: Path) -> None:
    (folder / "2026-12-09-withdrawn.yaml").unlink()
    assert told(folder) == [f"{REFERENCE}: event-missing: event 2 is missing: the events here go up to 3; {BACK}"]


def test_a_conflict_copy_of_a_shared_folder_is_told(folder: Path) -> None:
    copy = folder / "2026-12-09-withdrawn-PC17.yaml"
    copy.write_bytes((folder / "2026-12-09-withdrawn.yaml").read_bytes())
    assert told(folder) == [
        f"{REFERENCE}/2026-12-09-withdrawn-PC17.yaml: event-name: this file says `withdrawn` on 2026-12-09, which its "
        f"name does not; if somebody renamed it, call it `2026-12-09-withdrawn.yaml`; if it is a copy, {ONE}"
    ]


def test_two_events_with_one_number_are_told(folder: Path) -> None:
    copy = folder / "2026-12-09-withdrawn-2.yaml"
    copy.write_bytes((folder / "2026-12-09-withdrawn.yaml").read_bytes())
    assert told(folder) == [
        f"{REFERENCE}/2026-12-09-withdrawn.yaml: event-doubled: this is event 2 of its reference, and so is "
        f"2026-12-09-withdrawn-2.yaml; {ONE}"
    ]


def test_an_event_of_another_reference_is_told(folder: Path) -> None:
    path = folder / "2026-12-10-issued.yaml"
    path.write_bytes(path.read_bytes().replace(b"PSR-2026-010\n", b"PSR-2026-011\n"))
    assert told(folder) == [
        f"{REFERENCE}/2026-12-10-issued.yaml: event-of-another: this event is of PSR-2026-011, and "
        "2026-12-07-issued.yaml of PSR-2026-010; move it into the folder of its own reference"
    ]


def test_a_first_event_that_follows_one_is_told(folder: Path) -> None:
    path = folder / "2026-12-07-issued.yaml"
    path.write_bytes(path.read_bytes().replace(b"number: 1\n", b"number: 1\nprevious: " + b"0" * 64 + b"\n"))
    (folder / "2026-12-09-withdrawn.yaml").unlink()
    (folder / "2026-12-10-issued.yaml").unlink()
    assert told(folder) == [
        f"{REFERENCE}/2026-12-07-issued.yaml: event-changed: this is the first event of its reference, and names one "
        f"before it; {BACK}"
    ]


def test_two_folders_of_one_reference_are_told(folder: Path) -> None:
    copy = Path(f"{REFERENCE} - Copy")
    copy.mkdir()
    for path in folder.iterdir():
        (copy / path.name).write_bytes(path.read_bytes())
    assert [str(problem) for reading in read_record(Path()) for problem in reading.problems] == [
        f"PSR-2026-010: event-doubled: the events of PSR-2026-010 lie in another folder too: PSR-2026-010 - Copy; {ONE}",
        f"PSR-2026-010 - Copy: event-doubled: the events of PSR-2026-010 lie in another folder too: PSR-2026-010; {ONE}",
    ]


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"reference: \xfc\xff\n", ":1:12: wrong-encoding: "),
        (b"- one\n", ":1:1: no-keys: "),
        (b"reference: [\n", ":1:13: not-yaml: "),
    ],
)
def test_a_damaged_event_is_to_be_brought_back_and_not_mended(folder: Path, data: bytes, fault: str) -> None:
    path = folder / "2026-12-09-withdrawn.yaml"
    path.write_bytes(data)
    line = next(line for each in told(folder) for line in each.splitlines() if fault in line)
    assert line.endswith(
        "; bring back the file as the software wrote it, from a backup or from the earlier versions of the shared folder"
    )


def test_all_that_is_wrong_with_an_event_is_told_at_its_place(folder: Path) -> None:
    path = folder / "2026-12-09-withdrawn.yaml"
    path.write_bytes(path.read_bytes().replace(b"2026-12-09", b"9.12.2026").replace(b"reason:", b"raeson:"))
    assert told(folder) == [
        f"{REFERENCE}/2026-12-09-withdrawn.yaml:5:7: not-a-date: `9.12.2026` is not a date as year-month-day; "
        "write 2026-12-09\n    date: 9.12.2026\n          ^",
        f"{REFERENCE}/2026-12-09-withdrawn.yaml:9:1: unknown-key: `raeson` is not a key here; did you mean `reason`?\n"
        "    raeson: |-\n    ^",
    ]


def test_a_word_that_is_no_event_is_told() -> None:
    problems = event_from(b"event: isued\n", "one.yaml")
    assert isinstance(problems, list)
    assert [str(problem) for problem in problems] == [
        "one.yaml:1:8: unknown-event: `isued` is no event; did you mean `issued`?\n    event: isued\n           ^"
    ]


def test_a_file_that_leads_out_of_the_record_is_refused() -> None:
    for name in ("../secret.docx", "/etc/passwd", "a/b.docx", "C:b.docx", ".hidden"):
        text = as_yaml(replace(issued(), number=1)).replace("2026-12-07-issued-letter.docx", name)
        problems = event_from(text.encode(), "one.yaml")
        assert isinstance(problems, list), name
        assert [problem.id for problem in problems] == ["wrong-form"]


def test_a_document_that_is_missing_or_changed_is_told_and_one_that_nobody_names_is_mentioned(tmp_path: Path) -> None:
    event = issued()
    digest = hashlib.sha256(b"as it was sent").hexdigest()
    letter = replace(event.documents[0], hash=digest)
    recorded = write(tmp_path, replace(event, documents=(letter,)))
    folder = tmp_path / REFERENCE
    path = folder / letter.file

    def told() -> list[Problem]:
        return list(kept_file_problems(folder, recorded))

    assert [str(problem) for problem in told()] == [
        f"{path}: kept-file-missing: 2026-12-07-issued.yaml says that this file lies here, and it does not; "
        "bring it back from a backup, or from the earlier versions of the shared folder"
    ]
    path.write_bytes(b"as it was sent")
    assert told() == []
    path.write_bytes(b"as it was not sent")
    (folder / "letter (1).docx").write_bytes(b"")
    for name in (".DS_Store", "._letter.docx", "desktop.ini", "Thumbs.db", "~$letter.docx"):
        (folder / name).write_bytes(b"what systems and programs lay beside")
    assert [str(problem) for problem in told()] == [
        f"{path}: kept-file-changed: this file is not the one that 2026-12-07-issued.yaml says lies here; "
        "bring it back from a backup, or from the earlier versions of the shared folder",
        f"{folder}/letter (1).docx: kept-file-unknown: no event names this file; a run that was stopped, or somebody, "
        "left it here; take it away if you know that it is not needed",
    ]


@pytest.mark.parametrize(
    ("lies", "words"),
    [
        ("link", f"broken-link: this is a link to /no/such/share, and nothing is there; connect the drive or the share "
                 f"that it leads to, or {BACK}"),
        ("folder", f"not-a-file: this is a folder, and no file; move it out of the record, and {BACK}"),
        ("pipe", f"not-a-file: this is a pipe or a device, and no file; move it out of the record, and {BACK}"),
        ("nothing", f"empty-file: the file says nothing; {BACK}"),
    ],
)  # fmt: skip
def test_what_lies_in_the_place_of_an_event_is_told_with_what_to_do(folder: Path, lies: str, words: str) -> None:
    path = folder / "2026-12-09-withdrawn.yaml"
    path.unlink()
    if lies == "link":
        path.symlink_to("/no/such/share")
    elif lies == "folder":
        path.mkdir()
    elif lies == "pipe":
        os.mkfifo(path)
    else:
        path.touch()
    assert told(folder) == [f"{REFERENCE}/2026-12-09-withdrawn.yaml: {words}"]
