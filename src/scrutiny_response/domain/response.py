"""Assessment, indication and schedule → Response: everything a template may say about one partnership."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated

from msgspec import Struct

from scrutiny_response.domain.assessment import (
    Action,
    Addressee,
    Area,
    Assessment,
    Contact,
    Copy,
    Decision,
    Inspection,
    LetterChoices,
    Partnership,
    Signatory,
)
from scrutiny_response.domain.follow_up_facts import FollowUp
from scrutiny_response.domain.framework import Framework, InspectionType, Level, Point
from scrutiny_response.domain.further import Further
from scrutiny_response.domain.level import Indication, indicate
from scrutiny_response.domain.monitoring import Schedule, WorkingDays, plan
from scrutiny_response.domain.timeframes import Extension


class SupportCharacteristic(Struct, frozen=True, kw_only=True):
    """One characteristic of the support, as this partnership's documents say it."""

    id: Annotated[str, "The characteristic's identifier", "assisted-4"]
    text: Annotated[str, "The characteristic in words"]
    level: Annotated[Level, "The level it comes from"]
    added: Annotated[bool, "Whether it was added from another level"]
    reworded: Annotated[bool, "Whether it is said in other words than the framework's"]


class Response(Struct, frozen=True, kw_only=True):
    """Everything a template may say about one partnership. It holds what the stages made, and copies no field."""

    assessment: Annotated[Assessment, "Everything recorded about the partnership"]
    indication: Annotated[Indication, "The indicated level with its reasons"]
    schedule: Annotated[Schedule, "The dated schedule"]
    framework: Annotated[Framework, "The framework for support"]
    level: Annotated[Level | None, "The level of support: the decided one, else the indicated; none if undetermined"]
    decided_otherwise: Annotated[bool, "Whether the decided level differs from what is indicated"]
    characteristics: Annotated[tuple[SupportCharacteristic, ...], "The characteristics of the support"]
    replaces: Annotated[
        dt.date | None, "The date of the issued document that this one replaces, where it is a correction", "2026-12-07"
    ] = None
    issue: Annotated[int, "The number of this issue of the document: 1, and one more for each issue before", "1"] = 1

    follow_up: Annotated[FollowUp | None, "What a letter that answers an event says of it, in such a letter"] = None
    signature: Annotated[bytes | None, "The picture of the signature, in issued documents where there is one"] = None

    @property
    def partnership(self) -> Annotated[Partnership, "The partnership"]:
        return self.assessment.partnership

    @property
    def inspection(self) -> Annotated[Inspection, "The inspection"]:
        return self.assessment.inspection

    @property
    def addressee(self) -> Annotated[Addressee, "The main addressee"]:
        return self.assessment.addressee

    @property
    def copies(self) -> Annotated[tuple[Copy, ...], "The copy list"]:
        return self.assessment.copies

    @property
    def areas(self) -> Annotated[tuple[Area, ...], "The areas for improvement"]:
        return self.assessment.areas

    @property
    def decision(self) -> Annotated[Decision | None, "The decided level, once there is one"]:
        return self.assessment.decision

    @property
    def further(self) -> Annotated[Further, "Values of the office's own, which its cycle file declares"]:
        return self.assessment.further

    @property
    def extension(self) -> Annotated[Extension | None, "The timescale that is extended, where one is"]:
        return self.assessment.extension

    @property
    def extended_action(self) -> Annotated[Action | None, "The action whose timescale is extended, where it is one"]:
        concerns = self.extension.concerns if self.extension else None
        actions = (action for area in self.areas for action in area.actions)
        return next((action for action in actions if action.reference == concerns), None)

    @property
    def inspection_type(self) -> Annotated[InspectionType, "What a sentence calls this type of inspection"]:
        return self.framework.inspection_type(self.inspection.type)

    @property
    def scrutiny_of(self) -> Annotated[str, "What the programme scrutinises; empty if unknown", "justice services"]:
        return self.framework.scrutiny_of(self.inspection.programme)

    @property
    def has_findings(self) -> Annotated[bool, "Whether the letter has findings to summarise"]:
        recorded = self.assessment
        own = any(paragraph.section == "findings" for paragraph in recorded.letter.paragraphs)
        return bool(recorded.evaluations or recorded.strengths or recorded.areas or own)

    @property
    def agrees_with_second(self) -> Annotated[bool, "Whether the level is the one that the second indicator suggests"]:
        return self.indication.second is not None and self.indication.second.level == self.level

    @property
    def letter(self) -> Annotated[LetterChoices, "Choices about the letter"]:
        return self.assessment.letter

    @property
    def signatory(self) -> Annotated[Signatory, "Who signs"]:
        return self.assessment.signatory

    @property
    def contact(self) -> Annotated[Contact, "Whom to ask"]:
        return self.assessment.contact


def respond(assessment: Assessment, framework: Framework, indication: Indication | None = None) -> Response:
    """Return everything a template may say about one partnership: the indication, the schedule and the support.

    `indication` is that of the answers, if somebody has asked for it before.
    KeyError if the assessment names a criterion, level, evaluation, circumstance or characteristic that the
    framework does not have; reading an assessment refuses those first.
    """
    indication = indication or indicate(
        {answer.criterion: answer.answer for answer in assessment.criteria},
        framework,
        assessment.evaluations,
        assessment.second_indicator,
        assessment.circumstances,
    )
    decided = framework.level(assessment.decision.level) if assessment.decision else None
    level = decided or indication.level
    return Response(
        assessment=assessment,
        indication=indication,
        schedule=plan(assessment, WorkingDays(assessment.holidays)),
        framework=framework,
        level=level,
        decided_otherwise=decided is not None and not _within(decided, indication),
        characteristics=_characteristics(assessment, framework, level),
    )


def _within(level: Level, indication: Indication) -> bool:
    """Return whether the level is the indicated one, or one of those between which the indicated one lies."""
    return indication.lowest.order <= level.order <= indication.highest.order


def _characteristics(
    assessment: Assessment, framework: Framework, level: Level | None
) -> tuple[SupportCharacteristic, ...]:
    """Return the level's own characteristics that are not left out, then the added ones (Appendix Three).

    Both stand in the framework's order; an added one keeps the level it comes from. Without a level there are only
    the added ones.
    """
    support = assessment.support
    words = {rewording.characteristic: rewording.text for rewording in support.reword}
    for named in (*support.add, *support.leave_out, *words):
        framework.characteristic(named)
    own = [(level, point) for point in level.characteristics if point.id not in support.leave_out] if level else []
    others = [(other, point) for other in framework.levels if other != level for point in other.characteristics]
    added = [(other, point) for other, point in others if point.id in support.add]
    return tuple(_said(point, source, words, added=source != level) for source, point in [*own, *added])


def _said(point: Point, level: Level, words: Mapping[str, str], *, added: bool) -> SupportCharacteristic:
    return SupportCharacteristic(
        id=point.id,
        text=words.get(point.id, point.text),
        level=level,
        added=added,
        reworded=point.id in words,
    )
