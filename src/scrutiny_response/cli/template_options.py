"""The words and options of the commands about templates."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from scrutiny_response.cli import argument_types, template_commands
from scrutiny_response.cli.shared_options import (
    added,
    sentence,
    take_schema,
    take_word_files,
)


def add_template(to: Any) -> None:
    """Add the command `template` with the commands below it."""
    summary = "check a template, list the fields it may use, try it with values of your own, or restyle it"
    parser = to.add_parser("template", help=summary, description=sentence(summary), allow_abbrev=False)
    inner = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_template_check(inner)
    _add_template_fields(inner)
    _add_template_render(inner)
    _add_template_preview(inner)
    _add_template_restyle(inner)
    show = "print any Word file as text with its tags, so that a change of wording can be read"
    parser = added(inner, template_commands.template_show, show, "show", json=False)
    parser.add_argument(
        "template", metavar="FILE", type=argument_types.there, help="a Word template or document (.docx)"
    )


def _add_template_check(to: Any) -> None:
    summary = "say what is wrong with templates, each fault with its place"
    parser = added(to, template_commands.template_check, summary, "check")
    take_word_files(parser, "templates", "TEMPLATE", "Word templates")
    comments = "write a copy of the one template, with a Word comment at each fault"
    parser.add_argument("--comments", metavar="OUT.docx", type=argument_types.document, help=comments)
    take_schema(parser)


def _add_template_fields(to: Any) -> None:
    summary = "list the fields that templates may use, with their meaning"
    parser = added(to, template_commands.template_fields, summary, "fields")
    parser.add_argument(
        "--word", metavar="OUT.docx", type=argument_types.document, help="write them as a Word document"
    )
    take_schema(parser)


def _add_template_render(to: Any) -> None:
    parser = added(to, template_commands.template_render, "fill any template with the values in a file", "render")
    parser.add_argument("template", metavar="TEMPLATE", type=argument_types.there, help="a Word template (.docx)")
    parser.add_argument("data", metavar="DATA", type=argument_types.there, help="a YAML or JSON file")
    out = "the document to write"
    parser.add_argument("-o", "--output", metavar="OUT.docx", type=argument_types.document, required=True, help=out)


def _add_template_preview(to: Any) -> None:
    summary = "show a template's pages with a sample's data, in a browser"
    parser = added(to, template_commands.template_preview, summary, "preview")
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
    parser = added(to, template_commands.template_restyle, summary, "restyle")
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
