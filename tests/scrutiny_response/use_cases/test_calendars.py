"""Calendar files: what other programs read in them, and that a date that moves is the same event, told anew."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from msgspec.structs import replace

from scrutiny_response import resources
from scrutiny_response.cli.run import run
from scrutiny_response.domain.assessment import Assessment, State
from scrutiny_response.domain.timeframes import Length
from scrutiny_response.store.outcome import Action, Change
from scrutiny_response.store.places import Presence
from scrutiny_response.use_cases.calendars import calendar, write
from tests.samples import a_monitoring, an_assessment, an_extension, months, weeks, working_days

ISSUED = an_assessment(state=State.ISSUED)


def events(data: bytes) -> dict[str, Any]:
    """The events of a calendar by their UIDs."""
    parsed: Any = Calendar.from_ical(data.decode())
    found = parsed.walk("VEVENT")
    by_uid = {str(it["UID"]): it for it in found}
    assert len(by_uid) == len(found)
    return by_uid


def days(data: bytes) -> dict[str, tuple[dt.date, dt.date]]:
    """The first day, and the day after the last one, of each event."""
    return {uid: (it["DTSTART"].dt, it["DTEND"].dt) for uid, it in events(data).items()}


def with_review(date: dt.date, **changes: Any) -> Assessment:
    return an_assessment(state=State.ISSUED, monitoring=a_monitoring(interval=None, first=None, review=date), **changes)


def test_each_date_is_an_event_of_whole_days_numbered_within_its_kind() -> None:
    assert days(calendar([ISSUED])) == {
        "psr-2026-014-plan-due-1@scrutiny-response": (dt.date(2027, 1, 5), dt.date(2027, 1, 6)),
        "psr-2026-014-monitoring-1@scrutiny-response": (dt.date(2027, 2, 1), dt.date(2027, 2, 2)),
        "psr-2026-014-monitoring-2@scrutiny-response": (dt.date(2027, 5, 4), dt.date(2027, 5, 5)),
        "psr-2026-014-monitoring-3@scrutiny-response": (dt.date(2027, 8, 3), dt.date(2027, 8, 4)),
        "psr-2026-014-progress-review-1@scrutiny-response": (dt.date(2027, 11, 1), dt.date(2027, 11, 2)),
    }


def test_an_event_says_what_it_is_and_takes_no_time() -> None:
    event = events(calendar([ISSUED]))["psr-2026-014-plan-due-1@scrutiny-response"]
    assert str(event["SUMMARY"]) == "Plan due: Strathlorne Health and Social Care Partnership"
    assert str(event["DESCRIPTION"]) == (
        "Our reference: PSR-2026-014\nWho acts: the partnership\nCounted as 6 weeks from 23 November 2026.\n"
        "Next working day, as Monday 4 January 2027 is a bank holiday (2 January, substitute)."
    )
    assert [str(it) for it in event["CATEGORIES"].cats] == ["Plan due"]
    assert (str(event["TRANSP"]), str(event["STATUS"]), int(event["SEQUENCE"])) == ("TRANSPARENT", "CONFIRMED", 0)
    assert event["DTSTAMP"].dt == dt.datetime(2026, 11, 23, tzinfo=dt.UTC)


def test_the_file_is_published_with_windows_line_ends_and_folded_lines() -> None:
    data = calendar([an_assessment(partnership=an_assessment().partnership)])
    lines = data.split(b"\r\n")
    assert lines[:5] == [
        b"BEGIN:VCALENDAR",
        b"PRODID:-//Care Inspectorate//Scrutiny response//EN",
        b"VERSION:2.0",
        b"CALSCALE:GREGORIAN",
        b"METHOD:PUBLISH",
    ]
    assert data.count(b"\n") == data.count(b"\r\n")
    assert max(map(len, lines)) <= 75


def test_long_gaelic_words_are_folded_between_letters_and_read_back_whole() -> None:
    name = "Com-pàirteachas Slàinte is Cùraim Shòisealta nan Eilean Siar, èìòù " * 3
    partnership = replace(an_assessment().partnership, name=name.strip())
    data = calendar([an_assessment(state=State.ISSUED, partnership=partnership)])
    assert max(map(len, data.split(b"\r\n"))) <= 75
    for line in data.split(b"\r\n"):
        line.decode()  # no letter is cut in two
    assert {str(it["SUMMARY"]).partition(": ")[2] for it in events(data).values()} == {name.strip()}


def test_what_is_proposed_is_tentative_and_what_is_not_final_says_so() -> None:
    proposed = an_assessment(state=State.DRAFT, monitoring=a_monitoring(proposed=("review",)))
    found = events(calendar([proposed]))
    review = found["psr-2026-014-progress-review-1@scrutiny-response"]
    assert str(review["STATUS"]) == "TENTATIVE"
    assert str(review["DESCRIPTION"]).endswith("Proposed, and not yet agreed.")
    assert str(found["psr-2026-014-monitoring-1@scrutiny-response"]["STATUS"]) == "CONFIRMED"
    assert {str(it["SUMMARY"]).rpartition(" (")[2] for it in found.values()} == {"draft, not final)"}


def test_a_date_that_moves_is_the_same_event_with_a_higher_sequence_and_a_later_stamp() -> None:
    first = calendar([with_review(dt.date(2027, 11, 1))])
    moved = calendar([with_review(dt.date(2027, 11, 15))], replaced=first)
    again = calendar([with_review(dt.date(2027, 11, 29))], replaced=moved)
    uid = "psr-2026-014-progress-review-1@scrutiny-response"
    versions = [events(data)[uid] for data in (first, moved, again)]
    assert [int(it["SEQUENCE"]) for it in versions] == [0, 1, 2]
    stamps = [it["DTSTAMP"].dt for it in versions]
    assert stamps == sorted(set(stamps))
    assert [it["DTSTART"].dt.day for it in versions] == [1, 15, 29]
    assert int(events(again)["psr-2026-014-plan-due-1@scrutiny-response"]["SEQUENCE"]) == 0


def test_an_extended_timescale_moves_the_event_of_the_first_one() -> None:
    first = calendar([ISSUED])
    extended = calendar([an_assessment(state=State.ISSUED, extension=an_extension())], replaced=first)
    assert set(events(extended)) == set(events(first))
    plan = events(extended)["psr-2026-014-plan-due-1@scrutiny-response"]
    assert (plan["DTSTART"].dt, int(plan["SEQUENCE"])) == (dt.date(2027, 2, 1), 1)


def test_a_date_that_is_no_more_is_cancelled_once() -> None:
    without = an_assessment(state=State.ISSUED, plan_due=None)
    first = calendar([ISSUED], months(1))
    cancelled = calendar([without], replaced=first)
    plan = events(cancelled)["psr-2026-014-plan-due-1@scrutiny-response"]
    assert (str(plan["STATUS"]), int(plan["SEQUENCE"]), plan.subcomponents) == ("CANCELLED", 1, [])
    assert str(plan["SUMMARY"]) == "Cancelled: Plan due: Strathlorne Health and Social Care Partnership"
    assert calendar([without], replaced=cancelled) == cancelled
    back = events(calendar([ISSUED], replaced=cancelled))["psr-2026-014-plan-due-1@scrutiny-response"]
    assert (str(back["STATUS"]), int(back["SEQUENCE"])) == ("CONFIRMED", 2)
    assert str(back["SUMMARY"]) == "Plan due: Strathlorne Health and Social Care Partnership"


def test_the_dates_of_a_partnership_that_this_run_did_not_read_stay() -> None:
    other = an_assessment(reference="PSR-2026-015", state=State.ISSUED)
    both = calendar([ISSUED, other])
    assert calendar([other], replaced=both) == both


def test_the_same_dates_give_the_same_bytes_and_what_was_there_changes_nothing() -> None:
    first = calendar([ISSUED], weeks(2))
    assert calendar([ISSUED], weeks(2)) == first
    assert calendar([ISSUED], weeks(2), first) == first
    assert calendar([ISSUED], weeks(2), b"no calendar \xff") == first


@pytest.mark.parametrize(
    ("length", "rings"),
    [
        (weeks(2), dt.datetime(2027, 10, 18, 9)),  # noqa: DTZ001  # an all-day event has no time zone
        (months(1), dt.datetime(2027, 10, 1, 9)),  # noqa: DTZ001  # likewise
        (months(9), dt.datetime(2027, 2, 1, 9)),  # noqa: DTZ001  # likewise
        (working_days(5), dt.datetime(2027, 10, 25, 9)),  # noqa: DTZ001  # likewise
    ],
)
def test_an_alarm_rings_at_nine_so_long_before(length: Length, rings: dt.datetime) -> None:
    event = events(calendar([ISSUED], length))["psr-2026-014-progress-review-1@scrutiny-response"]
    (alarm,) = event.walk("VALARM")
    midnight = dt.datetime.combine(event["DTSTART"].dt, dt.time())
    assert midnight + alarm["TRIGGER"].dt == rings
    assert str(alarm["ACTION"]) == "DISPLAY"


def test_without_a_choice_there_is_no_alarm() -> None:
    assert b"VALARM" not in calendar([ISSUED])


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1), st.dates(dt.date(2027, 1, 1)))
def test_any_reference_has_a_uid_of_its_own_that_no_date_changes(reference: str, date: dt.date) -> None:
    date = min(date, dt.date(2090, 1, 1))
    one, moved = (with_review(it, reference=reference) for it in (dt.date(2027, 11, 1), date))
    assert set(events(calendar([one]))) == set(events(calendar([moved])))
    other = with_review(date, reference=f"{reference}-1")
    assert set(events(calendar([one]))).isdisjoint(events(calendar([other])))


def test_a_cycle_has_a_calendar_for_each_partnership_and_one_for_all(tmp_path: Path) -> None:
    made = write([resources.inputs()], tmp_path)
    assert (made.problems, made.refused) == ((), ())
    own = [path for path in made.files if path != "cycle.ics"]
    assert len(own) == len(list(resources.inputs().glob("*.yaml"))) - 1
    assert all(path.endswith("/dates.ics") for path in own)
    together = [uid for path in own for uid in events((tmp_path / path).read_bytes())]
    assert sorted(together) == sorted(events((tmp_path / "cycle.ics").read_bytes()))
    assert len(together) == made.dates > 20


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("{reference}-{partnership}/{document}", "{0}-{1}/dates.ics"),
        ("{partnership}/{state}/{document}", "{0}-{1}/dates.ics"),
        ("{reference}-{document}-{state}", "{0}-dates.ics"),
    ],
)
def test_a_calendar_keeps_its_name_when_the_state_changes(tmp_path: Path, pattern: str, path: str) -> None:
    text = (resources.inputs() / "inverallan.yaml").read_text(encoding="utf-8")
    for state in ("draft", "issued"):
        (tmp_path / "one.yaml").write_text(
            text.replace("state: issued", f"state: {state}") + f'file_name: "{pattern}"\n', encoding="utf-8"
        )
        (tmp_path / "cycle.yaml").write_bytes((resources.inputs() / "cycle.yaml").read_bytes())
        made = write([tmp_path / "one.yaml"], tmp_path / "output")
        assert made.files[0] == path.format("PSR-2026-011", "Inverallan Community Planning Partnership")


def test_the_command_says_what_it_wrote_and_what_it_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.yaml").write_bytes((resources.inputs() / "inverallan.yaml").read_bytes())
    (tmp_path / "cycle.yaml").write_bytes((resources.inputs() / "cycle.yaml").read_bytes())
    (tmp_path / "bad.yaml").write_text("", encoding="utf-8")
    assert run(["calendar", "bad.yaml", "good.yaml", "--alarm", "2 weeks"]) == 1
    assert capsys.readouterr().out == (
        "Written\n"
        "  output/PSR-2026-011-Inverallan Community Planning Partnership/dates.ics\n"
        "  output/cycle.ics\n"
        "\n"
        "Refused\n"
        "  bad.yaml\n"
        "      bad.yaml: empty-file: the file says nothing; copy a sample file and change it\n"
        "\n"
        "Dates: 1. Files not accepted: 1.\n"
    )
    assert b"TRIGGER" in (tmp_path / "output/cycle.ics").read_bytes()


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a cycle of two assessments."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "inputs").mkdir()
    for name in ("cycle", "inverallan", "strathlorne"):
        (tmp_path / "inputs" / f"{name}.yaml").write_bytes((resources.inputs() / f"{name}.yaml").read_bytes())
    return tmp_path


INVERALLAN = "PSR-2026-011-Inverallan Community Planning Partnership/dates.ics"
PLAN = "psr-2026-011-plan-due-1@scrutiny-response"


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def there(here: Path, path: str = "cycle.ics") -> dict[str, Any]:
    return events((here / "output" / path).read_bytes())


def said(event: Any) -> tuple[str, int, str]:
    return str(event["STATUS"]), int(event["SEQUENCE"]), str(event["SUMMARY"])


def rings(event: Any) -> list[int]:
    """How many hours after the beginning of its day each alarm of an event rings."""
    return [int(alarm["TRIGGER"].dt.total_seconds() // 3600) for alarm in event.walk("VALARM")]


def test_the_cycle_file_and_the_assessment_choose_alarms_and_the_command_comes_first(here: Path) -> None:
    with (here / "inputs/cycle.yaml").open("a", encoding="utf-8") as cycle_file:
        cycle_file.write("alarm: 2 weeks\n")
    with (here / "inputs/strathlorne.yaml").open("a", encoding="utf-8") as own:
        own.write("alarm: 1 week\n")
    assert run(["calendar"]) == 0
    other = "psr-2026-014-plan-due-1@scrutiny-response"
    assert (rings(there(here)[PLAN]), rings(there(here)[other])) == ([9 - 14 * 24], [9 - 7 * 24])
    assert rings(there(here, INVERALLAN)[PLAN]) == [9 - 14 * 24]
    again = (here / "output/cycle.ics").read_bytes()
    assert run(["calendar"]) == 0
    assert (here / "output/cycle.ics").read_bytes() == again
    assert run(["calendar", "--alarm", "3 weeks"]) == 0
    assert rings(there(here)[PLAN]) == rings(there(here)[other]) == [9 - 21 * 24]


def test_the_dates_of_a_deleted_assessment_are_cancelled_and_its_calendar_goes_on_demand(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["calendar"])
    before = there(here)
    (here / "inputs/inverallan.yaml").unlink()
    capsys.readouterr()
    assert run(["calendar"]) == 0
    assert capsys.readouterr().out == (
        "Written\n"
        "  output/cycle.ics\n"
        "\n"
        "Made from no assessment any more (--remove-gone removes them)\n"
        f"  output/{INVERALLAN}  (../inputs/inverallan.yaml is gone)\n"
        "\n"
        f"Dates: {len(before) - 1}. Calendars left as they were: 1. Files not accepted: 0.\n"
    )
    assert said(before[PLAN]) == ("CONFIRMED", 0, "Plan due: Inverallan Community Planning Partnership")
    assert said(there(here)[PLAN]) == ("CANCELLED", 1, "Cancelled: Plan due: Inverallan Community Planning Partnership")
    assert {said(it) for uid, it in there(here).items() if uid != PLAN} == {
        said(it) for uid, it in before.items() if uid != PLAN
    }
    again = (here / "output/cycle.ics").read_bytes()
    assert run(["calendar", "--remove-gone"]) == 0
    assert f"Removed\n  output/{INVERALLAN}  (../inputs/inverallan.yaml is gone)\n" in capsys.readouterr().out
    assert not (here / "output" / INVERALLAN).parent.exists()
    assert (here / "output/cycle.ics").read_bytes() == again


def test_programs_are_told_of_calendars_that_have_gone(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["calendar"])
    (here / "inputs/inverallan.yaml").unlink()
    capsys.readouterr()
    assert run(["calendar", "--json"]) == 0
    gone = {"path": INVERALLAN, "done": "gone", "why": "../inputs/inverallan.yaml is gone"}
    assert json.loads(capsys.readouterr().out)["gone"] == [gone]


def _not_named(inputs: Path) -> None:
    """Another file is named on the command line, and this one is there still."""


def _refused(inputs: Path) -> None:
    edit(inputs / "inverallan.yaml", "state: issued", "state: isued")


def _renamed_and_refused(inputs: Path) -> None:
    _refused(inputs)
    (inputs / "inverallan.yaml").rename(inputs / "inverallan-2.yaml")


def _renamed_and_unreadable(inputs: Path) -> None:
    (inputs / "inverallan.yaml").unlink()
    (inputs / "inverallan-2.yaml").write_text("reference: [", encoding="utf-8")


@pytest.mark.parametrize("happens", [_not_named, _refused, _renamed_and_refused, _renamed_and_unreadable])
def test_nothing_is_cancelled_or_removed_while_its_assessment_may_be_there(
    here: Path, happens: Callable[[Path], None]
) -> None:
    run(["calendar"])
    before = there(here)
    happens(here / "inputs")
    named = ["inputs/strathlorne.yaml"] if happens is _not_named else []
    run(["calendar", "--remove-gone", *named])
    assert said(there(here)[PLAN]) == said(before[PLAN])
    assert (here / "output" / INVERALLAN).exists()


def test_a_renamed_partnership_keeps_its_events_in_the_cycles_calendar_and_in_its_own(here: Path) -> None:
    run(["calendar"])
    edit(here / "inputs/inverallan.yaml", "Inverallan Community Planning Partnership", "Inverallan Partnership")
    made = write([here / "inputs"], here / "output")
    own = there(here, "PSR-2026-011-Inverallan Partnership/dates.ics")
    assert said(own[PLAN]) == said(there(here)[PLAN]) == ("CONFIRMED", 1, "Plan due: Inverallan Partnership")
    assert made.gone == (Change(INVERALLAN, Action.GONE, "the dates of ../inputs/inverallan.yaml are elsewhere now"),)


def test_a_reference_that_was_mistyped_leaves_no_events_behind(here: Path) -> None:
    edit(here / "inputs/inverallan.yaml", "PSR-2026-011", "PSR-2026-110")
    run(["calendar"])
    edit(here / "inputs/inverallan.yaml", "PSR-2026-110", "PSR-2026-011")
    run(["calendar"])
    wrong, right = there(here)["psr-2026-110-plan-due-1@scrutiny-response"], there(here)[PLAN]
    assert (str(wrong["STATUS"]), str(right["STATUS"])) == ("CANCELLED", "CONFIRMED")


def test_an_assessment_and_the_command_may_want_no_alarm(here: Path) -> None:
    with (here / "inputs/cycle.yaml").open("a", encoding="utf-8") as cycle_file:
        cycle_file.write("alarm: 2 weeks\n")
    with (here / "inputs/strathlorne.yaml").open("a", encoding="utf-8") as own:
        own.write("alarm: none\n")
    other = "psr-2026-014-plan-due-1@scrutiny-response"
    assert run(["calendar"]) == 0
    assert (rings(there(here)[PLAN]), rings(there(here)[other])) == ([9 - 14 * 24], [])
    assert run(["calendar", "--alarm", "none"]) == 0
    assert (rings(there(here)[PLAN]), rings(there(here)[other])) == ([], [])


def test_an_alarm_that_is_chosen_later_is_a_new_version_of_the_event(here: Path) -> None:
    run(["calendar"])
    run(["calendar", "--alarm", "2 weeks"])
    assert said(there(here)[PLAN])[1] == 1
    run(["calendar", "--alarm", "2 weeks"])
    assert said(there(here)[PLAN])[1] == 1


def test_calendars_that_say_the_same_are_left_as_they_are(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["calendar"])
    before = {path: path.stat().st_mtime_ns for path in here.rglob("*.ics")}
    capsys.readouterr()
    assert run(["calendar"]) == 0
    assert capsys.readouterr().out == "Dates: 3. Calendars left as they were: 3. Files not accepted: 0.\n"
    assert {path: path.stat().st_mtime_ns for path in here.rglob("*.ics")} == before
    assert run(["calendar", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["files"], answer["unchanged"]) == ([], 3)


def test_only_calendars_that_were_written_are_said_to_be(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "output/cycle.ics").mkdir(parents=True)
    assert run(["calendar", "inputs/inverallan.yaml"]) == 1
    assert capsys.readouterr().out == (
        "output/cycle.ics: unwritable-file: the file cannot be written (Is a directory); a file or a folder of this name is in the "
        "way: move it and run again\n"
        "\n"
        f"Written\n  output/{INVERALLAN}\n"
        "\n"
        "Dates: 1. Files not accepted: 0.\n"
    )


def test_the_cycles_calendar_that_was_deleted_goes_on_from_those_of_the_partnerships(here: Path) -> None:
    run(["calendar"])
    edit(here / "inputs/inverallan.yaml", "Inverallan Community", "Inverallan Communities")
    edit(here / "inputs/inverallan.yaml", "Inverallan Communities", "Inverallan Community")
    edit(here / "inputs/cycle.yaml", "plan_due: 6 weeks", "plan_due: 7 weeks")
    run(["calendar"])
    plan = "psr-2026-014-plan-due-1@scrutiny-response"
    assert said(there(here)[plan])[1] == 1
    (here / "output/cycle.ics").unlink()
    run(["calendar"])
    assert said(there(here)[plan])[1] == 1


@pytest.mark.parametrize(
    ("damage", "sequence"),
    [
        ((b"SEQUENCE:0", b"SEQUENCE:soon"), 0),
        ((b"UID:psr-2026-011-plan-due-1@scrutiny-response\r\n", b""), 0),
        ((b"DTSTAMP:20261123T000000Z\r\n", b""), 0),
        ((b"DTSTART;VALUE=DATE:20270112", b"DTSTART:20270112T090000Z"), 1),
        ((b"SUMMARY:Plan due: Inverallan Community Planning Partnership\r\n", b""), 1),
        ((b"\r\n", b"\n"), 0),
        ((b"Partnership", b"P\xe4rtnership"), 0),
        ((b"END:VEVENT", b"END:VEVEN"), 0),
    ],
)
def test_a_calendar_that_somebody_changed_or_damaged_is_gone_on_from(
    here: Path, damage: tuple[bytes, bytes], sequence: int
) -> None:
    run(["calendar"])
    for path in here.rglob("*.ics"):
        assert damage[0] in path.read_bytes() or "011" not in path.as_posix()
        path.write_bytes(path.read_bytes().replace(*damage))
    assert run(["calendar"]) == 0
    assert said(there(here)[PLAN]) == ("CONFIRMED", sequence, "Plan due: Inverallan Community Planning Partnership")
    assert len(there(here)) == 3


def test_an_event_that_somebody_added_stays_in_its_place_among_the_days(here: Path) -> None:
    run(["calendar"])
    path = here / "output/cycle.ics"
    other = b"BEGIN:VEVENT\r\nUID:x@example.org\r\nDTSTART:20270106T090000Z\r\nSUMMARY:Panel\r\nEND:VEVENT\r\n"
    path.write_bytes(path.read_bytes().replace(b"END:VCALENDAR", other + b"END:VCALENDAR"))
    assert run(["calendar"]) == 0
    assert list(there(here))[:3] == ["psr-2026-014-plan-due-1@scrutiny-response", "x@example.org", PLAN]
    assert other in path.read_bytes()


def test_a_reference_with_any_signs_is_found_again(here: Path) -> None:
    edit(here / "inputs/inverallan.yaml", "PSR-2026-011", r"PSR; 2026, \011 and a long reference that has to be folded")
    run(["calendar"])
    edit(here / "inputs/cycle.yaml", "plan_due: 6 weeks", "plan_due: 7 weeks")
    before = (here / "output/cycle.ics").read_bytes()
    assert run(["calendar"]) == 0
    assert (here / "output/cycle.ics").read_bytes().count(b"BEGIN:VEVENT") == before.count(b"BEGIN:VEVENT")


def test_the_dates_of_an_assessment_that_cannot_be_looked_at_stay(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(["calendar"])
    before = (here / "output/cycle.ics").read_bytes()
    (here / "inputs/inverallan.yaml").rename(here / "inverallan")
    monkeypatch.setattr("scrutiny_response.store.places.Places.presence", lambda *_: Presence.UNKNOWN)
    assert run(["calendar", "--remove-gone"]) == 0
    assert (here / "output/cycle.ics").read_bytes() == before
    assert (here / "output" / INVERALLAN).is_file()


def test_a_wrong_length_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        run(["calendar", "--alarm", "soon"])
    assert "argument --alarm: `soon` is not a length of time such as `6 weeks`" in capsys.readouterr().err


FOREIGN = {
    "categories in two lines": (r"^(CATEGORIES:.*)$", r"\1\r\n\1"),
    "a summary twice": (r"^(SUMMARY:.*)$", r"\1\r\nSUMMARY:Another"),
    "its status twice": (r"^(STATUS:.*)$", r"\1\r\nSTATUS:CANCELLED"),
    "parameters": (r"^X-SCRUTINY-REFERENCE:", "X-Scrutiny-Reference;X-OTHER=1:"),
    "lines of one byte's fold": (r"^(SUMMARY:..)", r"\1\r\n "),
    "small letters": (r"^(BEGIN|END):VEVENT", r"\1:vevent"),
    "a stamp that is a day": (r"^DTSTAMP:.*$", "DTSTAMP;VALUE=DATE:20260101"),
    "a stamp that is no time": (r"^DTSTAMP:.*$", "DTSTAMP:20261eview-1@scrutiny-response"),
    "a sequence beyond counting": (r"^SEQUENCE:.*$", "SEQUENCE:" + "9" * 5000),
    "a day that is none": (r"^DTSTART;VALUE=DATE:.*$", "DTSTART;VALUE=DATE:20269999"),
    "two days": (r"^(DTSTART;VALUE=DATE:.*)$", r"\1\r\n\1"),
}


@pytest.mark.parametrize("change", FOREIGN, ids=str)
def test_a_calendar_that_another_program_has_rewritten_costs_nobody_his(
    here: Path, change: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["calendar"])
    own = next(path for path in sorted(here.rglob("dates.ics")))
    for path in (own, here / "output/cycle.ics"):
        pattern, instead = FOREIGN[change]
        text = path.read_bytes().decode().replace("\r\n", "\n")
        changed = re.sub(pattern, instead.replace("\r\n", "\n").replace(r"\r\n", "\n"), text, flags=re.MULTILINE)
        assert changed != text
        path.write_bytes(changed.replace("\n", "\r\n").encode())
    cycle = here / "inputs/cycle.yaml"
    cycle.write_text(
        cycle.read_text(encoding="utf-8").replace("date: 2026-11-23", "date: 2026-11-24"), encoding="utf-8"
    )
    capsys.readouterr()
    assert run(["calendar"]) == 0
    assert "Dates: 3." in capsys.readouterr().out
    assert run(["calendar"]) == 0
    assert "Calendars left as they were: 3." in capsys.readouterr().out


def test_an_event_that_is_no_more_is_cancelled_whatever_stands_for_its_stamp(here: Path) -> None:
    run(["calendar"])
    calendar = here / "output/cycle.ics"
    event = re.search(r"BEGIN:VEVENT.*?END:VEVENT\r\n", calendar.read_bytes().decode(), re.DOTALL)
    assert event
    gone = re.sub(r"(?m)^DTSTAMP:.*\r$", "DTSTAMP:20261eview-1\r", event[0]).replace("UID:", "UID:gone-")
    calendar.write_bytes(calendar.read_bytes().replace(b"BEGIN:VEVENT", gone.encode() + b"BEGIN:VEVENT", 1))
    assert run(["calendar"]) == 0
    assert calendar.read_bytes().count(b"STATUS:CANCELLED") == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes among its files")
def test_a_pipe_in_a_calendar_s_place_costs_that_calendar_and_no_other(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["calendar"])
    (here / "output/cycle.ics").unlink()
    os.mkfifo(here / "output/cycle.ics")
    own = next(path for path in sorted(here.rglob("dates.ics")))
    own.unlink()
    capsys.readouterr()
    assert run(["calendar"]) == 1
    assert capsys.readouterr().out.startswith(
        "output/cycle.ics: unreadable-calendar: the calendar that lies here cannot be read (it is no file), so it is "
        "left as it is; see what it is, and move it away\n"
    )
    assert own.is_file()
