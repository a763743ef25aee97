"""A Word file → the same compiled and checked, with all that is said of it: what is done before anything is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from engross.problems import Problem, Refused, has_error
from engross.word.compilation import compile_package
from engross.word.opc.package import Package
from engross.word.opc.used_parts import without_unused
from engross.word.prepare.bound_controls import with_bound_texts
from engross.word.prepare.building_blocks import without_tagged_blocks
from engross.word.prepare.counted_otherwise import counted_otherwise
from engross.word.prepare.embedded import without_editors
from engross.word.prepare.field_fates import judged_fields
from engross.word.prepare.filled_fields import filled
from engross.word.prepare.hidden_text import hidden_left_out
from engross.word.prepare.local_addresses import local_addresses, without_machines
from engross.word.prepare.scrub import cleaned, leftovers
from engross.word.prepare.stored_references import stored_references
from engross.word.prepare.unfinished import prompts
from engross.word.prepare.validate import prepared, unsafe
from engross.word.render.compiled import Compiled
from engross.word.shape import first_date, shape_of
from engross.word.tags.unsupported_places import unread_parts
from engross.word.values.bookmarks import Identities

_UNREADABLE = frozenset({"damaged-part", "document-type", "not-a-word-file", "strict-format"})
"""What is wrong with a file of which nothing else can be told."""


def compiled_and_checked(
    package: Package,
    shape: object | None,
    filters: Mapping[str, Callable[..., Any]],
    prepare: Callable[[Package], Package] | None,
    identities: Identities,
) -> tuple[Compiled, tuple[Problem, ...]]:
    """Return a template's package compiled, and what is said of it; `filters` are added to the engine's own.

    Each problem is told once, also of a text box, which a file stores twice. Raises Refused with every problem of
    every part.
    """
    findings = tuple(unsafe(package))
    if not any(problem.id in _UNREADABLE for problem in findings):
        findings += (*unread_parts(package), *_of_fields(package, shape), *prompts(package), *hidden_left_out(package))
    if has_error(findings):
        raise Refused(dict.fromkeys(findings))
    clean = without_unused(without_editors(without_machines(cleaned(without_tagged_blocks(prepared(package))))))
    filled_package, lacking = filled(with_bound_texts(prepare(clean) if prepare else clean))
    compiled = compile_package(filled_package, filters, shape, identities)
    problems = tuple(
        dict.fromkeys((*findings, *lacking, *leftovers(clean), *local_addresses(clean), *compiled.problems))
    )
    if has_error(problems):
        raise Refused(problems)
    return compiled, problems


def _of_fields(package: Package, shape: object | None) -> tuple[Problem, ...]:
    """What is told of the fields of a template; their hints name a date of the data, if there is one."""
    date = (first_date(shape_of(shape)) if shape else "") or "…"
    return (*judged_fields(package, date), *stored_references(package), *counted_otherwise(package))
