"""Words on the command line → the options of one command; wrong use is said, and ends with exit code 2."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from engross import paths
from scrutiny_response import __version__
from scrutiny_response.cli import argument_types, commands
from scrutiny_response.intake.file_names import is_workbook

EXAMPLES = """\
examples:
  scrutiny init mycycle     make a folder with sample inputs and templates
  scrutiny new "NAME"       make a blank assessment for a partnership
  scrutiny check            read inputs, check everything, write nothing
  scrutiny generate         write every letter and plan into output
  scrutiny workbook a.xlsx  write the cycle as an Excel workbook; --read a.xlsx brings it in
  scrutiny desk             do all of this on pages in the browser
  scrutiny issue            see what is ready to be issued; then issue it, and record it
  scrutiny verify           see which documents were edited, are missing or out of date
  scrutiny level            show each level of support with its reasons
  scrutiny attach           attach each plan to its inspection report
  scrutiny help COMMAND     say what a command does
  scrutiny explain ID       say what a problem means, by the word after its place

exit codes: 0 all written, 1 some refused, 2 wrong use
"""

_PAIR = 2
"""One report and one plan."""


def options_of(words: Sequence[str]) -> argparse.Namespace:
    """Return the options, `command` among them; if no inputs are named, they are those of the folder `inputs` here."""
    if words[:1] == ["help"]:  # as people ask for it
        words = [*words[1:], "--help"]
    parser = _parser(words[:1])
    if not words:
        parser.print_help(sys.stderr)
        parser.exit(commands.WRONG_USE)
    options = parser.parse_args(words)
    if options.command is commands.attach:
        _one_pair_or_many(parser, options)
    for name in ("files", "templates"):
        if isinstance(getattr(options, name, None), list):
            setattr(options, name, list(_flat(getattr(options, name))))
    if options.command is commands.issue:
        _one_way_of_issuing(parser, options)
    if getattr(options, "comments", None) and len(options.templates) > 1:
        parser.error("--comments takes one template at a time")
    if hasattr(options, "inputs") and not options.inputs:
        options.inputs = _usual_inputs(parser)
    if options.command is commands.workbook:
        _written_or_brought_in(parser, options)
    _no_workbook(parser, options)
    return options


def _written_or_brought_in(parser: argparse.ArgumentParser, options: argparse.Namespace) -> None:
    """Set `take` by the cells; wrong use if a workbook is to be written and brought in, or into several folders."""
    options.take = dict(options.take)
    if (options.dry_run or options.take) and not options.read:
        parser.error("--dry-run and --take go with --read")
    if options.read and not (len(options.inputs) == 1 and paths.is_folder(options.inputs[0])):
        parser.error("a workbook is brought into one folder of assessments: scrutiny workbook --read FILE.xlsx FOLDER")


def _no_workbook(parser: argparse.ArgumentParser, options: argparse.Namespace) -> None:
    """Wrong use if a command that works on the cycle's files was given a workbook in their place."""
    named = [path for path in getattr(options, "inputs", ()) if is_workbook(path.name)]
    if named and options.command not in {commands.check, commands.level, commands.generate}:
        parser.error(
            f"{named[0]} is a workbook; check, level and generate look at one, and all else goes by the files: "
            f"bring it in first, with: scrutiny workbook --read {named[0]}"
        )


def _usual_inputs(parser: argparse.ArgumentParser) -> list[Path]:
    """Return the folder `inputs` here; wrong use if there is none."""
    if not paths.is_folder("inputs"):
        parser.error(
            "there is no folder called inputs here; go to the cycle's folder, "
            "name the assessment files, or make a new cycle with: scrutiny init mycycle"
        )
    return [Path("inputs")]


def _one_pair_or_many(parser: argparse.ArgumentParser, options: argparse.Namespace) -> None:
    """Set `pair` if `attach` is about one report and one plan; wrong use if it is half the one and half the other."""
    documents = [path for path in options.inputs if path.suffix.casefold() in {".docx", ".pdf"}]
    options.pair = bool(documents)
    choices = ("after", "heading", "label", "letter", "page_numbers", "headers", "look")
    if options.pair and (len(documents) != len(options.inputs) or len(documents) != _PAIR or options.output is None):
        parser.error("for one pair, name one report and one plan, and the file to write: attach REPORT PLAN -o OUT")
    if not options.pair and any(getattr(options, name) for name in choices):
        parser.error("choices go with one report and one plan; an assessment makes them under `attachment`")


