"""A template's tags and the shape of its data → problems, before any data exist."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Hashable, Iterable, Mapping
from typing import Any

from jinja2 import TemplateSyntaxError, nodes

from engross.problems import Severity
from engross.word.check.access import Access
from engross.word.check.recovery import CERTAIN, recovered
from engross.word.check.statements import Statements
from engross.word.language.environment import Language
from engross.word.shape import shape_of
from engross.word.shape.types import RecordType
from engross.word.tags.jinja_source import JinjaSource
from engross.word.tags.tag_table import Tags

_FAULTY = re.compile("([\x01\x03])(if |elif |)[^\x01\x03]*$")

Use = tuple[Hashable, str]
"""A field that a template uses: the key of its record in the shape, and its name."""


def check_shape(
    sources: Iterable[tuple[JinjaSource, nodes.Template | None]],
    tags: Tags,
    language: Language,
    custom: Mapping[str, Callable[..., Any]],
    shape: object,
) -> frozenset[Use]:
    """Report, into `tags`, everything in these sources, with their trees, that values of this type cannot give.

    `shape` is a dataclass, a Struct or a JSON schema; `custom` are the filters that do not belong to the engine. What
    is wrong with sources that cannot be parsed is reported already: their tags are still checked, one by one, for what
    is wrong whatever stands around them. Returns the fields that are used.
    """
    root = shape_of(shape)
    uses: set[Use] = set()
    for source, read in sources:
        tree = read or _parsed(source, tags, language)
        if tree is not None:
            uses |= _check(tree, source, tags, root, custom)
            continue
        alone = recovered(source, tags)
        tree = _parsed(alone, tags, language)
        if tree is not None:
            uses |= _check(tree, alone, tags, root, custom, CERTAIN)
    return frozenset(uses)


def _check(  # noqa: PLR0913, PLR0917  # a source, what it is checked against, and what may be said of it
    tree: nodes.Template,
    source: JinjaSource,
    tags: Tags,
    root: RecordType,
    custom: Mapping[str, Callable[..., Any]],
    ids: Container[str] | None = None,
) -> set[Use]:
    """Report what is wrong in one tree, only with these ids if they are given; the fields that it uses."""

    def report(line: int, id: str, message: str, hint: str, severity: Severity) -> None:
        number = source.tag_on(line)
        if number is not None and tags.tags[number].place.region and (ids is None or id in ids):
            tags.report(id, tags.tags[number].place, message, hint, severity)

    def level(line: int) -> str:
        number = source.tag_on(line)
        return "" if number is None or tags.tags[number].kind != "print" else tags.tags[number].level

    access = Access(report)
    Statements(access, root, custom, level).check(tree)
    return access.uses


def _parsed(source: JinjaSource, tags: Tags, language: Language) -> nodes.Template | None:
    """Return the tree of a source, each unreadable tag replaced by something unknown; None if that fails."""
    faulty = {problem.place for problem in tags.problems if problem.id == "syntax"}
    lines = source.text.split("\n")
    for at, number in enumerate(source.lines):
        if tags.tags[number].place in faulty:
            lines[at] = _FAULTY.sub(r"\1\2_unreadable", lines[at])
    try:
        return language.read("\n".join(lines)).root
    except TemplateSyntaxError:
        return None
