"""What is recorded, what was rendered and what lies on the disk → what is done with each document, and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from scrutiny_response.domain.template_variants import TemplateVariants, has_variants
from scrutiny_response.store.manifest import Document, Inputs, Record, Summary
from scrutiny_response.store.outcome import Action, Change, Finding, LevelName, Outcome

Disk = Callable[[str], str | None]
"""A document's path in the output folder → the hash of what lies there; None where nothing does."""
_UNRECORDED = "not recorded as one that this software wrote"


class Options(NamedTuple):
    """What was asked for on the command line.

    `again` makes every document again; `overwrite_edited` also those that were edited by hand; `remove_gone` removes
    those whose assessments are gone; a `dry_run` only says what would be done. `with_pdfs` are PDFs made afterwards.
    """

    again: bool = False
    overwrite_edited: bool = False
    remove_gone: bool = False
    dry_run: bool = False
    with_pdfs: bool = False


def unchanged(
    record: Record | None, inputs: Inputs, templates: Mapping[str, str], disk: Disk, options: Options
) -> tuple[Change, ...] | None:
    """What is said of the documents of an assessment that need not be read again; None where it must be.

    It need not be where it was sound, nothing that it was read with or its documents were made with has changed, and
    each document lies there, as it was generated or edited by hand.
    """
    if record is None or record.identity is None or record.inputs != inputs or options.again:
        return None
    found = []
    for document in record.documents:
        if document.inputs != inputs or templates.get(document.template) != document.template_hash:
            return None
        if fitting(document.template, record.summary, templates) != document.template:
            return None
        there = disk(document.path)
        if there is None or (there != document.hash and options.overwrite_edited):
            return None
        found.append(_standing(document, there))
    return tuple(found)


def fitting(template: str, said: Summary, templates: Mapping[str, str]) -> str:
    """Of a template and its variants, the one that fits now; "" where that is not known, or none does."""
    if not has_variants(template, templates):
        return template
    programme = said.get("programme")
    return TemplateVariants(tuple(templates)).instead_of(template, said["level"] or "", programme) if programme else ""


def change(made: Document, recorded: Document | None, there: str | None, options: Options) -> Change:
    """What is done with a document that was rendered; `there` is the hash of what lies in its place."""
    if there == made.hash:
        return Change(made.path, Action.UNCHANGED)
    if there is None or (recorded and there == recorded.hash) or options.overwrite_edited:
        return Change(made.path, Action.WRITTEN, _why(made, recorded, there))
    if recorded and recorded.hash == made.hash:
        return _standing(recorded, there)
    what = f"edited by hand, and {changes(made, recorded)}" if recorded else _UNRECORDED
    return Change(made.path, Action.KEPT, what)


def remembered(file: str, record: Record, levels: Mapping[str, str], changes: tuple[Change, ...]) -> Outcome:
    """The outcome of an assessment that was not read again; `levels` are the names of the levels by identifier."""
    said = record.summary
    return Outcome(
        file=file,
        reference=said["reference"],
        partnership=said["partnership"],
        state=said["state"],
        indication=_finding(said["indication"], levels),
        level=LevelName(said["level"], levels[said["level"]]) if said["level"] else None,
        changes=changes,
    )


def changes(made: Document, recorded: Document) -> str:
    """What has changed since a document was made, in words."""
    new, old = made.inputs, recorded.inputs
    reasons = {
        "the assessment has changed": new.assessment != old.assessment,
        "the cycle file has changed": new.cycle != old.cycle,
        "the framework has changed": new.framework != old.framework,
        _of_template(made, recorded): (made.template, made.template_hash)
        != (recorded.template, recorded.template_hash),
        f"the software is now {new.software} and was {old.software}": new.software != old.software,
    }
    *others, last = [reason for reason, is_so in reasons.items() if is_so] or ["it is made otherwise now"]
    return ", ".join(others) + (" and " if others else "") + last


def _of_template(made: Document, recorded: Document) -> str:
    if made.template != recorded.template:
        return f"the template is now {made.template}.docx and was {recorded.template}.docx"
    return f"the template {made.template}.docx has changed"


def _standing(document: Document, there: str) -> Change:
    if there == document.hash:
        return Change(document.path, Action.UNCHANGED)
    return Change(document.path, Action.KEPT, "edited by hand")


def _why(made: Document, recorded: Document | None, there: str | None) -> str:
    if recorded is None:
        return "new" if there is None else "in place of one that is not recorded as written by this software"
    if there is None:
        return "it was missing"
    if there != recorded.hash:
        return "in place of one edited by hand"
    return changes(made, recorded)


def _finding(said: Summary, levels: Mapping[str, str]) -> Finding:
    def named(id: str) -> LevelName:
        return LevelName(id, levels[id])

    return Finding(
        level=named(said["level"]) if said["level"] else None,
        lowest=named(said["lowest"]),
        highest=named(said["highest"]),
        conditions_met=said["conditions_met"],
        conditions=said["conditions"],
        second_indicator=said["second_indicator"],
        agree=said["agree"],
        reasons=tuple(said["reasons"]),
    )
