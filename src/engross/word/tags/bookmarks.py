"""What begins and ends by two elements (bookmarks and their like), and what refers to it → one of it in each turn.

A bookmark in a loop has a name of its own in each turn, and what refers to it there follows. What a block would cut in
two is moved out of it, so that it stays around what it held.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import count

from msgspec import Struct, field

from engross.problems import Severity, WordPlace
from engross.word.model.references import LINK, Reference, references
from engross.word.model.visible import seen
from engross.word.opc.xml_names import ID, R_ID, VAL, Element, P, T, ancestor, drop, name, names
from engross.word.tags.pair import Block
from engross.word.tags.repeat import LOOPS, Within, at_each_turn, placeholder
from engross.word.tags.tag_table import Tag, Tags, is_mark, mark

_KINDS = ("bookmark", "perm", "moveFromRange", "moveToRange")
_NAME = name("w:name")
_FORM, _FORM_DATA = name("w:name"), name("w:ffData")
"""The name of a form field, which is that of the bookmark around it."""
_COPIES = names("mc:Choice", "mc:Fallback")
"""What holds the same twice, for newer and older programs: a text box has its bookmarks in both."""


class Bookmarks(Struct, frozen=True):
    """The bookmarks of a template while it is compiled, by name in small letters, as Word compares them.

    `all` are those that the file holds, in any story; `certain` those that every document has. For those in loops,
    `looped` holds the innermost loop; `cut` are those that hold more than they did, as a block would cut them in two,
    and whether they did so in one paragraph. `firsts` are those that Word reads: of several with one name the first
    (ECMA-376, part 1, 17.13.6.2). `numbers` are those of what begins and ends outside of loops, by its kind and its
    number; `keys` count what is settled.
    """

    all: frozenset[str]
    certain: set[str] = field(default_factory=set)
    looped: dict[str, Block] = field(default_factory=dict)
    cut: dict[str, bool] = field(default_factory=dict)
    firsts: dict[str, _Range] = field(default_factory=dict)
    numbers: dict[tuple[str, str], _Range] = field(default_factory=dict)
    keys: Iterator[int] = field(default_factory=count)


class _Range(Struct, frozen=True):
    """The two ends of something, and the key under which a rendering counts it; `copies` is what holds it twice."""

    start: Element
    end: Element
    key: str
    copies: Element | None


def bookmark_names(roots: Iterable[Element]) -> frozenset[str]:
    """Return the names of the bookmarks below these elements, in small letters."""
    return frozenset(start.get(_NAME, "").lower() for root in roots for start in root.iter(name("w:bookmarkStart")))


def settle_pairs(root: Element, within: Within, tags: Tags, bookmarks: Bookmarks) -> bool:
    """Number what begins and ends by two elements, afresh in loops; what a block cuts in two is moved out of it.

    Return whether something was taken out that the part held.
    """
    has_lost, sight = False, cache(lambda: _Sight.of(root))  # which is made only if a block cuts something in two
    for kind in _KINDS:
        for each in list(_ranges(root, kind, bookmarks.keys)):
            first = bookmarks.firsts.setdefault(each.start.get(_NAME, "").lower(), each) if kind == "bookmark" else each
            if first is not each and (each.copies is None or each.copies is not first.copies):
                drop(each.start)
                drop(each.end)
                has_lost = True
                continue
            around = _moved_out(each, within, bookmarks, sight)
            if kind == "bookmark":
                _name(each, around, tags, bookmarks, is_copy=first is not each)
            number = kind, each.start.get(ID, "")
            if any(block.word in LOOPS for block in around) or bookmarks.numbers.setdefault(number, first) is not first:
                begins = "_begin" if first is each else "_end"
                each.start.set(ID, placeholder(tags, f"'{first.key}'|{begins}"))
                each.end.set(ID, placeholder(tags, f"'{first.key}'|_end"))
    _name_form_fields(root, within, tags, bookmarks)
    return has_lost


def _name_form_fields(root: Element, within: Within, tags: Tags, bookmarks: Bookmarks) -> None:
    """Let each form field in a loop be called as the bookmark around it, which has a name of its own in each turn."""
    for called in root.iter(_FORM):
        written = called.get(VAL, "")
        if called.getparent().tag == _FORM_DATA and bookmarks.looped.get(written.lower()) in within.get(called, ()):  # type: ignore[union-attr]  # it stands in a story
            called.set(VAL, placeholder(tags, f"{written!r}|_now"))


def _ranges(root: Element, kind: str, keys: Iterator[int]) -> Iterator[_Range]:
    """Pair the starts and ends of a kind, each with the next of its id in the same copy; take out what has no pair."""
    start_tag, end_tag = name(f"w:{kind}Start"), name(f"w:{kind}End")
    begun: dict[tuple[str | None, Element | None], Element] = {}
    for node in list(root.iter(start_tag, end_tag)):
        copy = next(node.iterancestors(*_COPIES), None)
        place = node.get(ID), copy
        if node.tag == start_tag:
            if place in begun:
                drop(begun[place])
            begun[place] = node
        elif place in begun:
            yield _Range(begun.pop(place), node, f"{kind}{next(keys)}", None if copy is None else copy.getparent())
        else:
            drop(node)
    for node in begun.values():
        drop(node)


def _moved_out(each: _Range, within: Within, bookmarks: Bookmarks, sight: Callable[[], _Sight]) -> tuple[Block, ...]:
    """Move a start and its end out of the blocks that hold but one of them; return the blocks that hold both."""
    start, end = each.start, each.end
    first, last = within.get(start, ()), within.get(end, ())
    is_of_one = ancestor(start, P) is ancestor(end, P)
    common = tuple(block for block in first if block in last)
    left, entered = (tuple(block for block in blocks if block not in common) for blocks in (first, last))
    is_cut = False
    if left and sight().is_empty(start, left[0].marks[-1]):
        _beside(left[0].marks[-1], start, after=True)
    elif left:
        is_cut = not sight().is_empty(left[0].marks[0], start)
        _beside(left[0].marks[0], start, after=False)
    if entered and sight().is_empty(entered[0].marks[0], end):
        _beside(entered[0].marks[0], end, after=False)
    elif entered:
        is_cut |= not sight().is_empty(end, entered[0].marks[-1])
        _beside(entered[0].marks[-1], end, after=True)
    if is_cut:
        bookmarks.cut[start.get(_NAME, "").lower()] = is_of_one
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


class _Sight(Struct, frozen=True):
    """The order of a story's nodes, and where in it those stand that a reader sees."""

    order: Mapping[Element, int]
    shown: Sequence[int]

    @classmethod
    def of(cls, root: Element) -> _Sight:
        """Return what a reader sees of a story, before anything is moved in it."""
        order = {node: at for at, node in enumerate(root.iter())}
        return cls(order, sorted(order[thing.node] for thing in seen(root) if not is_mark(thing.node)))

    def is_empty(self, first: Element, last: Element) -> bool:
        """Return whether a reader sees nothing between two nodes, the first of which comes first."""
        at = bisect_left(self.shown, self.order[first])
        return at == len(self.shown) or self.shown[at] >= self.order[last]


