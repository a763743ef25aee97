"""The words and options of the commands that read or write the record."""

from __future__ import annotations

from typing import Any

from scrutiny_response.cli import argument_types, record_commands
from scrutiny_response.cli.shared_options import (
    added,
    take_day,
    take_framework,
    take_inputs,
    take_output,
    take_record,
    take_templates,
)


def add_issue(to: Any) -> None:
    """Add the command `issue`."""
    summary = "issue documents that are final, and record how they were sent; alone: say what is ready, and what is not"
    parser = added(to, record_commands.issue, summary)
    named = "the references, names or files of assessments"
    parser.add_argument("inputs", metavar="REFERENCE", nargs="*", type=argument_types.assessments, help=named)
    parser.add_argument("--all", action="store_true", help="issue all that is ready in the folder inputs")
    approved = "who approved it: the name and the role"
    parser.add_argument("--approved-by", metavar='"NAME, ROLE"', type=argument_types.line, help=approved)
    take_day(parser)
    parser.add_argument("--dry-run", action="store_true", help="only say what would be issued")
    only = "only this document, such as letter (if not given: all that the assessment asks for, but internal ones)"
    parser.add_argument("--document", metavar="NAME", action="append", default=[], dest="documents", help=only)
    as_edited = "issue documents that were edited by hand as they are; the record keeps what differs, and why"
    parser.add_argument("--as-edited", metavar="REASON", type=argument_types.line, help=as_edited)
    replaces = "issue corrected documents in place of those that stand and would now read otherwise"
    parser.add_argument("--replaces", metavar="REASON", type=argument_types.line, help=replaces)
    draft = "with --replaces: only write the corrected documents beside the issued ones, marked as drafts"
    parser.add_argument("--draft", action="store_true", help=draft)
    dated = "with --replaces and --document: the new date of a letter that answers an event, such as a reminder"
    parser.add_argument("--dated", metavar="DATE", type=argument_types.day, help=dated)
    reply_by = "with --replaces and --document: by when such a letter asks for an answer now"
    parser.add_argument("--reply-by", metavar="DATE", type=argument_types.day, help=reply_by)
    adopt = "record what was issued before there was a record, as it lies"
    parser.add_argument("--adopt", action="store_true", help=adopt)
    accept = "accept what may be meant and is told of, by its identifier, or ID@PLACE; the record keeps it"
    parser.add_argument(
        "--accept", metavar="ID", action="append", default=[], type=argument_types.acceptable, help=accept
    )
    take_output(parser, argument_types.folder)  # a mistyped name makes no new folder
    take_record(parser)
    take_framework(parser)
    take_templates(parser)


def add_withdraw(to: Any) -> None:
    """Add the command `withdraw`."""
    parser = added(to, record_commands.withdraw, "withdraw documents that were issued; the record keeps them")
    named = "the reference, the name or the file of an assessment; or a reference that only the record has"
    parser.add_argument("inputs", metavar="REFERENCE", nargs=1, type=argument_types.issued, help=named)
    parser.add_argument("--reason", metavar="TEXT", type=argument_types.line, required=True, help="why")
    only = "only this document, such as letter (if not given: all that stand)"
    parser.add_argument("--document", metavar="NAME", action="append", default=[], dest="documents", help=only)
    approved = "who approved it: the name and the role"
    parser.add_argument("--approved-by", metavar='"NAME, ROLE"', type=argument_types.line, help=approved)
    take_day(parser)
    take_output(parser, argument_types.folder)  # a mistyped name makes no new folder
    take_record(parser)
    take_framework(parser)


def add_emails(to: Any) -> None:
    """Add the command `emails`."""
    summary = "write drafts of e-mails with what is issued, and who gets what; nothing is sent"
    parser = added(to, record_commands.emails, summary)
    take_inputs(parser)
    stage = "documents of this state instead, to the addressee only"
    parser.add_argument("--stage", choices=("factual-accuracy", "embargoed"), help=stage)
    only = "only this document, such as letter (if not given: all that have not been sent)"
    parser.add_argument("--document", metavar="NAME", action="append", default=[], dest="documents", help=only)
    sent = "record that the drafts have been sent, and take them away"
    parser.add_argument("--sent", action="store_true", help=sent)
    take_day(parser)
    take_output(parser, argument_types.folder)  # a mistyped name makes no new folder
    take_record(parser)
    take_templates(parser)


