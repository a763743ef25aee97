"""Assessment, indication and schedule → Response: everything a template may say about one partnership."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from scrutiny_response.assessment import (
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
from scrutiny_response.framework import Framework, Level
from scrutiny_response.level import Indication
from scrutiny_response.monitoring import Schedule


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportCharacteristic:
    """One characteristic of the support, as this partnership's documents say it."""

    id: Annotated[str, "The characteristic's identifier", "assisted-4"]
    text: Annotated[str, "The characteristic in words"]
    level: Annotated[Level, "The level it comes from"]
    added: Annotated[bool, "Whether it was added from another level"]
    reworded: Annotated[bool, "Whether it is said in other words than the framework's"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """Everything a template may say about one partnership. It holds what the stages made, and copies no field."""

    assessment: Annotated[Assessment, "Everything recorded about the partnership"]
    indication: Annotated[Indication, "The indicated level with its reasons"]
    schedule: Annotated[Schedule, "The dated schedule"]
    framework: Annotated[Framework, "The framework for support"]
    level: Annotated[Level | None, "The level of support: the decided one, else the indicated; none if undetermined"]
    decided_otherwise: Annotated[bool, "Whether the decided level differs from the indicated one"]
    characteristics: Annotated[tuple[SupportCharacteristic, ...], "The characteristics of the support"]

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
    def letter(self) -> Annotated[LetterChoices, "Choices about the letter"]:
        return self.assessment.letter

    @property
    def signatory(self) -> Annotated[Signatory, "Who signs"]:
        return self.assessment.signatory

    @property
    def contact(self) -> Annotated[Contact, "Whom to ask"]:
        return self.assessment.contact
