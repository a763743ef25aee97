"""Short notation → complete sample values that tests change one field at a time; all names are invented."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from msgspec.structs import replace

import scrutiny_response
from scrutiny_response.domain.assessment import (
    Action,
    Addressee,
    Answer,
    Area,
    Assessment,
    Attachment,
    Bespoke,
    Contact,
    Copy,
    CriterionAnswer,
    Decision,
    Headers,
    IndicatorEvaluation,
    Inspection,
    LetterChoices,
    Look,
    PageNumbers,
    Partnership,
    Signatory,
    State,
    SupportChoices,
)
from scrutiny_response.domain.framework import Framework, framework_from
from scrutiny_response.domain.timeframes import Extension, HolidayChanges, Length, Monitoring, Span, Unit

FRAMEWORK_FILE = Path(scrutiny_response.__file__).with_name("framework.yaml")

LEVELS = {
    "local": "+++ +++ +++ ++- ++-",
    "commissioned": "+++ ++- +-+ --- -+-",
    "assisted": "++- +-- +++ --- ---",
    "directed": "+-- --- +++ --- +--",
}
"""For each level, answers that indicate it."""

SIGNS = {"+": Answer.MET, "-": Answer.NOT_MET, "?": Answer.NOT_ASSESSED}


@cache
def the_framework() -> Framework:
    """The framework that ships."""
    return framework_from(yaml.safe_load(FRAMEWORK_FILE.read_text(encoding="utf-8")))


def answers(signs: str, framework: Framework | None = None) -> dict[str, Answer]:
    """Answers by criterion from signs in the framework's order: "++- +?- ..."; + met, - not met, ? not assessed."""
    criteria = (framework or the_framework()).criteria()
    return {criterion.id: SIGNS[sign] for criterion, sign in zip(criteria, signs.replace(" ", ""), strict=True)}


def criterion_answers(signs: str) -> tuple[CriterionAnswer, ...]:
    """The same as an assessment holds them, without evidence."""
    return tuple(
        CriterionAnswer(criterion=name, answer=answer, evidence=None, source=None)
        for name, answer in answers(signs).items()
    )


def weeks(count: int) -> Length:
    return Length(count=count, unit=Unit.WEEKS)


def months(count: int) -> Length:
    return Length(count=count, unit=Unit.MONTHS)


def working_days(count: int) -> Length:
    return Length(count=count, unit=Unit.WORKING_DAYS)


def a_monitoring(**changes: Any) -> Monitoring:
    """Formal monitoring every three months from 1 February 2027, reviewed on 1 November 2027."""
    return replace(
        Monitoring(
            interval=months(3),
            first=dt.date(2027, 2, 1),
            review=dt.date(2027, 11, 1),
            by="the link inspector",
            proposed=(),
        ),
        **changes,
    )


def a_letter(**changes: Any) -> LetterChoices:
    """A letter of Monday 23 November 2026 that names the level."""
    return replace(
        LetterChoices(
            date=dt.date(2026, 11, 23),
            names_level=True,
            paragraphs=(Bespoke(section="findings", text="We thank everybody who met us."),),
        ),
        **changes,
    )


def an_attachment(**changes: Any) -> Attachment:
    """The plan at the report's end, as it is attached where a file says nothing of it."""
    return replace(
        Attachment(
            document="improvement-plan",
            after=None,
            heading="Improvement plan",
            label="Appendix",
            letter=None,
            page_numbers=PageNumbers.CONTINUE,
            headers=Headers.PLAN,
            look=Look.HOUSE,
        ),
        **changes,
    )


def a_decision(level: str, **changes: Any) -> Decision:
    """A decision of the panel on 27 October 2026, with a rationale."""
    return replace(
        Decision(
            level=level,
            rationale="New leaders have begun to act on the findings.",
            decided_by="Quality and Consistency Panel",
            date=dt.date(2026, 10, 27),
            where="panel minute 2026/31",
        ),
        **changes,
    )


