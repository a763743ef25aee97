"""Assessment and framework → what in the assessment cannot be, by path and not by line.

Each rule is a pure function of one `Case`. It names what it reads, so that whoever places its findings can leave out
a rule whose facts were themselves refused.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from scrutiny_response.assessment import Assessment, Length, Span, State, Timescale
from scrutiny_response.framework import Framework, Level
from scrutiny_response.level import Indication, indicate
from scrutiny_response.monitoring import WorkingDays, later
from scrutiny_response.words import all_of, did_you_mean, nearest, one_of

Path = tuple[str | int, ...]
"""The keys and positions that lead to a value in an assessment file; criteria stand under their identifiers."""


class Contradiction(NamedTuple):
    """Something recorded that cannot be: where, a stable identifier, what was found, and what to do."""

    path: Path
    id: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Case:
    """One assessment, the framework it is judged by, and the names and answers in it that do not fit the framework.

    There is an indication only where all of them fit and none is empty, as what stands in for a refused one is.
    """

    assessment: Assessment
    framework: Framework
    misfits: tuple[Contradiction, ...]
    indication: Indication | None

    @property
    def level(self) -> Level | None:
        """The level of support: the decided one, else the indicated one; None where it is not determined."""
        decision = self.assessment.decision
        if decision:
            return next((level for level in self.framework.levels if level.id == decision.level), None)
        return self.indication.level if self.indication else None


def case_of(assessment: Assessment, framework: Framework) -> Case:
    """The assessment held against the framework."""
    misfits = (*_unknown_names(assessment, framework), *_criteria_left_out(assessment, framework))
    is_whole = all(name for _, _, name in _named(assessment)) and bool(assessment.second_indicator)
    indication = indication_of(assessment, framework) if is_whole and not misfits else None
    return Case(assessment, framework, misfits, indication)


def indication_of(assessment: Assessment, framework: Framework) -> Indication:
    """The level that the assessment's answers indicate; KeyError where a name in it is not the framework's."""
    answers = {it.criterion: it.answer for it in assessment.criteria}
    which, circumstances = assessment.second_indicator, assessment.circumstances
    return indicate(answers, framework, assessment.evaluations, which, circumstances)


def contradictions(case: Case, unsound: Iterable[Path] = ()) -> Iterator[Contradiction]:
    """Everything in one assessment that cannot be, by the rules that do not read what is unsound."""
    doubtful = [_keys(path) for path in (*unsound, *(it.path for it in case.misfits))]
    yield from case.misfits
    for rule, reads in RULES.items():
        if not any(_overlap(tuple(name.split(".")), path) for name in reads for path in doubtful):
            yield from rule(case)


def _keys(path: Path) -> Path:
    return tuple(step for step in path if isinstance(step, str))


def _overlap(one: Path, other: Path) -> bool:
    return all(a == b for a, b in zip(one, other, strict=False))


def _unknown_names(assessment: Assessment, framework: Framework) -> Iterator[Contradiction]:
    """Identifiers and words that the framework does not know; what is empty was refused before."""
    known = _known(framework)
    for path, kind, name in _named(assessment):
        if name and name not in known[kind]:
            yield Contradiction(
                path, f"unknown-{kind}", f"the framework has no {kind} `{name}`", did_you_mean(name, known[kind])
            )
    which = assessment.second_indicator
    indicators = ["lowest", *(it.quality_indicator for it in assessment.evaluations)]
    if which and which not in indicators:
        message = f"`{which}` is neither `lowest` nor a quality indicator that was evaluated"
        hint = did_you_mean(which, indicators)
        yield Contradiction(("second_indicator",), "unknown-quality-indicator", message, hint)


def _known(framework: Framework) -> Mapping[str, list[str]]:
    return {
        "criterion": [it.id for it in framework.criteria()],
        "level": [it.id for it in framework.levels],
        "evaluation": [it.id for it in framework.evaluations],
        "circumstance": [it.id for it in framework.circumstances],
        "characteristic": [it.id for level in framework.levels for it in level.characteristics],
    }


def _named(assessment: Assessment) -> Iterator[tuple[Path, str, str]]:
    """Every name of the framework in an assessment: its path, of what kind it is, and the name."""
    for i, evaluation in enumerate(assessment.evaluations):
        yield ("evaluations", i, "evaluation"), "evaluation", evaluation.evaluation
    for i, circumstance in enumerate(assessment.circumstances):
        yield ("circumstances", i), "circumstance", circumstance
    for i, area in enumerate(assessment.areas):
        for j, criterion in enumerate(area.criteria):
            yield ("areas", i, "criteria", j), "criterion", criterion
    for answer in assessment.criteria:
        yield ("criteria", answer.criterion), "criterion", answer.criterion
    if assessment.decision:
        yield ("decision", "level"), "level", assessment.decision.level
    for name in ("add", "leave_out"):
        for i, characteristic in enumerate(getattr(assessment.support, name)):
            yield ("support", name, i), "characteristic", characteristic
    for i, rewording in enumerate(assessment.support.reword):
        yield ("support", "reword", i, "characteristic"), "characteristic", rewording.characteristic


def _criteria_left_out(assessment: Assessment, framework: Framework) -> Iterator[Contradiction]:
    known = [it.id for it in framework.criteria()]
    given = {it.criterion for it in assessment.criteria}
    misspelt = {nearest(name, known) for name in given if name not in known}
    left_out = [name for name in known if name not in given and name not in misspelt]
    if left_out:
        verb = "criteria are" if len(left_out) > 1 else "criterion is"
        hint = "answer each; one that nobody looked at is answered `not assessed`"
        yield Contradiction(("criteria",), "missing-criterion", f"the {verb} missing: {all_of(left_out)}", hint)


def _inspection_dates(case: Case) -> Iterator[Contradiction]:
    inspection = case.assessment.inspection
    if inspection.ended < inspection.started:
        message = f"the inspection ended on {inspection.ended}, before it started on {inspection.started}"
        yield Contradiction(("inspection", "ended"), "ended-before-started", message, "check both dates")


def _publication(case: Case) -> Iterator[Contradiction]:
    inspection = case.assessment.inspection
    if inspection.publication and inspection.publication < inspection.ended:
        message = f"the publication on {inspection.publication} is before the inspection's end on {inspection.ended}"
        yield Contradiction(("inspection", "publication"), "published-before-end", message, "check both dates")


def _after_publication(case: Case) -> Iterator[Contradiction]:
    publication, monitoring = case.assessment.inspection.publication, case.assessment.monitoring
    dated = (("first", "first monitoring", monitoring.first), ("review", "progress review", monitoring.review))
    for name, words, timescale in dated:
        date = _first_day(timescale, case.assessment)
        if publication and date and date < publication:
            message = f"the {words} on {date} is before the publication on {publication}"
            hint = "agree a later date, or check the publication date"
            yield Contradiction(("monitoring", name), f"{name}-before-publication", message, hint)


def _review_after_first(case: Case) -> Iterator[Contradiction]:
    monitoring = case.assessment.monitoring
    review = _first_day(monitoring.review, case.assessment)
    if monitoring.first and review and review < monitoring.first:
        message = f"the progress review on {review} is before the first monitoring on {monitoring.first}"
        yield Contradiction(("monitoring", "review"), "review-before-monitoring", message, "check both dates")


def _letter_date(case: Case) -> Iterator[Contradiction]:
    assessment, date = case.assessment, case.assessment.letter.date
    if assessment.inspection.ended > date:
        message = f"the letter of {date} is dated before the inspection ended on {assessment.inspection.ended}"
        yield Contradiction(("letter", "date"), "letter-before-end", message, "check both dates")


def _decision_date(case: Case) -> Iterator[Contradiction]:
    decision, date = case.assessment.decision, case.assessment.letter.date
    if decision and decision.date and decision.date > date:
        message = f"the level was decided on {decision.date}, after the date of the letter, {date}"
        yield Contradiction(("decision", "date"), "decided-after-letter", message, "check both dates")


def _plan_due(case: Case) -> Iterator[Contradiction]:
    """A length is counted from the date of the letter, and so is never before it."""
    due, date = case.assessment.plan_due, case.assessment.letter.date
    first = None if isinstance(due, Length) else _first_day(due, case.assessment)
    if first and first < date:
        message = f"the improvement plan is due on {first}, before the date of the letter, {date}"
        yield Contradiction(("plan_due",), "plan-due-before-letter", message, "agree a later date")


def _first_day(timescale: Timescale | None, assessment: Assessment) -> dt.date | None:
    """The first day of a timescale, before any move to a working day; lengths are counted from the letter's date."""
    if isinstance(timescale, Length):
        return later(assessment.letter.date, timescale, WorkingDays(assessment.holidays))
    return timescale.first if isinstance(timescale, Span) else timescale


