"""A compiled template: the parts that tags touch as Jinja templates, and all other parts as they lie in the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jinja2 import Template as JinjaTemplate

from engross.problems import Problem, WordPlace
from engross.word.check import Use
from engross.word.opc.package import Packed
from engross.word.render.insertion_points import InsertionPoints
from engross.word.tags.notes import NotesPart
from engross.word.tags.source import Source
from engross.word.tags.tag_table import Tags


@dataclass(frozen=True, slots=True)
class Part:
    """One part that tags touch, compiled; `place` is where it stands as a whole."""

    name: str
    place: WordPlace
    template: JinjaTemplate
    source: Source
    holders: frozenset[str]
    may_widen: bool


@dataclass(frozen=True, slots=True)
class Compiled:
    """A whole template, compiled: the parts that tags touch, and all parts as they lie in the file, by name."""

    file: str
    tags: Tags
    parts: tuple[Part, ...]
    static: Mapping[str, Packed]
    names: frozenset[str]
    globals: Mapping[str, object]
    first_number: int
    notes: Mapping[str, NotesPart]
    ground: InsertionPoints
    problems: tuple[Problem, ...]
    uses: frozenset[Use]
