"""Words on the command line → the options of one command; wrong use is said, and ends with exit code 2."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from engross import paths
from engross.suggestions import nearest_hint
from scrutiny_response import __version__
from scrutiny_response.cli import attach_commands, commands
from scrutiny_response.cli.command_options import ADD
from scrutiny_response.cli.today import today
from scrutiny_response.domain.days_ahead import is_far
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

_EVENTS = frozenset({"issue", "withdraw", "emails", "returned", "note"})
"""The commands that record events."""
_OF_ONE = frozenset({"withdraw", "note"})
"""The commands that are about one reference."""
_PAIR = 2
"""One report and one plan."""


def options_of(words: Sequence[str]) -> argparse.Namespace:
    """Return the options, `command` among them; if no inputs are named, they are those of the folder `inputs` here."""
    if words[:1] == ["help"]:  # as people ask for it
        words = [*words[1:], "--help"]
    if not words:
        nothing: dict[str, Any] = {"folder": Path(), "on": None, "no_browser": False, "json": False}
        return argparse.Namespace(command=commands.first_steps, **nothing)
    parser = _parser(words[:1])
    _known_command(parser, words[0])
    options = parser.parse_args(words)
    _no_workbook(parser, options)
    if options.command is attach_commands.attach:
        _one_pair_or_many(parser, options)
    for name in ("files", "templates"):
        if isinstance(getattr(options, name, None), list):
            setattr(options, name, list(_flat(getattr(options, name))))
    _check(parser, options, words[0])
    if getattr(options, "comments", None) and len(options.templates) > 1:
        parser.error("--comments takes one template at a time")
    if hasattr(options, "inputs") and not options.inputs:
        options.inputs = _usual_inputs(parser)
    if options.command is commands.workbook:
        _written_or_brought_in(parser, options)
    if hasattr(options, "record"):
        _readable_record(parser, options)
    return options


def _known_command(parser: argparse.ArgumentParser, word: str) -> None:
    """Wrong use if the first word is no command; those that it may be meant for are named."""
    if word in ADD or word.startswith("-"):
        return
    meant = nearest_hint(word, [*ADD, "help"], lambda near: f"`scrutiny {near}`")
    parser.error(f"there is no command `{word}`; {meant and f'{meant} '}`scrutiny help` lists them all")


def _check(parser: argparse.ArgumentParser, options: argparse.Namespace, command: str) -> None:
    """Wrong use if the words of one command do not go together."""
    if command == "issue":
        _one_way_of_issuing(parser, options)
    if command == "generate":
        _dated_letters(parser, options)
    if command in _OF_ONE and isinstance(named := options.inputs[0], Path) and paths.is_folder(named):
        parser.error(f"{named.as_posix()} is a folder; name one reference, or the file of its assessment")
    if command in _EVENTS and is_far(options.on, today()):
        parser.error(f"{options.on} is more than two years ahead: check the year; nothing in the record is taken back")
    if command == "emails" and not options.sent and options.on:
        parser.error("--on says when they were sent: it goes with --sent")


def _written_or_brought_in(parser: argparse.ArgumentParser, options: argparse.Namespace) -> None:
    """Set `take` by the cells; wrong use if the words do not go together, or no workbook is there to be brought in."""
    options.take = dict(options.take)
    if (options.dry_run or options.take) and not options.read:
        parser.error("--dry-run and --take go with --read")
    if options.read and not (len(options.inputs) == 1 and paths.is_folder(options.inputs[0])):
        parser.error("a workbook is brought into one folder of assessments: scrutiny workbook --read FILE.xlsx FOLDER")
    if options.read and paths.look(options.file).kind is paths.Kind.NOTHING:
        parser.error(f"there is nothing called {options.file} here")


def _no_workbook(parser: argparse.ArgumentParser, options: argparse.Namespace) -> None:
    """Wrong use if a command that works on the cycle's files was given a workbook in their place."""
    named = [path for path in getattr(options, "inputs", ()) if isinstance(path, Path) and is_workbook(path.name)]
    if named and options.command not in {commands.check, commands.level, commands.generate}:
        parser.error(
            f"{named[0]} is a workbook; check, level and generate look at one, and all else goes by the files: "
            f"bring it in first, with: scrutiny workbook --read {named[0]}"
        )


