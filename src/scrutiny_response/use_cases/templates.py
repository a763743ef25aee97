"""Template files → what their authors ask about them: their problems, the fields to use, a document to look at."""

from __future__ import annotations

import json
from collections.abc import Hashable, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from engross import paths
from engross.files import read_file
from engross.problems import FilePlace, Problem, Refused, Severity, has_error
from engross.word import DeclaredShape, Package, Template, shape_of
from engross.word.accessibility import check_accessibility
from engross.word.tools import FieldEntry, annotate, as_document, unused
from engross.word.tools import fields as fields_of
from engross.word.tools import show as show_package
from scrutiny_response.domain.assessment import Action
from scrutiny_response.domain.filters import FILTERS
from scrutiny_response.domain.further import Declarations
from scrutiny_response.domain.plan_identity import IDENTITIES, MARKED, plan_identity
from scrutiny_response.generate.document_state import NEVER_ISSUED, response_with, with_state
from scrutiny_response.generate.settings import copies_of_templates
from scrutiny_response.intake.values import read_values
from scrutiny_response.store import whole_files
from scrutiny_response.use_cases.declared_values import declared_for

UnusedFields = tuple[tuple[str, tuple[str, ...]], ...]
"""The name of each record with fields that no template uses, and their names."""


class CheckedTemplate(Struct, frozen=True):
    """One template that was checked, what is wrong with it, and the fields that it uses, if it is in order."""

    file: str
    problems: tuple[Problem, ...]
    uses: frozenset[tuple[Hashable, str]] = frozenset()

    @property
    def refused(self) -> bool:
        """True if something in it must be mended; a warning refuses nothing."""
        return has_error(self.problems)


class TemplateCheck(Struct, frozen=True, kw_only=True):
    """Templates that were checked; if all are in order, the fields that none of them uses.

    `comments` is the copy with Word comments, None if none was written. If there are `problems`, they stand in place of
    all else: the schema cannot be used, or the copy could not be written.
    """

    templates: tuple[CheckedTemplate, ...] = ()
    unused: UnusedFields = ()
    comments: Path | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def refused(self) -> bool:
        """True if a template must be mended, or if there are problems in place of the check."""
        return bool(self.problems) or any(template.refused for template in self.templates)


class FieldList(Struct, frozen=True, kw_only=True):
    """The fields that a template may use; `written` is the Word document of them, None if none was asked for.

    If there are `problems`, they stand in place of all else.
    """

    entries: tuple[FieldEntry, ...] = ()
    written: Path | None = None
    problems: tuple[Problem, ...] = ()


class RenderOutcome(Struct, frozen=True, kw_only=True):
    """What became of a document: where it was written, None if it could not be, and what is wrong."""

    written: Path | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def refused(self) -> bool:
        """True if nothing was written."""
        return self.written is None


def check(
    files: Sequence[Path], schema: Path | None = None, comments: Path | None = None, inputs: Path | None = None
) -> TemplateCheck:
    """Check templates against what a cycle renders them with, or against the JSON schema in the file `schema`.

    What the office declared itself stands in the cycle file in the folder `inputs`, or in the usual place. With
    `comments`, write there a copy of the first template, with a Word comment at each fault.
    """
    try:
        shapes = [_shape(schema, path, inputs) for path in files]
    except Refused as refused:
        return TemplateCheck(problems=refused.problems)
    templates = tuple(_check(path, shape) for path, shape in zip(files, shapes, strict=True))
    unwritten = _write_commented(templates[0], comments) if comments is not None else None
    if unwritten is not None:
        return TemplateCheck(problems=(*templates[0].problems, unwritten))
    templates = tuple(map(_with_copies, files, templates))
    is_sound = not any(template.refused for template in templates)
    used = frozenset().union(*(template.uses for template in templates))
    unused_fields = unused(shapes[0], used) if is_sound and shapes else ()
    return TemplateCheck(templates=templates, unused=unused_fields, comments=comments)


def _with_copies(path: Path, template: CheckedTemplate) -> CheckedTemplate:
    """Return a template with what is said of its copies that lie beside it."""
    return replace(template, problems=(*template.problems, *copies_of_templates(path.parent, path.name)))


def checked_with(path: Path, declared: Declarations) -> CheckedTemplate:
    """Return a template of a cycle that declares these values of the office's own, checked."""
    return _check(path, response_with(declared))


def fields_with(declared: Declarations) -> tuple[FieldEntry, ...]:
    """Return every field that the templates may use of a cycle that declares these values of the office's own."""
    return fields_of(response_with(declared), FILTERS)