def add_returned(to: Any) -> None:
    """Add the command `returned`."""
    summary = "say what changed in plans that partnerships filled in and sent back, and what has to be asked"
    parser = added(to, record_commands.returned, summary)
    files = "plans that came back (.docx; .odt, .doc and .rtf need LibreOffice)"
    parser.add_argument("files", metavar="FILE", nargs="+", type=argument_types.there, help=files)
    of = "the assessments whose plans they may be, or folders of them (if not given: inputs)"
    parser.add_argument("--inputs", metavar="INPUTS", nargs="+", type=argument_types.there, default=[], help=of)
    parser.add_argument("--answers", metavar="FILE.yaml", type=argument_types.there, help="answers to what was asked")
    record = "write what came back into the record, with the file; never while a question is open"
    parser.add_argument("--record", action="store_true", help=record)
    word = "write what changed and what is asked as a Word document too, for the link inspector"
    parser.add_argument("--word", metavar="FILE.docx", type=argument_types.document, help=word)
    take_day(parser)


def add_note(to: Any) -> None:
    """Add the command `note`."""
    summary = "note in the record what happened to a reference: plan accepted, returned, extended, reviewed, closed"
    parser = added(to, record_commands.note, summary)
    named = "the reference, the name or the file of an assessment"
    parser.add_argument("inputs", metavar="REFERENCE", nargs=1, type=argument_types.assessments, help=named)
    kinds = ("plan-accepted", "plan-returned", "extension-agreed", "review-done", "closed")
    parser.add_argument("event", metavar="EVENT", choices=kinds, help=", ".join(kinds))
    for option, shown, type_, help_ in (
        ("--by", '"NAME, ROLE"', argument_types.line, "who accepted, returned, reviewed or closed it"),
        ("--reason", "TEXT", argument_types.line, "why"),
        ("--due", "DATE", argument_types.day, "by when the revised plan is due"),
        ("--publication", "DATE", argument_types.day, "by when the partnership publishes its plan"),
        ("--review", "DATE", argument_types.day, "when the progress review takes place"),
        ("--evidence", "WHEN", argument_types.day_or_length, "by when evidence is due, or how long before the review"),
        ("--concerns", "WHAT", argument_types.line, "what is extended: improvement plan, progress review, an action"),
        ("--original", "WHEN", argument_types.timescale, "the timescale that stood (if not given: the one recorded)"),
        ("--new", "WHEN", argument_types.timescale, "the timescale that is agreed now"),
        ("--agreed-with", '"NAME, ROLE"', argument_types.line, "with whom it was agreed"),
        ("--letter-date", "DATE", argument_types.day, "the date of the letter that records it"),
        ("--note", "TEXT", argument_types.line, "what else is to be known"),
    ):
        parser.add_argument(option, metavar=shown, type=type_, help=help_)
    area = "an area, as A1=REASON for a plan that goes back, or A1=some for a review; again for each"
    parser.add_argument("--area", metavar="AREA=TEXT", action="append", default=[], type=argument_types.area, help=area)
    take_day(parser)
    take_record(parser)


def add_due(to: Any) -> None:
    """Add the command `due`."""
    parser = added(to, record_commands.due, "say what is due, overdue and slipped, by partnership and by week")
    take_inputs(parser)
    take_day(parser)
    take_record(parser)


def add_tracker(to: Any) -> None:
    """Add the command `tracker`."""
    summary = "write every action of every plan into a workbook, a paper for the committee, and recommendations"
    parser = added(to, record_commands.tracker, summary)
    take_inputs(parser)
    take_output(parser)
    take_day(parser)
    take_record(parser)
