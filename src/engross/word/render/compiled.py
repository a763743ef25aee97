"""A template, compiled: its parts as code, and all that a rendering asks of the rest; values without a way back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import CodeType
from typing import TYPE_CHECKING

from msgspec import Struct, field

from engross.word.tags.jinja_source import JinjaSource
from engross.word.tags.notes_part import NotesPart
from engross.word.values.bookmarks import Identities

if TYPE_CHECKING:  # what compiles is not loaded where a compiled template was kept
    from jinja2 import Template as JinjaTemplate

    from engross.problems import Problem, WordPlace
    from engross.word.check import Use
    from engross.word.opc.archive import Packed
    from engross.word.render.contents import ContentsPlan
    from engross.word.render.insertion_points import InsertionPoints
    from engross.word.render.references import ReferencePlan
    from engross.word.render.unused_parts import UsePlan
    from engross.word.values.printing import Site


class SourcePart(Struct, frozen=True):
    """One part that tags touch, as Jinja source.

    `place` is where it stands as a whole; `holders` and `may_widen` say what a rendering of it may need: see
    `render.holders.open_holders` and `model.cell_marks.may_widen`.
    """

    name: str
    place: WordPlace
    source: JinjaSource
    holders: frozenset[str]
    may_widen: bool


class Part(SourcePart, frozen=True):
    """The same, compiled; `code` is what the template was made of."""

    template: JinjaTemplate
    code: CodeType


class Compiled(Struct, frozen=True):
    """A whole template, compiled: the parts that tags touch, and all parts as they lie in the file, by name.

    `place_of` tells where the tag with a number stands; `sites` are where the tags print, by their numbers; `having`
    are the names of fields that the code reads itself. `bookmarks` are all that the file holds, in small letters, and
    `certain` those that every document has. `insertion_points` gives what a rendering may add to, for those that add
    something. `references` is there if a part holds cross-references, `use` if not every document needs every part.
    """

    file: str
    place_of: Callable[[int], WordPlace]
    sites: tuple[Site, ...]
    having: frozenset[str]
    parts: tuple[Part, ...]
    static: Mapping[str, Packed]
    names: frozenset[str]
    globals: Mapping[str, object]
    first_number: int
    notes: Mapping[str, NotesPart]
    insertion_points: Callable[[], InsertionPoints]
    problems: tuple[Problem, ...]
    uses: Callable[[], frozenset[Use]]
    bookmarks: frozenset[str]
    certain: frozenset[str]
    identities: Identities
    used_names: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    contents: ContentsPlan | None = None
    references: ReferencePlan | None = None
    use: UsePlan | None = None