def _name(each: _Range, around: tuple[Block, ...], tags: Tags, bookmarks: Bookmarks, *, is_copy: bool) -> None:
    """Let a bookmark be known, and let it have a name of its own in each turn of its innermost loop."""
    start, called = each.start, each.start.get(_NAME, "")
    loops = [block for block in around if block.word in LOOPS]
    if not around:
        bookmarks.certain.add(called.lower())
    elif not loops:
        start.set(_NAME, placeholder(tags, f"{called!r}|_made"))
    else:
        if not is_copy:
            at_each_turn(loops[-1], f"do {called!r}|_turn", tags)
        bookmarks.looped[called.lower()] = loops[-1]
        start.set(_NAME, placeholder(tags, f"{called!r}|_named"))


class Referring(Struct, frozen=True):
    """A story whose references are settled, and the blocks that each element stands in.

    `where` gives the place of a paragraph; `links` are the bookmarks that relationships of the part lead to, by id.
    """

    root: Element
    within: Within
    where: Callable[[Element], Callable[[], WordPlace]]
    links: Mapping[str, str]


def settle_references(story: Referring, tags: Tags, bookmarks: Bookmarks) -> None:
    """Let each reference in a story lead to the bookmark of its own turn; tell those that lead nowhere."""
    referring = list(references(story.root, story.links))
    order = {node: at for at, node in enumerate(story.root.iter())} if referring else {}
    for each in referring:
        reference = each.as_anchor() if each.key == R_ID and each.nodes[0].tag == LINK else each
        target = reference.target.lower()
        where = story.where(next(reference.nodes[0].iterancestors(P), story.root))
        if reference.kind == "REF" and target in bookmarks.firsts:
            _check_text(reference, order, where, tags, bookmarks)
        if target in bookmarks.certain:
            continue
        if target not in bookmarks.all:
            _lost(reference, where(), tags)
            continue
        loop = bookmarks.looped.get(target)
        follows = loop is not None and loop in story.within.get(reference.nodes[0], ())
        if loop is not None and not follows:
            _to_many(reference, where(), tags)
        _lead(reference, "_follow" if follows else "_refer", where, tags)


