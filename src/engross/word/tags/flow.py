"""The children of a holder and the blocks among them → what is true at its end, whatever the values."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct, field

from engross.word.opc.xml_names import Element
from engross.word.tags.pair import EXITS
from engross.word.tags.tag_table import CLOSINGS, Tag, Tags, is_mark, number_of


class _Branching(Struct):
    """A block: the items of each of its branches; without an else, none of them may be shown.

    `ends` keeps what was found to be true at its end, by what is true at its beginning.
    """

    word: str
    branches: list[list[_Item]] = field(default_factory=lambda: [[]])
    has_else: bool = False
    ends: dict[bool, bool] = field(default_factory=dict)


_Item = Element | Tag | _Branching
After = Callable[[bool, Element | Tag], bool]
"""What is true before an element or a tag that prints, and that itself → what is true after it."""


class Flow(Struct, frozen=True):
    """How to follow what is true through a holder's children.

    `after` leads past one of them; `merge` (all, any) makes one of what is true at the ends of a block's branches.
    """

    after: After
    merge: Callable[[list[bool]], bool]

    def end(self, holder: Element, tags: Tags) -> bool:
        """Return what is true at the end of a holder, if nothing is at its beginning."""
        return self._along(_items(holder, tags), False)

    def _along(self, items: list[_Item], state: bool) -> bool:
        for item in items:
            state = self._block(item, state) if isinstance(item, _Branching) else self.after(state, item)
        return state

    def _block(self, block: _Branching, state: bool) -> bool:
        if state not in block.ends:  # a loop asks twice, and so would each of those within it
            block.ends[state] = self._followed(block, state)
        return block.ends[state]

    def _followed(self, block: _Branching, state: bool) -> bool:
        starts = [state] * len(block.branches)
        if block.word == "for":  # a turn may follow another
            starts[0] = self.merge([state, self._along(block.branches[0], state)])
        ends = [self._along(items, start) for items, start in zip(block.branches, starts, strict=True)]
        return self.merge(ends if block.has_else else [*ends, state])


def leaves_early(holder: Element, tags: Tags) -> bool:
    """Return whether a loop in a holder may be left in the middle of a turn, so that nothing can be said of its end."""
    return any(is_mark(child) and tags.tags[number_of(child)].word in EXITS for child in holder)


def _items(holder: Element, tags: Tags) -> list[_Item]:
    """The children of a holder, with what stands between the tags of a block as that block's branches."""
    around: list[list[_Item]] = [[]]
    opened: list[_Branching] = []
    for child in holder:
        tag = tags.tags[number_of(child)] if is_mark(child) else None
        if tag is None:
            around[-1].append(child)
        elif tag.opens:
            opened.append(_Branching(tag.word))
            around[-1].append(opened[-1])
            around.append(opened[-1].branches[0])
        elif opened and tag.is_block:
            around.pop()
            if tag.word in CLOSINGS:
                opened.pop()
            else:
                opened[-1].has_else |= tag.word == "else"
                opened[-1].branches.append([])
                around.append(opened[-1].branches[-1])
        elif tag.kind == "print":
            around[-1].append(tag)
    return around[0]
