"""The report and the document made from it → the certainty that everything of the report is still in it, unchanged.

What may have grown (body, styles, lists, notes, relationships, content types) is compared with what was added taken
out again; everything else must be the same bytes. The document is read anew for it, as it will be written.
"""

from __future__ import annotations

import re

from lxml import etree

from engross.word.attach.extraction import Extracted, appendix_in, detach, outside
from engross.word.attach.ids import NAME, START
from engross.word.attach.names import APPENDIX
from engross.word.attach.notes import KINDS
from engross.word.attach.parts import Parts
from engross.word.attach.record import read
from engross.word.attach.sections import effective, is_small, paragraph_section
from engross.word.opc.package import CONTENT_TYPES, Package, parse_xml
from engross.word.opc.relationships import relationships_part
from engross.word.opc.xml_names import ID, NAMESPACES, SECTPR, Element, make, val, w

_START_TAG = re.compile(rb"<[^?!][^>]*>")
_KEYS = ("styleId", "numId", "abstractNumId", "numPicBulletId", "id", "paraId", "Id", "PartName", "Extension")


class ReportChanged(RuntimeError):
    """The document is not the report and an appendix: a fault of this program; nothing may be written."""


class ReportVerifier:
    """What a report is before anything is attached to it; asked again when the document is made.

    `mark` is that of the appendix to come; others that the report has are part of it.
    """

    def __init__(self, report: Parts, mark: str = APPENDIX) -> None:
        self.mark = mark
        self.report = report.package
        self.main = report.main
        self._body = etree.tostring(report.body, with_tail=False)
        self._shown, _ = _shown(report, report, mark)
        self._may_grow = _may_grow(report)
        self._named = _named(report)

    def prove(self, document: Package) -> None:
        """Raises ReportChanged unless every part, paragraph, note, comment, field and relationship is there.

        They must be unchanged, and lead to the same things as before.
        """
        after = Parts(document)
        grown = self._grown(document)
        self._prove_body(after)
        for name in sorted(grown - {self.main}):
            _prove_list(name, self.report, document)

    def _grown(self, document: Package) -> set[str]:
        """The parts that are not the same bytes as before, all of them such as may grow."""
        grown: set[str] = set()
        for name in self.report.names:
            if name not in document:
                raise ReportChanged(f"the part {name} is missing")
            if self.report.stored(name) != document.stored(name):
                grown.add(name)
                if name not in self._may_grow:
                    raise ReportChanged(f"the part {name} is not the same")
        return grown

    def _prove_body(self, after: Parts) -> None:
        self._prove_headers(after)
        extracted = detach(after.body, read(after, self.mark), self.mark)
        if not extracted.blocks:
            raise ReportChanged("the appendix is not in the document")
        left_over = outside(after.body, extracted)
        if _content(left_over) != _content(self._body):
            rest, original = (parse_xml(data, self.report.file, self.main) for data in (left_over, self._body))
            _without_empty_ends(rest, original)
            if not same(rest, original):
                raise ReportChanged(_first_difference(original, rest))
        self._prove_apart(extracted)

    def _prove_headers(self, after: Parts) -> None:
        """Each section shows the headers and footers it showed; one that was divided, in both its halves."""
        shown, first_after = _shown(after, Parts(self.report), self.mark)
        more = len(shown) - len(self._shown)
        if more == 1 and 0 < first_after < len(shown) and shown[first_after - 1] == shown[first_after]:
            shown.pop(first_after)
        if shown != self._shown:
            raise ReportChanged("a section of the report shows other headers or footers")

    def _prove_apart(self, extracted: Extracted) -> None:
        """Nothing that was added may name what is the report's own, or take its name."""
        for block in extracted.blocks:
            for what, names in _names_in(block).items():
                for name in sorted(names & self._named[what]):
                    raise ReportChanged(f"the appendix uses the report's {what} {name}")


def prove(report: Package, document: Package) -> None:
    """Raises ReportChanged unless the document is the report, unchanged, and an appendix."""
    ReportVerifier(Parts(report)).prove(document)


def _may_grow(report: Parts) -> set[str]:
    words = ("styles", "numbering", "footnotes", "endnotes", "comments", "commentsExtended")
    names = {report.main, CONTENT_TYPES, *filter(None, map(report.one, words))}
    return names | {relationships_part(name) for name in names}


def _key(item: Element) -> tuple[tuple[str, str], ...]:
    """What tells an item of a list from the others: its kind and its ids."""
    attributes = ((str(etree.QName(name).localname), str(text)) for name, text in item.items())
    return (("", str(item.tag)), *((name, text) for name, text in attributes if name in _KEYS))


def _prove_list(name: str, report: Package, document: Package) -> None:
    """A part that is a list of things holds all it held, and nothing that was added takes the id of one of them."""
    old, new = report.read(name), document.read(name)
    if _has_only_grown(old, new, name):
        return
    original, grown = parse_xml(old, report.file, name), parse_xml(new, document.file, name)
    keys = {_key(item) for item in original}
    for item in [item for item in grown if _key(item) not in keys]:
        grown.remove(item)
    if not same(grown, original):
        raise ReportChanged(f"what the report has in {name} is not the same")


