"""Templates that were checked → the text for people and the JSON for programs."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from engross.problems import Problem
from scrutiny_response.cli.reports.report import Report, answer, counted, listed, plain
from scrutiny_response.use_cases.templates import TemplateCheck, UnusedFields

_WIDTH = 100


def report(check: TemplateCheck) -> Report:
    """Return the answer: refused if a template is, or if there are problems, which stand in its place."""
    return Report(
        check.refused,
        lambda: listed(check.problems) or as_text(check),
        lambda: _refusal(check.problems) if check.problems else as_json(check),
    )


def as_text(check: TemplateCheck) -> str:
    """Return each template with its problems, the count, the fields that none uses, and where the comments are."""
    lines = []
    for template in check.templates:
        number = len(template.problems)
        lines.append(f"{template.file}: " + (counted(number, "problem") if number else "in order"))
        lines += (textwrap.indent(f"{problem.severity}: {problem}", "  ") for problem in template.problems)
    sound = sum(not template.refused for template in check.templates)
    lines += ["", f"{sound} of {counted(len(check.templates), 'template')} in order."]
    if check.unused:
        title = "it does not use" if len(check.templates) == 1 else "none of them uses"
        lines += ["", f"Fields that {title}:", *_unused(check.unused)]
    if check.comments:
        lines += ["", f"Written, with a comment at each problem: {check.comments.as_posix()}"]
    return "\n".join(lines)


def as_json(check: TemplateCheck) -> Iterator[str]:
    """Return the same for programs; `refused` counts the templates."""
    fields = {
        "refused": sum(template.refused for template in check.templates),
        "templates": [
            {"file": one.file, "refused": one.refused, "problems": plain(one.problems)} for one in check.templates
        ],
    }
    unused = ({"record": record, "fields": list(names)} for record, names in check.unused)
    return answer("template check", fields, ("unused", unused))


def _refusal(problems: Sequence[Problem]) -> Iterator[str]:
    return answer("template check", {}, problems=problems)


def _unused(unused: UnusedFields) -> Iterator[str]:
    for record, names in unused:
        yield from textwrap.wrap(f"{record}: {', '.join(names)}", _WIDTH, initial_indent="  ", subsequent_indent="    ",
                                 break_on_hyphens=False)  # fmt: skip
