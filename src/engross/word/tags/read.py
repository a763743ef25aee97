"""A paragraph, an attribute or a property → the tags in it, found across runs, each marked in the tree in its stead."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from engross.problems import Severity, WordPlace
from engross.word.opc.xml_names import SDT_CONTENT, Element, P, R, drop, name, names, unwrap
from engross.word.tags.pieces import TEXTS, Piece, cut_out, starts_of, trimmed, within_pieces
from engross.word.tags.tag_scanner import CLOSERS, LITERALS, OBJECT, ScannedTag, scan, without_dashes
from engross.word.tags.tag_table import CONTAINERS, MOST_TAGS, Tag, Tags
from engross.word.tags.whereabouts import thing_in_words

_TRANSPARENT = names("w:smartTag", "w:customXml")
_DELETED = names("w:del", "w:moveFrom")
_BREAKS = {name("w:tab"): "\t", name("w:cr"): "\n", name("w:br"): "\n", name("w:noBreakHyphen"): "-"}
_SILENT = names("w:rPr", "w:lastRenderedPageBreak", "w:softHyphen", "w:proofErr", "w:annotationRef",
                "w:commentReference")  # fmt: skip
_MARKERS = names("w:bookmarkStart", "w:bookmarkEnd", "w:proofErr", "w:commentRangeStart", "w:commentRangeEnd", "w:pPr",
                 "w:permStart", "w:permEnd", "w:moveFromRangeStart", "w:moveFromRangeEnd", "w:moveToRangeStart",
                 "w:moveToRangeEnd", "w:sdtPr", "w:sdtEndPr")  # fmt: skip
_LEVEL = re.compile(r"(p|tr|tc|r)\s")
_WORD = re.compile(r"\w*")
_WHITE = " \t\r\n"
"""White space as XML knows it: a no-break space is a character like any other."""


def tidy(root: Element) -> None:
    """Take out what cuts tags in pieces and no reader sees: spelling marks, smart tags, white space."""
    for element in list(root.iter(name("w:proofErr"), name("w:lastRenderedPageBreak"))):
        drop(element)
    for element in list(root.iter(*_TRANSPARENT)):
        if ancestor_is_inline(element):
            for properties in list(element.iterchildren(name("w:smartTagPr"), name("w:customXmlPr"))):
                element.remove(properties)
            unwrap(element)
    for node in root.iter():
        if node.text and len(node) and not node.text.strip(_WHITE):
            node.text = None
        if node.tail and not node.tail.strip(_WHITE) and (parent := node.getparent()) is not None:
            node.tail = node.tail if parent.tag in TEXTS else None


def _found(root: Element, path: str) -> list[Any]:
    """What an XPath finds; lxml gives attributes and texts that know their elements, which its types do not say."""
    return list(root.xpath(path))  # type: ignore[arg-type]  # the stubs allow numbers, which no path here gives


def with_tagged_attributes(root: Element) -> list[Element]:
    """Return the elements that have a tag in one of their attributes."""
    return _found(root, "//*[@*[contains(., '{{') or contains(., '{%')]]")


def ancestor_is_inline(element: Element) -> bool:
    """Return whether an element stands within a paragraph."""
    return any(parent.tag == P for parent in element.iterancestors())


def read_paragraph(paragraph: Element, place: Callable[[], WordPlace], tags: Tags) -> None:
    """Find the tags of one paragraph and put marks in their stead; its place is asked for only where it is told."""
    if not _has_brace("".join(map(str, paragraph.itertext()))):
        return
    pieces = list(_pieces(paragraph, ()))
    instructions = [piece for piece in pieces if piece.kind == "instruction"]
    _read([piece for piece in pieces if piece.kind != "instruction"] if instructions else pieces, place, tags)
    _read(instructions, place, tags)


def _has_brace(text: str) -> bool:
    return "{" in text or "}" in text


def read_leaf(element: Element, place: Callable[[], WordPlace], tags: Tags) -> None:
    """Find the tags in the text of an element that holds nothing but text, as a document property does."""
    if element.text:
        _read([Piece(element.text, element, "text", ())], place, tags)


def read_attributes(element: Element, place: Callable[[], WordPlace], tags: Tags) -> None:
    """Find the tags in an element's attributes, such as a picture's alternative text."""
    for key, text in [(str(key), str(text)) for key, text in element.attrib.items()]:
        if "{{" not in text and "{%" not in text:
            continue
        pieces: list[str] = []
        at = 0
        for scanned in scan(text):
            where = partial(_marked, place, text, scanned)
            if scanned.fault:
                _report(scanned, where(), tags)
                continue
            number = tags.add(_tag(scanned, where))
            pieces += (text[at : scanned.start], f"\ufdd0{number}\ufdd1")
            at = scanned.end
        element.set(key, "".join(pieces) + text[at:])


def _pieces(parent: Element, containers: tuple[Element, ...]) -> Iterator[Piece]:
    for child in parent:
        kind = child.tag
        if kind == R:
            yield from _run_pieces(child, containers)
        elif kind in _MARKERS:
            continue
        elif kind == SDT_CONTENT:
            yield from _pieces(child, containers)
        elif kind in CONTAINERS:
            yield from _pieces(child, (*containers, child))
        else:
            yield Piece(OBJECT, child, "object", containers)


def _run_pieces(run: Element, containers: tuple[Element, ...]) -> Iterator[Piece]:
    for child in run:
        kind = child.tag
        if kind in TEXTS:
            yield Piece(child.text or "", child, TEXTS[kind], containers)
        elif kind in _BREAKS and child.get(name("w:type"), "textWrapping") == "textWrapping":
            yield Piece(_BREAKS[kind], child, "break", containers)
        elif kind not in _SILENT:
            yield Piece(OBJECT, child, "object", containers)


def _read(pieces: list[Piece], place: Callable[[], WordPlace], tags: Tags) -> None:
    text = "".join([piece.text for piece in pieces])
    if not _has_brace(text):
        return
    if "{{-" in text or "-}}" in text:
        pieces = trimmed(pieces, text)
        text = "".join([piece.text for piece in pieces])
    placed, starts = [], starts_of(pieces)
    for scanned in scan(text):
        where = partial(_marked, place, text, scanned)
        if len(tags.tags) >= MOST_TAGS:
            tags.refuse_more(where)
            break
        if scanned.fault:
            _report(scanned, where(), tags)
            continue
        within = within_pieces(pieces, starts, scanned)
        refusal = _refusal(within)
        if refusal:
            tags.report(refusal[0], where(), refusal[1], refusal[2])
        else:
            placed.append((within, tags.add(_tag(scanned, where))))
    cut_out(placed)


def _refusal(within: list[tuple[Piece, int, int]]) -> tuple[str, str, str] | None:
    first = within[0][0]
    containers = first.containers
    if len(within) == 1 and first.kind == "text" and not containers:
        return None
    other = next((piece.containers for piece, _, _ in within if piece.containers != containers), None)
    if other is not None:
        crossed = next(c for c in (*other, *containers) if c not in other or c not in containers)
        what = CONTAINERS[crossed.tag]
        return ("tag-across-boundary", f"the tag begins on one side of the edge of {what} and ends on the other",
                f"put the whole tag inside {what}, or the whole tag outside it")  # fmt: skip
    if any(c.tag in _DELETED for c in containers) or any(piece.kind == "deleted" for piece, _, _ in within):
        return ("tag-in-deleted-text", "the tag stands in text that is deleted in a tracked change",
                "accept or reject the change (Review, Accept or Reject)")  # fmt: skip
    if any(piece.kind == "object" for piece, _, _ in within):
        thing = next(thing_in_words(piece.node) for piece, _, _ in within if piece.kind == "object")
        return ("object-in-tag", f"{thing} stands inside the tag", "move it out of the tag")
    return None


def _tag(scanned: ScannedTag, where: Callable[[], WordPlace]) -> Tag:
    if scanned.opener in LITERALS:
        return Tag("literal", "", "", LITERALS[scanned.opener], where)
    code = scanned.code
    level = _LEVEL.match(code)
    if level:
        code = code[level.end() :]
    if scanned.opener == "{#":
        return Tag("comment", level[1] if level else "", "", "", where)
    if scanned.opener == "{{":
        code, dashes = without_dashes(code)
        return Tag("print", level[1] if level else "", "", code, where, dashes=dashes)
    joins_before, joins_after = code.startswith("-"), code.endswith("-")
    code = code.strip().removeprefix("-").removeprefix("+").removesuffix("-").removesuffix("+").strip()
    word = _WORD.match(code)
    return Tag(
        "statement", level[1] if level else "", word[0] if word else "", code, where, (joins_before, joins_after)
    )


def _marked(place: Callable[[], WordPlace], text: str, scanned: ScannedTag) -> WordPlace:
    shown = text[scanned.start : scanned.end].replace(OBJECT, "").strip()
    return place()._replace(
        before=_around(text[max(0, scanned.start - 40) : scanned.start]),
        tag=_around(shown[:40] if scanned.fault else shown),
        after=_around(text[scanned.end : scanned.end + 40]),
    )


def _around(text: str) -> str:
    return text.replace(OBJECT, "").replace("\n", " ")


def _report(scanned: ScannedTag, place: WordPlace, tags: Tags) -> None:
    severity = Severity.WARNING if scanned.fault == "single-braces" else Severity.ERROR
    tags.report(scanned.fault, place, *_fault(scanned), severity)


def _fault(scanned: ScannedTag) -> tuple[str, str]:
    """What is wrong with a tag, and what to do."""
    if scanned.fault == "stray-delimiter":
        literal = f"{scanned.opener[0]}_{scanned.opener[1]}"
        return (f"{scanned.opener} closes a tag that was never opened",
                f"add the opening braces before it, or write {literal} if the characters are meant")  # fmt: skip
    closing = CLOSERS[scanned.opener]
    if scanned.fault == "spaced-braces":
        return ("a space stands between the two characters that begin a tag, so it is no tag but text",
                f"write {scanned.opener} and {closing} without a space within them; if the characters are meant, print "
                'them: {{ "{ {" }}')  # fmt: skip
    if scanned.fault == "single-braces":
        return ("this looks like a tag, but single braces are text and would stand in the document",
                "write two braces on each side if a value is meant")  # fmt: skip
    return (f"the tag that begins with {scanned.opener} is not closed in its paragraph",
            f"add {closing} at its end, in the same paragraph")  # fmt: skip


def stretch_of(paragraph: Element, place: WordPlace) -> list[tuple[Element, int, int]]:
    """Where the tag of a place stands in its paragraph: elements of text, with where the tag begins and ends in each.

    Empty where the tag does not stand in the paragraph's text, or nothing there looks like it.
    """
    pieces = [piece for piece in _pieces(paragraph, ()) if piece.kind != "instruction"]
    text = "".join(piece.text for piece in pieces)
    places = {scanned: _marked(place._replace, text, scanned) for scanned in scan(text)}
    alike = [scanned for scanned, marked in places.items() if marked.tag == place.tag]
    if not place.tag or not alike:
        return []
    chosen = max(alike, key=lambda scanned: places[scanned] == place)
    return [
        (piece.node, start, end)
        for piece, start, end in within_pieces(pieces, starts_of(pieces), chosen)
        if piece.kind == "text"
    ]