def _one_way_of_issuing(parser: argparse.ArgumentParser, options: argparse.Namespace) -> None:
    """Wrong use if it is not clear what to issue, or who approved it; alone, `issue` only lists."""
    is_chosen = bool(options.inputs or options.all)
    if options.inputs and options.all:
        parser.error("name references, or give --all: not both")
    if options.approved_by and not is_chosen:
        parser.error("name the references to be issued, or give --all")
    if sum(map(bool, (options.as_edited, options.replaces, options.adopt))) > 1:
        parser.error("--as-edited, --replaces and --adopt are three ways of issuing: give one of them")
    if options.draft and not options.replaces:
        parser.error('a draft is of a correction: --replaces "REASON" --draft')
    if is_chosen and not (options.approved_by or options.dry_run or options.draft):
        parser.error('say who approved it: --approved-by "NAME, ROLE" (or --dry-run to see what would be issued)')


def _flat(paths: Sequence[Any]) -> Iterator[Path]:
    """Yield paths, some of which stand for several."""
    return chain.from_iterable([path] if isinstance(path, Path) else path for path in paths)


def _parser(first: Sequence[str]) -> argparse.ArgumentParser:
    """Return what takes the words; of the commands, only the one that the first word names, if it names one."""
    parser = argparse.ArgumentParser(
        prog="scrutiny",
        description="Write post-scrutiny response letters and improvement plans in Word, "
        "from an inspection cycle's assessment files.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"scrutiny {__version__}")
    to = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    kinds = {
        "generate": _add_generate,
        "check": _add_check,
        "level": _add_level,
        "workbook": _add_workbook,
        "issue": _add_issue,
        "withdraw": _add_withdraw,
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
        "template": _add_template,
    }
    for add in [kinds[word] for word in first if word in kinds] or kinds.values():
        add(to)
    return parser


def _add_generate(to: Any) -> None:
    parser = _added(to, commands.generate, "write the documents of every assessment file")
    _take_inputs(parser)
    _take_output(parser)
    parser.add_argument("--pdf", action="store_true", help="a PDF beside each document too (needs LibreOffice)")
    parser.add_argument("--pdf-a", choices=("2b", "3b"), help="PDFs for the archive: PDF/A-2b or PDF/A-3b")
    for word, help_ in (
        ("--dry-run", "say what would be written and why, and write nothing"),
        ("--again", "make every document again, whether anything has changed or not"),
        ("--overwrite-edited", "overwrite documents that were edited by hand, too"),
        ("--remove-gone", "remove documents that no assessment makes any more"),
    ):
        parser.add_argument(word, action="store_true", help=help_)
    _take_record(parser)
    _take_templates(parser)
    _take_workers(parser)


def _add_workbook(to: Any) -> None:
    summary = "write the cycle as an Excel workbook to be filled in, or bring one that was filled in into the files"
    parser = _added(to, commands.workbook, summary)
    parser.usage = "scrutiny workbook FILE.xlsx [INPUTS ...]\n       scrutiny workbook --read FILE.xlsx [FOLDER]"
    parser.add_argument("file", metavar="FILE.xlsx", type=argument_types.workbook, help="the workbook")
    read = "bring it in: only the lines of answers that changed are written; what is unclear is asked"
    parser.add_argument("--read", action="store_true", help=read)
    parser.add_argument("--dry-run", action="store_true", help="with --read: only say what would change")
    take = "with --read: whose answer is right if both changed: workbook or file for all, or CELL=workbook for one"
    parser.add_argument(
        "--take", metavar="CELL=WHOSE", action="append", default=[], type=argument_types.taken, help=take
    )
    _take_inputs(parser)


def _add_desk(to: Any) -> None:
    parser = _added(to, commands.desk, "open the cycle on pages in the browser, on this computer alone", json=False)
    folder = "the cycle's folder (if not given: this one)"
    parser.add_argument("folder", metavar="FOLDER", nargs="?", type=Path, default=Path(), help=folder)
    parser.add_argument("--no-browser", action="store_true", help="only print the address, on the first line")
    _take_day(parser)


def _add_issue(to: Any) -> None:
    summary = "issue documents that are final, and record how they were sent; alone: say what is ready, and what is not"
    parser = _added(to, commands.issue, summary)
    named = "the references, names or files of assessments"
    parser.add_argument("inputs", metavar="REFERENCE", nargs="*", type=argument_types.assessments, help=named)
    parser.add_argument("--all", action="store_true", help="issue all that is ready in the folder inputs")
    approved = "who approved it: the name and the role"
    parser.add_argument("--approved-by", metavar='"NAME, ROLE"', type=argument_types.line, help=approved)
    _take_day(parser)
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
    _take_output(parser)
    _take_record(parser)
    _take_framework(parser)
    _take_templates(parser)


def _add_withdraw(to: Any) -> None:
    parser = _added(to, commands.withdraw, "withdraw documents that were issued; the record keeps them")
    named = "the reference, the name or the file of an assessment; or a reference that only the record has"
    parser.add_argument("inputs", metavar="REFERENCE", nargs=1, type=argument_types.issued, help=named)
    parser.add_argument("--reason", metavar="TEXT", type=argument_types.line, required=True, help="why")
    only = "only this document, such as letter (if not given: all that stand)"
    parser.add_argument("--document", metavar="NAME", action="append", default=[], dest="documents", help=only)
    approved = "who approved it: the name and the role"
    parser.add_argument("--approved-by", metavar='"NAME, ROLE"', type=argument_types.line, help=approved)
    _take_day(parser)
    _take_output(parser)
    _take_record(parser)
    _take_framework(parser)


def _add_check(to: Any) -> None:
    parser = _added(to, commands.check, "check assessments, framework and templates, and write nothing")
    _take_inputs(parser)
    _take_record(parser)
    _take_templates(parser)
    _take_workers(parser)


def _add_level(to: Any) -> None:
    _take_inputs(_added(to, commands.level, "show each level of support with its reasons"))


def _add_verify(to: Any) -> None:
    parser = _added(
        to, commands.verify, "say which documents are as they were generated, edited, missing or out of date"
    )
    _take_output(parser, argument_types.folder)
    _take_record(parser)
    _take_templates(parser)
    _take_framework(parser)


def _add_overview(to: Any) -> None:
    glance = _added(to, commands.overview, "write the cycle at a glance, as a page for the browser and in Word")
    _take_inputs(glance)
    _take_record(glance)
    page = "the page; the Word document lies beside it (if not given: output/overview.html)"
    glance.add_argument("-o", "--output", metavar="FILE.html", type=argument_types.page, help=page)


def _add_calendar(to: Any) -> None:
    dates = _added(to, commands.calendar, "write calendar files (.ics) of all dates, for Outlook and others")
    _take_inputs(dates)
    _take_output(dates)
    dates.add_argument(
        "--alarm",
        metavar="TIME",
        type=argument_types.alarm,
        help='remind so long before each date, as "2 weeks", or none',
    )
    dates.add_argument("--remove-gone", action="store_true", help="remove calendars of assessments that have gone")


def _add_returned(to: Any) -> None:
    summary = "say what changed in plans that partnerships filled in and sent back, and what has to be asked"
    parser = _added(to, commands.returned, summary)
    files = "plans that came back (.docx; .odt, .doc and .rtf need LibreOffice)"
    parser.add_argument("files", metavar="FILE", nargs="+", type=argument_types.there, help=files)
    of = "the assessments whose plans they may be, or folders of them (if not given: inputs)"
    parser.add_argument("--inputs", metavar="INPUTS", nargs="+", type=argument_types.there, default=[], help=of)
    parser.add_argument("--answers", metavar="FILE.yaml", type=argument_types.there, help="answers to what was asked")
    record = "write what came back into the record, with the file; never while a question is open"
    parser.add_argument("--record", action="store_true", help=record)
    _take_day(parser)


def _add_note(to: Any) -> None:
    summary = "note in the record what happened to a reference: plan accepted, returned, extended, reviewed, closed"
    parser = _added(to, commands.note, summary)
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
        ("--evidence", "DATE", argument_types.day, "by when evidence is due before the review"),
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
    _take_day(parser)
    _take_record(parser)


def _add_due(to: Any) -> None:
    parser = _added(to, commands.due, "say what is due, overdue and slipped, by partnership and by week")
    _take_inputs(parser)
    _take_day(parser)
    _take_record(parser)


def _add_tracker(to: Any) -> None:
    summary = "write every action of every plan into a workbook, a paper for the committee, and recommendations"
    parser = _added(to, commands.tracker, summary)
    _take_inputs(parser)
    _take_output(parser)
    _take_day(parser)
    _take_record(parser)


def _add_attach(to: Any) -> None:
    parser = _added(to, commands.attach, "attach each plan to the inspection report, in Word or PDF")
    parser.usage = "scrutiny attach [INPUTS ...] [-o FOLDER]\n       scrutiny attach REPORT PLAN -o OUT [choices]"
    _take_inputs(parser, "; or one report and one plan (.docx or .pdf)")
    out = "the folder where the plans lie and the results go (if not given: output); for one pair, the file to write"
    parser.add_argument("-o", "--output", metavar="OUT", type=Path, help=out)
    pdf = "beside each Word result, an accessible PDF of it; for one pair, name the file to write .pdf"
    parser.add_argument("--pdf", action="store_true", help=pdf)
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
    parser = _added(to, commands.init, "make a folder for a new cycle, with samples")
    parser.add_argument("folder", metavar="FOLDER", type=Path, help="where; nothing that is there is overwritten")


def _add_new(to: Any) -> None:
    parser = _added(
        to, commands.new, "make an assessment file for a partnership: a blank form, with each key explained"
    )
    parser.add_argument("name", metavar="NAME", type=argument_types.line, help="the partnership's name")
    reference = "our reference (if not given: left blank)"
    parser.add_argument("--reference", metavar="REFERENCE", type=argument_types.line, help=reference)
    folder = "the folder of the assessments (if not given: inputs)"
    parser.add_argument("--inputs", metavar="FOLDER", type=Path, default=Path("inputs"), dest="folder", help=folder)
    _take_framework(parser)


def _add_word_files(parser: argparse.ArgumentParser, called: str, shown: str, what: str) -> None:
    parser.add_argument(called, metavar=shown, nargs="+", type=argument_types.word_files,
                        help=f"{what} (.docx), or folders of them")  # fmt: skip


def _add_check_document(to: Any) -> None:
    parser = _added(to, commands.check_document, "say what breaks the accessibility of any Word file", "check-document")
    _add_word_files(parser, "files", "FILE", "Word documents or templates")
    for_issue = "refuse, too, what no issued document may hold: comments, tracked changes, hidden text, authors"
    parser.add_argument("--for-issue", action="store_true", help=for_issue)


def _add_explain(to: Any) -> None:
    parser = _added(to, commands.explain, "say what the identifier of a problem means, with an example and what to do")
    id_help = "as it is printed after the place: unknown-key (if not given: all identifiers)"
    parser.add_argument("id", metavar="ID", nargs="?", type=argument_types.problem_id, help=id_help)


def _add_template(to: Any) -> None:
    summary = "check a template, list the fields it may use, try it with values of your own, or restyle it"
    parser = to.add_parser("template", help=summary, description=_sentence(summary), allow_abbrev=False)
    inner = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_template_check(inner)
    _add_template_fields(inner)
    _add_template_render(inner)
    _add_template_preview(inner)
    _add_template_restyle(inner)
    show = "print any Word file as text with its tags, so that a change of wording can be read"
    parser = _added(inner, commands.template_show, show, "show", json=False)
    parser.add_argument(
        "template", metavar="FILE", type=argument_types.there, help="a Word template or document (.docx)"
    )


def _add_template_check(to: Any) -> None:
    summary = "say what is wrong with templates, each fault with its place"
    parser = _added(to, commands.template_check, summary, "check")
    _add_word_files(parser, "templates", "TEMPLATE", "Word templates")
    comments = "write a copy of the one template, with a Word comment at each fault"
    parser.add_argument("--comments", metavar="OUT.docx", type=argument_types.document, help=comments)
    _take_schema(parser)


def _add_template_fields(to: Any) -> None:
    summary = "list the fields that templates may use, with their meaning"
    parser = _added(to, commands.template_fields, summary, "fields")
    parser.add_argument(
        "--word", metavar="OUT.docx", type=argument_types.document, help="write them as a Word document"
    )
    _take_schema(parser)


def _add_template_render(to: Any) -> None:
    parser = _added(to, commands.template_render, "fill any template with the values in a file", "render")
    parser.add_argument("template", metavar="TEMPLATE", type=argument_types.there, help="a Word template (.docx)")
    parser.add_argument("data", metavar="DATA", type=argument_types.there, help="a YAML or JSON file")
    out = "the document to write"
    parser.add_argument("-o", "--output", metavar="OUT.docx", type=argument_types.document, required=True, help=out)


def _add_template_preview(to: Any) -> None:
    summary = "show a template's pages with a sample's data, in a browser"
    parser = _added(to, commands.template_preview, summary, "preview")
    parser.add_argument("template", metavar="TEMPLATE", type=argument_types.there, help="a Word template (.docx)")
    sample = "the assessment to fill it with (if not given: a sample that comes with the software)"
    parser.add_argument("--with", dest="sample", metavar="ASSESSMENT", type=argument_types.there, help=sample)
    out = "the HTML file to write (if not given: preview.html)"
    parser.add_argument(
        "-o", "--output", metavar="OUT.html", type=argument_types.page, default=Path("preview.html"), help=out
    )
    watch = "make it again each time that the template is saved, until Ctrl-C"
    parser.add_argument("--watch", action="store_true", help=watch)


def _add_template_restyle(to: Any) -> None:
    summary = "give templates the looks of one house style document; the originals are kept"
    parser = _added(to, commands.template_restyle, summary, "restyle")
    parser.add_argument("style", metavar="STYLE", type=argument_types.there, help="a Word document in the house style")
    parser.add_argument(
        "templates",
        metavar="TEMPLATE",
        nargs="+",
        type=argument_types.word_files,
        help="the templates (.docx), or folders of them",
    )
    only = "styles, theme, fonts, numbering, page, headers, footers (if not given: all but headers and footers)"
    parser.add_argument(
        "--only", metavar="PARTS", type=argument_types.choices, help=f"what to take, with commas between: {only}"
    )
    parser.add_argument("--clear-direct", action="store_true", help="take the templates' direct formatting away")
    parser.add_argument("--lose-tags", action="store_true", help="let tags of replaced headers and footers go")


def _added(to: Any, command: commands.Command, summary: str, name: str = "", *, json: bool = True) -> Any:
    name = name or command.__name__
    parser = to.add_parser(name, help=summary, description=_sentence(summary), allow_abbrev=False)
    if json:
        parser.add_argument("--json", action="store_true", help="answer in JSON")
    parser.set_defaults(command=command)
    return parser


def _sentence(summary: str) -> str:
    """With an initial capital, and names as they are written."""
    return f"{summary[0].upper()}{summary[1:]}."


def _take_inputs(parser: Any, or_else: str = "") -> None:
    named = f"assessment files, their references or names, or folders of them (if not given: inputs){or_else}"
    parser.add_argument("inputs", metavar="INPUTS", nargs="*", type=argument_types.assessments, help=named)
    _take_framework(parser)


def _take_day(parser: Any) -> None:
    day = "the day on which it happens, as 2026-12-07 (if not given: today)"
    parser.add_argument("--on", metavar="DATE", type=argument_types.day, help=day)


def _take_record(parser: Any) -> None:
    usual = "the record of what was issued (if not given: record in the folder that holds that of the assessments)"
    parser.add_argument("--record", metavar="FOLDER", type=Path, help=usual)


def _take_framework(parser: Any) -> None:
    parser.add_argument("--framework", metavar="FILE", type=argument_types.there, help="if not given: the one shipped")


def _take_output(parser: Any, kind: Any = Path) -> None:
    parser.add_argument(
        "-o", "--output", metavar="FOLDER", type=kind, default=Path("output"), help="if not given: output"
    )


def _take_templates(parser: Any) -> None:
    usual = "if not given: templates here, else those shipped"
    parser.add_argument("--templates", metavar="FOLDER", type=argument_types.folder, help=usual)


def _take_workers(parser: Any) -> None:
    workers = "how many processes; if not given: as many as pay"
    parser.add_argument("--workers", metavar="N", type=argument_types.workers, default=0, help=workers)
    parser.add_argument("--dask", metavar="ADDRESS", default="", help="work on this Dask cluster, e.g. tcp://host:8786")


def _take_schema(parser: Any) -> None:
    schema = "the JSON schema of other values, where templates are not for a cycle"
    parser.add_argument("--schema", metavar="FILE", type=argument_types.there, help=schema)
