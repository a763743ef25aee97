"""A document that was edited by hand → the same as it is sent, if it may be: clean, accessible, and still ours."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from engross.problems import FilePlace, Problem, Refused
from engross.word import Package
from engross.word.tools import show
from scrutiny_response.domain.event_parts import AsEdited
from scrutiny_response.generate.build import build_from
from scrutiny_response.generate.issued import different_lines
from scrutiny_response.intake import Reading, read_assessment, sources
from scrutiny_response.use_cases import document_check
from scrutiny_response.use_cases.generate import Sources
from scrutiny_response.use_cases.issuing.candidates import Candidate
from scrutiny_response.use_cases.issuing.made_with import settings_of
from scrutiny_response.use_cases.issuing.options import IssueOptions
from scrutiny_response.use_cases.issuing.sending import Sending

_HINT = "generate it again and edit that, or write the change into the assessment or the template"
_LOOKS = "only what is not text"


def edited(sending: Sending, folder: Path, candidate: Candidate, used: Sources, options: IssueOptions) -> Sending:
    """Return an edited document as it is sent, with the lines that differ from what would be generated.

    Raise Refused if it holds what no issued document may, or is no more the document of this reference, in this state,
    at this level.
    """
    path = folder / sending.path
    (checked,) = document_check.check([path], for_issue=True)
    if checked.refused:
        raise Refused([problem for problem in checked.problems if problem.is_error])
    generated = _generated(sending.name, candidate, used)
    texts = [show(Package.open(data, str(path))) for data in (generated, sending.data)]
    problems = [
        Problem(
            "edited-otherwise", FilePlace(path.as_posix()), f"`{mark}` no longer stands in this edited document", _HINT
        )
        for mark in _ours(candidate)
        if texts[1].count(mark) < (texts[0].count(mark) if mark == candidate.outcome.reference else mark in texts[0])
    ]
    if problems:
        raise Refused(problems)
    differs = tuple(line for pair in different_lines(generated, sending.data) for line in _marked(*pair))
    return replace(sending, as_edited=AsEdited(reason=options.as_edited, differs=differs or (_LOOKS,)))


def _generated(name: str, candidate: Candidate, used: Sources) -> bytes:
    settings = settings_of(candidate.outcome.file, used)
    (source,) = sources([candidate.outcome.file])
    if isinstance(source, Reading):
        raise Refused(source.problems)
    letters = tuple(candidate.follow_ups.values())
    result = build_from(read_assessment(source, settings.framework), settings, letters, candidate.events)
    if result.outcome.refused:
        raise Refused(result.outcome.problems)
    return next(rendered.data for rendered in result.documents if rendered.document == name)


def _ours(candidate: Candidate) -> tuple[str, ...]:
    """Return what an edited document has to say still, if it is generated so: state, reference and level."""
    outcome = candidate.outcome
    level = (outcome.level.name,) if outcome.level else ()
    return (f"status: {outcome.state}", outcome.reference, outcome.partnership, *level)


def _marked(old: str, new: str) -> tuple[str, ...]:
    return tuple(f"{sign} {line.strip()}" for sign, line in (("-", old), ("+", new)) if line)
