"""The words and options of each command; those about the record and about templates lie in modules of their own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from scrutiny_response.cli import argument_types, attach_commands, commands
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


def _add_attach(to: Any) -> None:
    parser = added(to, attach_commands.attach, "attach each plan to the inspection report, in Word or PDF")
    parser.usage = "scrutiny attach [INPUTS ...] [-o FOLDER]\n       scrutiny attach REPORT PLAN -o OUT [choices]"
    take_inputs(parser, "; or one report and one plan (.docx or .pdf)")
    out = "the folder where the plans lie and the results go (if not given: output); for one pair, the file to write"
    parser.add_argument("-o", "--output", metavar="OUT", type=Path, help=out)
    pdf = "beside each Word result, an accessible PDF of it; for one pair, naming the file .pdf does the same"
    parser.add_argument("--pdf", action="store_true", help=pdf)
    for name, what in (
        ("--list", "a list of the appendices before them"),
        ("--covers", "a cover sheet before each plan"),
    ):
        parser.add_argument(name, metavar="TEMPLATE", nargs="?", const=True, type=argument_types.there,
                            help=f"{what}, from our template or another (.docx)")  # fmt: skip
    parser.add_argument("--overwrite-edited", action="store_true", help="replace results that were edited by hand, too")
    take_record(parser)
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


def _add_schema(to: Any) -> None:
    summary = "write the schema that editors complete assessments with, with the values of your own of cycle.yaml"
    parser = added(to, commands.schema, summary)
    folder = "the folder of the assessments (if not given: inputs)"
    parser.add_argument(
        "folder", metavar="FOLDER", nargs="?", type=argument_types.there, default=Path("inputs"), help=folder
    )


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


def _of(module: str, name: str) -> Callable[[Any], None]:
    """What adds a command whose words lie in another module, which is loaded only then."""

    def add(to: Any) -> None:
        getattr(import_module(f"scrutiny_response.cli.{module}"), name)(to)

    return add


ADD: Mapping[str, Callable[[Any], None]] = {
    "generate": _add_generate,
    "check": _add_check,
    "level": _add_level,
    "workbook": _add_workbook,
    "issue": _of("record_options", "add_issue"),
    "withdraw": _of("record_options", "add_withdraw"),
    "emails": _of("record_options", "add_emails"),
    "returned": _of("record_options", "add_returned"),
    "note": _of("record_options", "add_note"),
    "due": _of("record_options", "add_due"),
    "tracker": _of("record_options", "add_tracker"),
    "verify": _add_verify,
    "overview": _add_overview,
    "calendar": _add_calendar,
    "attach": _add_attach,
    "desk": _add_desk,
    "init": _add_init,
    "new": _add_new,
    "schema": _add_schema,
    "check-document": _add_check_document,
    "explain": _add_explain,
    "template": _of("template_options", "add_template"),
}
"""What adds each command to the parser, in the order in which `--help` lists them."""
