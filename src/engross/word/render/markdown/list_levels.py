"""How deep a list item stands → the level of a list in the template's own styles, or in one that is added."""

from __future__ import annotations

from msgspec import Struct

from engross.word.render.markdown.formatting import changed
from engross.word.render.state import RenderState
from engross.word.values.printing import ValueRefused

_MOST_LEVELS = 9
_STEP = 425
"""How much deeper each level of an added list is indented, in twentieths of a point: three quarters of a centimetre."""
_BULLETS = ("•", "–", "•", "–", "•", "–", "•", "–", "•")


class ListLevel(Struct, frozen=True):
    """Where items of one depth belong: a style ("" for none), a list, its level, and the indents.

    Indents are in twentieths of a point. `styled` says that the style alone makes an item, `numbers` that it makes
    its paragraphs items of some list; `fixed` that the indents have to be said at each item.
    """

    style: str
    list: int
    level: int
    left: int
    hanging: int
    styled: bool
    numbers: bool
    fixed: bool

    def number(self, list_: int) -> str:
        """Return the property that makes a paragraph an item of a list like this one."""
        return f'<w:numPr><w:ilvl w:val="{self.level}"/><w:numId w:val="{list_}"/></w:numPr>'

    @property
    def indent(self) -> str:
        """The property that indents an item."""
        return f'<w:ind w:left="{self.left}" w:hanging="{self.hanging}"/>'

    def item(self, properties: str, list_: int) -> str:
        """The properties of an item's first paragraph; `properties` are those of plain paragraphs around the list."""
        if self.styled and list_ == self.list:
            return changed("pPr", "", style(self.style))
        indent = [self.indent] if self.fixed else []
        return changed("pPr", *self._base(properties), self.number(list_), *indent)

    def further(self, properties: str) -> str:
        """Return the properties of an item's further paragraphs, which carry no number."""
        numbered = self.numbers or "<w:numPr>" in properties
        none = ['<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'] if numbered else []
        indent = f'<w:ind w:left="{self.left}" w:firstLine="0"/>'
        return changed("pPr", *self._base(properties), *none, indent)

    def _base(self, properties: str) -> tuple[str, ...]:
        return ("", style(self.style)) if self.style else (properties,)


def style(id_: str) -> str:
    """Return the property that names a paragraph's style."""
    return f'<w:pStyle w:val="{id_}"/>'


def list_level(state: RenderState, ordered: bool, depth: int) -> ListLevel:
    """Return the level for items of a bullet or numbered list that is this deep (from 0) in other lists.

    Taken from the styles named List Bullet and List Number (List Bullet 2 and so on for the depths below), else from
    the levels of the list of the first of them, else from a list that the engine defines.
    """
    if depth >= _MOST_LEVELS:
        raise ValueRefused("list-too-deep", f"a list stands {depth + 1} deep in other lists",
                           f"Word has {_MOST_LEVELS} levels; nest less")  # fmt: skip
    styles = state.compiled.insertion_points().styles
    named = "list number" if ordered else "list bullet"
    first = styles.find("paragraph", named)
    own = styles.find("paragraph", f"{named} {depth + 1}") if depth else first
    return _from_style(state, own, 0) or _from_style(state, first, depth) or _added(state, ordered, depth, first)


def _from_style(state: RenderState, id_: str, deeper: int) -> ListLevel | None:
    styled_list = state.compiled.insertion_points().styles.lists.get(id_)
    numbered_list = None if styled_list is None else state.additions.list_like(styled_list.list)
    if styled_list is None or numbered_list is None or styled_list.level + deeper not in numbered_list.indents:
        return None
    left, hanging = numbered_list.indents[styled_list.level + deeper]
    fixed = styled_list.left is not None and not deeper
    if styled_list.left is not None and not deeper:
        left, hanging = styled_list.left, styled_list.hanging or hanging
    return ListLevel(
        id_, styled_list.list, styled_list.level + deeper, left, hanging, styled=not deeper, numbers=True, fixed=fixed
    )


def _added(state: RenderState, ordered: bool, depth: int, first: str) -> ListLevel:
    levels = "".join(_level(level, "decimal" if ordered else "bullet") for level in range(_MOST_LEVELS))
    indents = {level: (_STEP * (level + 1), _STEP) for level in range(_MOST_LEVELS)}
    number = state.additions.define_list(levels, indents)
    named = first or state.compiled.insertion_points().styles.find("paragraph", "list paragraph")
    return ListLevel(named, number, depth, *indents[depth], styled=False, numbers=False, fixed=True)


def _level(level: int, form: str) -> str:
    text = f"%{level + 1}." if form == "decimal" else _BULLETS[level]
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{_STEP * (level + 1)}" w:hanging="{_STEP}"/></w:pPr></w:lvl>'
    )
