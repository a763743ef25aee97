"""A case's state, decision and monitoring → what a document in that state lacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from engross.suggestions import all_of
from scrutiny_response.domain.assessment import Decision, State
from scrutiny_response.domain.contradictions.case import LEVEL, Case, Contradiction, DataPath, Rule, staged
from scrutiny_response.domain.framework import Level
from scrutiny_response.domain.level import Indication


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
        settle = all_of([criterion.id for criterion in indication.settled_by])
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


def _decided_by(case: Case) -> Iterator[Contradiction]:
    """Whoever reads that a level was decided may ask by whom and when."""
    decision, indication = case.assessment.decision, case.indication
    if not decision or (indication and indication.level and decision.level != indication.level.id):
        return  # a level that was decided otherwise is told with all that it lacks
    wanted = [name for name in ("decided_by", "date") if getattr(decision, name) is None]
    if wanted:
        message = f"the level is decided, and {all_of(wanted)} {_is_missing(wanted)}"
        lines = {"decided_by": "`decided_by: Quality and Consistency Panel`", "date": "`date: 2026-10-27`"}
        hint = f"add {' and '.join(lines[name] for name in wanted)} to `decision`"
        yield staged(Contradiction(("decision",), "decided-by-nobody", message, hint), case)


def _reasons_given(case: Case) -> Iterator[Contradiction]:
    decision, indication = case.assessment.decision, case.indication
    if not decision or not indication:
        return
    if not indication.level:
        yield from _outside(case.framework.level(decision.level), decision, indication)
        return
    path: DataPath = ("decision", "level")
    wanted = [name for name in ("rationale", "decided_by", "date") if getattr(decision, name) is None]
    if decision.level != indication.level.id and wanted:
        message = f"`{decision.level}` is not the indicated level, `{indication.level.id}`, and {all_of(wanted)} "
        yield Contradiction(path, "decided-otherwise", message + _is_missing(wanted), f"add {all_of(wanted)}")
    elif decision.level == indication.level.id and not indication.agree and decision.rationale is None:
        second = indication.second
        suggested = f"`{second.level.id}` (because {second.reason})" if second else "another level"
        message = f"`{decision.level}` is indicated, but the second indicator is {suggested}, and no rationale is given"
        yield Contradiction(path, "indicators-disagree", message, "add `rationale` to `decision`")


def _outside(level: Level, decision: Decision, indication: Indication) -> Iterator[Contradiction]:
    """A level is decided before all is assessed, and is not one of those that the answers so far allow."""
    lowest, highest = indication.lowest, indication.highest
    wanted = [name for name in ("rationale", "decided_by", "date") if getattr(decision, name) is None]
    if wanted and not lowest.order <= level.order <= highest.order:
        message = f"`{level.id}` is not between `{lowest.id}` and `{highest.id}`, as the answers so far indicate, and "
        message += f"{all_of(wanted)} {_is_missing(wanted)}"
        yield Contradiction(("decision", "level"), "decided-otherwise", message, f"add {all_of(wanted)}")


def _is_missing(names: Sequence[str]) -> str:
    return "are missing" if len(names) > 1 else "is missing"


RULES: Mapping[Rule, tuple[str, ...]] = {
    _embargo: ("state", "embargoed_until"),
    _final: ("state", *LEVEL),
    _agreed: ("state", "monitoring", *LEVEL),
    _reasons_given: LEVEL,
    _decided_by: ("state", *LEVEL),
}
"""The rules of this module, and what each reads."""
