"""The record is only added to: each event appears whole, with its number and the hash of the one before, or not."""

from __future__ import annotations

import datetime as dt
import errno
import hashlib
import os
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from engross.problems import Problem, Refused
from scrutiny_response.domain.events import EVENTS, Event, Recorded
from scrutiny_response.intake.events import event_from
from scrutiny_response.store import record as store
from scrutiny_response.store.event_dumper import as_yaml
from tests.scrutiny_response.event_samples import REFERENCE, any_value, issued, withdrawn, write


def names(record: Path) -> list[str]:
    return sorted(path.relative_to(record).as_posix() for path in record.rglob("*") if path.is_file())


@given(event=st.one_of([any_value(cls) for cls in EVENTS.values()]))
def test_any_event_is_read_as_it_was_written(event: Event) -> None:
    assert event_from(as_yaml(event).encode(), "event.yaml") == event


def test_an_event_can_be_read_by_people(tmp_path: Path) -> None:
    first, second = write(tmp_path, issued(), withdrawn())
    folder = tmp_path / REFERENCE
    assert (folder / second.file).read_text(encoding="utf-8") == (
        "event: withdrawn\n"
        "reference: PSR-2026-010\n"
        "number: 2\n"
        f"previous: {first.hash}\n"
        "date: 2026-12-09\n"
        "software: 0.9.0\n"
        "documents:\n"
        "  - letter\n"
        "reason: |-\n"
        "  It names another partnership.\n"
        "\n"
        "  A corrected letter follows.\n"
    )


def test_each_event_has_its_number_and_the_hash_of_the_one_before(tmp_path: Path) -> None:
    written = write(tmp_path, issued(), withdrawn(), issued(dt.date(2026, 12, 10)))
    assert [(each.event.number, each.event.previous) for each in written] == [
        (1, None),
        (2, written[0].hash),
        (3, written[1].hash),
    ]
    for each in written:
        assert hashlib.sha256((tmp_path / REFERENCE / each.file).read_bytes()).hexdigest() == each.hash


def test_a_second_event_of_a_kind_on_one_day_has_a_number_in_its_name(tmp_path: Path) -> None:
    write(tmp_path, issued(), issued(), issued())
    assert names(tmp_path) == [
        f"{REFERENCE}/2026-12-07-issued-2.yaml",
        f"{REFERENCE}/2026-12-07-issued-3.yaml",
        f"{REFERENCE}/2026-12-07-issued.yaml",
    ]


def test_a_name_that_was_taken_in_the_meantime_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / REFERENCE
    folder.mkdir()
    path = folder / "2026-12-07-issued.yaml"
    path.write_text("of a colleague", encoding="utf-8")
    refused = store.append(folder, "2026-12-07-issued", issued(), ())
    assert str(refused) == (
        f"{path}: event-name-taken: an event of this name was written at the same moment, perhaps on another computer; "
        "see what it says, and run again"
    )
    assert path.read_text(encoding="utf-8") == "of a colleague"
    assert names(tmp_path) == [f"{REFERENCE}/2026-12-07-issued.yaml"]


def test_a_file_that_a_stopped_run_left_is_taken_up_if_it_is_the_same(tmp_path: Path) -> None:
    assert store.keep(tmp_path, "2026-12-07-issued", "letter.docx", b"one") == "2026-12-07-issued-letter.docx"
    assert store.keep(tmp_path, "2026-12-07-issued", "letter.docx", b"one") == "2026-12-07-issued-letter.docx"
    assert store.keep(tmp_path, "2026-12-07-issued", "letter.docx", b"two") == "2026-12-07-issued-letter-2.docx"
    assert (tmp_path / "2026-12-07-issued-letter.docx").read_bytes() == b"one"
    assert (tmp_path / "2026-12-07-issued-letter-2.docx").read_bytes() == b"two"


@pytest.mark.parametrize("call", ["fsync", "link"])
def test_on_a_full_disk_nothing_of_an_event_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, call, full)
    refused = store.append(tmp_path / REFERENCE, "2026-12-07-issued", issued(), ())
    assert isinstance(refused, Problem)
    assert refused.message == "the file cannot be written (No space left on device)"
    assert refused.hint == "free some space on the disk and run again"
    assert names(tmp_path) == []


def test_a_disk_without_second_names_holds_events_too_and_replaces_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object) -> None:
        raise OSError(errno.ENOTSUP, "Operation not supported")

    monkeypatch.setattr(os, "link", no_links)
    (first,) = write(tmp_path, issued())
    assert isinstance(store.append(tmp_path / REFERENCE, "2026-12-07-issued", withdrawn(), [first]), Problem)
    assert names(tmp_path) == [f"{REFERENCE}/2026-12-07-issued.yaml"]


def test_two_runs_cannot_add_to_a_record_at_once(tmp_path: Path) -> None:
    with (
        store.writing(tmp_path / "record", "issue"),
        pytest.raises(Refused) as refused,
        store.writing(tmp_path / "record", "issue"),
    ):
        pass
    assert [problem.id for problem in refused.value.problems] == ["another-run"]


def test_what_a_killed_run_had_not_named_yet_is_taken_away(tmp_path: Path) -> None:
    (tmp_path / REFERENCE).mkdir()
    (tmp_path / REFERENCE / ".99-2026-12-07-issued.yaml.part").write_bytes(b"half")
    write(tmp_path, issued())
    assert names(tmp_path) == [f"{REFERENCE}/2026-12-07-issued.yaml"]


def test_an_event_is_plain_yaml_for_other_programs_too(tmp_path: Path) -> None:
    (first,) = write(tmp_path, issued())
    values = yaml.safe_load((tmp_path / REFERENCE / first.file).read_bytes())
    assert (values["event"], values["date"], values["number"]) == ("issued", dt.date(2026, 12, 7), 1)
    assert isinstance(first, Recorded)
