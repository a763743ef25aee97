"""What a rendering asks of the styles: ids by name, the lists that styles belong to, their indents; values alone."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct


class StyledList(Struct, frozen=True):
    """The list that a paragraph style puts its paragraphs in: its number, its level from 0, and the style's own indent.

    `left` is the style's own distance from the margin in twentieths of a point, None if the list gives it; `hanging`
    is how far the first line stands before it.
    """

    list: int
    level: int
    left: int | None
    hanging: int


class StyleIndex(Struct, frozen=True):
    """A template's styles. `ids` finds an id by kind and name in lower case, as ids differ from language to language.

    `lists` has the styles that make list items; `headed` the table styles that mark a header row themselves; `table`
    is the style of new tables that the template's settings name, or "".
    """

    ids: Mapping[tuple[str, str], str]
    lists: Mapping[str, StyledList]
    headed: frozenset[str]
    table: str

    def find(self, kind: str, *names: str) -> str:
        """Return the id of the first of these names that a style of this kind has ("paragraph", "table"), or ""."""
        return next((self.ids[kind, called] for called in names if (kind, called) in self.ids), "")