def _embargo(case: Case) -> Iterator[Contradiction]:
    if case.assessment.state == State.EMBARGOED and not case.assessment.embargoed_until:
        message = "the document is embargoed, but nothing says until when"
        yield Contradiction(("state",), "no-end-of-embargo", message, "add `embargoed_until: 2026-11-24`")


def _final(case: Case) -> Iterator[Contradiction]:
    assessment, indication = case.assessment, case.indication
    if not assessment.state.is_final or not indication:
        return
    if not indication.level:
        message = (
            f"a document of an undetermined level cannot be {assessment.state}: it lies between "
            f"`{indication.lowest.id}` and `{indication.highest.id}`"
        )
        settle = all_of([it.id for it in indication.settled_by])
        yield Contradiction(("state",), "undetermined-level", message, f"settle it by answering {settle}")
    elif not assessment.decision:
        message = f"a document cannot be {assessment.state} before the level is decided"
        yield Contradiction(("state",), "undecided-level", message, "add `decision:` with what the panel decided")


def _agreed(case: Case) -> Iterator[Contradiction]:
    """What is proposed is not agreed (Timeframes for monitoring)."""
    level, monitoring = case.level, case.assessment.monitoring
    if not case.assessment.state.is_final or not level:
        return
    wanted = [name for name in level.must_be_agreed if getattr(monitoring, name) is None or name in monitoring.proposed]
    if wanted:
        message = f"{level.name} needs an agreed {all_of(wanted)} before a document is {case.assessment.state}"
        hint = "write what was agreed with the partnership under `monitoring`"
        yield Contradiction(("monitoring",), "monitoring-not-agreed", message, hint)


