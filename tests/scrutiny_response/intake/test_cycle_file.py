"""What the cycle file proposes is proposed only where a level demands it, and is never agreed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from scrutiny_response.domain.assessment import Assessment
from scrutiny_response.domain.timeframes import Length, Monitoring, Unit
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
