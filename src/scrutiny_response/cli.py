"""Words on the command line → one call → text or JSON → an exit code: 0 all written, 1 some refused, 2 wrong use.

The only module that prints. What a command needs is imported when it runs, so that `--help` answers at once.
"""

from __future__ import annotations

import argparse
import errno
import gc
import io
import json
import os
import re
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from scrutiny_response import __version__, stopping

if TYPE_CHECKING:
    from scrutiny_response.assessment import Attachment
    from scrutiny_response.authoring import Told
    from scrutiny_response.outcome import CycleOutcome
    from scrutiny_response.preview import Preview

ALL_WRITTEN, SOME_REFUSED, WRONG_USE, STOPPED = 0, 1, 2, 130
"""The exit codes; 130 is what a command stopped with Ctrl-C returns everywhere."""

TERMINAL_PAUSE = 0.1
"""Seconds between two states of progress on a terminal: often enough to move, seldom enough to cost nothing."""
PIPE_PAUSE = 10
"""Seconds between two lines of progress in a pipe or a log."""
MOST_WORKERS = 256
"""The most processes that may be asked for; Windows waits for 61 at most, and uses no more."""

EXAMPLES = """\
examples:
  scrutiny init mycycle     make a folder with sample inputs and templates
  scrutiny check            read inputs, check everything, write nothing
  scrutiny generate         write every letter and plan into output
  scrutiny verify           see which documents were edited, are missing or out of date
  scrutiny level            show each level of support with its reasons
  scrutiny attach           attach each plan to its inspection report

exit codes: 0 all written, 1 some refused, 2 wrong use
"""

_PAIR = 2
"""One report and one plan."""

_LONE = re.compile("[\ud800-\udc7f\udd00-\udfff]")
"""Halves of a character, which UTF-8 cannot say; those between stand for a file name's bytes, and are printed so."""

Answer = tuple[int, str]
"""An exit code, and what to print."""


def run(words: Sequence[str]) -> int:
    """Run the command and print its answer; the exit code. Where nobody listens any more, that ends it quietly."""
    _speak_utf8(sys.stdout, sys.stderr)
    gc.set_threshold(100_000)  # a run makes many values and few cycles: looking for these took a tenth of its time
    try:
        options = _options(words)
        code, text = options.command(options)
        return _print(text, code)
    except KeyboardInterrupt:
        print(stopping.SAID, end="", file=sys.stderr)
        return STOPPED


def generate(options: argparse.Namespace) -> Answer:
    """Write every document of the cycle that is new or has changed."""
    from scrutiny_response import cycle, summary
    from scrutiny_response.ledger import Options
    from scrutiny_response.outcome import CycleOutcome
    from scrutiny_response.problems import Refused
    from scrutiny_response.workers import Workers

    dry_run = options.dry_run
    try:
        add_pdfs = _pdf_maker(options)
    except Refused as refused:
        made = CycleOutcome(problems=refused.problems)
    else:
        made = cycle.generate(
            options.inputs,
            options.output,
            **_sources(options),
            progress=_progress("Making documents", sys.stderr),
            options=Options(options.again, options.overwrite_edited, options.remove_gone, dry_run),
            workers=Workers(options.workers, options.dask),
        )
        made = made if dry_run else add_pdfs(made)
    folder = options.output.as_posix()
    if options.json:
        text = _json(summary.as_json("generate", made, folder, dry_run=dry_run))
    else:
        text = summary.written(made, folder, dry_run=dry_run)
    is_busy = any(problem.id == "another-run" for problem in made.problems)
    return WRONG_USE if is_busy else _code(made.refused), text


