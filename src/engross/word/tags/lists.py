"""Numbered lists in loops → lists that begin anew in each turn, and go on where the turns make their items.

What a loop makes one by one goes on: one item of a list's highest level in a turn, whatever stands beside it. A list of
which a turn makes several items, or an inner loop makes them, begins anew. The tags `restart_numbering` and
`continue_numbering` in a numbered paragraph say otherwise.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from msgspec import Struct

from engross.word.model.style_index import StyleIndex
from engross.word.opc.numbers import natural_or
from engross.word.opc.xml_names import NAMESPACES, PPR, VAL, Element, P, ancestor, drop, make, name, value
from engross.word.tags.lift import marks
from engross.word.tags.pair import Block
from engross.word.tags.repeat import LOOPS, Within, at_each_turn, placeholder
from engross.word.tags.tag_table import LIST_WORDS, RESTART, Tag, Tags, mark, number_of

_NUMBER, _STYLE = name("w:numId"), name("w:pStyle")
_FALLBACK = name("mc:Fallback")
"""What a text box holds is stored in it a second time, for older programs."""


class ListStyle(Struct, frozen=True):
    """The list that a paragraph style belongs to, and the level of the style in it, as the file has them."""

    number: str
    level: str


def list_styles(styles: StyleIndex, headings: frozenset[str]) -> dict[str, ListStyle]:
    """The paragraph styles that number their paragraphs, by id; headings, which count through a document, left out."""
    return {key: ListStyle(str(s.list), str(s.level)) for key, s in styles.lists.items() if key not in headings}


def settle_list_tags(root: Element, tags: Tags, styles: Mapping[str, ListStyle]) -> dict[str, set[str]]:
    """Take the tags out that say how a list goes on; return what is said of each list, by its number.

    A list begins anew right before the paragraph in which that is said. Outside of a list it is reported.
    """
    choices: dict[str, set[str]] = defaultdict(set)
    for node in marks(root):
        tag = tags.tags[number_of(node)]
        if tag.kind != "statement" or tag.word not in LIST_WORDS:
            continue
        paragraph = ancestor(node, P)
        number = None if paragraph is None else _number(paragraph, styles)
        drop(node)
        tags.tags[number_of(node)] = tag._replace(kind="comment")
        if paragraph is None or number is None:
            tags.report("not-in-a-list", tag.place, f"{{% {tag.word} %}} stands in no numbered paragraph",
                        "move it into the numbered paragraph that it is about")  # fmt: skip
            continue
        choices[number].add(tag.word)
        if tag.word == RESTART:
            paragraph.addprevious(mark(tags.add(_restarting(number, tag))))
    return choices


def _restarting(number: str, tag: Tag) -> Tag:
    return Tag("statement", "", "do", f"do '{number}'|_restart", tag.where, ours=True)


def restart_lists(
    root: Element, within: Within, tags: Tags, styles: Mapping[str, ListStyle], choices: Mapping[str, set[str]]
) -> None:
    """Let each list that stands wholly in a loop begin anew in every turn, unless the turns make its items one by one.

    `choices` are what the author says of a list, which goes before that rule.
    """
    items: dict[str, list[Element]] = defaultdict(list)
    saying = (node for node in root.iter(_NUMBER, _STYLE) if node.tag == _NUMBER or node.get(VAL) in styles)
    listed = {paragraph for node in saying for paragraph in node.iterancestors(P)}
    for paragraph in [element for element in root.iter(P) if element in listed]:
        number = _number(paragraph, styles)
        if number is not None:
            items[number].append(paragraph)
    for number, paragraphs in items.items():
        single = [item for item in paragraphs if ancestor(item, _FALLBACK) is None] or paragraphs
        around = [b for b in within.get(paragraphs[0], ()) if all(b in within.get(p, ()) for p in paragraphs)]
        loops = [b for b in around if b.word in LOOPS and not _makes_one(b, single, within, styles)]
        if RESTART in choices.get(number, ()):
            _renumber(number, paragraphs, tags, styles)
        elif loops and number not in choices:
            at_each_turn(loops[-1], f"do '{number}'|_restart", tags)
            _renumber(number, paragraphs, tags, styles)


def _number(paragraph: Element, styles: Mapping[str, ListStyle]) -> str | None:
    number = value(paragraph, "w:pPr/w:numPr/w:numId")
    if number is not None:
        return number if number != "0" else None
    style = styles.get(value(paragraph, "w:pPr/w:pStyle") or "")
    return style.number if style is not None else None


def _level(paragraph: Element, styles: Mapping[str, ListStyle]) -> int:
    own = value(paragraph, "w:pPr/w:numPr/w:ilvl")
    style = styles.get(value(paragraph, "w:pPr/w:pStyle") or "")
    return natural_or(0, own if own is not None or style is None else style.level)


def _makes_one(loop: Block, items: list[Element], within: Within, styles: Mapping[str, ListStyle]) -> bool:
    """Whether a turn of a loop makes one item of a list, of its highest level here, so that the turns make the list."""
    highest = min(_level(item, styles) for item in items)
    inner = [(item, within[item][within[item].index(loop) + 1 :]) for item in items if _level(item, styles) == highest]
    if any(block.word in LOOPS for _, blocks in inner for block in blocks):
        return False
    return _most([[(block, _branch(block, item)) for block in blocks] for item, blocks in inner]) == 1


def _branch(block: Block, item: Element) -> int:
    """In which branch of a block an element stands."""
    path = {item, *item.iterancestors()}
    branch = 0
    for place, sign in enumerate(block.marks[1:-1], start=1):
        if any(following in path for following in sign.itersiblings()) or _comes_later(sign, path):
            branch = place
    return branch


def _comes_later(sign: Element, path: set[Element]) -> bool:
    """Whether what this path leads to follows the paragraph that a mark stands in."""
    home = ancestor(sign, P)
    return home is not None and any(following in path for following in home.itersiblings())


def _most(places: list[list[tuple[Block, int]]]) -> int:
    """How many items are made at once, at most, where each stands in these branches of blocks."""
    branches: dict[Block, dict[int, list[list[tuple[Block, int]]]]] = defaultdict(lambda: defaultdict(list))
    for place in places:
        if place:
            branches[place[0][0]][place[0][1]].append(place[1:])
    return sum(not place for place in places) + sum(max(map(_most, branch.values())) for branch in branches.values())


def _renumber(number: str, paragraphs: list[Element], tags: Tags, styles: Mapping[str, ListStyle]) -> None:
    """Let paragraphs belong to the list that stands for theirs when the document is made."""
    for paragraph in paragraphs:
        _numbering(paragraph, styles).set(VAL, placeholder(tags, f"'{number}'|_list"))


def _numbering(paragraph: Element, styles: Mapping[str, ListStyle]) -> Element:
    """Return the element that names a paragraph's list; add it if only the paragraph's style names one."""
    own = paragraph.find("w:pPr/w:numPr/w:numId", NAMESPACES)
    if own is not None:
        return own
    properties = paragraph.find(PPR)
    style = styles[value(paragraph, "w:pPr/w:pStyle") or ""]
    if properties is None:
        raise AssertionError("a paragraph that its style numbers names that style")
    numbering = make("w:numPr")
    numbering.append(make("w:ilvl", val=style.level))
    numbering.append(make("w:numId"))
    earlier = {"pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl"}
    place = sum(1 for child in properties if str(child.tag).rpartition("}")[2] in earlier)
    properties.insert(place, numbering)
    return numbering[1]
