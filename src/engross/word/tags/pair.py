"""Marks in a tree → blocks: each opening tag paired with its closing one, with balanced XML proven between them."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct, field

from engross.word.model.visible import seen
from engross.word.opc.xml_names import TBL, TR, Element, P, R, T, ancestor, drop
from engross.word.tags.lift import marks, only_marks, replace_by_marks, split_run
from engross.word.tags.look_beside import report_look
from engross.word.tags.source import site_of
from engross.word.tags.tag_table import BLOCKS, CLOSINGS, MIDDLES, Tag, Tags, number_of
from engross.word.tags.whereabouts import advice, elsewhere, home_of, where_of
from engross.word.values.printing import Site

EXITS = frozenset({"break", "continue"})
"""The statements that leave a loop, or one turn of it."""
_BODIES = frozenset({"for", "macro", "call", "set"})
"""The blocks beyond which no loop is seen."""


DEEPEST = 18
"""How deep blocks may stand in each other: Python nests no more loops than that."""


class Block(Struct, eq=False):
    """A block of a template: the marks of its opening, middle and closing tags, in order."""

    word: str
    marks: list[Element] = field(default_factory=list)


def pair(root: Element, tags: Tags) -> list[Block] | None:
    """Return the blocks of a story, in the order of their openings; None if they do not pair, which is reported."""
    blocks: list[Block] = []
    opened: list[Block] = []
    sound = True
    for node in marks(root):
        tag = tags.tags[number_of(node)]
        if tag.opens:
            block = Block(tag.word, [node])
            blocks.append(block)
            opened.append(block)
            if len(opened) == DEEPEST + 1:
                tags.report("blocks-too-deep", tag.place, f"blocks stand more than {DEEPEST} deep in each other here",
                            "take some out, or put what is within into a macro")  # fmt: skip
                sound = False
        elif tag.kind == "statement" and tag.word in MIDDLES:
            sound &= _middle(node, tag, opened, tags)
        elif tag.kind == "statement" and tag.word in CLOSINGS:
            sound &= _close(node, tag, opened, tags)
    for block in opened:
        start = tags.tags[number_of(block.marks[0])]
        tags.report("unclosed-block", start.place, f"{{% {block.word} %}} is never closed",
                    f"add {{%{start.level} {_closing(block.word)} %}} where it should end")  # fmt: skip
    return blocks if sound and not opened else None


def pair_codes(numbers: Iterable[int], tags: Tags) -> None:
    """Report the blocks that do not pair within one attribute."""
    opened: list[Tag] = []
    for tag in (tags.tags[number] for number in numbers):
        if tag.opens:
            opened.append(tag)
        elif tag.kind == "statement" and tag.word in EXITS:
            if not any(around.word == "for" for around in opened):
                _outside_loop(tag, tags)
        elif tag.kind == "statement" and tag.word in CLOSINGS:
            if not opened or opened[-1].word != CLOSINGS[tag.word]:
                _unopened(tag, tags)
            else:
                opened.pop()
    for tag in opened:
        tags.report("unclosed-block", tag.place, f"{{% {tag.word} %}} is never closed",
                    f"add {{% {_closing(tag.word)} %}} in the same text")  # fmt: skip


def _closing(word: str) -> str:
    return BLOCKS.get(word, "endset")


def _middle(node: Element, tag: Tag, opened: list[Block], tags: Tags) -> bool:
    if opened and opened[-1].word in MIDDLES[tag.word]:
        opened[-1].marks.append(node)
        return True
    within = " or ".join(f"{{% {word} %}}" for word in MIDDLES[tag.word])
    tags.report("misplaced-middle", tag.place, f"{{% {tag.word} %}} stands in no {within}",
                f"put it between {within} and its end")  # fmt: skip
    return False


def _close(node: Element, tag: Tag, opened: list[Block], tags: Tags) -> bool:
    if not opened:
        _unopened(tag, tags)
        return False
    if opened[-1].word == CLOSINGS[tag.word]:
        opened.pop().marks.append(node)
        return True
    start = tags.tags[number_of(opened[-1].marks[0])]
    tags.report("crossed-blocks", tag.place,
                f"{{% {tag.word} %}} found where {{% {_closing(start.word)} %}} was expected, "
                f"to close {start.place.tag} ({where_of(start)})",
                f"add {{% {_closing(start.word)} %}} before it, or take it out")  # fmt: skip
    while opened and opened[-1].word != CLOSINGS[tag.word]:
        opened.pop()
    if opened:
        opened.pop()
    return False


def _unopened(tag: Tag, tags: Tags) -> None:
    tags.report("unopened-block", tag.place, f"{{% {tag.word} %}} closes a block that was never opened",
                f"add {{% {CLOSINGS[tag.word]} … %}} before it, or take it out")  # fmt: skip


def lift_alone(root: Element, blocks: list[Block], tags: Tags, removed: dict[int, Element]) -> None:
    """Lift block tags that stand alone in their row, else alone in their paragraph, by themselves.

    A block is lifted as a whole or not at all, and a row or paragraph goes only if all that stands in it is lifted.
    """
    for level in (TR, P):
        homes = _homes(root, level, tags)
        owners = {node: block for block in blocks for node in block.marks}
        stays: set[Element] = set()
        changed = True
        while changed:
            unlifted = {b for b in blocks if not all(n in homes and homes[n] not in stays for n in b.marks)}
            unlifted |= {b for b in blocks if level == TR and len({_table(homes.get(n)) for n in b.marks}) > 1}
            new = {homes[n] for n in homes if owners.get(n) in unlifted and owners.get(n) is not None} - stays
            changed = bool(new)
            stays |= new
        for home in dict.fromkeys(homes.values()):
            if home not in stays and (level == P or any(node in owners for node in marks(home))):
                if level == P:
                    report_look(home, tags)
                replace_by_marks(home, removed)


def _homes(root: Element, level: str, tags: Tags) -> dict[Element, Element]:
    homes: dict[Element, Element] = {}
    marked = {home for node in marks(root) for home in node.iterancestors(level)}
    for home in [element for element in root.iter(level) if element in marked]:
        inside = marks(home)
        plain = all(tag.level == "" and tag.kind != "print" for tag in (tags.tags[number_of(node)] for node in inside))
        if plain and next(home.iterdescendants(TBL), None) is None and only_marks(home, tags):
            homes.update(dict.fromkeys(inside, home))
    return homes


def _table(row: Element | None) -> Element | None:
    return None if row is None else ancestor(row, TBL)


def hoist_definitions(root: Element, blocks: list[Block], sites: dict[int, Site]) -> None:
    """Take macros and block variables that are a paragraph's only text out of it, so that no blank line stays."""
    homes: dict[Element | None, dict[Element, Block]] = {}
    for block in blocks:
        for node in block.marks:
            homes.setdefault(node.getparent(), {})[node] = block
    for text in [node for node in root.iter(T) if len(node) and not (node.text or "").strip()]:
        within = homes.get(text, {})
        paragraph = ancestor(text, P)
        if paragraph is None or not within or not _is_alone(text, paragraph) or _shows(text, within):
            continue
        for node in list(text):
            sites[number_of(node)] = site_of(node, None)
        for node in list(text):
            paragraph.addprevious(node)
        drop(paragraph)


