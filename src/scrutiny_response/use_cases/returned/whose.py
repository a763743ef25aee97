"""A returned plan's text → whose plan it is: by its property, else by its words; asked if these disagree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engross.problems import Problem, Severity, WordPlace
from engross.suggestions import one_of
from engross.word import bookmark_name
from engross.word.reading import DocumentText
from scrutiny_response.domain.plan_identity import PROPERTY, PlanIdentity
from scrutiny_response.use_cases.returned.answers import Answers
from scrutiny_response.use_cases.returned.values import KnownPlan, Question
from scrutiny_response.use_cases.returned.vocabulary import key_of, plain


def identity_in(text: DocumentText) -> PlanIdentity | None:
    """Return what the property of a plan says; None if it was lost on the way, which means nothing."""
    return PlanIdentity.read(text.properties.get(PROPERTY, ""))


def find_plan(
    text: DocumentText, plans: Sequence[KnownPlan], answers: Answers, file: str
) -> tuple[KnownPlan | None, tuple[Question, ...], tuple[Problem, ...]]:
    """Return the plan that a file is, with what has to be asked of it; or the problem that it is none of them."""
    place = WordPlace(file, "document properties")
    if answers.plan:
        plan = next((plan for plan in plans if plan.reference == answers.plan), None)
        return (plan, (), ()) if plan else (None, (), (_unknown(file, answers.plan, plans),))
    identity = identity_in(text)
    by_words = _by_words(text, plans)
    if identity is None:
        if len(by_words) == 1:
            return by_words[0], (), ()
        return None, (), (_unknown(file, "", by_words or plans),)
    plan = next((plan for plan in plans if plan.reference == identity.reference), None)
    if plan is None:
        return None, (), (_unknown(file, identity.reference, plans),)
    others = [other for other in by_words if other is not plan]
    questions = []
    if others and plan not in by_words:
        other = f"{others[0].reference} ({others[0].partnership})"
        message = f"the file was made as the plan of {plan.reference}, and its words are those of {other}"
        hint = f"answer plan: {plan.reference}, or plan: {others[0].reference}"
        questions.append(Question("", Problem("another-partnership", place, message, hint, Severity.WARNING)))
    return plan, tuple(questions), ()


def _by_words(text: DocumentText, plans: Sequence[KnownPlan]) -> list[KnownPlan]:
    """Return the plans that the text names by their reference; if none, by their name; else by their actions."""
    texts = [*_texts(text)]
    alone = {plain(text) for text in texts}
    for telling in (
        [plan for plan in plans if plain(plan.reference) in alone],
        [plan for plan in plans if plain(plan.partnership) in alone],
        _with_most_actions(text, alone, plans),
    ):
        if telling:
            return telling
    return []


def _with_most_actions(text: DocumentText, alone: set[str], plans: Sequence[KnownPlan]) -> list[KnownPlan]:
    """Return the plans with the most actions in the file, by bookmarks, or by words of the actions."""
    marks = {
        mark.casefold() for table in text.tables for row in table.rows for cell in row.cells for mark in cell.bookmarks
    }
    keys = {key_of(each) for each in alone}
    counts = [
        sum(
            bookmark_name("action", action.reference).casefold() in marks
            or (key_of(action.reference) in keys and plain(action.action) in alone)
            for action in plan.actions
        )
        for plan in plans
    ]
    most = max(counts, default=0)
    return [plan for plan, count in zip(plans, counts, strict=True) if most and count == most]


def _texts(text: DocumentText) -> Iterator[str]:
    for paragraph in text.paragraphs:
        yield paragraph.text
    for table in text.tables:
        for row in table.rows:
            yield from (cell.text for cell in row.cells)


def _unknown(file: str, reference: str, plans: Sequence[KnownPlan]) -> Problem:
    names = one_of([plan.reference for plan in plans]) if plans else "none"
    if reference:
        message = f"this is the plan of {reference}, of which there is no assessment here"
        return Problem("plan-of-another", WordPlace(file, "document properties"), message,
                       f"name the folder of its assessments with --inputs; here there is {names}")  # fmt: skip
    message = "nothing in the file says certainly whose plan it is"
    hint = f"answer in a file for --answers, under the file's name, plan: REFERENCE; it may be {names}"
    return Problem("plan-of-nobody", WordPlace(file, "body"), message, hint)
