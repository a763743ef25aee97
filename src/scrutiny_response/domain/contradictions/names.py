"""An assessment's identifiers and words → those that the framework does not know, and those it misses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from engross.suggestions import all_of, did_you_mean, nearest
from scrutiny_response.domain.assessment import Assessment
from scrutiny_response.domain.contradictions.case import Contradiction, DataPath
from scrutiny_response.domain.framework import Framework


def unknown_names(assessment: Assessment, framework: Framework) -> Iterator[Contradiction]:
    """Identifiers and words that the framework does not know; what is empty was refused before."""
    names_by_kind = _known(framework)
    for path, kind, name in named(assessment):
        if name and name not in names_by_kind[kind]:
            yield Contradiction(
                path,
                f"unknown-{kind}",
                f"the framework has no {kind} `{name}`",
                did_you_mean(name, names_by_kind[kind]),
            )
    which = assessment.second_indicator
    indicators = ["lowest", *(evaluation.quality_indicator for evaluation in assessment.evaluations)]
    if which and which not in indicators:
        message = f"`{which}` is neither `lowest` nor a quality indicator that was evaluated"
        hint = did_you_mean(which, indicators)
        yield Contradiction(("second_indicator",), "unknown-quality-indicator", message, hint)


def _known(framework: Framework) -> Mapping[str, list[str]]:
    return {
        "criterion": [criterion.id for criterion in framework.criteria()],
        "level": [level.id for level in framework.levels],
        "evaluation": [evaluation.id for evaluation in framework.evaluations],
        "circumstance": [circumstance.id for circumstance in framework.circumstances],
        "characteristic": [point.id for level in framework.levels for point in level.characteristics],
    }


def named(assessment: Assessment) -> Iterator[tuple[DataPath, str, str]]:
    """Yield every name of the framework in an assessment: its path, of what kind it is, and the name."""
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


def criteria_left_out(assessment: Assessment, framework: Framework) -> Iterator[Contradiction]:
    names = [criterion.id for criterion in framework.criteria()]
    given = {answer.criterion for answer in assessment.criteria}
    misspelt = {nearest(name, names) for name in given if name not in names}
    left_out = [name for name in names if name not in given and name not in misspelt]
    if left_out:
        verb = "criteria are" if len(left_out) > 1 else "criterion is"
        hint = "answer each; one that nobody looked at is answered `not assessed`"
        yield Contradiction(("criteria",), "missing-criterion", f"the {verb} missing: {all_of(left_out)}", hint)
