"""What the cycle file proposes is proposed only where a level demands it, and is never agreed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from scrutiny_response.domain.assessment import Assessment
from scrutiny_response.domain.ratings import AMBER, RED, RatingRule, Ratings
from scrutiny_response.domain.timeframes import Length, Monitoring, Unit
from scrutiny_response.intake.cycle_file import find_cycle
from scrutiny_response.intake.cycles import Cycle, cycle_from
from scrutiny_response.intake.schema import schema
from tests.scrutiny_response.intake.reading import ACCEPTED, PLAINEST, beside_the_cycle, reading

HOUSE = "monitoring: {interval: 3 months, first: 2027-02-24, review: 12 months, by: the link inspector}\n"
WITHOUT = PLAINEST.read_text(encoding="utf-8").replace("monitoring:\n  review: 2027-10-04\n", "")
REASON = "rationale: It was weighed with care."


def proposed(folder: Path, written: str) -> Monitoring:
    path = beside_the_cycle(folder, "one.yaml", written)
    (folder / "cycle.yaml").write_text((ACCEPTED / "cycle.yaml").read_text(encoding="utf-8") + HOUSE, encoding="utf-8")
    result = reading(path)
    assert result.problems == ()
    assert isinstance(result.assessment, Assessment)
    return result.assessment.monitoring


@pytest.mark.parametrize(
    ("level", "names"),
    [("local", ()), ("commissioned", ()), ("assisted", ("review",)), ("directed", ("interval", "first", "review"))],
)
def test_each_level_is_given_what_it_demands_and_no_more(tmp_path: Path, level: str, names: tuple[str, ...]) -> None:
    monitoring = proposed(tmp_path, WITHOUT.replace("level: commissioned", f"level: {level}\n  {REASON}"))
    assert monitoring.proposed == names
    given = {name for name in ("interval", "first", "review") if getattr(monitoring, name) is not None}
    assert given == set(names)
    assert monitoring.by == "the link inspector"


def test_what_was_agreed_is_kept_and_only_the_rest_is_proposed(tmp_path: Path) -> None:
    written = WITHOUT.replace("level: commissioned", f"level: directed\n  {REASON}")
    monitoring = proposed(tmp_path, written + "monitoring: {first: 2027-03-01}\n")
    assert monitoring == Monitoring(
        interval=Length(count=3, unit=Unit.MONTHS),
        first=dt.date(2027, 3, 1),
        review=Length(count=12, unit=Unit.MONTHS),
        by="the link inspector",
        proposed=("interval", "review"),
    )


def test_nothing_is_proposed_while_the_level_is_not_determined(tmp_path: Path) -> None:
    start, end = WITHOUT.index("decision:"), WITHOUT.index("plan_due:")
    undecided = (WITHOUT[:start] + WITHOUT[end:]).replace(
        "self-assessment-2: {answer: met}", "self-assessment-2: {answer: not assessed}"
    )
    assert proposed(tmp_path, undecided).proposed == ()


def test_the_indicated_level_counts_while_none_is_decided(tmp_path: Path) -> None:
    start, end = WITHOUT.index("decision:"), WITHOUT.index("plan_due:")
    assisted = (WITHOUT[:start] + WITHOUT[end:]).replace(
        "self-assessment-2: {answer: met}", "self-assessment-2: {answer: not met}"
    )
    assert proposed(tmp_path, assisted).proposed == ("review",)


def rated(folder: Path, written: str) -> Cycle:
    """The cycle file with these rules for red, amber and green."""
    path = folder / "cycle.yaml"
    path.write_text((ACCEPTED / "cycle.yaml").read_text(encoding="utf-8") + written, encoding="utf-8")
    return cycle_from(find_cycle(folder))


def test_a_rule_of_the_cycle_file_takes_the_place_of_the_one_that_holds_without_it(tmp_path: Path) -> None:
    cycle = rated(tmp_path, "ratings:\n  red:\n    days_over: 60\n    statuses: [delayed]\n")
    assert cycle.problems == ()
    assert cycle.ratings == Ratings(red=RatingRule(days_over=60, statuses=("delayed",)), amber=None)
    assert "ratings" not in cycle.common


def test_the_schema_states_the_rules_that_hold_without_any() -> None:
    rules = schema("cycle").document["properties"]["ratings"]["properties"]
    for rule, default in (("red", RED), ("amber", AMBER)):
        for name, part in rules[rule]["properties"].items():
            stated = part["examples"][0]
            if value := getattr(default, name):
                assert value == (tuple(stated) if name == "statuses" else stated)
    assert rules["red"]["description"].endswith(
        "If not given: 1 day past the date that stands now, 29 days past the date that was agreed first, or a date that "
        "was revised 3 times."
    )
    assert RED.in_words() == (
        "1 or more days past the date that stands now, or 29 or more days past the date that was agreed first, or its "
        "date was revised 3 or more times"
    )


def test_rules_that_are_none_are_told_with_their_places(tmp_path: Path) -> None:
    cycle = rated(tmp_path, "ratings:\n  red:\n    days_over: 0\n    statuses: [late]\n  blue: {}\n")
    assert [(problem.id, problem.message) for problem in cycle.problems] == [
        ("unknown-key", "`blue` is not a key of `ratings`"),
        ("too-small", "0 is too small"),
        ("unknown-word", "`late` is not one of `not started`, `in progress`, `on track`, `delayed` or `on hold`"),
    ]
