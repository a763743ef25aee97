"""A paragraph that goes with the tag that stands alone in it → a warning of what a reader sees of it: a border, say."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from engross.problems import Severity
from engross.word.opc.xml_names import PPR, VAL, Element, P, T, name
from engross.word.tags.tag_table import Tag, Tags, is_mark, number_of

_BORDERS, _SHADING, _FRAME, _FILL = name("w:pBdr"), name("w:shd"), name("w:framePr"), name("w:fill")
_NO_LINE = frozenset({"nil", "none", ""})
_NO_FILL = frozenset({"auto", "ffffff", ""})
_HARD_SPACES = ("\u00a0", "\u202f")
_ASIDE = "give it to the paragraph beside, or to one of its own without a tag"


def report_look(paragraph: Element, tags: Tags) -> None:
    """Tell what is seen of a paragraph that is about to go with its tags, unless the one beside it looks the same."""
    first = number_of(next(paragraph.iter(etree.PI)))
    for thing in _seen_of(paragraph):
        goes_with(tags.tags[first], thing, "with the tag that stands alone in its paragraph", _ASIDE, tags)


def goes_with(tag: Tag, thing: str, why: str, advice: str, tags: Tags) -> None:
    """Tell that something which a reader sees goes with a tag."""
    tags.report("goes-with-tag", tag.place, f"{thing} goes {why}", advice, Severity.WARNING)


def _seen_of(paragraph: Element) -> Iterator[str]:
    properties = paragraph.find(PPR)
    for node in () if properties is None else properties:
        thing = _in_words(node)
        if thing and not any(_looks_the_same(node, beside) for beside in _neighbours(paragraph)):
            yield thing
    texts = [
        text
        for node in paragraph.iter(T)
        for text in (node.text, *(element.tail for element in node if is_mark(element)))
    ]
    if any(space in (text or "") for text in texts for space in _HARD_SPACES):
        yield "a no-break space"


def _in_words(node: Element) -> str:
    """What a property of a paragraph shows by itself; "" if nothing."""
    if node.tag == _BORDERS and any(line.get(VAL, "") not in _NO_LINE for line in node):
        return "a border"
    if node.tag == _SHADING and node.get(_FILL, "").lower() not in _NO_FILL:
        return "shading"
    return "a text frame" if node.tag == _FRAME else ""


def _neighbours(paragraph: Element) -> Iterator[Element]:
    """The nearest paragraphs before and behind that stay."""
    for others in (paragraph.itersiblings(P, preceding=True), paragraph.itersiblings(P)):
        nearest = next((other for other in others if next(other.iter(etree.PI), None) is None), None)
        if nearest is not None:
            yield nearest


def _looks_the_same(node: Element, other: Element) -> bool:
    properties = other.find(PPR)
    alike = None if properties is None else properties.find(str(node.tag))
    return alike is not None and etree.tostring(alike, method="c14n") == etree.tostring(node, method="c14n")
