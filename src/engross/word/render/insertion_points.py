"""Where a package is open to what a rendering adds: links, lists, pictures and their content types; values alone."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from engross.word.model.style_index import StyleIndex


class Links(Struct, frozen=True):
    """The relationships of one part: the part that holds them, its text cut where new ones go, and what is there.

    `known` gives the id of a relationship by its type, target as written and whether it is external; `last` is the
    largest number that an id ends with.
    """

    part: str
    pieces: tuple[str, ...]
    prefix: str
    ids: Mapping[tuple[str, str, bool], str]
    last: int


class NumberedList(Struct, frozen=True):
    """A list that paragraphs may belong to: its definition's number, and for each level where it begins to count.

    `own` holds, by level, the XML of the levels that the list defines otherwise than its definition; `indents`, for
    each level that is defined, how far text stands from the margin and its first line before that, in twentieths of a
    point.
    """

    definition: int
    starts: tuple[int, ...]
    own: Mapping[int, str]
    indents: Mapping[int, tuple[int, int]]


class Numbering(Struct, frozen=True):
    """The lists of a template: the part's text cut where new definitions and new lists go, and the lists by number."""

    part: str
    missing: bool
    pieces: tuple[str, ...]
    lists: Mapping[int, NumberedList]
    last_definition: int
    last: int


class ContentTypes(Struct, frozen=True):
    """[Content_Types].xml, cut where new entries go, and the content type of each file extension."""

    pieces: tuple[str, ...]
    prefix: str
    defaults: Mapping[str, str]


class InsertionPoints(Struct, frozen=True):
    """All that a rendering may add to; `names` are the names of the template's parts in lower case."""

    main: str
    links: Mapping[str, Links]
    numbering: Numbering
    types: ContentTypes
    styles: StyleIndex
    names: frozenset[str]
