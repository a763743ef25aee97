"""The report and the document made from it → the certainty that everything of the report is still in it, unchanged.

What may have grown (body, styles, lists, notes, relationships, content types) is compared with what was added taken
out again; everything else must be the same bytes. The document is read anew for it, as it will be written.
"""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from scrutiny_response.word.attach.extraction import Extracted, detach, outside
from scrutiny_response.word.attach.ids import NAME, START
from scrutiny_response.word.attach.names import ID, NS, Element, value, w
from scrutiny_response.word.attach.notes import KINDS
from scrutiny_response.word.attach.parts import CONTENT_TYPES, Parts, rels_name
from scrutiny_response.word.attach.record import read
from scrutiny_response.word.attach.sections import effective, sections_of
from scrutiny_response.word.package import Package, parse_xml

_KEYS = ("styleId", "numId", "abstractNumId", "numPicBulletId", "id", "paraId", "Id", "PartName", "Extension")


class ReportChanged(RuntimeError):
    """The document is not the report and an appendix: a fault of this program; nothing may be written."""


def prove(report: Package, document: Package) -> None:
    """Raises ReportChanged unless every part, paragraph, note, comment, field and relationship of the report is there.

    They must be unchanged, and lead to the same things as before.
    """
    before, after = Parts(report), Parts(document)
    may_grow = _may_grow(before)
    for name in report.names:
        if name not in document:
            raise ReportChanged(f"the part {name} is missing")
        if report.stored(name) == document.stored(name):
            continue
        if name not in may_grow:
            raise ReportChanged(f"the part {name} is not the same")
        if name != before.main:
            _prove_same(_reduced(before.root(name), after.root(name)), before.root(name), name)
    _prove_body(before, after)


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
    shown_before = _shown(before)
    shown_after = _shown(after)
    extracted = detach(after.body, read(after))
    _without_empty_ends(before.body, after.body)
    left_over = outside(after.body, extracted)
    if _content(left_over) != _content(etree.tostring(before.body, with_tail=False)):
        found = parse_xml(left_over, after.package.file, after.main)
        if not same(found, before.body):
            raise ReportChanged(_first_difference(before.body, found))
    left = iter(shown_after)
    if not all(item in left for item in shown_before):
        raise ReportChanged("a section of the report shows other headers or footers")
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


def _shown(parts: Parts) -> list[tuple[tuple[tuple[str, str], str], ...]]:
    """For each section, the header and footer parts that it shows, in order of the kinds."""
    sections = [*sections_of(list(parts.body)), *parts.body.findall(w("sectPr"))]
    targets = {key: rel.target for key, rel in parts.relationships(parts.main).items()}
    return [
        tuple(sorted((kind, targets.get(key, "")) for kind, key in effective(sections[: place + 1]).items()))
        for place in range(len(sections))
    ]


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
