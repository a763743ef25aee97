"""Each kind of reference and of target in each place: what is made has one target for each reference, or is refused."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engross.problems import Place, Severity, WordPlace
from engross.word import Refused, Template
from tests.engross.word.referring import MARGINS, Reference, Station, Writer, read, stations
from tests.structure import faults

QUICK = settings(max_examples=25, suppress_health_check=list(HealthCheck))
SOAKED = 20_000
"""How many examples the soak tries."""


def holds(chosen: tuple[Station, ...], turns: int) -> None:
    """The law: every reference of a document has exactly one target, its turn's own; or it is refused with its place."""
    made = {number: station.times(turns, kind) for station in chosen for number, kind in station.targets}
    asked = [(station, number) for station in chosen for number, _ in station.references]
    values = {"l": [f"v{turn}" for turn in range(turns)], "no": False, "yes": True, "x": "x"}
    try:
        document = bytes(Template.open(Writer().source(chosen), file="any.docx").render(values))
    except Refused as refusal:
        problems = [problem for problem in refusal.problems if problem.severity is Severity.ERROR]
    else:
        assert all(number in made for _, number in asked)
        assert all(made[number] for station, number in asked if station.times(turns))
        led(document, chosen)
        return
    reasons = {problem.id for problem in problems}
    assert all(has_place(problem.place) for problem in problems)
    if reasons & {"reference-to-itself", "reference-cut-by-block"}:
        assert any((number, kind) in station.targets for station, number in asked for kind in ("begun", "ended"))
        return
    assert reasons == {"reference-to-nothing"}
    never = any(number not in made for _, number in asked)
    assert never or any(station.times(turns) and not made[number] for station, number in asked)


def has_place(place: Place) -> bool:
    """Whether a place names a story."""
    return isinstance(place, WordPlace) and place.region != ""


def led(document: bytes, chosen: tuple[Station, ...]) -> None:
    """What a document's references lead to, and show."""
    assert faults(document) == [], chosen
    held = read(document)
    assert len(set(held.shapes)) == len(held.shapes)
    names = Counter(name.lower() for name, _ in held.bookmarks)
    assert set(names.values()) <= {1}
    texts = {name.lower(): text for name, text in held.bookmarks}
    assert set(map(str.lower, held.forms)) <= set(names)
    for reference in held.references:
        assert names[reference.target.lower()] == 1
        leads_to_its_turn(reference, texts[reference.target.lower()], chosen)


def leads_to_its_turn(reference: Reference, held: str, chosen: tuple[Station, ...]) -> None:
    """A reference in a turn leads to the bookmark of that turn, and shows what it holds."""
    number = int(re.sub(r"^b(\d+)(_\d+)?$", r"\1", reference.target))
    target, kind = next((each, kind) for each in chosen for n, kind in each.targets if n == number)
    assert f"T{number}:" in held or kind in {"begun", "ended"}
    if reference.shown is not None and kind not in {"wide", "begun", "ended"}:
        assert reference.shown == held
    station, _, turn = reference.turn.partition(":")
    around = chosen[int(station)]
    is_around = (
        target.place not in {*MARGINS, "macro"} and target.loops in {(), ("o",)} and around.outer == target.outer
    )
    if (around is target or is_around) and kind not in {"begun", "ended"}:
        own = turn.split(".")[: len(target.loops)] if target.loops else []
        assert held.startswith(f"T{number}:{'.'.join(own)};")


@QUICK
@given(stations(), st.integers(0, 3))
def test_every_reference_has_one_target_of_its_own_turn_or_is_refused(chosen: tuple[Station, ...], turns: int) -> None:
    holds(chosen, turns)


def test_a_picture_in_a_loop_has_no_number_of_a_picture_in_a_note() -> None:
    pictures = [Station(place, "", (), ((0, "REF"), (0, "picture"))) for place in ("loop", "footnote")]
    holds((pictures[0], Station("body", "", ((0, "words"),), ()), pictures[1]), 1)


@pytest.mark.soak
def test_thousands_of_references_have_one_target() -> None:
    settings(QUICK, max_examples=SOAKED, deadline=None, database=None)(given(stations(), st.integers(0, 3))(holds))()