def _reasons_given(case: Case) -> Iterator[Contradiction]:
    decision, indication = case.assessment.decision, case.indication
    if not decision or not indication or not indication.level:
        return
    path: Path = ("decision", "level")
    wanted = [name for name in ("rationale", "decided_by", "date") if getattr(decision, name) is None]
    if decision.level != indication.level.id and wanted:
        message = f"`{decision.level}` is not the indicated level, `{indication.level.id}`, and {all_of(wanted)} "
        yield Contradiction(path, "decided-otherwise", message + _is_missing(wanted), f"add {all_of(wanted)}")
    elif decision.level == indication.level.id and not indication.agree and decision.rationale is None:
        second = indication.second
        suggested = f"`{second.level.id}`, from {second.reason}" if second else "another level"
        message = f"`{decision.level}` is indicated, but the second indicator is {suggested}, and no rationale is given"
        yield Contradiction(path, "indicators-disagree", message, "add `rationale` to `decision`")


def _is_missing(names: Sequence[str]) -> str:
    return "are missing" if len(names) > 1 else "is missing"


def _given_once(case: Case) -> Iterator[Contradiction]:
    """References of areas and of actions, quality indicators, rewordings and holidays: each once."""
    assessment = case.assessment
    actions = [
        (("areas", i, "actions", j, "reference"), action.reference)
        for i, area in enumerate(assessment.areas)
        for j, action in enumerate(area.actions)
    ]
    areas = [(("areas", i, "reference"), area.reference) for i, area in enumerate(assessment.areas)]
    indicators = [
        (("evaluations", i, "quality_indicator"), it.quality_indicator) for i, it in enumerate(assessment.evaluations)
    ]
    rewordings = [
        (("support", "reword", i, "characteristic"), it.characteristic)
        for i, it in enumerate(assessment.support.reword)
    ]
    yield from _repeated("area reference", areas)
    yield from _repeated("action reference", actions)
    yield from _repeated("quality indicator", indicators)
    yield from _repeated("rewording", rewordings)