def an_extension(**changes: Any) -> Extension:
    """The improvement plan's six weeks made ten, as agreed on 14 December 2026."""
    return replace(
        Extension(
            concerns="improvement plan",
            original=weeks(6),
            new=weeks(10),
            reason="The partnership's planning lead is away from work until January.",
            agreed_with="Dr Morag Sinclair, chief officer",
            agreed_on=dt.date(2026, 12, 14),
            letter_date=dt.date(2026, 12, 16),
        ),
        **changes,
    )


def an_area(**changes: Any) -> Area:
    """One area for improvement with two actions."""
    return replace(
        Area(
            reference="A1",
            title="Chronologies and shared risk assessment",
            finding="Chronologies were missing in half the records read.",
            source="page 14, key message 2",
            criteria=("implementation-2", "progress-1"),
            actions=(
                Action(
                    reference="A1.1",
                    action="Agree one chronology template for all agencies",
                    lead="Head of children's services",
                    due=dt.date(2027, 3, 31),
                    measure="Chronologies in 90% of audited records",
                    status="not started",
                ),
                Action(
                    reference="A1.2",
                    action="Train every lead professional in its use",
                    lead="Learning and development manager",
                    due=Span(first=dt.date(2027, 4, 1), last=dt.date(2027, 6, 30)),
                    measure="Attendance, and confidence before and after",
                    status="in progress",
                ),
            ),
        ),
        **changes,
    )


def an_assessment(**changes: Any) -> Assessment:
    """A complete panel-approved assessment that indicates assisted improvement support; any field may be changed."""
    return replace(_assessment(), **changes)


def _assessment() -> Assessment:
    return Assessment(
        reference="PSR-2026-014",
        state=State.PANEL_APPROVED,
        marking="OFFICIAL",
        embargoed_until=None,
        partnership=_partnership(),
        addressee=Addressee(
            name="Dr Morag Sinclair",
            salutation="Dr Sinclair",
            role="Chief officer",
            address=("1 Ferry Road", "Lorne"),
            email=None,
        ),
        copies=(Copy(name="Calum Reid", role="chief executive", organisation="Strathlorne Council", email=None),),
        inspection=_inspection(),
        evaluations=(IndicatorEvaluation(quality_indicator="2.1 Impact on children", evaluation="weak"),),
        second_indicator="lowest",
        circumstances=(),
        strengths=("Staff knew the children well.",),
        areas=(an_area(),),
        criteria=criterion_answers(LEVELS["assisted"]),
        decision=a_decision("assisted"),
        support=SupportChoices(add=(), leave_out=(), reword=()),
        monitoring=a_monitoring(),
        plan_due=weeks(6),
        attachment=(an_attachment(),),
        letter=a_letter(),
        signatory=Signatory(name="Eilidh Garvie", role="Chief inspector", signature=None),
        contact=Contact(
            name="Struan Bell", role="strategic support officer", email="support@example.org", telephone=None
        ),
        extension=None,
        holidays=HolidayChanges(add=(), remove=()),
        alarm=None,
        documents=("letter", "improvement-plan"),
        internal=(),
        file_name="{reference}-{partnership}/{document}",
    )


def _partnership() -> Partnership:
    return Partnership(
        name="Strathlorne Health and Social Care Partnership",
        gaelic_name="Com-pàirteachas Shrath Latharna",
        type="health and social care partnership",
        councils=("Strathlorne Council",),
        boards=("NHS Lorne",),
    )


def _inspection() -> Inspection:
    return Inspection(
        programme="children and young people at risk of harm",
        type="joint inspection",
        title="Joint inspection of services for children and young people at risk of harm",
        started=dt.date(2026, 6, 8),
        ended=dt.date(2026, 10, 2),
        publication=dt.date(2026, 11, 24),
        report_reference="JI-2026-07",
        report=None,
        partners=("Healthcare Improvement Scotland", "Education Scotland"),
    )