def _is_alone(text: Element, paragraph: Element) -> bool:
    """Whether a reader sees nothing in a paragraph but what stands in one of its texts."""
    return all(thing.node is text or thing.node.getparent() is text for thing in seen(paragraph))


def _shows(text: Element, within: dict[Element, Block]) -> bool:
    """Whether something in a text stands outside every definition."""
    closing: Element | None = None
    for node in text:
        block = within.get(node)
        if closing is None:
            if block is None or block.word not in {"macro", "set"} or block.marks[-1] not in within:
                return True
            closing = block.marks[-1]
        if node is closing:
            closing = None
            if (node.tail or "").strip():
                return True
            node.tail = None
    return False


def balance(blocks: list[Block], tags: Tags) -> bool:
    """Split runs until the XML between a block's tags is balanced, and report a block for which that fails."""
    errors_so_far = tags.errors
    for block in blocks:
        if _one_parent(block):
            continue
        for node in block.marks:
            parent = node.getparent()
            if parent is not None and parent.getparent() is not None and parent.getparent().tag == R:  # type: ignore[union-attr]  # just checked
                split_run(node)
        if not _one_parent(block) and not _paragraph_to_paragraph(block):
            _unbalanced(block, tags)
    return tags.errors == errors_so_far


def check_exits(root: Element, blocks: list[Block], tags: Tags) -> None:
    """Report every tag that leaves a loop, or one turn of it, if there is none or half an element would be left."""
    owners = {node: block for block in blocks for node in block.marks}
    opened: list[Block] = []
    passed: set[Element] = set()
    for node in marks(root):
        tag = tags.tags[number_of(node)]
        block = owners.get(node)
        if block is None:
            if tag.kind == "statement" and tag.word in EXITS:
                _check_exit(node, tag, next((b for b in reversed(opened) if b.word in _BODIES), None), passed, tags)
        elif node is block.marks[0]:
            opened.append(block)
        elif node is block.marks[-1]:
            opened.remove(block)
        passed.add(node)


def _check_exit(node: Element, tag: Tag, around: Block | None, passed: set[Element], tags: Tags) -> None:
    if around is None or around.word != "for" or any(middle in passed for middle in around.marks[1:-1]):
        _outside_loop(tag, tags)
    elif node.getparent() not in {around.marks[0].getparent(), around.marks[-1].getparent()}:
        loop = tags.tags[number_of(around.marks[0])]
        stands = f"this tag stands {home_of(node)}, but its loop {loop.place.tag} stands {home_of(around.marks[0])}"
        tags.report("exit-across-boundary", tag.place, f"{stands}, so half of that would be left out",
                    "give the tag, with its {% if … %}, a paragraph or a row of its own, as the loop has")  # fmt: skip


def _outside_loop(tag: Tag, tags: Tags) -> None:
    tags.report("exit-outside-loop", tag.place, f"{{% {tag.word} %}} stands in no loop that it could leave",
                "put it between {% for … %} and {% endfor %}, or take it out")  # fmt: skip


def _one_parent(block: Block) -> bool:
    return len({node.getparent() for node in block.marks}) == 1


def _paragraph_to_paragraph(block: Block) -> bool:
    parents = [node.getparent() for node in block.marks]
    return all(parent is not None and parent.tag == P for parent in parents) and (
        len({parent.getparent() for parent in parents if parent is not None}) == 1
    )


def _unbalanced(block: Block, tags: Tags) -> None:
    first = tags.tags[number_of(block.marks[0])]
    where = home_of(block.marks[0])
    for node in block.marks[1:]:
        tag = tags.tags[number_of(node)]
        if node.getparent() is not block.marks[0].getparent():
            other = f"{first.place.tag} ({where_of(first)}), to which it belongs"
            stands = (f"this tag stands {home_of(node)}, but {other}, stands {where}" if home_of(node) != where
                      else f"this tag stands {elsewhere(block.marks[0], node)} {other}")  # fmt: skip
            tags.report("unbalanced-block", tag.place, stands, advice(block.marks[0], node))
            return
