"""The words and options of each command, but of those about templates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from scrutiny_response.cli import argument_types, commands, record_commands
from scrutiny_response.cli.shared_options import (
    added,
    take_day,
    take_framework,
    take_inputs,
    take_output,
    take_record,
    take_templates,
    take_word_files,
    take_workers,
)
from scrutiny_response.cli.template_options import add_template


def _add_generate(to: Any) -> None:
    parser = added(to, commands.generate, "write the documents of every assessment file")
    take_inputs(parser)
    take_output(parser)
    parser.add_argument("--pdf", action="store_true", help="a PDF beside each document too (needs LibreOffice)")
    parser.add_argument("--pdf-a", choices=("2b", "3b"), help="PDFs for the archive: PDF/A-2b or PDF/A-3b")
    for word, help_ in (
        ("--dry-run", "say what would be written and why, and write nothing"),
        ("--again", "make every document again, whether anything has changed or not"),
        ("--overwrite-edited", "overwrite documents that were edited by hand, too"),
        ("--remove-gone", "remove documents that no assessment makes any more"),
    ):
        parser.add_argument(word, action="store_true", help=help_)
    letters = parser.add_argument_group("letters that the record asks for")
    letters.add_argument(
        "--follow-up", action="store_true", help="make them too: plan received, accepted or to be revised, and so on"
    )
    dated = "the letters' own date, as 2027-02-01"
    letters.add_argument("--dated", metavar="DATE", type=argument_types.day, help=dated)
    reply_by = "by when they ask for an answer"
    letters.add_argument("--reply-by", metavar="DATE", type=argument_types.day, help=reply_by)
    take_day(letters, "the day for which it is looked what is due (if not given: today)")
    take_record(parser)
    take_templates(parser)
    take_workers(parser)


def _add_workbook(to: Any) -> None:
    summary = "write the cycle as an Excel workbook to be filled in, or bring one that was filled in into the files"
    parser = added(to, commands.workbook, summary)
    parser.usage = "scrutiny workbook FILE.xlsx [INPUTS ...]\n       scrutiny workbook --read FILE.xlsx [FOLDER]"
    parser.add_argument("file", metavar="FILE.xlsx", type=argument_types.workbook, help="the workbook")
    read = "bring it in: only the lines of answers that changed are written; what is unclear is asked"
    parser.add_argument("--read", action="store_true", help=read)
    parser.add_argument("--dry-run", action="store_true", help="with --read: only say what would change")
    take = "with --read: whose answer is right if both changed: workbook or file for all, or CELL=workbook for one"
    parser.add_argument(
        "--take", metavar="CELL=WHOSE", action="append", default=[], type=argument_types.taken, help=take
    )
    take_inputs(parser)


def _add_desk(to: Any) -> None:
    parser = added(to, commands.desk, "open the cycle on pages in the browser, on this computer alone", json=False)
    folder = "the cycle's folder (if not given: this one)"
    parser.add_argument("folder", metavar="FOLDER", nargs="?", type=Path, default=Path(), help=folder)
    parser.add_argument("--no-browser", action="store_true", help="only print the address, on the first line")
    take_day(parser)


def _add_issue(to: Any) -> None:
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
    adopt = "record what was issued before there was a record, as it lies"
    parser.add_argument("--adopt", action="store_true", help=adopt)
    accept = "accept what may be meant and is told of, by its identifier, or ID@PLACE; the record keeps it"
    parser.add_argument(
        "--accept", metavar="ID", action="append", default=[], type=argument_types.acceptable, help=accept
    )
    take_output(parser)
    take_record(parser)
    take_framework(parser)
    take_templates(parser)


def _add_withdraw(to: Any) -> None:
    parser = added(to, record_commands.withdraw, "withdraw documents that were issued; the record keeps them")
    named = "the reference, the name or the file of an assessment; or a reference that only the record has"
    parser.add_argument("inputs", metavar="REFERENCE", nargs=1, type=argument_types.issued, help=named)
    parser.add_argument("--reason", metavar="TEXT", type=argument_types.line, required=True, help="why")
    only = "only this document, such as letter (if not given: all that stand)"
    parser.add_argument("--document", metavar="NAME", action="append", default=[], dest="documents", help=only)
    approved = "who approved it: the name and the role"
    parser.add_argument("--approved-by", metavar='"NAME, ROLE"', type=argument_types.line, help=approved)
    take_day(parser)
    take_output(parser)
    take_record(parser)
    take_framework(parser)


def _add_emails(to: Any) -> None:
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
    take_output(parser)
    take_record(parser)
    take_templates(parser)


def _add_check(to: Any) -> None:
    parser = added(to, commands.check, "check assessments, framework and templates, and write nothing")
    take_inputs(parser)
    take_record(parser)
    take_templates(parser)
    take_workers(parser)


def _add_level(to: Any) -> None:
    take_inputs(added(to, commands.level, "show each level of support with its reasons"))


def _add_verify(to: Any) -> None:
    parser = added(
        to, commands.verify, "say which documents are as they were generated, edited, missing or out of date"
    )
    take_output(parser, argument_types.folder)
    take_record(parser)
    take_templates(parser)
    take_framework(parser)


def _add_overview(to: Any) -> None:
    glance = added(to, commands.overview, "write the cycle at a glance, as a page for the browser and in Word")
    take_inputs(glance)
    take_record(glance)
    page = "the page; the Word document lies beside it (if not given: output/overview.html)"
    day = "say also what is late, on this day, as 2027-03-31 (if not given: nothing that a day changes)"
    glance.add_argument("--on", metavar="DATE", type=argument_types.day, help=day)
    glance.add_argument("-o", "--output", metavar="FILE.html", type=argument_types.page, help=page)


def _add_calendar(to: Any) -> None:
    dates = added(to, commands.calendar, "write calendar files (.ics) of all dates, for Outlook and others")
    take_inputs(dates)
    take_output(dates)
    take_record(dates)
    dates.add_argument(
        "--alarm",
        metavar="TIME",
        type=argument_types.alarm,
        help='remind so long before each date, as "2 weeks", or none',
    )
    dates.add_argument("--remove-gone", action="store_true", help="remove calendars of assessments that have gone")


def _add_returned(to: Any) -> None:
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


def _add_note(to: Any) -> None:
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


def _add_due(to: Any) -> None:
    parser = added(to, record_commands.due, "say what is due, overdue and slipped, by partnership and by week")
    take_inputs(parser)
    take_day(parser)
    take_record(parser)


def _add_tracker(to: Any) -> None:
    summary = "write every action of every plan into a workbook, a paper for the committee, and recommendations"
    parser = added(to, record_commands.tracker, summary)
    take_inputs(parser)
    take_output(parser)
    take_day(parser)
    take_record(parser)


def _add_attach(to: Any) -> None:
    parser = added(to, commands.attach, "attach each plan to the inspection report, in Word or PDF")
    parser.usage = "scrutiny attach [INPUTS ...] [-o FOLDER]\n       scrutiny attach REPORT PLAN -o OUT [choices]"
    take_inputs(parser, "; or one report and one plan (.docx or .pdf)")
    out = "the folder where the plans lie and the results go (if not given: output); for one pair, the file to write"
    parser.add_argument("-o", "--output", metavar="OUT", type=Path, help=out)
    pdf = "beside each Word result, an accessible PDF of it; for one pair, name the file to write .pdf"
    parser.add_argument("--pdf", action="store_true", help=pdf)
    for name, what in (
        ("--list", "a list of the appendices before them"),
        ("--covers", "a cover sheet before each plan"),
    ):
        parser.add_argument(name, metavar="TEMPLATE", nargs="?", const=Path(), type=argument_types.there,
                            help=f"{what}, from our template or another (.docx)")  # fmt: skip
    choices = parser.add_argument_group("choices for one pair; an assessment makes them under `attachment`")
    choices.add_argument("--after", metavar="TEXT", help="the report's heading or bookmark (if not given: the end)")
    choices.add_argument("--heading", metavar="TEXT", help="what the appendix heading says after its letter")
    choices.add_argument("--label", metavar="WORD", help="the word for an appendix, where the report has none yet")
    choices.add_argument("--letter", metavar="LETTER", help="where it is not the next one")
    choices.add_argument("--page-numbers", choices=("continue", "restart"))
    choices.add_argument("--headers", choices=("plan", "report"), help="whose headers and footers")
    look = "whose styles win: the report's (house) or the plan's"
    choices.add_argument("--look", choices=("house", "plan"), help=look)


def _add_init(to: Any) -> None:
    parser = added(to, commands.init, "make a folder for a new cycle, with samples")
    parser.add_argument("folder", metavar="FOLDER", type=Path, help="where; nothing that is there is overwritten")


def _add_new(to: Any) -> None:
    parser = added(to, commands.new, "make an assessment file for a partnership: a blank form, with each key explained")
    parser.add_argument("name", metavar="NAME", type=argument_types.line, help="the partnership's name")
    reference = "our reference (if not given: left blank)"
    parser.add_argument("--reference", metavar="REFERENCE", type=argument_types.line, help=reference)
    folder = "the folder of the assessments (if not given: inputs)"
    parser.add_argument("--inputs", metavar="FOLDER", type=Path, default=Path("inputs"), dest="folder", help=folder)
    take_framework(parser)


def _add_check_document(to: Any) -> None:
    parser = added(to, commands.check_document, "say what breaks the accessibility of any Word file", "check-document")
    take_word_files(parser, "files", "FILE", "Word documents or templates")
    read = "print what a screen reader would say of PDF files, in the order of their tags"
    parser.add_argument("--read", action="store_true", help=read)
    for_issue = "refuse, too, what no issued document may hold: comments, tracked changes, hidden text, authors"
    parser.add_argument("--for-issue", action="store_true", help=for_issue)


def _add_explain(to: Any) -> None:
    parser = added(to, commands.explain, "say what the identifier of a problem means, with an example and what to do")
    id_help = "as it is printed after the place: unknown-key (if not given: all identifiers)"
    parser.add_argument("id", metavar="ID", nargs="?", type=argument_types.problem_id, help=id_help)


ADD: Mapping[str, Callable[[Any], None]] = {
    "generate": _add_generate,
    "check": _add_check,
    "level": _add_level,
    "workbook": _add_workbook,
    "issue": _add_issue,
    "withdraw": _add_withdraw,
    "emails": _add_emails,
    "returned": _add_returned,
    "note": _add_note,
    "due": _add_due,
    "tracker": _add_tracker,
    "verify": _add_verify,
    "overview": _add_overview,
    "calendar": _add_calendar,
    "attach": _add_attach,
    "desk": _add_desk,
    "init": _add_init,
    "new": _add_new,
    "check-document": _add_check_document,
    "explain": _add_explain,
    "template": add_template,
}
"""What adds each command to the parser, in the order in which `--help` lists them."""
