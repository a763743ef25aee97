"""What an inspection team recorded about one partnership, as frozen values.

The YAML keys of an assessment file, the JSON schema and these fields have the same names and the same nesting.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated

from msgspec import Struct

from scrutiny_response.domain.further import Further
from scrutiny_response.domain.timeframes import Extension, HolidayChanges, Length, Monitoring, Timescale


class State(StrEnum):
    """How far a document has come; every state but the last shows on the document's face."""

    DRAFT = "draft"
    PANEL_APPROVED = "panel approved"
    FACTUAL_ACCURACY = "factual accuracy"
    EMBARGOED = "embargoed"
    ISSUED = "issued"

    @property
    def is_final(self) -> bool:
        """Whether the document leaves the house as it is: embargoed or issued."""
        return self in {State.EMBARGOED, State.ISSUED}


class Answer(StrEnum):
    """The answer to one criterion; "not assessed" never counts as met."""

    MET = "met"
    NOT_MET = "not met"
    NOT_ASSESSED = "not assessed"


class PageNumbers(StrEnum):
    """Whether the pages of a plan in a report go on from the report's numbers, or begin at 1."""

    CONTINUE = "continue"
    RESTART = "restart"


class Headers(StrEnum):
    """Whose headers and footers a plan in a report shows."""

    PLAN = "plan"
    REPORT = "report"


class Look(StrEnum):
    """Whose styles a plan in a report has: the report's ("house"), or its own ("plan")."""

    HOUSE = "house"
    PLAN = "plan"


DECISION_RECORD = "decision-record"
"""The kind of document that records a decision for the house itself, and is always internal."""


class Partnership(Struct, frozen=True, kw_only=True):
    """The partnership that was inspected."""

    name: Annotated[str, "The partnership's name", "Strathlorne Health and Social Care Partnership"]
    gaelic_name: Annotated[str | None, "Its name in Gaelic, where it has one", "Com-pàirteachas Shrath Latharna"]
    type: Annotated[str, "What kind of partnership it is", "health and social care partnership"]
    councils: Annotated[tuple[str, ...], "The councils in it", "Strathlorne Council"]
    boards: Annotated[tuple[str, ...], "The NHS boards in it", "NHS Lorne"]


class Addressee(Struct, frozen=True, kw_only=True):
    """The person to whom the letter is addressed."""

    name: Annotated[str, "The name with any title", "Dr Morag Sinclair"]
    salutation: Annotated[str, 'The name as it follows "Dear"', "Dr Sinclair"]
    role: Annotated[str, "The role", "Chief officer"]
    address: Annotated[tuple[str, ...], "The lines of the postal address, without commas at their ends", "1 Ferry Road"]
    email: Annotated[str | None, "The e-mail address, for drafts of e-mails", "morag.sinclair@example.org"]


class Copy(Struct, frozen=True, kw_only=True):
    """Somebody who receives a copy of the letter."""

    name: Annotated[str | None, "The name, where it is known", "Calum Reid"]
    role: Annotated[str, "The role", "chief executive"]
    organisation: Annotated[str, "The organisation", "Strathlorne Council"]
    email: Annotated[str | None, "The e-mail address, for drafts of e-mails", "calum.reid@example.org"]


class Inspection(Struct, frozen=True, kw_only=True):
    """The inspection that the letter responds to."""

    programme: Annotated[str, "The programme of inspections", "children and young people at risk of harm"]
    type: Annotated[str, "The type of inspection", "joint inspection"]
    title: Annotated[str, "The inspection's title", "Joint inspection of services for children at risk of harm"]
    started: Annotated[dt.date, "The first day of the inspection", "2026-06-08"]
    ended: Annotated[dt.date, "The last day of the inspection", "2026-10-02"]
    publication: Annotated[dt.date | None, "When the report is, or will be, published", "2026-11-24"]
    report_reference: Annotated[str | None, "The reference of the inspection report", "JI-2026-07"]
    report: Annotated[
        str | None, "The inspection report's file, relative to the assessment", "reports/{reference}.docx"
    ]
    partners: Annotated[tuple[str, ...], "The other scrutiny partners", "Healthcare Improvement Scotland"]


