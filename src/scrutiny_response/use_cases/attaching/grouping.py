"""The readings of a cycle → for each report its assessments, in the order of their references, and its job."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from engross import paths
from engross.days import spelled
from engross.problems import FilePlace, Problem, Refused
from scrutiny_response.domain.assessment import Assessment, State
from scrutiny_response.intake import Reading
from scrutiny_response.use_cases.attaching import locations
from scrutiny_response.use_cases.attaching.outcome import AttachedPlan, AttachOutcome
from scrutiny_response.use_cases.attaching.request import Appendix, Job


class Member(Struct, frozen=True):
    """One assessment file on its way: its outcome so far, and its appendices; none if there is nothing to attach.

    `report` is the report that it names, also if it is refused; None if it names none, or that is not known.
    """

    outcome: AttachOutcome
    assessment: Assessment | None = None
    report: Path | None = None
    appendices: tuple[Appendix, ...] = ()

    def told(self, *problems: Problem) -> Member:
        """Return the member with further problems."""
        return replace(self, outcome=replace(self.outcome, problems=(*self.outcome.problems, *problems)))


class Group(Struct, frozen=True):
    """The assessments that name one report, and where the result belongs in the output folder.

    There is no job if one of them is refused, or none names a report.
    """

    members: tuple[Member, ...]
    job: Job | None = None
    result: str = ""


def member_of(reading: Reading, folder: Path) -> Member:
    """Return what a reading brings to its report; what is wrong is among its outcome's problems."""
    recorded = reading.assessment
    outcome = AttachOutcome(file=reading.file, problems=reading.problems)
    if recorded is None:
        return _of_report(
            Member(outcome), locations.report_of_refused(reading.file) if _is_there(reading.file) else None
        )
    outcome = replace(outcome, reference=recorded.reference, partnership=recorded.partnership.name)
    member = Member(outcome, recorded)
    if not recorded.inspection.report:
        return member
    try:
        report, plans = locations.find_locations(recorded, reading.file, folder)
    except Refused as refused:
        return _of_report(member.told(*refused.problems), locations.report_of_refused(reading.file))
    state = _state(recorded)
    appendices = tuple(
        Appendix(
            plan, each, f"{recorded.reference}/{each.document}", state, recorded.reference, recorded.partnership.name
        )
        for plan, each in zip(plans, recorded.attachment, strict=True)
    )
    shown = tuple(AttachedPlan(appendix.plan.as_posix(), appendix.state) for appendix in appendices)
    return replace(
        member, outcome=replace(outcome, report=report.as_posix(), plans=shown), report=report, appendices=appendices
    )


def _of_report(member: Member, report: Path | None) -> Member:
    """Return a refused member with the report that it names, if that is known."""
    shown = report.as_posix() if report else ""
    return replace(member, outcome=replace(member.outcome, report=shown), report=report)


def groups_of(members: Sequence[Member], folder: Path) -> Iterator[Group]:
    """Yield a group for each report, at the place of its first member; members without a report are alone.

    `folder` is the output folder, in which results keep the names that they have.
    """
    keys = [paths.key(paths.real(each.report)) if each.report else f"\0{place}" for place, each in enumerate(members)]
    for key in dict.fromkeys(keys):
        several = [each for each, own in zip(members, keys, strict=True) if own == key]
        yield _group(sorted(several, key=lambda each: (each.outcome.reference, each.outcome.file)), folder)


def apart(groups: Sequence[Group], documents: Sequence[str]) -> Iterator[Group]:
    """Yield the groups, without the jobs whose result would lie where a document or another result is."""
    taken = {paths.key(path) for path in documents}
    results = Counter(paths.key(group.result) for group in groups if group.job)
    for group in groups:
        key = paths.key(group.result)
        if group.job and (key in taken or results[key] > 1):
            message = f"more than one file of this cycle would be {group.result}"
            hint = "call the document otherwise, or put {reference} into the file name pattern"
            if len(group.members) > 1:
                hint = "give one of the two reports another file name"
            members = (
                member.told(Problem("same-name", FilePlace(member.outcome.file), message, hint))
                for member in group.members
            )
            yield Group(tuple(members))
        else:
            yield group


def refused_with(members: Sequence[Member]) -> tuple[Member, ...]:
    """Return the members of a group that is not written, each told of those that are refused."""
    refused = [member for member in members if member.outcome.refused]
    return tuple(member if member.outcome.refused else member.told(*_because(member, refused)) for member in members)


def _because(member: Member, refused: Sequence[Member]) -> Iterator[Problem]:
    for each in refused:
        whose = f"{each.outcome.reference}, {each.outcome.partnership}" if each.outcome.reference else each.outcome.file
        message = f"the plan of {whose}, which goes into this report too, is refused, so nothing of it is written"
        hint = "correct what is said of that one, then run again"
        yield Problem("other-plan-refused", FilePlace(member.outcome.report), message, hint)


def _group(members: Sequence[Member], folder: Path) -> Group:
    if any(member.outcome.refused for member in members):
        return Group(refused_with(members) if members[0].report else tuple(members))
    attached = [member for member in members if member.appendices]
    if not attached or attached[0].report is None:
        return Group(tuple(members))
    report, assessments = attached[0].report, [member.assessment for member in attached if member.assessment]
    if len(assessments) == 1:
        result = locations.result_of_one(assessments[0], report, folder)
    else:
        result = locations.result_of_several(tuple(assessment.state for assessment in assessments), report)
    return Group(tuple(members), Job(report, tuple(_told_apart(attached))), result)


def _told_apart(members: Sequence[Member]) -> Iterator[Appendix]:
    """Yield all appendices; if several would have the same heading, each says whose it is."""
    headings = Counter(_heading(appendix) for member in members for appendix in member.appendices)
    for member in members:
        for appendix in member.appendices:
            heading = f"{appendix.attachment.heading}, {member.outcome.partnership}"
            is_shared = headings[_heading(appendix)] > 1
            own = replace(appendix, attachment=replace(appendix.attachment, heading=heading))
            yield own if is_shared else appendix


def _heading(appendix: Appendix) -> str:
    return appendix.attachment.heading.casefold()


def _state(assessment: Assessment) -> str:
    if assessment.state is State.EMBARGOED and assessment.embargoed_until:
        return f"embargoed until {spelled(assessment.embargoed_until)}"
    return "" if assessment.state is State.ISSUED else str(assessment.state)


def _is_there(file: str) -> bool:
    return paths.is_file(Path(file))
