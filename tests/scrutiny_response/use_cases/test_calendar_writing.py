"""A calendar is written as the library writes it, and what lies there as it would be written again is not read."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Alarm, Calendar, Event, vText
from msgspec.structs import replace

from scrutiny_response.cli.run import run
from scrutiny_response.domain.monitoring import Milestone
from scrutiny_response.use_cases.calendars import calendar, events, existing
from scrutiny_response.use_cases.calendars.folding import text_of
from scrutiny_response.use_cases.calendars.writing import draft, pieces
from tests.samples import a_monitoring, an_assessment, an_extension, weeks

_SIGNS = ["word ", "é", "Ùisdean", "\U0001f600", "\\", "\\N", "\\n", "^", ",", ";", ":", '"', "\t", "x" * 60]
_WORDS = st.lists(st.sampled_from(_SIGNS) | st.characters(exclude_categories=["Cc", "Cs"]), max_size=20).map("".join)
_DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2200, 1, 1))
_MILESTONES = st.builds(
    Milestone,
    kind=st.sampled_from(["plan due", "progress review", "action A1.2 due"]),
    date=_DAYS,
    until=_DAYS | st.none(),
    agreed=_DAYS,
    moved=_WORDS,
    basis=_WORDS,
    by=_WORDS,
    proposed=st.booleans(),
)
_DAY = dt.date(2027, 1, 5)
_ONE = Milestone(kind="plan due", date=_DAY, until=None, agreed=_DAY, moved="", basis="", by="you", proposed=False)


def _by_the_library(words: str, one: Milestone, file: str, rings: dt.date | None, number: int) -> bytes:
    """What the library writes of the same event; a line is folded elsewhere at an escape, so it is unfolded."""
    assessment = an_assessment()
    said = [f"Our reference: {assessment.reference}", f"Who acts: {one.by}"]
    said += [f"Counted as {one.basis}."] * bool(one.basis) + [f"Next working day, as {one.moved}."] * bool(one.moved)
    said += ["Proposed, and not yet agreed."] * one.proposed
    event = Event()
    for name, value in (
        ("UID", words), ("DTSTART", one.date), ("DTEND", (one.until or one.date) + dt.timedelta(days=1)),
        ("SUMMARY", words), ("DESCRIPTION", "\n".join(said)), ("CATEGORIES", [one.kind[0].upper() + one.kind[1:]]),
        ("STATUS", "TENTATIVE" if one.proposed else "CONFIRMED"), ("TRANSP", "TRANSPARENT"), ("X-MICROSOFT-CDO-ALLDAYEVENT", "TRUE"),
        ("X-MICROSOFT-CDO-BUSYSTATUS", "FREE"), ("X-SCRUTINY-REFERENCE", vText(assessment.reference)),
        *([("X-SCRUTINY-FILE", vText(file))] if file and "\\N" not in file else []), ("SEQUENCE", number),
        ("DTSTAMP", dt.datetime.combine(assessment.letter.date, dt.time(), dt.UTC) + dt.timedelta(seconds=number)),
    ):  # fmt: skip
        event.add(name, value)
    if rings:
        alarm = Alarm()
        for name, value in (("ACTION", "DISPLAY"), ("DESCRIPTION", words),
                            ("TRIGGER", rings - one.date + dt.timedelta(hours=9))):  # fmt: skip
            alarm.add(name, value)
        event.add_component(alarm)
    return _unfolded(event.to_ical(sorted=False))


def _unfolded(text: bytes) -> bytes:
    return text.replace(b"\r\n ", b"")


@given(_WORDS, _MILESTONES, _WORDS, st.integers(-40, 2) | st.none(), st.integers(0, 10**9 - 1))
@example("a \\N b", _ONE, "", 0, 0)
@example("", _ONE, "inputs/Lorne, Isles; \\ and.yaml", 0, 0)
def test_an_event_is_written_as_the_library_writes_it(
    words: str, one: Milestone, file: str, days: int | None, number: int
) -> None:
    rings = None if days is None else one.date + dt.timedelta(days=days)
    text = draft(words, an_assessment(), one, file.replace("\t", ""), words, rings).text(number)
    assert _unfolded(text) == _by_the_library(words, one, file.replace("\t", ""), rings, number)


def test_an_event_is_read_as_of_its_file_and_its_reference_also_where_a_program_escapes_them_or_does_not() -> None:
    assessment = replace(an_assessment(), reference="PSR; 1, \\ 2")
    file = "../inputs/Lorne, Isles.yaml"
    event = existing.event_of(draft("u", assessment, _ONE, file, "Due", None).text(0))
    assert event is not None
    escaped = text_of(event)
    bare = escaped.replace(b"Lorne\\,", b"Lorne,")
    assert bare != escaped
    for text in (escaped, bare):
        lying = existing.ExistingCalendar(BytesIO(text))
        (again,) = lying.events(assessment.reference)
        assert [str(again[existing.FILE]), str(again[existing.REFERENCE])] == [file, assessment.reference]
        assert text_of(again) == escaped


def test_a_calendar_begins_and_ends_as_the_library_writes_it() -> None:
    frame = Calendar()
    for name, value in (("PRODID", "-//Care Inspectorate//Scrutiny response//EN"), ("VERSION", "2.0"),
                        ("CALSCALE", "GREGORIAN"), ("METHOD", "PUBLISH")):  # fmt: skip
        frame.add(name, value)
    assert b"".join(pieces(())) == frame.to_ical(sorted=False)


_VARIANTS = [
    an_assessment(),
    an_assessment(extension=an_extension()),
    an_assessment(alarm=weeks(2)),
    an_assessment(monitoring=a_monitoring(interval=None, first=None, review=dt.date(2027, 12, 1))),
    replace(an_assessment(), partnership=replace(an_assessment().partnership, name="A; B, \\ and C" * 9)),
]


@pytest.mark.parametrize("before", _VARIANTS)
@pytest.mark.parametrize("now", _VARIANTS)
def test_what_lies_there_gives_the_same_calendar_read_or_not(
    before: Any, now: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    replaced = calendar([now], replaced=calendar([before]))
    again = calendar([now], replaced=replaced)
    monkeypatch.setattr(events, "_numbers_as_written", lambda *_: None)
    assert calendar([now], replaced=calendar([before])) == replaced
    assert calendar([now], replaced=replaced) == again == replaced


def test_a_calendar_that_says_what_it_said_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    first = calendar(_VARIANTS[:1])
    monkeypatch.setattr(events, "event_of", _never)
    monkeypatch.setattr(existing, "event_of", _never)
    assert calendar(_VARIANTS[:1], replaced=first) == first


def _never(_block: bytes) -> None:
    raise AssertionError("an event was read")


def test_a_file_whose_name_no_line_can_hold_has_its_dates(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["init", "."]) == 0
    capsys.readouterr()
    for path in sorted(Path("inputs").glob("*.yaml"))[1:]:
        if path.stem != "cycle":
            path.unlink()
    (name,) = (path for path in Path("inputs").glob("*.yaml") if path.stem != "cycle")
    try:
        name.rename("inputs/new\nline.yaml")
    except OSError:
        pytest.skip("this disk takes no such name")
    assert run(["calendar"]) == 0
    assert "\nDates: 5. Files not accepted: 0.\n" in capsys.readouterr().out
    assert b"X-SCRUTINY-FILE" not in Path("output/cycle.ics").read_bytes()