def _pdf_maker(options: argparse.Namespace) -> Callable[[CycleOutcome], CycleOutcome]:
    """What makes the PDFs that are asked for; Refused, before anything is made, where LibreOffice is missing."""
    if not (options.pdf or options.pdf_a):
        return lambda made: made
    from scrutiny_response import pdf_copies
    from scrutiny_response.pdf import Archive

    press = pdf_copies.Press.find({"2b": Archive.A2B, "3b": Archive.A3B}.get(options.pdf_a), again=options.again)
    return lambda made: pdf_copies.add_pdfs(made, options.output, press, _progress("Making PDFs", sys.stderr))


def check(options: argparse.Namespace) -> Answer:
    """Do everything that `generate` does but the writing."""
    from scrutiny_response import cycle, summary
    from scrutiny_response.workers import Workers

    made = cycle.generate(
        options.inputs,
        None,
        **_sources(options),
        progress=_progress("Checking", sys.stderr),
        workers=Workers(options.workers, options.dask),
    )
    return _code(made.refused), _json(summary.as_json("check", made)) if options.json else summary.checked(made)


def verify(options: argparse.Namespace) -> Answer:
    """Say which documents are as they were generated."""
    from scrutiny_response import verification
    from scrutiny_response.problems import Refused

    folder = options.output.as_posix()
    try:
        found = verification.verify(options.output, **_sources(options))
    except Refused as refused:
        document = verification.as_json((), folder, refused.problems)
        return SOME_REFUSED, _json(document) if options.json else str(refused)
    text = _json(verification.as_json(found, folder)) if options.json else verification.as_text(found, folder)
    return _code(not all(it.is_sound for it in found)), text


def level(options: argparse.Namespace) -> Answer:
    """Show the levels with their reasons."""
    from scrutiny_response import cycle, summary

    made = cycle.levels(options.inputs, framework=options.framework)
    return _code(made.refused), _json(summary.as_json("level", made)) if options.json else summary.levels(made)


def overview(options: argparse.Namespace) -> Answer:
    """Write the cycle at a glance."""
    from scrutiny_response.overview import story

    shown = story.show(options.inputs, options.output, framework=options.framework)
    if options.json:
        return _code(shown.refused), _json(
            {
                "command": "overview",
                "version": __version__,
                "files": [path.as_posix() for path in shown.files],
                "problems": [problem.as_json() for problem in shown.problems],
            }
        )
    return _code(shown.refused), story.said(shown)


def calendar(options: argparse.Namespace) -> Answer:
    """Write the calendar files."""
    from scrutiny_response import calendars

    made = calendars.write(options.inputs, options.output, alarm=options.alarm, framework=options.framework,
                           remove_gone=options.remove_gone)  # fmt: skip
    refused = bool(made.problems or made.refused)
    if options.json:
        problems = [*made.problems, *(problem for reading in made.refused for problem in reading.problems)]
        return _code(refused), _json(
            {
                "command": "calendar",
                "version": __version__,
                "output": options.output.as_posix(),
                "files": list(made.files),
                "dates": made.dates,
                "gone": [{"path": it.path, "done": str(it.done), "why": it.why} for it in made.gone],
                "problems": [problem.as_json() for problem in problems],
            }
        )
    return _code(refused), calendars.said(made, options.output)


def attach(options: argparse.Namespace) -> Answer:
    """Attach each plan of the cycle to its report, or one plan to one report."""
    from scrutiny_response import attaching
    from scrutiny_response.attaching import outcome
    from scrutiny_response.problems import Refused

    try:
        if options.pair:
            report, plan = options.inputs
            made: tuple[attaching.Attached, ...] = (
                attaching.attach_pair(report, plan, _attachment(options), options.output),
            )
        else:
            folder, progress = options.output or Path("output"), _progress("Attaching plans", sys.stderr)
            made = attaching.attach_plans(options.inputs, folder, framework=options.framework, progress=progress)
    except Refused as refused:
        return SOME_REFUSED, _json(outcome.as_json((), refused.problems)) if options.json else str(refused)
    text = _json(outcome.as_json(made)) if options.json else outcome.as_text(made)
    return _code(any(one.refused for one in made)), text


