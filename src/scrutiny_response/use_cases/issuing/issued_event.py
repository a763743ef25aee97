"""An assessment whose documents are issued → the event that says so."""

from __future__ import annotations

from scrutiny_response import __version__
from scrutiny_response.domain.event_parts import IssuedDocument
from scrutiny_response.domain.events import Issued
from scrutiny_response.use_cases.issuing.candidates import Candidate
from scrutiny_response.use_cases.issuing.corrections import stated
from scrutiny_response.use_cases.issuing.options import IssueOptions
from scrutiny_response.use_cases.issuing.sending import seen_from_cycle


def issued_event(candidate: Candidate, options: IssueOptions, documents: tuple[IssuedDocument, ...]) -> Issued:
    """Return the event of documents that are issued, whichever way; how, its caller adds."""
    summary = candidate.recorded.summary if candidate.recorded else {}
    return Issued(
        reference=candidate.outcome.reference,
        date=options.on,
        software=__version__,
        partnership=candidate.outcome.partnership,
        assessment=seen_from_cycle(candidate.outcome.file),
        level=summary.get("level"),
        approved_by=options.approved_by,
        documents=documents,
        dates=tuple(stated(summary, candidate.assessment)),
    )