def _check_text(
    reference: Reference,
    order: Mapping[Element, int],
    where: Callable[[], WordPlace],
    tags: Tags,
    bookmarks: Bookmarks,
) -> None:
    """Report a reference that cannot show what its bookmark holds: it stands there itself, or a block cuts it."""
    target, node = reference.target.lower(), reference.nodes[0]
    held = bookmarks.firsts[target]
    begin, end = order.get(held.start), order.get(held.end)
    stands_within = begin is not None and end is not None and begin < order[node] < end
    if bookmarks.cut.get(target) or (stands_within and target in bookmarks.cut):
        tags.report("reference-cut-by-block", where(),
                    f"{_kind(reference)} shows the bookmark {reference.target}, of which one end stands in the midst "
                    "of a block and the other outside, so that nobody can say what it holds",
                    "set the bookmark anew (Insert, Bookmark), with both ends in the block, or outside")  # fmt: skip
    elif stands_within:
        tags.report("reference-to-itself", where(),
                    f"{_kind(reference)} leads to the bookmark {reference.target}, in which it stands itself",
                    "let the bookmark end before it (Insert, Bookmark), or let it lead elsewhere")  # fmt: skip


def _lead(reference: Reference, filter_: str, where: Callable[[], WordPlace], tags: Tags) -> None:
    """Put a tag of the engine's own in a reference's stead, which asks whether its bookmark is there."""
    code = f"{reference.target!r}|{filter_}({len(tags.tags)})"
    if reference.key == R_ID:  # the target of a relationship, which the document gets anew
        code = f"({code})|_inner_link"
    number = tags.add(Tag("print", "", "", code, where, ours=True))
    reference.lead_to(f"\ufdd0{number}\ufdd1" if reference.key else mark(number))


def _lost(reference: Reference, place: WordPlace, tags: Tags) -> None:
    is_line = reference.target.lower().startswith("_toc")
    tags.report("reference-to-nothing", place,
                f"{_kind(reference)} leads to the bookmark {reference.target}, which is not in the template",
                "update the table of contents (click into it, F9), or delete its line" if is_line else
                "insert it anew (References, Cross-reference; for a link, Insert, Link), or delete it")  # fmt: skip


def _to_many(reference: Reference, place: WordPlace, tags: Tags) -> None:
    tags.report("reference-to-many", place,
                f"{_kind(reference)} leads to the bookmark {reference.target}, which a loop makes in each turn: to the "
                "first of them",
                "put it into the loop, or let it lead to something that stands once", Severity.WARNING)  # fmt: skip


def _kind(reference: Reference) -> str:
    named = {"HYPERLINK": "a link", "SEQ": "a caption's number (SEQ)", "TOC": "a table of contents (TOC)"}
    field_named = "a cross-reference" if reference.kind.endswith("REF") else "a field"
    return named.get(reference.kind, f"{field_named} ({reference.kind})")
