"""The decision about one document, as a table."""

from __future__ import annotations

import pytest

from scrutiny_response.store import up_to_date
from scrutiny_response.store.manifest import Document, Inputs
from scrutiny_response.store.outcome import Action, Change
from scrutiny_response.store.up_to_date import Options

OLD, NEW, OTHER = "0" * 64, "1" * 64, "2" * 64
INPUTS = Inputs(assessment=OLD, cycle="", framework=OLD, framework_version="2026.1", software="0.1.0")
RECORDED = Document(path="a.docx", hash=OLD, template="letter", template_hash=OLD, inputs=INPUTS)
SAME = RECORDED
CHANGED = RECORDED._replace(hash=NEW, inputs=INPUTS._replace(assessment=NEW))


@pytest.mark.parametrize(
    ("made", "recorded", "there", "overwrite", "done", "why"),
    [
        (SAME, None, None, False, "written", "new"),
        (SAME, RECORDED, None, False, "written", "it was missing"),
        (SAME, RECORDED, OLD, False, "unchanged", ""),
        (SAME, None, OLD, False, "unchanged", ""),
        (SAME, RECORDED, OTHER, False, "kept", "edited by hand"),
        (SAME, RECORDED, OTHER, True, "written", "in place of one edited by hand"),
        (SAME, RECORDED, "", False, "kept", "edited by hand"),
        (SAME, None, OTHER, False, "kept", "not recorded as one that this software wrote"),
        (SAME, None, OTHER, True, "written", "in place of one that is not recorded as written by this software"),
        (CHANGED, RECORDED, OLD, False, "written", "the assessment has changed"),
        (CHANGED, RECORDED, NEW, False, "unchanged", ""),
        (CHANGED, RECORDED, None, False, "written", "it was missing"),
        (CHANGED, RECORDED, OTHER, False, "kept", "edited by hand, and the assessment has changed"),
        (CHANGED, RECORDED, OTHER, True, "written", "in place of one edited by hand"),
    ],
)
def test_what_is_done_with_a_document(  # noqa: PLR0913, PLR0917  # one for each column of the table
    made: Document, recorded: Document | None, there: str | None, overwrite: bool, done: Action, why: str
) -> None:
    assert up_to_date.change(made, recorded, there, Options(overwrite_edited=overwrite)) == Change(
        "a.docx", Action(done), why
    )


def test_every_reason_for_a_change_is_named() -> None:
    inputs = Inputs(assessment=NEW, cycle=NEW, framework=NEW, framework_version="2027.1", software="0.2.0")
    made = RECORDED._replace(hash=NEW, template_hash=NEW, inputs=inputs)
    assert up_to_date.changes(made, RECORDED) == (
        "the assessment has changed, the cycle file has changed, the framework has changed, "
        "the template letter.docx has changed and the software is now 0.2.0 and was 0.1.0"
    )
    assert up_to_date.changes(RECORDED._replace(template="letter.local"), RECORDED) == (
        "the template is now letter.local.docx and was letter.docx"
    )
    assert up_to_date.changes(RECORDED._replace(hash=NEW), RECORDED) == "it is made otherwise now"
