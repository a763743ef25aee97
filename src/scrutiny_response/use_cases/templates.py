"""Template files → what their authors ask about them: their problems, the fields to use, a document to look at."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import get_terminal_size
from typing import Any

from engross.files import is_same_file, read_file
from engross.problems import FilePlace, Problem, Refused, Severity
from engross.word import Package, Template, shape_of
from engross.word.accessibility import check_accessibility
from engross.word.tools import annotate, as_document, as_text, unused
from engross.word.tools import fields as fields_of
from scrutiny_response import __version__
from scrutiny_response.domain.filters import FILTERS
from scrutiny_response.domain.response import Response
from scrutiny_response.intake.values import read_values
from scrutiny_response.store import whole_files

_WIDTH = 100
_WIDE = 110
"""How wide a table is where no terminal says."""


@dataclass(frozen=True, slots=True)
class TemplateAnswer:
    """An answer to an author, as a text for people and as a document for programs; `refused` where it is a refusal."""

    refused: bool
    text: str
    document: dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Checked:
    """One template that was checked, what was found in it, and the fields that it uses, if it is in order."""

    file: str
    problems: tuple[Problem, ...]
    uses: frozenset[tuple[Hashable, str]] = frozenset()

    @property
    def refused(self) -> bool:
        return _refuse(self.problems)


def check(files: Sequence[Path], schema: Path | None = None, comments: Path | None = None) -> TemplateAnswer:
    """What is wrong with templates, and where all are in order, the fields that none of them uses.

    They are checked against what a cycle renders them with, or against the JSON schema in a file. With `comments`, a
    copy of the first with a Word comment at each fault is written there.
    """
    try:
        shape = _shape(schema)
    except Refused as refused:
        return _refusal("template check", refused.problems)
    checked = [_check(path, shape) for path in files]
    unwritten = _commented(checked[0], comments) if comments is not None else None
    if unwritten is not None:
        return _refusal("template check", (*checked[0].problems, unwritten))
    refused_ones = sum(one.refused for one in checked)
    left = () if refused_ones else unused(shape, frozenset().union(*(one.uses for one in checked)))
    document = {
        "command": "template check",
        "version": __version__,
        "refused": refused_ones,
        "templates": [{"file": one.file, "refused": one.refused, "problems": _plain(one.problems)} for one in checked],
        "unused": [{"record": record, "fields": list(names)} for record, names in left],
    }
    written = ("", f"Written, with a comment at each problem: {comments.as_posix()}") if comments else ()
    return TemplateAnswer(refused_ones > 0, "\n".join([*_screen(checked, left), *written]), document)


def fields(schema: Path | None = None, word: Path | None = None) -> TemplateAnswer:
    """The dictionary of all fields that a template may use; with `word`, written there as a Word document."""
    try:
        entries = fields_of(_shape(schema), FILTERS)
    except Refused as refused:
        return _refusal("template fields", refused.problems)
    if word is not None:
        try:
            made = bytes(as_document(entries))
        except Refused as refused:  # a schema may say what no Word document can hold
            return _refusal("template fields", [replace(it, place=_file(schema)) for it in refused.problems])
        unwritten = _write(word, made, *filter(None, [schema]))
        if unwritten is not None:
            return _refusal("template fields", (unwritten,))
    text = as_text(entries, get_terminal_size((_WIDE, 0)).columns) if word is None else f"Written: {word.as_posix()}"
    listed = [entry.as_json() for entry in entries]
    return TemplateAnswer(False, text, {"command": "template fields", "version": __version__, "fields": listed})


def _file(path: Path | None) -> FilePlace:
    return FilePlace("" if path is None else path.as_posix())


def render(template: Path, data: Path, to: Path) -> TemplateAnswer:
    """The document that any template makes of the values in a YAML or JSON file, written to a file.

    All that is wrong with the template and with the values is told at once.
    """
    problems: list[Problem] = []
    made = _rendered(template, data, problems)
    if made is not None:
        unwritten = _write(to, made, template, data)
        problems += [unwritten] if unwritten is not None else []
    if _refuse(problems):
        return _refusal("template render", problems)
    lines = [f"{problem.severity}: {problem}" for problem in problems]
    written = to.as_posix()
    document = {"command": "template render", "version": __version__, "written": written, "problems": _plain(problems)}
    return TemplateAnswer(False, "\n".join([*lines, f"Written: {written}"]), document)


def _rendered(template: Path, data: Path, problems: list[Problem]) -> bytes | None:
    """The document's bytes; the problems go into `problems`."""
    compiled: Template | None = None
    values: dict[str, Any] | None = None
    try:
        compiled = Template.open(template, filters=FILTERS, file=template.as_posix())
        problems += compiled.problems
    except Refused as refused:
        problems += refused.problems
    try:
        values = read_values(data)
    except Refused as refused:
        problems += refused.problems
    if compiled is None or values is None:
        return None
    try:
        return bytes(compiled.render(values))
    except Refused as refused:
        problems += refused.problems
        return None