def _attachment(options: argparse.Namespace) -> Attachment:
    from scrutiny_response.assessment import Attachment, Headers, Look, PageNumbers

    return Attachment(
        document="",
        after=options.after,
        heading=options.heading or "Improvement plan",
        label=options.label or "Appendix",
        letter=options.letter,
        page_numbers=PageNumbers(options.page_numbers or "continue"),
        headers=Headers(options.headers or "plan"),
        look=Look(options.look or "house"),
    )


def init(options: argparse.Namespace) -> Answer:
    """Make a cycle folder."""
    from scrutiny_response import folder
    from scrutiny_response.problems import Refused

    try:
        made = folder.begin(options.folder)
    except Refused as refused:
        problems = [problem.as_json() for problem in refused.problems]
        document = {"command": "init", "version": __version__, "made": [], "problems": problems}
        return SOME_REFUSED, _json(document) if options.json else str(refused)
    if options.json:
        paths = [path.as_posix() for path in made]
        return ALL_WRITTEN, _json({"command": "init", "version": __version__, "made": paths, "problems": []})
    lines = "\n".join(f"  {path.as_posix()}" for path in made)
    return ALL_WRITTEN, f"Made\n{lines}\n\nGo there (cd {options.folder.as_posix()}) and type: scrutiny generate"


def check_document(options: argparse.Namespace) -> Answer:
    """Say what breaks the accessibility of any Word file."""
    from scrutiny_response import document_check

    checked = document_check.check(options.files, for_issue=options.for_issue)
    text = _json(document_check.as_json(checked)) if options.json else document_check.as_text(checked)
    return _code(any(one.refused for one in checked)), text


def template_restyle(options: argparse.Namespace) -> Answer:
    """Give templates the looks of one house style document."""
    from scrutiny_response import restyling
    from scrutiny_response.word.restyle import USUAL, Choices

    choices = Choices(options.only or USUAL, options.clear_direct, options.lose_tags)
    outcomes = restyling.restyle_files(options.style, options.templates, choices)
    text = _json(restyling.as_json(outcomes)) if options.json else restyling.as_text(outcomes)
    return _code(any(outcome.refused for outcome in outcomes)), text


def template_check(options: argparse.Namespace) -> Answer:
    """Say what is wrong with templates."""
    from scrutiny_response import authoring

    return _told(authoring.check(options.templates, options.schema, options.comments), options)


def template_show(options: argparse.Namespace) -> Answer:
    """Print a template as text with its tags."""
    from scrutiny_response.problems import Refused
    from scrutiny_response.word.package import Package
    from scrutiny_response.word.show import show

    try:
        return ALL_WRITTEN, show(Package.open(options.template)).rstrip("\n")
    except Refused as refused:
        return SOME_REFUSED, str(refused)


def template_fields(options: argparse.Namespace) -> Answer:
    """Show the fields that templates may use."""
    from scrutiny_response import authoring

    return _told(authoring.fields(options.schema, options.word), options)


def template_render(options: argparse.Namespace) -> Answer:
    """Fill any template with the values in a file."""
    from scrutiny_response import authoring

    return _told(authoring.render(options.template, options.data, options.output), options)


def template_preview(options: argparse.Namespace) -> Answer:
    """Show what a template makes of an assessment, page by page, and what is wrong with it."""
    from scrutiny_response import preview

    sample = options.sample or preview.shipped_sample()
    if not options.watch:
        made = preview.write_preview(options.template, sample, options.output)
        return _code(made.refused), _previewed(made, options)
    with stopping.raised(), suppress(KeyboardInterrupt):
        for seen in preview.watch_preview(options.template, sample, options.output):
            waiting = f"Waiting until {options.template.as_posix()} is saved whole, and is not locked."
            print(waiting if seen is None else _previewed(seen, options), flush=True)
    return ALL_WRITTEN, f"\nStopped watching; the last preview is in {options.output.as_posix()}."