def _usual_inputs(parser: argparse.ArgumentParser) -> list[Path]:
    """Return the folder `inputs` here; wrong use if there is none, or if it is a link that leads nowhere."""
    looked = paths.look(Path("inputs"))
    if looked.kind in {paths.Kind.BROKEN_LINK, paths.Kind.UNKNOWN}:
        parser.error(f"the folder inputs cannot be read: {looked.reason}")
    if looked.kind is not paths.Kind.FOLDER:
        parser.error(
            "there is no folder called inputs here; go to the cycle's folder, "
            "name the assessment files, or make a new cycle with: scrutiny init mycycle"
        )
    return [Path("inputs")]


def _readable_record(parser: argparse.ArgumentParser, options: argparse.Namespace) -> None:
    """Wrong use if the record cannot be looked into or is none: what was issued would count as not issued."""
    from scrutiny_response.use_cases.record_folders import (  # noqa: PLC0415  # few commands have one
        unreadable_record,
        why_none,
    )

    record = getattr(options, "record", None)
    named = record if isinstance(record, Path) else None  # `returned --record` names no folder
    inputs = [path for path in getattr(options, "inputs", None) or () if isinstance(path, Path)] or [Path("inputs")]
    if unreadable := unreadable_record(inputs, named):
        record, why = unreadable
        parser.error(f"the folder {record.as_posix()}, the record, cannot be read: {why}")
    if named and (wrong := why_none(named)):
        why, hint = wrong
        parser.error(f"the folder {named.as_posix()}, which --record names, {why}; {hint}")


def _one_pair_or_many(parser: argparse.ArgumentParser, options: argparse.Namespace) -> None:
    """Set `pair` if `attach` is about one report and one plan; wrong use if it is half the one and half the other."""
    documents = [path for path in options.inputs if path.suffix.casefold() in {".docx", ".pdf"}]
    options.pair = bool(documents)
    taken = _templates_named(parser, options)
    choices = ("after", "heading", "label", "letter", "page_numbers", "headers", "look")
    if options.pair and (len(documents) != len(options.inputs) or len(documents) != _PAIR or options.output is None):
        wrong = "for one pair, name one report and one plan, and the file to write: attach REPORT PLAN -o OUT"
        also = [f"; {path.as_posix()} is taken for the template of {option}" for option, path in taken.items()]
        parser.error("".join([wrong, *also]))
    if not options.pair and any(getattr(options, name) for name in choices):
        parser.error("choices go with one report and one plan; an assessment makes them under `attachment`")


def _templates_named(parser: argparse.ArgumentParser, options: argparse.Namespace) -> Mapping[str, Path]:
    """Return the template that each option names; wrong use if one has taken what was meant as another word."""
    named = {"--list": options.list, "--covers": options.covers}
    taken = {option: path for option, path in named.items() if isinstance(path, Path)}
    for option, path in taken.items():
        if path.suffix.casefold() != ".docx":
            parser.error(f"{path.as_posix()} is no Word template (.docx) for {option}; write {option} behind the files")
    return taken


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
    if (options.dated or options.reply_by) and not (options.replaces and options.documents):
        parser.error('--dated and --reply-by correct a letter that answers: --replaces "REASON" --document NAME')
    if is_chosen and not (options.approved_by or options.dry_run or options.draft):
        parser.error('say who approved it: --approved-by "NAME, ROLE" (or --dry-run to see what would be issued)')


def _dated_letters(parser: argparse.ArgumentParser, options: argparse.Namespace) -> None:
    """Wrong use if letters that the record asks for have no date, or one that contradicts their answer's."""
    if options.follow_up and not options.dated:
        parser.error("say what date the letters bear: --follow-up --dated 2027-02-01")
    if not options.follow_up and (options.dated or options.reply_by or options.on):
        parser.error("--dated, --reply-by and --on go with --follow-up")
    if options.reply_by and options.reply_by < options.dated:
        parser.error(f"an answer by {options.reply_by} cannot be asked for in letters of {options.dated}")


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
    for add in [ADD[word] for word in first if word in ADD] or ADD.values():
        add(to)
    return parser