class IndicatorEvaluation(Struct, frozen=True, kw_only=True):
    """The evaluation given to one quality indicator."""

    quality_indicator: Annotated[str, "The quality indicator", "2.1 Impact on children and young people"]
    evaluation: Annotated[str, "The word of the evaluation scale", "adequate"]


class Action(Struct, frozen=True, kw_only=True):
    """One action of the improvement plan."""

    reference: Annotated[str, "The action's reference", "A1.2"]
    action: Annotated[str, "What will be done", "Agree one chronology template for all agencies"]
    lead: Annotated[str, "The one lead role", "Head of children's services"]
    due: Annotated[Timescale, "When it is due", "2027-03-31"]
    measure: Annotated[str, "The measure of success or the evidence", "Chronologies in 90% of audited files"]
    status: Annotated[str, "How far it has come, in words", "not started"]


class Area(Struct, frozen=True, kw_only=True):
    """An area for improvement that the inspection found."""

    reference: Annotated[str, "The area's reference", "A1"]
    title: Annotated[str, "The area for improvement in a few words", "Chronologies and shared risk assessment"]
    finding: Annotated[str, "What the inspection found", "Chronologies were missing in half the records read."]
    source: Annotated[str | None, "Where the report says so", "page 14, key message 2"]
    criteria: Annotated[tuple[str, ...], "The identifiers of the criteria it answers to", "implementation-2"]
    actions: Annotated[tuple[Action, ...], "The actions planned for it; there may be none yet"]


class CriterionAnswer(Struct, frozen=True, kw_only=True):
    """The inspection team's answer to one criterion."""

    criterion: Annotated[str, "The criterion's identifier", "self-assessment-1"]
    answer: Annotated[Answer, "Met, not met or not assessed", "met"]
    evidence: Annotated[str | None, "The evidence for the answer", "Position statement, section 3"]
    source: Annotated[str | None, "Where the evidence is found", "record reading, week 9"]


class Decision(Struct, frozen=True, kw_only=True):
    """The level that the inspection team and its panel decided."""

    level: Annotated[str, "The identifier of the decided level", "assisted"]
    rationale: Annotated[str | None, "Why; always given where it differs from the indicated level"]
    decided_by: Annotated[str | None, "Who decided", "Quality and Consistency Panel"]
    date: Annotated[dt.date | None, "When it was decided", "2026-10-27"]
    where: Annotated[str | None, "Where it was decided or recorded", "panel minute 2026/31"]


class Rewording(Struct, frozen=True, kw_only=True):
    """A characteristic said in other words for this partnership."""

    characteristic: Annotated[str, "The characteristic's identifier", "assisted-4"]
    text: Annotated[str, "The words to use"]


class SupportChoices(Struct, frozen=True, kw_only=True):
    """Characteristics added from other levels, left out and reworded (Appendix Three)."""

    add: Annotated[tuple[str, ...], "Identifiers of characteristics of other levels that are added", "commissioned-2"]
    leave_out: Annotated[tuple[str, ...], "Identifiers of the level's own characteristics that are left out", "local-5"]
    reword: Annotated[tuple[Rewording, ...], "Characteristics in other words"]


class Attachment(Struct, frozen=True, kw_only=True):
    """How a document is attached to the inspection report as an appendix."""

    document: Annotated[str, "The name of the document that is attached", "improvement-plan"]
    after: Annotated[str | None, "The report's heading or bookmark after which it stands", "Next steps"]
    heading: Annotated[str, "What the appendix heading says after its letter", "Improvement plan"]
    label: Annotated[str, "The word for an appendix, where the report has none yet", "Appendix"]
    letter: Annotated[str | None, "The appendix's letter or number, where it is not the next one", "C"]
    page_numbers: Annotated[PageNumbers, "Whether page numbers continue or restart", "continue"]
    headers: Annotated[Headers, "Whose headers and footers it shows: the plan's or the report's", "plan"]
    look: Annotated[Look, "Whose styles win: the report's (house) or the plan's", "house"]


