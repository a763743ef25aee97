"""One sample → hundreds of assessments: every count, every pair of levels, every choice that changes a sentence."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from itertools import product
from typing import Any

from msgspec.structs import replace

from scrutiny_response.domain.assessment import (
    Action,
    Area,
    Assessment,
    Bespoke,
    Contact,
    Copy,
    IndicatorEvaluation,
    Rewording,
    State,
    SupportChoices,
)
from scrutiny_response.domain.timeframes import Length, Span, Unit
from tests.samples import (
    LEVELS,
    a_decision,
    a_letter,
    a_monitoring,
    an_area,
    an_assessment,
    an_extension,
    criterion_answers,
    months,
    the_framework,
    weeks,
    working_days,
)

OPEN = "++? +?? +++ --- ---"
INDICATORS = ("1.1 Safety", "2.1 Impact on people (adults)", "Key processes", "9.2 Leadership and direction")
DOCUMENTS = ("letter", "improvement-plan", "timescale-extension", "decision-record")


def every() -> Iterator[tuple[str, Assessment]]:
    """Yield each variant with what tells it from the others: first one choice at a time, then many at once."""
    yield from _levels()
    yield from _counts()
    yield from _choices()
    yield from _mixed(random.Random(20261123), 160)  # noqa: S311  # the same ones each time are wanted


def _levels() -> Iterator[tuple[str, Assessment]]:
    """Every indicated with every decided level, named or not, with a second indicator that agrees or does not."""
    words = {"local": "good", "commissioned": "adequate", "assisted": "weak", "directed": "unsatisfactory"}
    for answers, decided, named in product((*LEVELS, "open"), (*LEVELS, None), (True, False)):
        for second in dict.fromkeys((None, answers if answers in words else "assisted", decided or "local")):
            signs = LEVELS.get(answers, OPEN)
            given = (
                ()
                if second is None
                else (IndicatorEvaluation(quality_indicator="1.1 Safety", evaluation=words[second]),)
            )
            yield (
                f"{answers} indicated, {decided} decided, {second} second, {'named' if named else 'unnamed'}",
                an_assessment(
                    criteria=criterion_answers(signs),
                    decision=a_decision(decided) if decided else None,
                    evaluations=given,
                    letter=a_letter(names_level=named),
                ),
            )


def _counts() -> Iterator[tuple[str, Assessment]]:
    """None, one, two and many of whatever is counted."""
    for count in (0, 1, 2, 9):
        yield f"{count} strengths", an_assessment(strengths=strengths(count))
        yield f"{count} areas", an_assessment(areas=areas(count))
        yield f"{count} actions", an_assessment(areas=(an_area(actions=actions(count)),))
        yield f"{count} copies", an_assessment(copies=copies(count))
        yield f"{count} criteria", an_assessment(areas=(an_area(criteria=CRITERIA[:count]),))
        left_out = tuple(f"assisted-{number}" for number in range(1, 6))[: 5 - count] if count < 5 else ()
        yield f"{count} characteristics", an_assessment(support=support(leave_out=left_out))
        for word in ("good", "weak"):
            yield f"{count} evaluations of {word}", an_assessment(evaluations=evaluations(count, word))
    for met in range(6):
        signs = " ".join(["+++"] * met + ["---"] * (5 - met))
        yield f"{met} conditions met", an_assessment(criteria=criterion_answers(signs), decision=None, evaluations=())
    for circumstances in ((), ("suspended-inspection",), ("suspended-inspection", "immediate-remedial-action")):
        yield f"circumstances {len(circumstances)}", an_assessment(circumstances=circumstances, evaluations=())


def _choices() -> Iterator[tuple[str, Assessment]]:
    """Every choice that changes a sentence, one at a time."""
    base = an_assessment()
    for field, values in choices().items():
        for number, value in enumerate(values):
            yield f"{field} {number}: {value}", replace(base, **{field: value})
    for concerns, original, new in (
        ("improvement plan", weeks(6), weeks(10)),
        ("improvement plan", weeks(6), Span(first=dt.date(2027, 2, 1), last=dt.date(2027, 2, 12))),
        ("progress review", dt.date(2027, 11, 1), dt.date(2027, 12, 1)),
        ("A1.2", Span(first=dt.date(2027, 4, 1), last=dt.date(2027, 6, 30)), dt.date(2027, 9, 1)),
    ):
        extension = an_extension(concerns=concerns, original=original, new=new)
        yield f"extension of {concerns} to {new}", replace(base, extension=extension)
    added = support(add=("commissioned-2",))
    for signs in (LEVELS["assisted"], OPEN):
        open_ = an_assessment(criteria=criterion_answers(signs), decision=None, support=added)
        yield f"added to {signs}", open_
        yield f"added and unnamed to {signs}", replace(open_, letter=a_letter(names_level=False))


def choices() -> dict[str, tuple[Any, ...]]:
    """What else may be said of an assessment, by its field."""
    base = an_assessment()
    dated = [replace(base.inspection, publication=day) for day in (None, dt.date(2026, 11, 20), dt.date(2026, 11, 23))]
    programmes = [replace(base.inspection, programme=known.name) for known in the_framework().programmes]
    types = [replace(base.inspection, type=known.type) for known in the_framework().inspection_types]
    odd = replace(
        base.inspection, programme="care at home", type="unannounced inspection", partners=(), report_reference=None
    )
    one_day = replace(base.inspection, ended=base.inspection.started)
    return {
        "state": tuple(State),
        "embargoed_until": (dt.date(2026, 11, 24), dt.date(2026, 12, 1)),
        "inspection": (*dated, *programmes, *types, odd, one_day),
        "plan_due": (None, weeks(1), months(1), working_days(30), dt.date(2027, 2, 26), PERIOD),
        "monitoring": tuple(monitorings()),
        "decision": tuple(
            a_decision("assisted", decided_by=by, date=day, rationale=None)
            for by in (None, "Quality and Consistency Panel", "the inspection team", "Morven Hay, chief inspector")
            for day in (None, dt.date(2026, 10, 27))
        ),
        "contact": (
            Contact(name="Support team", role="team", email=None, telephone=None),
            Contact(name="Support team", role=None, email="a@example.org", telephone=None),
            Contact(name="Struan Bell", role="officer", email=None, telephone="0345 600 9527"),
        ),
        "documents": (("letter",), ("letter", "improvement-plan")),
        "marking": (None, "OFFICIAL-SENSITIVE"),
        "letter": tuple(
            a_letter(paragraphs=(Bespoke(section=section, text="These words are our own."),))
            for section in ("purpose", "findings", "level", "monitoring", "publication")
        ),
    }


PERIOD = Span(first=dt.date(2027, 2, 1), last=dt.date(2027, 2, 12))
CRITERIA = tuple(criterion.id for criterion in the_framework().criteria())


def monitorings() -> Iterator[Any]:
    """Every interval with and without a first date and a review."""
    for interval in (
        None,
        weeks(1),
        weeks(6),
        months(1),
        months(3),
        months(12),
        Length(count=1, unit=Unit.WORKING_DAYS),
    ):
        for first, review in (
            (None, None),
            (dt.date(2027, 10, 25), dt.date(2027, 11, 1)),
            (dt.date(2027, 2, 1), PERIOD),
        ):
            yield a_monitoring(interval=interval, first=first, review=review)
    yield a_monitoring(proposed=("interval", "first", "review"))
    yield a_monitoring(proposed=("review",), first=None, interval=None)


def _mixed(chance: random.Random, count: int) -> Iterator[tuple[str, Assessment]]:
    """Yield variants in which everything is chosen at once, the same ones in every run."""
    options = choices()
    for number in range(count):
        chosen = {field: chance.choice(values) for field, values in options.items()}
        level = chance.choice([*LEVELS, "open"])
        chosen |= {
            "criteria": criterion_answers(LEVELS.get(level, OPEN)),
            "strengths": strengths(chance.choice((0, 1, 2, 9))),
            "areas": areas(chance.choice((0, 1, 2, 9))),
            "evaluations": evaluations(chance.choice((0, 1, 2, 4)), chance.choice(("good", "weak", "adequate"))),
            "circumstances": chance.choice(((), ("ministerial-interest",))),
            "copies": copies(chance.choice((0, 1, 9))),
            "letter": replace(chosen["letter"], names_level=chance.random() < 0.6),
            "extension": chance.choice((None, an_extension())),
        }
        if chance.random() < 0.5:
            chosen["decision"] = a_decision(chance.choice(list(LEVELS)))
        yield f"mixed {number}", an_assessment(**chosen)


def strengths(count: int) -> tuple[str, ...]:
    return tuple(f"People told us that help number {n} came when they asked for it." for n in range(count))


def areas(count: int) -> tuple[Area, ...]:
    return tuple(
        an_area(
            reference=f"A{n}",
            title=f"Area {n} in short",
            finding=f"Finding {n} was written out.",
            actions=actions(2, n),
        )
        for n in range(1, count + 1)
    )


def actions(count: int, area: int = 1) -> tuple[Action, ...]:
    dues = (weeks(6), dt.date(2027, 3, 31), PERIOD, months(1), working_days(60))
    return tuple(
        replace(an_area().actions[0], reference=f"A{area}.{n}", action=f"Do thing {area}.{n}", due=dues[n % len(dues)])
        for n in range(1, count + 1)
    )


def copies(count: int) -> tuple[Copy, ...]:
    return tuple(
        Copy(name=f"Person {n}" if n % 2 else None, role="chief executive", organisation=f"Council {n}", email=None)
        for n in range(count)
    )


def evaluations(count: int, word: str) -> tuple[IndicatorEvaluation, ...]:
    """Evaluations of which the first has this word, and the others one of the scale."""
    words = (word, "good", word, "excellent")
    return tuple(
        IndicatorEvaluation(quality_indicator=f"{INDICATORS[n % 4]}{'' if n < 4 else f' {n}'}", evaluation=words[n % 4])
        for n in range(count)
    )


def support(**changes: Any) -> SupportChoices:
    nothing: dict[str, tuple[str, ...] | tuple[Rewording, ...]] = {"add": (), "leave_out": (), "reword": ()}
    return SupportChoices(**{**nothing, **changes})
