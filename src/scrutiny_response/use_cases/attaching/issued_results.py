"""A record and the place of a result → why it may not be written over: what lies there was issued."""

from __future__ import annotations

from pathlib import Path

from engross.days import spelled
from engross.problems import FilePlace, Problem
from scrutiny_response.domain.assessment import Assessment
from scrutiny_response.domain.history import issued_hashes
from scrutiny_response.generate.records import Record


def issued_result(
    record: Record, assessment: Assessment | None, target: Path, result: str, there: str
) -> Problem | None:
    """Return the problem if the file at `target`, whose hash is `there`, was issued, or was made of an issued plan."""
    if not record.is_there or assessment is None:
        return None
    hint = "if the new one is to replace it, move this file to another folder and run again"
    history = record.history(assessment.reference)
    if result in record.by_path or any(there in issued_hashes(each.events) for each in record.histories):
        message = "this file was issued, by what the record says, and stays as it is"
        return Problem("issued-result", FilePlace(target.as_posix()), message, hint)
    standing = [history.standing[each.document] for each in assessment.attachment if each.document in history.standing]
    if standing:
        message = (
            f"this holds the plan of {assessment.reference}, which was issued on {spelled(standing[0].date)}, "
            "so it may have been sent, and the new one would read otherwise"
        )
        return Problem("issued-result", FilePlace(target.as_posix()), message, hint)
    return None