def _previewed(made: Preview, options: argparse.Namespace) -> str:
    from scrutiny_response.preview import writing

    return _json(writing.as_json(made, options.output)) if options.json else writing.as_text(made, options.output)


def _told(told: Told, options: argparse.Namespace) -> Answer:
    return _code(told.refused), _json(told.document) if options.json else told.text


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="scrutiny",
        description="Write post-scrutiny response letters and improvement plans in Word, "
        "from an inspection cycle's assessment files.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"scrutiny {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command, summary in (
        (generate, "write the documents of every assessment file"),
        (check, "check assessments, framework and templates, and write nothing"),
        (level, "show each level of support with its reasons"),
    ):
        _add_cycle_command(commands, command, summary)
    _add_verify(commands)
    _add_overviews(commands)
    _add_attach_command(commands)
    begin = commands.add_parser("init", help="make a folder for a new cycle, with samples", allow_abbrev=False)
    begin.add_argument("folder", metavar="FOLDER", type=Path, help="where; nothing that is there is overwritten")
    begin.add_argument("--json", action="store_true", help="answer in JSON")
    begin.set_defaults(command=init)
    _add_document_commands(commands)
    _add_template_commands(commands)
    return parser


def _add_attach_command(commands: Any) -> None:
    parser = _added(commands, "attach", attach, "attach each plan to the inspection report, in Word or PDF")
    parser.usage = "scrutiny attach [INPUTS ...] [-o FOLDER]\n       scrutiny attach REPORT PLAN -o OUT [choices]"
    named = "assessment files, or folders of them (if not given: inputs); or one report and one plan (.docx or .pdf)"
    parser.add_argument("inputs", metavar="INPUTS", nargs="*", type=_there, help=named)
    to = "the folder where the plans lie and the results go (if not given: output); for one pair, the file to write"
    parser.add_argument("-o", "--output", metavar="OUT", type=Path, help=to)
    parser.add_argument("--framework", metavar="FILE", type=_there, help="if not given: the one shipped")
    choices = parser.add_argument_group("choices for one pair; an assessment makes them under `attachment`")
    choices.add_argument("--after", metavar="TEXT", help="the report's heading or bookmark (if not given: the end)")
    choices.add_argument("--heading", metavar="TEXT", help="what the appendix heading says after its letter")
    choices.add_argument("--label", metavar="WORD", help="the word for an appendix, where the report has none yet")
    choices.add_argument("--letter", metavar="LETTER", help="where it is not the next one")
    choices.add_argument("--page-numbers", choices=("continue", "restart"))
    choices.add_argument("--headers", choices=("plan", "report"), help="whose headers and footers")
    choices.add_argument(
        "--look", choices=("house", "plan"), help="whose styles win: the report's (house) or the plan's"
    )


def _add_document_commands(commands: Any) -> None:
    summary = "say what breaks the accessibility of any Word file"
    parser = commands.add_parser(
        "check-document", help=summary, description=f"{summary.capitalize()}.", allow_abbrev=False
    )
    parser.add_argument("files", metavar="FILE", nargs="+", type=_there, help="Word documents or templates (.docx)")
    for_issue = "refuse, too, what no issued document may hold: comments, tracked changes, hidden text, authors"
    parser.add_argument("--for-issue", action="store_true", help=for_issue)
    parser.add_argument("--json", action="store_true", help="answer in JSON")
    parser.set_defaults(command=check_document)


def _add_template_commands(commands: Any) -> None:
    summary = "check a template, list the fields it may use, try it with values of your own, or restyle it"
    parser = commands.add_parser("template", help=summary, description=f"{summary.capitalize()}.", allow_abbrev=False)
    inner = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_authoring_commands(inner)
    _add_preview_command(inner)
    summary = "give templates the looks of one house style document; the originals are kept"
    restyle = inner.add_parser("restyle", help=summary, description=f"{summary.capitalize()}.", allow_abbrev=False)
    restyle.add_argument("style", metavar="STYLE", type=_there, help="a Word document in the house style")
    restyle.add_argument("templates", metavar="TEMPLATE", nargs="+", type=_there, help="the templates (.docx)")
    only = "styles, theme, fonts, numbering, page, headers, footers (if not given: all but headers and footers)"
    restyle.add_argument("--only", metavar="PARTS", type=_choices, help=f"what to take, with commas between: {only}")
    restyle.add_argument("--clear-direct", action="store_true", help="take the templates' direct formatting away")
    restyle.add_argument("--lose-tags", action="store_true", help="let tags of replaced headers and footers go")
    restyle.add_argument("--json", action="store_true", help="answer in JSON")
    restyle.set_defaults(command=template_restyle)
    summary = "print any Word file as text with its tags, so that a change of wording can be read"
    show = inner.add_parser("show", help=summary, description=f"{summary.capitalize()}.", allow_abbrev=False)
    show.add_argument("template", metavar="FILE", type=_there, help="a Word template or document (.docx)")
    show.set_defaults(command=template_show)


def _add_authoring_commands(commands: Any) -> None:
    schema = "the JSON schema of other values, where templates are not for a cycle"
    check = _added(commands, "check", template_check, "say what is wrong with templates, each fault with its place")
    check.add_argument("templates", metavar="TEMPLATE", nargs="+", type=_there, help="Word templates (.docx)")
    comments = "write a copy of the one template, with a Word comment at each fault"
    check.add_argument("--comments", metavar="OUT.docx", type=Path, help=comments)
    check.add_argument("--schema", metavar="FILE", type=_there, help=schema)
    fields = _added(commands, "fields", template_fields, "list the fields that templates may use, with their meaning")
    fields.add_argument("--word", metavar="OUT.docx", type=Path, help="write them as a Word document")
    fields.add_argument("--schema", metavar="FILE", type=_there, help=schema)
    render = _added(commands, "render", template_render, "fill any template with the values in a file")
    render.add_argument("template", metavar="TEMPLATE", type=_there, help="a Word template (.docx)")
    render.add_argument("data", metavar="DATA", type=_there, help="a YAML or JSON file")
    render.add_argument("-o", "--output", metavar="OUT.docx", type=Path, required=True, help="the document to write")


def _add_preview_command(commands: Any) -> None:
    preview = _added(
        commands, "preview", template_preview, "show a template's pages with a sample's data, in a browser"
    )
    preview.add_argument("template", metavar="TEMPLATE", type=_there, help="a Word template (.docx)")
    named = "the assessment to fill it with (if not given: a sample that comes with the software)"
    preview.add_argument("--with", dest="sample", metavar="ASSESSMENT", type=_there, help=named)
    to = "the HTML file to write (if not given: preview.html)"
    preview.add_argument("-o", "--output", metavar="OUT.html", type=Path, default=Path("preview.html"), help=to)
    again = "make it again each time that the template is saved, until Ctrl-C"
    preview.add_argument("--watch", action="store_true", help=again)


def _added(commands: Any, name: str, command: Callable[[argparse.Namespace], Answer], summary: str) -> Any:
    parser = commands.add_parser(name, help=summary, description=f"{summary.capitalize()}.", allow_abbrev=False)
    parser.add_argument("--json", action="store_true", help="answer in JSON")
    parser.set_defaults(command=command)
    return parser


def _choices(words: str) -> frozenset[Any]:
    from scrutiny_response.word.restyle import Choice

    known = {str(choice): choice for choice in Choice}
    for word in words.split(","):
        if word.strip() not in known:
            raise argparse.ArgumentTypeError(f"{word.strip()!r} is none of {', '.join(known)}")
    return frozenset(known[word.strip()] for word in words.split(","))


def _add_cycle_command(commands: Any, command: Callable[[argparse.Namespace], Answer], summary: str) -> None:
    parser = commands.add_parser(
        command.__name__, help=summary, description=f"{summary.capitalize()}.", allow_abbrev=False
    )
    _add_inputs(parser)
    if command is generate:
        parser.add_argument(
            "-o", "--output", metavar="FOLDER", type=Path, default=Path("output"), help="if not given: output"
        )
        parser.add_argument("--pdf", action="store_true", help="a PDF beside each document too (needs LibreOffice)")
        parser.add_argument("--pdf-a", choices=("2b", "3b"), help="PDFs for the archive: PDF/A-2b or PDF/A-3b")
        _add_choices(parser)
    if command is not level:
        parser.add_argument(
            "--templates", metavar="FOLDER", type=_folder, help="if not given: templates here, else those shipped"
        )
        _add_workers(parser)
    parser.add_argument("--json", action="store_true", help="answer in JSON")
    parser.set_defaults(command=command)


def _add_verify(commands: Any) -> None:
    summary = "say which documents are as they were generated, edited, missing or out of date"
    parser = commands.add_parser("verify", help=summary, description=f"{summary.capitalize()}.", allow_abbrev=False)
    parser.add_argument(
        "-o", "--output", metavar="FOLDER", type=_folder, default=Path("output"), help="if not given: output"
    )
    parser.add_argument(
        "--templates", metavar="FOLDER", type=_folder, help="if not given: templates here, else those shipped"
    )
    parser.add_argument("--framework", metavar="FILE", type=_there, help="if not given: the one shipped")
    parser.add_argument("--json", action="store_true", help="answer in JSON")
    parser.set_defaults(command=verify)


def _add_overviews(commands: Any) -> None:
    summary = "write the cycle at a glance, as a page for the browser and in Word"
    glance = _added(commands, "overview", overview, summary)
    _add_inputs(glance)
    glance.add_argument(
        "-o", "--output", metavar="FILE.html", type=_page, default=Path("output/overview.html"),
        help="the page; the Word document lies beside it (if not given: output/overview.html)",
    )  # fmt: skip
    dates = _added(commands, "calendar", calendar, "write calendar files (.ics) of all dates, for Outlook and others")
    _add_inputs(dates)
    dates.add_argument(
        "-o", "--output", metavar="FOLDER", type=Path, default=Path("output"), help="if not given: output"
    )
    dates.add_argument("--alarm", metavar="TIME", type=_length, help='remind so long before each date, as "2 weeks"')
    dates.add_argument("--remove-gone", action="store_true", help="remove calendars of assessments that have gone")


def _add_inputs(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "inputs",
        metavar="INPUTS",
        nargs="*",
        type=_there,
        default=None,
        help="assessment files, or folders of them (if not given: inputs)",
    )
    parser.add_argument("--framework", metavar="FILE", type=_there, help="if not given: the one shipped")


def _length(word: str) -> Any:
    from scrutiny_response.intake.scalars import Unreadable, length_from

    try:
        return length_from(word)
    except Unreadable as error:
        raise argparse.ArgumentTypeError(f"{error}; {error.hint}") from error


def _page(word: str) -> Path:
    path = Path(word)
    if path.suffix.lower() not in {".html", ".htm"}:
        raise argparse.ArgumentTypeError(f"{word} does not end in .html")
    return path


def _add_choices(parser: argparse.ArgumentParser) -> None:
    for word, help_ in (
        ("--dry-run", "say what would be written and why, and write nothing"),
        ("--again", "make every document again, whether anything has changed or not"),
        ("--overwrite-edited", "overwrite documents that were edited by hand, too"),
        ("--remove-gone", "remove documents that no assessment makes any more"),
    ):
        parser.add_argument(word, action="store_true", help=help_)


def _add_workers(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--workers", metavar="N", type=_workers, default=0, help="how many processes; if not given: as many as pay"
    )
    parser.add_argument("--dask", metavar="ADDRESS", default="", help="work on this Dask cluster, e.g. tcp://host:8786")


def _workers(word: str) -> int:
    if not word.isascii() or not word.isdigit() or not 1 <= int(word) <= MOST_WORKERS:
        raise argparse.ArgumentTypeError(f"{word} is not a number of processes from 1 to {MOST_WORKERS}")
    return int(word)


def _there(word: str) -> Path:
    if not os.path.lexists(word):
        raise argparse.ArgumentTypeError(f"there is nothing called {word} here")
    return Path(word)


def _folder(word: str) -> Path:
    if not Path(word).is_dir():
        raise argparse.ArgumentTypeError(f"there is no folder called {word} here")
    return Path(word)


def _options(words: Sequence[str]) -> argparse.Namespace:
    """The options; where none are given, the inputs are those of the folder `inputs` here."""
    parser = _parser()
    options = parser.parse_args(words)
    if options.command is attach:
        _one_pair_or_many(parser, options)
    if getattr(options, "comments", None) and len(options.templates) > 1:
        parser.error("--comments takes one template at a time")
    if hasattr(options, "inputs") and not options.inputs:
        options.inputs = [Path("inputs")]
        if not Path("inputs").is_dir():
            parser.error(
                "there is no folder called inputs here; go to the cycle's folder, "
                "name the assessment files, or make a new cycle with: scrutiny init mycycle"
            )
    return options


def _one_pair_or_many(parser: argparse.ArgumentParser, options: argparse.Namespace) -> None:
    """Whether `attach` is about one report and one plan; wrong use where it is half the one and half the other."""
    papers = [path for path in options.inputs if path.suffix.casefold() in {".docx", ".pdf"}]
    options.pair = bool(papers)
    choices = ("after", "heading", "label", "letter", "page_numbers", "headers", "look")
    if options.pair and (len(papers) != len(options.inputs) or len(papers) != _PAIR or options.output is None):
        parser.error("for one pair, name one report and one plan, and the file to write: attach REPORT PLAN -o OUT")
    if not options.pair and any(getattr(options, name) for name in choices):
        parser.error("choices go with one report and one plan; an assessment makes them under `attachment`")


def _sources(options: argparse.Namespace) -> dict[str, Any]:
    here = Path("templates")
    return {"templates": options.templates or (here if here.is_dir() else None), "framework": options.framework}


def _code(refused: bool) -> int:
    return SOME_REFUSED if refused else ALL_WRITTEN


def _json(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2)


def _progress(title: str, stream: TextIO) -> Callable[[int, int], None]:
    """What is done, of how many, and how long still: on a terminal one line that counts, elsewhere a line at times."""
    is_terminal = stream.isatty()
    began = shown = time.monotonic()

    def show(done: int, total: int) -> None:
        nonlocal shown
        now = time.monotonic()
        if done == total:
            print("\r" + " " * 78 + "\r" if is_terminal else "", end="", file=stream, flush=True)
        elif now - shown > (TERMINAL_PAUSE if is_terminal else PIPE_PAUSE):
            shown = now
            line = f"{title}: {done} of {total}, {_duration((now - began) / done * (total - done))} left"
            print(f"\r{line:<78}" if is_terminal else f"{line}\n", end="", file=stream, flush=True)

    return show


def _duration(seconds: float) -> str:
    return f"about {seconds / 60:.0f} minutes" if seconds > 90 else f"{seconds:.0f} seconds"  # noqa: PLR2004  # a limit


def _print(text: str, code: int) -> int:
    """Print the answer; where nobody reads it any more (`| head`), that is no fault of the run."""
    try:
        print(_LONE.sub("\N{REPLACEMENT CHARACTER}", text), flush=True)
    except OSError as error:
        if error.errno not in {errno.EPIPE, errno.EINVAL}:
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return code


def _speak_utf8(*streams: TextIO) -> None:
    """Gaelic letters and dashes also where the terminal's encoding lacks them, and any file name as it was typed."""
    for stream in streams:
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="surrogateescape")