class Bespoke(Struct, frozen=True, kw_only=True):
    """A paragraph of this partnership's own, beside the standard wording."""

    section: Annotated[str, "The section of the letter that it closes", "findings"]
    text: Annotated[str, "The paragraph; an empty line starts another"]


class LetterChoices(Struct, frozen=True, kw_only=True):
    """What is said of the letter itself."""

    date: Annotated[dt.date, "The date of the letter, from which lengths of time are counted", "2026-11-23"]
    names_level: Annotated[bool, "Whether the letter names the level of support", "true"]
    paragraphs: Annotated[tuple[Bespoke, ...], "Bespoke paragraphs"]


class Signatory(Struct, frozen=True, kw_only=True):
    """Who signs the letter."""

    name: Annotated[str, "The name", "Eilidh Garvie"]
    role: Annotated[str, "The role", "Chief inspector"]
    signature: Annotated[str | None, "The file of the signature's picture, in the folder `signatures`", "garvie.png"]


class Contact(Struct, frozen=True, kw_only=True):
    """Whom the partnership may ask."""

    name: Annotated[str, "The name", "Struan Bell"]
    role: Annotated[str | None, "The role, where it says more than the name", "strategic support officer"]
    email: Annotated[str | None, "The e-mail address", "strategic.support@example.org"]
    telephone: Annotated[str | None, "The telephone number", "0345 600 9527"]


class Assessment(Struct, frozen=True, kw_only=True):
    """Everything recorded about one partnership at the end of an inspection, with the cycle's common facts."""

    reference: Annotated[str, "Our reference", "PSR-2026-014"]
    state: Annotated[State, "How far the document has come", "draft"]
    marking: Annotated[str | None, "The protective marking, where there is one", "OFFICIAL"]
    embargoed_until: Annotated[dt.date | None, "The day the embargo ends, where there is one", "2026-11-24"]
    partnership: Annotated[Partnership, "The partnership"]
    addressee: Annotated[Addressee, "The main addressee"]
    copies: Annotated[tuple[Copy, ...], "The copy list"]
    inspection: Annotated[Inspection, "The inspection"]
    evaluations: Annotated[tuple[IndicatorEvaluation, ...], "The evaluations given; there may be none"]
    second_indicator: Annotated[
        str, 'Which evaluation feeds the second indicator: "lowest", or the name of one quality indicator', "lowest"
    ]
    circumstances: Annotated[tuple[str, ...], "Identifiers of circumstances that suggest a level"]
    strengths: Annotated[tuple[str, ...], "The strengths found"]
    areas: Annotated[tuple[Area, ...], "The areas for improvement"]
    criteria: Annotated[tuple[CriterionAnswer, ...], "The answers to the criteria"]
    decision: Annotated[Decision | None, "The decided level, once there is one"]
    support: Annotated[SupportChoices, "Choices among the characteristics of the support"]
    monitoring: Annotated[Monitoring, "The timeframes for monitoring"]
    plan_due: Annotated[Timescale | None, "When the partnership's improvement plan is due", "6 weeks"]
    attachment: Annotated[tuple[Attachment, ...], "What is attached to the inspection report, and how"]
    letter: Annotated[LetterChoices, "Choices about the letter"]
    signatory: Annotated[Signatory, "Who signs"]
    contact: Annotated[Contact, "Whom to ask"]
    extension: Annotated[Extension | None, "The timescale that is extended, where one is"]
    holidays: Annotated[HolidayChanges, "How the holidays differ from Scotland's bank holidays"]
    alarm: Annotated[Length | None, "How long before each date calendars remind of it", "2 weeks"]
    documents: Annotated[tuple[str, ...], "The names of the templates to be filled", "letter"]
    internal: Annotated[tuple[str, ...], "The documents that are not for the partnership", "decision-record"]
    file_name: Annotated[str, "The pattern of the documents' file names", "{reference}-{partnership}/{document}"]
    further: Annotated[Further, "Values of the office's own, which its cycle file declares"] = (
        Further()
    )  # it never changes

    def is_internal(self, document: str) -> bool:
        """Return whether a kind of document is not for the partnership: the record of a decision never is."""
        return document == DECISION_RECORD or document in self.internal