def _has_only_grown(old: bytes, new: bytes, name: str) -> bool:
    """Whether the bytes are the old ones with items under new ids before the last tag."""
    place, start = old.rfind(b"</"), _START_TAG.search(old)
    added = new[place : place + len(new) - len(old)]
    if start is None or place < 0 or old[:place] + added + old[place:] != new:
        return False
    items = parse_xml(start[0] + added + old[place:], "", name)
    texts = [text for item in items for text in _key(item)[1:]]
    return not any(f'{key}="{text}"'.encode() in old or f"{key}='{text}'".encode() in old for key, text in texts)


def same(one: Element, other: Element) -> bool:
    """Return whether two elements hold the same children, however their namespaces are declared."""
    if len(one) != len(other):
        return False
    first, second = map(_inner, (one, other))
    return first == second or all(_alike(a, b) for a, b in zip(one, other, strict=True))


def _inner(item: Element) -> bytes:
    return _content(etree.tostring(item, with_tail=False))


def _content(written: bytes) -> bytes:
    return written.partition(b">")[2]


def _alike(one: Element, other: Element) -> bool:
    """Whether two elements say the same, whatever prefixes they say it with."""
    first, second = list(one.iter(etree.Element)), list(other.iter(etree.Element))
    return len(first) == len(second) and all(map(_says_the_same, first, second))


def _says_the_same(one: Element, other: Element) -> bool:
    return (one.tag, one.text or "", len(one), sorted(one.items())) == (
        other.tag,
        other.text or "",
        len(other),
        sorted(other.items()),
    )


def _without_empty_ends(*bodies: Element) -> None:
    """Empty properties say nothing: they may go with a section that was in them, and come if none were."""
    for body in bodies:
        if len(body) and body[-1].tag == w("sectPr") and not len(body[-1]) and not body[-1].attrib:
            body.remove(body[-1])
        for properties in list(body.iterfind("w:p/w:pPr", NAMESPACES)):
            parent = properties.getparent()
            if not len(properties) and parent is not None:
                parent.remove(properties)


def _first_difference(original: Element, rest: Element) -> str:
    pairs = zip(original, rest, strict=False)
    place = next((place for place, (a, b) in enumerate(pairs, 1) if not _alike(a, b)), 0)
    return f"block {place or min(len(original), len(rest)) + 1} of the report's body is not the same"


def _shown(parts: Parts, report: Parts, mark: str) -> tuple[list[dict[tuple[str, str], str]], int]:
    """What each section of the report shows, and how many of them stand before the appendix."""
    body = parts.body
    appendix = appendix_in(body, mark)
    sections: list[Element] = []
    ours: list[bool] = []
    for block in body:
        section = block if block.tag == SECTPR else paragraph_section(block)
        if section is not None:
            sections.append(section)
            closes = block.tag == SECTPR or is_small(block)  # the latter where another appendix follows
            ends_with_appendix = closes and block.getprevious() in appendix and block not in appendix
            ours.append((block in appendix and block is not appendix[0]) or ends_with_appendix)
    if not len(body) or body[-1].tag != SECTPR:
        sections.append(make("w:sectPr"))
        ours.append(False)
    shown = [_targets(parts, sections[: place + 1], report) for place in range(len(sections))]
    places = [place for place, mine in enumerate(ours) if not mine]
    first_after = next((number for number, place in enumerate(places) if place > min(_where(ours), default=place)), 0)
    return [shown[place] for place in places], first_after


def _where(flags: list[bool]) -> list[int]:
    return [place for place, flag in enumerate(flags) if flag]


def _targets(parts: Parts, sections: list[Element], report: Parts) -> dict[tuple[str, str], str]:
    """The headers and footers that the last of these sections shows; an empty one that was added shows nothing.

    Nor does a reference that leads to no part, as to an address.
    """
    lines = parts.relationships(parts.main)
    targets = {kind: lines[key].target for kind, key in effective(sections).items() if key in lines}
    targets = {kind: name for kind, name in targets.items() if name in parts}
    return {kind: name for kind, name in targets.items() if name in report or parts.root(name).find("*/*") is not None}


def _named(report: Parts) -> dict[str, set[str]]:
    """The ids and names that are the report's own, by kind."""
    names = {"bookmark": {mark.get(NAME, "").lower() for mark in report.body.iter(START)}}
    for kind, part, key in (*((kind, f"{kind}s", "id") for kind in KINDS), ("num", "numbering", "numId")):
        named_part = report.one(part)
        items = report.root(named_part).iter(w(kind)) if named_part else ()
        names["list" if kind == "num" else kind] = {item.get(w(key), "") for item in items}
    return names


def _names_in(block: Element) -> dict[str, set[str]]:
    """The bookmarks that a block sets and the notes and lists that it names."""
    names = {kind: {item.get(ID, "") for item in block.iter(w(f"{kind}Reference"))} for kind in KINDS}
    names["bookmark"] = {mark.get(NAME, "").lower() for mark in block.iter(START)}
    names["list"] = {val(use) for use in block.iterfind(".//w:numPr/w:numId", NAMESPACES)}
    return names
