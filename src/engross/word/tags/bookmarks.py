"""What begins and ends by two elements (bookmarks and their like), and what refers to it → one of it in each turn.

A bookmark in a loop has a name of its own in each turn, and what refers to it there follows. What a block would cut in
two is moved out of it, so that it stays around what it held.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from engross.problems import Severity, WordPlace
from engross.word.model.references import LINK, Reference, references
from engross.word.model.visible import seen
from engross.word.opc.xml_names import ID, R_ID, Element, P, T, drop, name, names
from engross.word.tags.pair import Block
from engross.word.tags.repeat import LOOPS, Within, at_each_turn, placeholder
from engross.word.tags.tag_table import Tag, Tags, is_mark, mark

_KINDS = ("bookmark", "perm", "moveFromRange", "moveToRange")
_NAME = name("w:name")
_NOTES = names("w:footnote", "w:endnote")


@dataclass(frozen=True, slots=True)
class Bookmarks:
    """The bookmarks of a template while it is compiled, by name in small letters, as Word compares them.

    `all` are those that the file holds, in any story; `certain` those that every document has. For those in loops,
    `looped` holds the innermost loop.
    """

    all: frozenset[str]
    certain: set[str]
    looped: dict[str, Block]


def bookmark_names(roots: Iterable[Element]) -> frozenset[str]:
    """Return the names of the bookmarks below these elements, in small letters."""
    return frozenset(start.get(_NAME, "").lower() for root in roots for start in root.iter(name("w:bookmarkStart")))


def settle_pairs(root: Element, within: Within, tags: Tags, bookmarks: Bookmarks) -> None:
    """Number what begins and ends by two elements, afresh in loops; what a block cuts in two is moved out of it."""
    for kind in _KINDS:
        ends = {node.get(ID): node for node in root.iter(name(f"w:{kind}End"))}
        for start in list(root.iter(name(f"w:{kind}Start"))):
            end = ends.get(start.get(ID))
            if end is None:
                drop(start)
                continue
            around = _moved_out(root, start, end, within)
            if kind == "bookmark":
                _name(start, around, tags, bookmarks)
            if any(block.word in LOOPS for block in around):
                key = f"{kind}{start.get(ID, '')}"
                start.set(ID, placeholder(tags, f"'{key}'|_begin"))
                end.set(ID, placeholder(tags, f"'{key}'|_end"))


def _moved_out(root: Element, start: Element, end: Element, within: Within) -> tuple[Block, ...]:
    """Move a start and its end out of the blocks that hold but one of them; return the blocks that hold both."""
    first, last = within.get(start, ()), within.get(end, ())
    common = tuple(block for block in first if block in last)
    left, entered = (tuple(block for block in blocks if block not in common) for blocks in (first, last))
    if left and _is_empty(root, start, left[0].marks[-1]):
        _beside(left[0].marks[-1], start, after=True)
    elif left:
        _beside(left[0].marks[0], start, after=False)
    if entered and _is_empty(root, entered[0].marks[0], end):
        _beside(entered[0].marks[0], end, after=False)
    elif entered:
        _beside(entered[0].marks[-1], end, after=True)
    return common


def _beside(sign: Element, node: Element, *, after: bool) -> None:
    """Put an element right before or after the mark of a block, outside of any text."""
    parent = sign.getparent()
    place = sign if parent is None or parent.tag != T else parent.getparent()
    if place is None:
        raise AssertionError("a mark stands in a story")
    drop(node)
    if after:
        place.addnext(node)
    else:
        place.addprevious(node)


def _is_empty(root: Element, first: Element, last: Element) -> bool:
    """Whether a reader sees nothing between two nodes, the first of which comes first."""
    shown = {thing.node for thing in seen(root) if not is_mark(thing.node)}
    is_between = False
    for node in root.iter():
        is_between = (is_between or node is first) and node is not last
        if is_between and node in shown:
            return False
    return True


def _name(start: Element, around: tuple[Block, ...], tags: Tags, bookmarks: Bookmarks) -> None:
    """Let a bookmark be known, and let it have a name of its own in each turn of its innermost loop."""
    called = start.get(_NAME, "")
    loops = [block for block in around if block.word in LOOPS]
    if not around:
        bookmarks.certain.add(called.lower())
    elif not loops:
        start.set(_NAME, placeholder(tags, f"{_quoted(called)}|_made"))
    else:
        at_each_turn(loops[-1], f"do {_quoted(called)}|_turn", tags)
        bookmarks.looped[called.lower()] = loops[-1]
        start.set(_NAME, placeholder(tags, f"{_quoted(called)}|_named"))


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "").replace("'", "") + "'"


def settle_references(  # noqa: PLR0913, PLR0917  # what a reference may ask for
    root: Element,
    within: Within,
    tags: Tags,
    bookmarks: Bookmarks,
    links: Mapping[str, str],
    where: Callable[[Element], Callable[[], WordPlace]],
) -> None:
    """Let each reference in a story lead to the bookmark of its own turn; tell those that lead nowhere.

    `links` are the bookmarks that relationships lead to; `where` gives the place of a paragraph. A note is rendered
    where it is referred to, so it knows that turn.
    """
    for each in list(references(root, links)):
        reference = each.as_anchor() if each.key == R_ID and each.nodes[0].tag == LINK else each
        target = reference.target.lower()
        if target in bookmarks.certain:
            continue
        home = next(reference.nodes[0].iterancestors(P), root)
        if target not in bookmarks.all:
            _lost(reference, where(home)(), tags)
            continue
        loop = bookmarks.looped.get(target)
        follows = loop is not None and (root.tag in _NOTES or loop in within.get(reference.nodes[0], ()))
        if loop is not None and not follows:
            _to_many(reference, where(home)(), tags)
        _lead(reference, "_follow" if follows else "_refer", where(home), tags)


def _lead(reference: Reference, filter_: str, where: Callable[[], WordPlace], tags: Tags) -> None:
    """Put a tag of the engine's own in a reference's stead, which asks whether its bookmark is there."""
    code = f"{_quoted(reference.target)}|{filter_}({len(tags.tags)})"
    if reference.key == R_ID:  # the target of a relationship, which the document gets anew
        code = f"({code})|_inner_link"
    number = tags.add(Tag("print", "", "", code, where, ours=True))
    reference.lead_to(f"\ufdd0{number}\ufdd1" if reference.key else mark(number))


def _lost(reference: Reference, place: WordPlace, tags: Tags) -> None:
    tags.report("reference-to-nothing", place,
                f"{_kind(reference)} leads to the bookmark {reference.target}, which is not in the template",
                "insert it anew (References, Cross-reference; for a link, Insert, Link), or delete it")  # fmt: skip


def _to_many(reference: Reference, place: WordPlace, tags: Tags) -> None:
    tags.report("reference-to-many", place,
                f"{_kind(reference)} leads to the bookmark {reference.target}, which a loop makes in each turn: to the "
                "first of them",
                "put it into the loop, or let it lead to something that stands once", Severity.WARNING)  # fmt: skip


def _kind(reference: Reference) -> str:
    return "a link" if reference.kind == "HYPERLINK" else f"a cross-reference ({reference.kind})"
