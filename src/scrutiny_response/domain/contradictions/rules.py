"""An assessment and the framework → everything in it that cannot be, by the rules whose facts are sound."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from engross.problems import Problem, Refused
from scrutiny_response.domain.assessment import Assessment
from scrutiny_response.domain.contradictions import dates, decision, extension, lists, placeholders, report, second_look
from scrutiny_response.domain.contradictions.case import Case, Contradiction, DataPath, Rule
from scrutiny_response.domain.contradictions.names import criteria_left_out, named, unknown_names
from scrutiny_response.domain.framework import Framework
from scrutiny_response.domain.level import Indication, indicate


def case_of(assessment: Assessment, framework: Framework) -> Case:
    """Return the assessment held against the framework."""
    misfits = (*unknown_names(assessment, framework), *criteria_left_out(assessment, framework))
    is_whole = all(name for _, _, name in named(assessment)) and bool(assessment.second_indicator)
    indication = indication_of(assessment, framework) if is_whole and not misfits else None
    return Case(assessment, framework, misfits, indication)


def indication_of(assessment: Assessment, framework: Framework) -> Indication:
    """Return the level that the assessment's answers indicate; KeyError if a name in it is not the framework's."""
    answers = {answer.criterion: answer.answer for answer in assessment.criteria}
    which, circumstances = assessment.second_indicator, assessment.circumstances
    return indicate(answers, framework, assessment.evaluations, which, circumstances)


def contradictions(case: Case, invalid_paths: Iterable[DataPath] = ()) -> Iterator[Contradiction]:
    """Yield everything in one assessment that cannot be, by the rules that do not read what is invalid."""
    doubtful = [_keys(path) for path in (*invalid_paths, *(misfit.path for misfit in case.misfits))]
    yield from case.misfits
    beyond: tuple[Problem, ...] = ()
    for rule, reads in RULES.items():
        if not doubtful or not any(_overlap(tuple(name.split(".")), path) for name in reads for path in doubtful):
            try:
                yield from rule(case)
            except Refused as refused:  # a date is moved or counted into a year whose holidays are not known
                beyond = refused.problems
    for problem in beyond:
        hint = "write an earlier date, or a shorter length of time counted from it"
        yield Contradiction(("letter", "date"), "holidays-not-known", problem.message, hint)


def _keys(path: DataPath) -> DataPath:
    return tuple(step for step in path if isinstance(step, str))


def _overlap(one: DataPath, other: DataPath) -> bool:
    return all(a == b for a, b in zip(one, other, strict=False))


RULES: Mapping[Rule, tuple[str, ...]] = {
    **dates.RULES,
    **decision.RULES,
    **lists.RULES,
    **extension.RULES,
    **report.RULES,
    **placeholders.RULES,
    **second_look.RULES,
}
"""Every rule, and what it reads."""
