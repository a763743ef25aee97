"""The report and the document made from it → the certainty that everything of the report is still in it, unchanged.

What may have grown (body, styles, lists, notes, relationships, content types) is compared with what was added taken
out again; everything else must be the same bytes. The document is read anew for it, as it will be written.
"""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from scrutiny_response.word.attach.extraction import Extracted, appendix_in, detach, outside
from scrutiny_response.word.attach.ids import NAME, START
from scrutiny_response.word.attach.names import ID, NS, SECTPR, Element, make, value, w
from scrutiny_response.word.attach.notes import KINDS
from scrutiny_response.word.attach.parts import CONTENT_TYPES, Parts, rels_name
from scrutiny_response.word.attach.record import read
from scrutiny_response.word.attach.sections import effective, paragraph_section
from scrutiny_response.word.package import Package, parse_xml

_KEYS = ("styleId", "numId", "abstractNumId", "numPicBulletId", "id", "paraId", "Id", "PartName", "Extension")


class ReportChanged(RuntimeError):
    """The document is not the report and an appendix: a fault of this program; nothing may be written."""


def prove(report: Package, document: Package) -> None:
    """Raises ReportChanged unless every part, paragraph, note, comment, field and relationship of the report is there.

    They must be unchanged, and lead to the same things as before.
    """
    before, after = Parts(report), Parts(document)
    grown = _grown(before, after)
    if before.main in grown:
        _prove_body(before, after)
    for name in sorted(grown - {before.main}):
        _prove_same(_reduced(before.root(name), after.root(name)), before.root(name), name)


def _grown(before: Parts, after: Parts) -> set[str]:
    """The parts that are not the same bytes as before, all of them such as may grow."""
    report, document = before.package, after.package
    may_grow = _may_grow(before)
    grown: set[str] = set()
    for name in report.names:
        if name not in document:
            raise ReportChanged(f"the part {name} is missing")
        if report.stored(name) != document.stored(name):
            grown.add(name)
            if name not in may_grow:
                raise ReportChanged(f"the part {name} is not the same")
    return grown


def _may_grow(before: Parts) -> set[str]:
    words = ("styles", "numbering", "footnotes", "endnotes", "comments", "commentsExtended")
    names = {before.main, CONTENT_TYPES, *filter(None, map(before.one, words))}
    return names | {rels_name(name) for name in names}


def _key(item: Element) -> tuple[str, ...]:
    found = ((etree.QName(name).localname, str(text)) for name, text in item.items())
    return (str(item.tag), *(f"{name} {text}" for name, text in found if name in _KEYS))


def _reduced(before: Element, after: Element) -> Element:
    """What a part holds now, without the items that it did not hold before."""
    known = {_key(item) for item in before}
    for item in list(after):
        if _key(item) not in known:
            after.remove(item)
    return after


def _prove_same(after: Element, before: Element, name: str) -> None:
    if not same(after, before):
        raise ReportChanged(f"what the report has in {name} is not the same")


def same(one: Element, other: Element) -> bool:
    """Whether two elements hold the same children, however their namespaces are declared."""
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


def _prove_body(before: Parts, after: Parts) -> None:
    _prove_headers(before, after)
    extracted = detach(after.body, read(after))
    _without_empty_ends(before.body, after.body)
    left_over = outside(after.body, extracted)
    if _content(left_over) != _content(etree.tostring(before.body, with_tail=False)):
        found = parse_xml(left_over, after.package.file, after.main)
        if not same(found, before.body):
            raise ReportChanged(_first_difference(before.body, found))
    _prove_apart(before, extracted)


def _without_empty_ends(*bodies: Element) -> None:
    """Empty properties say nothing: they may go with a section that was in them, and come where none were."""
    for body in bodies:
        if len(body) and body[-1].tag == w("sectPr") and not len(body[-1]) and not body[-1].attrib:
            body.remove(body[-1])
        for properties in list(body.iterfind("w:p/w:pPr", NS)):
            parent = properties.getparent()
            if not len(properties) and parent is not None:
                parent.remove(properties)


def _first_difference(before: Element, after: Element) -> str:
    pairs = zip(before, after, strict=False)
    place = next((place for place, (a, b) in enumerate(pairs, 1) if not _alike(a, b)), 0)
    return f"block {place or min(len(before), len(after)) + 1} of the report's body is not the same"


def _prove_headers(before: Parts, after: Parts) -> None:
    """Each section of the report shows the headers and footers it showed; one that was divided, in both its halves."""
    wanted, _ = _shown(before, before)
    found, first_after = _shown(after, before)
    if len(found) == len(wanted) + 1 and 0 < first_after < len(found) and found[first_after - 1] == found[first_after]:
        found.pop(first_after)
    if found != wanted:
        raise ReportChanged("a section of the report shows other headers or footers")


def _shown(parts: Parts, report: Parts) -> tuple[list[dict[tuple[str, str], str]], int]:
    """What each section of the report shows, and how many of them stand before the appendix."""
    body = parts.body
    appendix = appendix_in(body)
    sections: list[Element] = []
    ours: list[bool] = []
    for block in body:
        section = block if block.tag == SECTPR else paragraph_section(block)
        if section is not None:
            sections.append(section)
            ends_with_appendix = block.tag == SECTPR and block.getprevious() in appendix
            ours.append((block in appendix and block is not appendix[0]) or ends_with_appendix)
    if not len(body) or body[-1].tag != SECTPR:
        sections.append(make("sectPr"))
        ours.append(False)
    shown = [_targets(parts, sections[: place + 1], report) for place in range(len(sections))]
    places = [place for place, mine in enumerate(ours) if not mine]
    first_after = next((number for number, place in enumerate(places) if place > min(_where(ours), default=place)), 0)
    return [shown[place] for place in places], first_after


def _where(flags: list[bool]) -> list[int]:
    return [place for place, flag in enumerate(flags) if flag]


def _targets(parts: Parts, sections: list[Element], report: Parts) -> dict[tuple[str, str], str]:
    """The headers and footers that the last of these sections shows; an empty one that was added shows nothing."""
    known = parts.relationships(parts.main)
    found = {kind: known[key].target for kind, key in effective(sections).items() if key in known}
    return {kind: name for kind, name in found.items() if name in report or parts.root(name).find("*/*") is not None}


def _prove_apart(before: Parts, extracted: Extracted) -> None:
    """Nothing that was added may name what is the report's own, or take its name."""
    added = extracted.blocks
    marks = {mark.get(NAME, "").lower() for mark in before.body.iter(START)}
    _prove_none(added, lambda block: (mark.get(NAME, "").lower() for mark in block.iter(START)), marks, "bookmark")
    for kind in KINDS:
        part = before.one(f"{kind}s")
        known = {note.get(ID, "") for note in before.root(part).iter(w(kind))} if part else set()
        tag = w(f"{kind}Reference")
        _prove_none(added, lambda block, tag=tag: (item.get(ID, "") for item in block.iter(tag)), known, kind)
    part = before.one("numbering")
    lists = {item.get(w("numId"), "") for item in before.root(part).iter(w("num"))} if part else set()
    _prove_none(added, lambda block: (value(item) for item in block.iterfind(".//w:numPr/w:numId", NS)), lists, "list")


def _prove_none(added: list[Element], names: Callable[..., object], known: set[str], what: str) -> None:
    for block in added:
        for name in names(block):  # type: ignore[attr-defined]  # each of them is a generator of texts
            if name in known:
                raise ReportChanged(f"the appendix uses the report's {what} {name}")