def fields(schema: Path | None = None, word: Path | None = None, inputs: Path | None = None) -> FieldList:
    """Return the dictionary of all fields that a template may use; with `word`, write it there as a Word document.

    What the office declared itself stands in the cycle file in the folder `inputs`, or in the usual place.
    """
    try:
        entries = fields_of(_shape(schema, None, inputs), FILTERS)
    except Refused as refused:
        return FieldList(problems=refused.problems)
    if word is not None:
        try:
            document = bytes(as_document(entries))
        except Refused as refused:  # a schema may say what no Word document can hold
            place = FilePlace("" if schema is None else schema.as_posix())
            return FieldList(problems=tuple(problem._replace(place=place) for problem in refused.problems))
        unwritten = _write(word, document, *filter(None, [schema]))
        if unwritten is not None:
            return FieldList(problems=(unwritten,))
    return FieldList(entries=entries, written=word)


def render(template: Path, data: Path, to: Path) -> RenderOutcome:
    """Fill any template with the values in a YAML or JSON file, and write the document.

    All that is wrong with the template and with the values is found at once.
    """
    problems: list[Problem] = []
    document = _rendered(template, data, problems)
    unwritten = _write(to, document, template, data) if document is not None else None
    if unwritten is not None:
        problems.append(unwritten)
    return RenderOutcome(written=None if has_error(problems) else to, problems=tuple(problems))


def show(template: Path) -> str:
    """Return a Word file as text with its tags; Refused if it cannot be read."""
    return show_package(Package.open(template)).rstrip("\n")


def _rendered(template: Path, data: Path, problems: list[Problem]) -> bytes | None:
    """Return the document's bytes; add the problems to `problems`."""
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


def _check(path: Path, shape: object) -> CheckedTemplate:
    file = path.as_posix()
    accessibility = _accessibility(path, file)
    try:
        is_ours = isinstance(shape, DeclaredShape)
        prepare = with_state if is_ours else None  # what is generated is what was checked
        filters = {**FILTERS, "plan_identity": plan_identity}
        template = Template.open(path, shape=shape, filters=filters, file=file, prepare=prepare, identities=IDENTITIES)
    except Refused as refused:
        return CheckedTemplate(file, (*refused.problems, *accessibility))
    recognised = _recognition(template, file) if is_ours else ()
    own = tuple(map(_with_what_follows, template.problems)) if is_ours else template.problems
    return CheckedTemplate(file, (*own, *recognised, *accessibility), template.uses)


def _with_what_follows(problem: Problem) -> Problem:
    """Say of a warning of a cycle's template that no document can be issued with it, if that is so."""
    if problem.id not in NEVER_ISSUED:
        return problem
    return problem._replace(hint=f"{problem.hint}; until then no document made of it can be issued")


def _recognition(template: Template, file: str) -> tuple[Problem, ...]:
    """Tell a plan without bookmarks for its actions: it prints how they stand, and no reference by itself."""
    used = {name for key, name in template.uses if key == (Action.__module__, Action.__qualname__)}
    if not used & {"status", "measure"} or MARKED in used:
        return ()
    return (Problem("plan-not-marked", FilePlace(file), "this plan prints no action's reference by itself, so that no"
                    " bookmark tells its actions apart when it comes back",
                    "print it alone in a cell: {{ action.reference }}", Severity.WARNING),)  # fmt: skip


def _accessibility(path: Path, file: str) -> tuple[Problem, ...]:
    """Return what breaks the accessibility of every document of a template; nothing if it is no Word file at all."""
    try:
        return check_accessibility(Package.open(path, file))
    except Refused:
        return ()


def _write_commented(template: CheckedTemplate, to: Path) -> Problem | None:
    try:
        commented = annotate(Path(template.file), template.problems, file=template.file)
    except (Refused, KeyError):
        return Problem("no-comments", FilePlace(to.as_posix()), "no comments can be put into this template",
                       "correct what is said of the file first")  # fmt: skip
    return _write(to, bytes(commented), Path(template.file))


def _write(to: Path, data: bytes, *sources: Path) -> Problem | None:
    """Write a document; return the problem if that cannot be, or if it would overwrite what it is made from."""
    if any(paths.is_same_file(source, to) for source in sources):
        return Problem("result-is-source", FilePlace(to.as_posix()), "this is what the document is made from,"
                       " and would be overwritten",
                       "give another name after -o, --comments or --word")  # fmt: skip
    return whole_files.write(to.parent, to.name, data)


def _shape(schema: Path | None, template: Path | None, inputs: Path | None) -> object:
    if schema is None:
        return response_with(declared_for(template, inputs))
    try:
        return shape_of(json.loads(read_file(schema)))
    except OSError as error:
        message = f"the file cannot be read ({paths.reason(error)})"
        raise Refused([Problem("unreadable-file", FilePlace(schema.as_posix()), message,
                               "check its name and its permissions")]) from None  # fmt: skip
    except (ValueError, TypeError, RecursionError):
        message, hint = "this is no JSON schema of an object with properties", "name a file that holds one"
        raise Refused([Problem("unusable-schema", FilePlace(schema.as_posix()), message, hint)]) from None
