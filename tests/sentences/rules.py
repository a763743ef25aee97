"""A document's text → what in it is not English, not whole, or not true."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from engross.days import spelled
from scrutiny_response.domain.assessment import Assessment, State
from scrutiny_response.domain.response import Response
from tests.pages import Pages

NUMBERS = "two|three|four|five|six|seven|eight|nine|ten|[2-9]|[1-9]\\d+"
PLURAL_ONLY = "criteria|conditions|areas|strengths|evaluations|months|weeks|working days|characteristics|points"
SINGULAR_ONLY = "criterion|condition|area|strength|evaluation|month|week|working day|characteristic|point"
GRAMMAR = {
    "a plural number with a singular noun": re.compile(
        rf"\b(?:{NUMBERS}) (?:main |more |further )?(?:{SINGULAR_ONLY})\b(?! of)"
    ),
    "one with a plural noun": re.compile(rf"\b(?:one|1) (?:main |more |further )?(?:{PLURAL_ONLY})\b", re.IGNORECASE),
    "a demonstrative that does not agree": re.compile(
        rf"\bthis (?:{PLURAL_ONLY})\b|\bthese (?:{SINGULAR_ONLY})\b", re.IGNORECASE
    ),
    "a verb that does not agree": re.compile(
        r"\b(?:one|none) are\b|\b(?:two|three|four|five) is\b|\bthey points\b", re.IGNORECASE
    ),
    "a word doubled": re.compile(r"\b(\w+) \1\b(?<!that that)", re.IGNORECASE),
    "a digit where a word belongs": re.compile(rf"\bof the \d (?:{PLURAL_ONLY})\b|\bIf \d\b"),
    "a space before a stop, or two": re.compile(r" [.,;:](?!\d)|  |\( | \)"),
    "two stops": re.compile(r"[.,;:]{2,}(?!\.)"),
    "a list without its last": re.compile(r", and\.|, ,|\band and\b|:\.$"),
    "something not filled in": re.compile(r"\{\{|\{%|\bNone\b|\bnan\b|\bTrue\b|\bFalse\b|\{document\}"),
    "an interval not in words": re.compile(r"\bat intervals of\b|\bevery (?:one|1)\b"),
    "we and I": re.compile(r"\bI am\b|\bI have\b|\bmy\b"),
}
"""What is not English, each with how it is recognised."""


BESIDE_EACH = ("Source:", "Criteri", "Chronologies", "New leaders", "The words for a status are:")
"""How sentences begin that stand beside each area or table, and so may stand more than once."""


def faults(pages: Pages, response: Response, document: str) -> Iterator[str]:
    """Yield everything that is wrong with a document, in words."""
    texts = [text for text in pages.texts if text]
    yield from _grammar(texts)
    yield from _sentences(pages)
    yield from _announced(pages)
    yield from _levels(pages, response)
    if document == "letter":
        yield from _letter(pages, response)
    if document == "improvement-plan":
        yield from _plan(pages, response)
    if document == "timescale-extension" and response.extension:
        yield from _extension(pages, response)


def _grammar(texts: Sequence[str]) -> Iterator[str]:
    for text in texts:
        for name, pattern in GRAMMAR.items():
            match = pattern.search(text)
            if match:
                yield f"{name}: …{text[max(0, match.start() - 30) : match.end() + 20]}…"


def _sentences(pages: Pages) -> Iterator[str]:
    """No sentence stands twice outside of tables, and each ends as one and begins with a capital."""
    prose = [
        paragraph.text
        for paragraph in pages.paragraphs
        if paragraph.style in {"Normal", "LeadIn", "AfterTable"} and not paragraph.in_table
    ]
    sentences = [each.strip() for text in prose for each in re.split(r"(?<=[.:])\s+(?=[A-Z“])", text)]
    for sentence, count in Counter(sentences).items():
        if count > 1 and len(sentence.split()) > 3 and not sentence.startswith(BESIDE_EACH):
            yield f"said {count} times: {sentence}"
    for text in prose:
        if text[-1] not in ".:”" and not text.startswith(("Source:", "Enclosed:")):
            yield f"does not end: {text}"
        if text[0].islower():
            yield f"begins with a small letter: {text}"


def _announced(pages: Pages) -> Iterator[str]:
    """What is announced follows: a lead-in is followed by a list or a table, a heading by something of its own."""
    shown = pages.paragraphs
    for one, following in zip(shown, [*shown[1:], None], strict=True):
        promises = re.search(
            r"(?:summarised here|as follows|the following reasons?|these characteristics\b.*|this support:)\.?$",
            one.text,
        )
        if promises and (following is None or following.style.startswith("Heading1")):
            yield f"announces what does not follow: {one.text}"
        if one.style == "Heading1" and (following is None or following.style == "Heading1"):
            yield f"a heading with nothing under it: {one.text}"


def _levels(pages: Pages, response: Response) -> Iterator[str]:
    """A document that is not to name the level speaks of none; a view that differs is no finding."""
    text = "\n".join(pages.texts)
    if not response.letter.names_level:
        for level in response.framework.levels:
            if level.name.casefold() in text.casefold():
                yield f"names the level: {level.name}"
        if re.search(r"\blevels?\b", text):
            yield "speaks of levels"
    if response.decided_otherwise and response.level and response.level.meaning in pages.texts:
        yield f"says as a finding what was decided otherwise: {response.level.meaning}"
    if response.level and response.level.meaning[1:].casefold() not in text.casefold() and "Level of support" in text:
        yield "does not say what the level means"


def _letter(pages: Pages, response: Response) -> Iterator[str]:
    """Every fact of the file that a letter owes its reader is there."""
    assessment, text = response.assessment, "\n".join(pages.texts)
    facts = [
        assessment.reference,
        f"Dear {assessment.addressee.salutation}",
        assessment.inspection.title,
        spelled(assessment.letter.date),
        assessment.signatory.name,
        *assessment.strengths,
        *(area.finding for area in assessment.areas),
        *(evaluation.quality_indicator for evaluation in assessment.evaluations),
        *(copy.organisation for copy in assessment.copies),
        *(paragraph.text for paragraph in assessment.letter.paragraphs),
    ]
    if assessment.decision and assessment.decision.rationale and response.level:
        facts.append(assessment.decision.rationale)
    facts += [spelled(milestone.date) for milestone in response.schedule.milestones]
    if response.indication.second and (assessment.letter.names_level or response.level):
        facts.append(response.indication.second.reason)
    for fact in facts:
        if fact not in text:
            yield f"the letter lacks: {fact}"
    yield from _dates(pages, assessment)
    if assessment.monitoring.interval and not response.schedule.monitoring and "every" not in text:
        yield "the letter lacks the interval"
    if bool(assessment.areas) != ("Areas for improvement" in pages.texts):
        yield "the letter's areas and their heading do not agree"


def _dates(pages: Pages, assessment: Assessment) -> Iterator[str]:
    """The publication is past or to come as the letter's date says, and the embargo's end is said once."""
    section = " ".join(pages.under("Publication and other formats"))
    publication = assessment.inspection.publication
    if publication:
        verb = (
            "will be"
            if publication > assessment.letter.date
            else "is"
            if publication == assessment.letter.date
            else "was"
        )
        if f"{verb} published on {spelled(publication)}" not in section:
            yield f"the publication is not said as {verb}: {section}"
    until = assessment.embargoed_until
    if until and assessment.state is not State.ISSUED and section.count(spelled(until)) > 1:
        yield f"the embargo's end is said twice: {section}"


def _plan(pages: Pages, response: Response) -> Iterator[str]:
    """Every action is in the plan, its day first; that none was identified is said only of a final document."""
    text = "\n".join(pages.texts)
    for area in response.areas:
        for action in area.actions:
            if action.action not in text or action.reference not in text:
                yield f"the plan lacks {action.reference}"
    for table in pages.tables:
        for row in table[1:]:
            if table[0][0] == "Reference" and row[0] and not re.match(r"\d+ [A-Z][a-z]+ \d{4}", row[3]):
                yield f"a timescale does not begin with its day: {row[3]}"
    says_none = "identified no areas for improvement" in text
    if says_none != (not response.areas and response.assessment.state.is_final):
        yield "says that no areas were identified, or fails to"


def _extension(pages: Pages, response: Response) -> Iterator[str]:
    text, extension = "\n".join(pages.texts), response.extension
    facts = [response.inspection.title, *(copy.organisation for copy in response.copies)]
    if extension:
        facts += [extension.reason, extension.agreed_with, spelled(extension.agreed_on), spelled(extension.letter_date)]
    if response.extended_action:
        facts.append(response.extended_action.action)
    for fact in facts:
        if fact not in text:
            yield f"the extension's letter lacks: {fact}"
