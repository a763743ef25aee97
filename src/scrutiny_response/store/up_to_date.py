"""What is recorded, what was rendered and what lies on the disk → what is done with each document, and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from scrutiny_response.domain.template_variants import TemplateVariants, has_variants
from scrutiny_response.store.manifest import Document, Inputs, Record, Summary
from scrutiny_response.store.outcome import Action, Change, Finding, LevelName, Outcome

if TYPE_CHECKING:
    from scrutiny_response.domain.asked_letters import Batch

Disk = Callable[[str], str | None]
"""A document's path in the output folder → the hash of what lies there; None if nothing does."""
TOLD_AGAIN = frozenset({"issued-before-record", "issued-differs", "issued-made-otherwise"})
"""What is told of issued documents in every run, for as long as it is so."""
_UNRECORDED = "not recorded as one that this software wrote"


class Options(NamedTuple):
    """What was asked for on the command line.

    `again` makes every document again; `overwrite_edited` also those that were edited by hand; `remove_gone` removes
    those whose assessments are gone; a `dry_run` only says what would be done. `with_pdfs` are PDFs made afterwards. In
    a `follow_up`, the letters are made too that the record asks for.
    """

    again: bool = False
    overwrite_edited: bool = False
    remove_gone: bool = False
    dry_run: bool = False
    with_pdfs: bool = False
    follow_up: Batch | None = None


def unchanged(
    record: Record | None, inputs: Inputs, templates: Mapping[str, str], disk: Disk, options: Options
) -> tuple[Change, ...] | None:
    """What is said of the documents of an assessment that need not be read again; None if it must be.

    It need not be if it was sound, nothing that it was read with or its documents were made with has changed, and
    each document lies there, as it was generated or edited by hand.
    """
    if record is None or record.identity is None or record.inputs != inputs or options.again:
        return None
    if any(problem["id"] in TOLD_AGAIN for problem in record.summary.get("problems", ())):
        return None
    document_changes = []
    for document in record.documents:
        if document.inputs != inputs or templates.get(document.template) != document.template_hash:
            return None
        if fitting(document.template, record.summary, templates) != document.template:
            return None
        hash_on_disk = disk(document.path)
        if not hash_on_disk or (hash_on_disk != document.hash and options.overwrite_edited):
            return None
        document_changes.append(_standing(document, hash_on_disk))
    return tuple(document_changes)


def fitting(template: str, summary: Summary, templates: Mapping[str, str]) -> str:
    """Of a template and its variants, the one that fits now; "" if that is not known, or none does."""
    if not has_variants(template, templates):
        return template
    programme = summary.get("programme")
    variants = TemplateVariants(tuple(templates))
    return variants.instead_of(template, summary["level"] or "", programme) if programme else ""


def change(rendered: Document, recorded: Document | None, there: str | None, options: Options) -> Change:
    """What is done with a document that was rendered; `there` is the hash of what lies in its place."""
    if there == rendered.hash:
        return Change(rendered.path, Action.UNCHANGED)
    if there is None or (recorded and there == recorded.hash) or options.overwrite_edited:
        return Change(rendered.path, Action.WRITTEN, _why(rendered, recorded, there))
    if recorded and recorded.hash == rendered.hash:
        return _standing(recorded, there)
    what = f"edited by hand, and {changes(rendered, recorded)}" if recorded else _UNRECORDED
    return Change(rendered.path, Action.KEPT, what)


def remembered(file: str, record: Record, levels: Mapping[str, str], changes: tuple[Change, ...]) -> Outcome:
    """The outcome of an assessment that was not read again; `levels` are the names of the levels by identifier."""
    summary = record.summary
    return Outcome(
        file=file,
        reference=summary["reference"],
        partnership=summary["partnership"],
        state=summary["state"],
        indication=_finding(summary["indication"], levels),
        level=LevelName(summary["level"], levels[summary["level"]]) if summary["level"] else None,
        changes=changes,
        issue=summary.get("issue", ""),
    )


def changes(rendered: Document, recorded: Document) -> str:
    """What has changed since a document was made, in words."""
    new, old = rendered.inputs, recorded.inputs
    reasons = {
        "the assessment has changed": new.assessment != old.assessment,
        "the cycle file has changed": new.cycle != old.cycle,
        "a signature has changed": new.signatures != old.signatures,
        "the framework has changed": new.framework != old.framework,
        _of_template(rendered, recorded): (rendered.template, rendered.template_hash)
        != (recorded.template, recorded.template_hash),
        f"the software is now {new.software} and was {old.software}": new.software != old.software,
    }
    *others, last = [reason for reason, is_so in reasons.items() if is_so] or ["it is made otherwise now"]
    return ", ".join(others) + (" and " if others else "") + last


def _of_template(rendered: Document, recorded: Document) -> str:
    if rendered.template != recorded.template:
        return f"the template is now {rendered.template}.docx and was {recorded.template}.docx"
    return f"the template {rendered.template}.docx has changed"


def _standing(document: Document, there: str) -> Change:
    if there == document.hash:
        return Change(document.path, Action.UNCHANGED)
    return Change(document.path, Action.KEPT, "edited by hand")


def _why(rendered: Document, recorded: Document | None, there: str | None) -> str:
    if recorded is None:
        return "new" if there is None else "in place of one that is not recorded as written by this software"
    if there is None:
        return "it was missing"
    if there != recorded.hash:
        return "in place of one edited by hand"
    return changes(rendered, recorded)


def _finding(indication: Summary, levels: Mapping[str, str]) -> Finding:
    def named(id: str) -> LevelName:
        return LevelName(id, levels[id])

    return Finding(
        level=named(indication["level"]) if indication["level"] else None,
        lowest=named(indication["lowest"]),
        highest=named(indication["highest"]),
        conditions_met=indication["conditions_met"],
        conditions=indication["conditions"],
        second_indicator=indication["second_indicator"],
        agree=indication["agree"],
        reasons=tuple(indication["reasons"]),
    )
