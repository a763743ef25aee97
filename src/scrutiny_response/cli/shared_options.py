"""Options that several commands take, each with its words."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from scrutiny_response.cli import answers, argument_types


def take_word_files(parser: argparse.ArgumentParser, called: str, shown: str, what: str) -> None:
    """Take Word files, or folders of them, as the option that is called so."""
    parser.add_argument(called, metavar=shown, nargs="+", type=argument_types.word_files,
                        help=f"{what} (.docx), or folders of them")  # fmt: skip


def added(to: Any, command: answers.Command, summary: str, name: str = "", *, json: bool = True) -> Any:
    """Add a command with its summary, and `--json` if it can answer so; return its parser."""
    name = name or command.__name__
    parser = to.add_parser(name, help=summary, description=sentence(summary), allow_abbrev=False)
    if json:
        parser.add_argument("--json", action="store_true", help="answer in JSON")
    parser.set_defaults(command=command)
    return parser


def sentence(summary: str) -> str:
    """Return a summary with an initial capital and a full stop; names stay as they are written."""
    return f"{summary[0].upper()}{summary[1:]}."


def take_inputs(parser: Any, or_else: str = "") -> None:
    """Take assessments by file, reference or name, and the framework."""
    named = f"assessment files, their references or names, or folders of them (if not given: inputs){or_else}"
    parser.add_argument("inputs", metavar="INPUTS", nargs="*", type=argument_types.assessments, help=named)
    take_framework(parser)


def take_day(parser: Any, day: str = "the day on which it happens, as 2026-12-07 (if not given: today)") -> None:
    """Take the day on which something happens, or another, for which the help says what it is."""
    parser.add_argument("--on", metavar="DATE", type=argument_types.day, help=day)


def take_record(parser: Any) -> None:
    """Take the folder of the record."""
    usual = "the record of what was issued (if not given: record in the folder that holds that of the assessments)"
    parser.add_argument("--record", metavar="FOLDER", type=Path, help=usual)


def take_framework(parser: Any) -> None:
    """Take the file of a framework."""
    parser.add_argument("--framework", metavar="FILE", type=argument_types.there, help="if not given: the one shipped")


def take_output(parser: Any, kind: Any = Path) -> None:
    """Take the output folder."""
    parser.add_argument(
        "-o", "--output", metavar="FOLDER", type=kind, default=Path("output"), help="if not given: output"
    )


def take_templates(parser: Any) -> None:
    """Take the folder of the templates."""
    usual = "if not given: templates here, else those shipped"
    parser.add_argument("--templates", metavar="FOLDER", type=argument_types.folder, help=usual)


def take_workers(parser: Any) -> None:
    """Take who does the work: processes, or a Dask cluster."""
    workers = "how many processes; if not given: as many as pay"
    parser.add_argument("--workers", metavar="N", type=argument_types.workers, default=0, help=workers)
    parser.add_argument("--dask", metavar="ADDRESS", default="", help="work on this Dask cluster, e.g. tcp://host:8786")


def take_schema(parser: Any) -> None:
    """Take a schema for values that are not those of a cycle."""
    schema = "the JSON schema of other values, where templates are not for a cycle"
    parser.add_argument("--schema", metavar="FILE", type=argument_types.there, help=schema)
    cycle = "the folder of the assessments, whose cycle file may declare values of your own (if not given: inputs)"
    parser.add_argument("--cycle", metavar="FOLDER", type=argument_types.there, help=cycle)