def _repeated(kind: str, named: Iterable[tuple[Path, str]]) -> Iterator[Contradiction]:
    seen: set[str] = set()
    for path, name in named:
        if name and name in seen:
            message = f"the {kind} `{name}` is given twice"
            yield Contradiction(path, f"repeated-{kind.replace(' ', '-')}", message, "keep one, or change one")
        seen.add(name)


def _characteristics(case: Case) -> Iterator[Contradiction]:
    level, support = case.level, case.assessment.support
    if not level:
        return
    own = [it.id for it in level.characteristics]
    for i, name in enumerate(support.add):
        if name in own:
            message = f"`{name}` is a characteristic of {level.name} already"
            yield Contradiction(("support", "add", i), "added-already-there", message, "take it out of `add`")
    for i, name in enumerate(support.leave_out):
        if name and name not in own:
            message = f"`{name}` is not a characteristic of {level.name}, so it cannot be left out"
            yield Contradiction(("support", "leave_out", i), "left-out-not-there", message, f"use {one_of(own)}")
    present = [it for it in (*own, *support.add) if it not in support.leave_out]
    for i, rewording in enumerate(support.reword):
        if rewording.characteristic and rewording.characteristic not in present:
            message = f"`{rewording.characteristic}` is reworded, but is not among the characteristics of this support"
            hint = "add it under `add`, or take the rewording out"
            yield Contradiction(("support", "reword", i, "characteristic"), "reworded-not-there", message, hint)


Rule = Callable[[Case], Iterator[Contradiction]]

_LEVEL = ("criteria", "evaluations", "second_indicator", "circumstances", "decision")
RULES: Mapping[Rule, tuple[str, ...]] = {
    _inspection_dates: ("inspection.started", "inspection.ended"),
    _publication: ("inspection.ended", "inspection.publication"),
    _after_publication: ("inspection.publication", "monitoring.first", "monitoring.review", "letter.date", "holidays"),
    _review_after_first: ("monitoring.first", "monitoring.review", "letter.date", "holidays"),
    _letter_date: ("letter.date", "inspection.ended"),
    _decision_date: ("decision", "letter.date"),
    _plan_due: ("plan_due", "letter.date"),
    _embargo: ("state", "embargoed_until"),
    _final: ("state", *_LEVEL),
    _agreed: ("state", "monitoring", *_LEVEL),
    _reasons_given: _LEVEL,
    _given_once: (),
    _characteristics: ("support", *_LEVEL),
}
"""The rules, and what each reads."""


def alike(assessments: Sequence[Assessment]) -> Iterator[tuple[int, int, Contradiction]]:
    """What two assessments of one cycle may not share: each finding with the number of its own and of the other."""
    references = [it.reference.casefold() for it in assessments]
    for own, other in _pairs(references):
        message = f"the reference `{assessments[own].reference}` is also that of {{other}}"
        yield own, other, Contradiction(("reference",), "repeated-reference", message, "give each its own reference")
    names = [file_stem(it) for it in assessments]
    for own, other in _pairs(names):
        if references[own] != references[other]:
            message = "its documents would have the same file names as those of {other}"
            hint = "change `reference`, or add `{reference}` to `file_name`"
            yield own, other, Contradiction(("reference",), "repeated-file-name", message, hint)


def _pairs(keys: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Each position whose key another has too, with the first of those others."""
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for position, key in enumerate(keys):
        if key:
            groups[key].append(position)
    for group in groups.values():
        for position in group:
            if len(group) > 1:
                yield position, next(it for it in group if it != position)


def file_stem(assessment: Assessment) -> str:
    """What the assessment's file names have in common, as coarsely as any file system compares names."""
    filled = assessment.file_name.replace("{reference}", assessment.reference)
    filled = filled.replace("{partnership}", assessment.partnership.name).replace("{state}", assessment.state)
    return re.sub(r"[\W_]+", "-", filled.casefold())