def _check(path: Path, shape: object) -> _Checked:
    file = path.as_posix()
    access = _accessibility(path, file)
    try:
        template = Template.open(path, shape=shape, filters=FILTERS, file=file)
    except Refused as refused:
        return _Checked(file, (*refused.problems, *access))
    return _Checked(file, (*template.problems, *access), template.uses)


def _accessibility(path: Path, file: str) -> tuple[Problem, ...]:
    """What breaks the accessibility of every document of a template; nothing where it is no Word file at all."""
    try:
        return check_accessibility(Package.open(path, file))
    except Refused:
        return ()


def _commented(checked: _Checked, to: Path) -> Problem | None:
    try:
        made = annotate(Path(checked.file), checked.problems, file=checked.file)
    except (Refused, KeyError):
        return Problem("no-comments", FilePlace(to.as_posix()), "no comments can be put into this template",
                       "mend what is said of the file first")  # fmt: skip
    return _write(to, bytes(made), Path(checked.file))


def _write(to: Path, data: bytes, *sources: Path) -> Problem | None:
    """Write a document; the problem where that cannot be, or where it would overwrite what it is made from."""
    if any(is_same_file(source, to) for source in sources):
        return Problem("result-is-source", FilePlace(to.as_posix()), "this is what the document is made from,"
                       " and would be overwritten",
                       "give another name after -o, --comments or --word")  # fmt: skip
    return whole_files.write(to.parent, to.name, data)


def _shape(schema: Path | None) -> object:
    if schema is None:
        return Response
    try:
        return shape_of(json.loads(read_file(schema)))
    except OSError as error:
        message = f"the file cannot be read ({error.strerror})"
        raise Refused([Problem("unreadable-file", FilePlace(schema.as_posix()), message,
                               "check its name and its permissions")]) from None  # fmt: skip
    except (ValueError, TypeError, RecursionError):
        message, hint = "this is no JSON schema of an object with properties", "name a file that holds one"
        raise Refused([Problem("unusable-schema", FilePlace(schema.as_posix()), message, hint)]) from None


def _screen(checked: Sequence[_Checked], left: Iterable[tuple[str, tuple[str, ...]]]) -> Iterable[str]:
    for one in checked:
        number = len(one.problems)
        yield f"{one.file}: " + (f"{number} problem{'' if number == 1 else 's'}" if number else "in order")
        yield from (textwrap.indent(f"{problem.severity}: {problem}", "  ") for problem in one.problems)
    sound = sum(not one.refused for one in checked)
    yield from ("", f"{sound} of {len(checked)} template{'' if len(checked) == 1 else 's'} in order.")
    for number, (record, names) in enumerate(left):
        if number == 0:
            yield from ("", "Fields that " + ("it does not use:" if len(checked) == 1 else "none of them uses:"))
        yield from textwrap.wrap(f"{record}: {', '.join(names)}", _WIDTH, initial_indent="  ", subsequent_indent="    ",
                                 break_on_hyphens=False)  # fmt: skip


def _refuse(problems: Iterable[Problem]) -> bool:
    return any(problem.severity is Severity.ERROR for problem in problems)


def _plain(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    return [problem.as_json() for problem in problems]


def _refusal(command: str, problems: Sequence[Problem]) -> TemplateAnswer:
    document = {"command": command, "version": __version__, "problems": _plain(problems)}
    return TemplateAnswer(True, "\n".join(map(str, problems)), document)
