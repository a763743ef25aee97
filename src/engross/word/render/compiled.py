"""The Jinja sources of a template and their trees → its parts as compiled code; the whole template, compiled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from jinja2 import Template as JinjaTemplate
from jinja2 import nodes

from engross.problems import Problem, WordPlace
from engross.word.check import Use
from engross.word.language.ast_passes import Tree, compile_ready
from engross.word.language.environment import Language
from engross.word.opc.archive import Packed
from engross.word.render.contents import ContentsPlan
from engross.word.render.insertion_points import InsertionPoints
from engross.word.tags.bookmarks import Bookmarks
from engross.word.tags.compilation_unit import CompilationUnit
from engross.word.tags.notes import NotesPart
from engross.word.tags.source import JinjaSource
from engross.word.tags.tag_table import Tags
from engross.word.values.bookmarks import Identities
from engross.word.values.printing import PRINT_PLAIN, PRINT_TEXT

_PRINTERS = {"text": PRINT_TEXT, "plain": PRINT_PLAIN}
"""The filters for the sites where most values are printed as they are."""


@dataclass(frozen=True, slots=True)
class SourcePart:
    """One part that tags touch, as Jinja source.

    `place` is where it stands as a whole; `holders` and `may_widen` say what a rendering of it may need: see
    `render.repair.open_holders` and `model.grids.may_widen`.
    """

    name: str
    place: WordPlace
    source: JinjaSource
    holders: frozenset[str]
    may_widen: bool


@dataclass(frozen=True, slots=True)
class Part(SourcePart):
    """The same, compiled."""

    template: JinjaTemplate


@dataclass(frozen=True, slots=True)
class Compiled:
    """A whole template, compiled: the parts that tags touch, and all parts as they lie in the file, by name.

    `refers` says whether cross-references show what bookmarks hold.
    """

    file: str
    tags: Tags
    parts: tuple[Part, ...]
    static: Mapping[str, Packed]
    names: frozenset[str]
    globals: Mapping[str, object]
    first_number: int
    notes: Mapping[str, NotesPart]
    insertion_points: InsertionPoints
    problems: tuple[Problem, ...]
    uses: frozenset[Use]
    bookmarks: Bookmarks
    identities: Identities
    used_names: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    contents: ContentsPlan | None = None
    refers: bool = False


def compile_parts(
    sources: Iterable[SourcePart], trees: Iterable[Tree], language: Language, unit: CompilationUnit
) -> tuple[Part, ...]:
    """Return the compiled parts; none if one of them holds more than can be compiled, which is added to the tags."""
    parts: list[Part] = []
    for part, tree in zip(sources, trees, strict=True):
        try:
            code = language.compile(_ready(tree, part.source, unit), part.name, part.name)
        except (RecursionError, SyntaxError, MemoryError):
            unit.tags.report("too-much-at-once", part.place, "one tag or block holds more than can be compiled",
                             "take it apart")  # fmt: skip
            return ()
        template = JinjaTemplate.from_code(language, code, language.globals)
        parts.append(Part(part.name, part.place, part.source, part.holders, part.may_widen, template))
    return tuple(parts)


def _ready(tree: Tree, source: JinjaSource, unit: CompilationUnit) -> nodes.Template:
    def site_of(line: int) -> int | None:
        number = source.tag_on(line)
        return number if number in unit.sites else None

    filters = {number: _PRINTERS[site.kind] for number, site in unit.sites.items() if site.kind in _PRINTERS}
    return compile_ready(tree, site_of, filters)
