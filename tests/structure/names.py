"""A Word file's parts → which ids and names in it are missing, doubled or lead nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from lxml import etree

from tests.structure.paper import MC, NS, W14, W15, WP, Element, Paper, repeated, w

VAL = w("val")
CORE = "docProps/core.xml"
DCTERMS = "{http://purl.org/dc/terms/}"
RANGES = {
    "bookmarkStart": "bookmarkEnd",
    "commentRangeStart": "commentRangeEnd",
    "permStart": "permEnd",
    "moveFromRangeStart": "moveFromRangeEnd",
    "moveToRangeStart": "moveToRangeEnd",
}
LINKS = re.compile(r"^\s*(?:REF|PAGEREF|NOTEREF)\s+\"?([^\s\"\\]+)|^\s*HYPERLINK\s.*\\l\s+\"([^\"]+)\"")


def attributes(root: Element, *tags: str, key: str = "id") -> list[str]:
    """The values of one attribute of these elements (local names), in document order."""
    return [item.get(w(key), "") for item in root.iter(*map(w, tags))]


def in_choice(item: Element) -> bool:
    """Whether an element is not in the fallback that only old programs read."""
    return next(item.iterancestors(f"{{{MC}}}Fallback"), None) is None


def ranges(paper: Paper) -> Iterator[str]:
    """Ranges have one start and one end each, in that order, and an id of their own in the whole file."""
    for start, end in RANGES.items():
        starts, ends = (
            [item.get(w("id"), "") for root in paper.stories.values() for item in root.iter(w(tag)) if in_choice(item)]
            for tag in (start, end)
        )
        yield from (f"stories: the {start} {key} stands twice" for key in repeated(starts))
        yield from (f"stories: the {end} {key} stands twice" for key in repeated(ends))
        yield from (f"stories: the {start} {key} has no end" for key in sorted(set(starts) - set(ends)))
        yield from (f"stories: the {end} {key} has no start" for key in sorted(set(ends) - set(starts)))
        for name, root in paper.stories.items():
            opened: set[str] = set()
            for item in root.iter(w(start), w(end)):
                if item.tag == w(end) and item.get(w("id")) in set(starts) - opened:
                    yield f"{name}: the {end} {item.get(w('id'))} stands before its start"
                opened.add(item.get(w("id"), ""))


def bookmark_names(paper: Paper) -> Iterator[str]:
    """Bookmark names are unique, named, and at most 40 characters long."""
    names = [mark.get(w("name"), "") for mark in paper.bookmarks if in_choice(mark)]
    yield from (f"stories: the bookmark name {name} stands twice" for name in repeated(map(str.lower, names)))
    yield from (f"stories: the bookmark name {name!r} is not allowed" for name in names if not 0 < len(name) <= 40)


def instructions(root: Element) -> Iterator[str]:
    """The instructions of a story's fields, each joined over its runs."""
    yield from attributes(root, "fldSimple", key="instr")
    stack: list[str] = []
    for item in root.iter(w("fldChar"), w("instrText")):
        kind = item.get(w("fldCharType"))
        if kind == "begin":
            stack.append("")
        elif kind == "end" and stack:
            yield stack.pop()
        elif kind is None and stack:
            stack[-1] += item.text or ""


def links(paper: Paper) -> Iterator[str]:
    """Cross-references and links within the file lead to bookmarks that are there."""
    known = {mark.get(w("name"), "").lower() for mark in paper.bookmarks} | {"_top"}
    for name, root in paper.stories.items():
        wanted = [anchor for anchor in attributes(root, "hyperlink", key="anchor") if anchor]
        for instruction in instructions(root):
            found = LINKS.search(instruction)
            wanted += [found[1] or found[2]] if found else []
        yield from (f"{name}: the bookmark {mark} is not there" for mark in wanted if mark.lower() not in known)


def drawings(paper: Paper) -> Iterator[str]:
    """Drawings have an id each, over all stories."""
    found = [
        item.get("id", "") for root in paper.stories.values() for item in root.iter(f"{{{WP}}}docPr") if in_choice(item)
    ]
    yield from (f"stories: the drawing id {key} stands twice" for key in repeated(found))


def controls(paper: Paper) -> Iterator[str]:
    """Content controls have an id each, over all stories."""
    found = [key.get(VAL, "") for root in paper.stories.values() for key in root.iterfind(".//w:sdtPr/w:id", NS)]
    yield from (f"stories: the content control id {key} stands twice" for key in repeated(found))


def notes(paper: Paper) -> Iterator[str]:
    """Each reference to a footnote, endnote or comment has its one note, and each comment its reference."""
    for kind in ("footnote", "endnote", "comment"):
        root = paper.one(f"{kind}s")
        known = attributes(root, kind) if root is not None else []
        yield from (f"{kind}s: the id {key} stands twice" for key in repeated(known))
        used = [key for story in paper.stories.values() for key in attributes(story, f"{kind}Reference")]
        yield from (f"{kind}s: {key} is not there" for key in sorted(set(used) - set(known)))
        yield from (f"{kind}s: {key} is referred to twice" for key in repeated(used))
        if kind == "comment":
            yield from (f"comments: {key} is not referred to" for key in sorted(set(known) - set(used)))
    settings = paper.one("settings")
    if settings is None:
        return
    for kind in ("footnote", "endnote"):
        root = paper.one(f"{kind}s")
        known = attributes(root, kind) if root is not None else []
        wanted = [item.get(w("id"), "") for item in settings.iterfind(f"w:{kind}Pr/w:{kind}", NS)]
        yield from (f"settings: the separator {kind} {key} is not there" for key in sorted(set(wanted) - set(known)))


def comment_threads(paper: Paper) -> Iterator[str]:
    """What is said further of comments names paragraphs of comments."""
    root = paper.one("comments")
    known = {item.get(f"{{{W14}}}paraId") for item in root.iter(w("p"))} if root is not None else set()
    extended = paper.one("commentsExtended")
    for item in extended if extended is not None else ():
        for key in ("paraId", "paraIdParent"):
            value = item.get(f"{{{W15}}}{key}")
            if value is not None and value not in known:
                yield f"commentsExtended: the paragraph {value} is not there"


def numbering(paper: Paper) -> Iterator[str]:
    """Lists name numbers that are there, and numbers name definitions that are there, each once."""
    root = paper.one("numbering")
    numbers = attributes(root, "num", key="numId") if root is not None else []
    definitions = attributes(root, "abstractNum", key="abstractNumId") if root is not None else []
    yield from (f"numbering: the number {key} stands twice" for key in repeated(numbers))
    yield from (f"numbering: the definition {key} stands twice" for key in repeated(definitions))
    if root is not None:
        named = {item.get(VAL, "") for item in root.iterfind("w:num/w:abstractNumId", NS)}
        yield from (f"numbering: the definition {key} is not there" for key in sorted(named - set(definitions)))
        bullets = set(attributes(root, "lvlPicBulletId", key="val"))
        known = set(attributes(root, "numPicBullet", key="numPicBulletId"))
        yield from (f"numbering: the bullet {key} is not there" for key in sorted(bullets - known))
        for definition in root.iter(w("abstractNum")):
            levels = [level.get(w("ilvl"), "") for level in definition.iter(w("lvl"))]
            yield from (f"numbering: the level {level} stands twice" for level in repeated(levels))
    for name, story in styled(paper):
        used = {item.get(VAL, "") for item in story.iterfind(".//w:numPr/w:numId", NS)}
        yield from (f"{name}: the list {key} is not there" for key in sorted(used - set(numbers) - {"0"}))


def styled(paper: Paper) -> list[tuple[str, Element]]:
    """The parts that may name styles and lists."""
    extra = [(kind, paper.one(kind)) for kind in ("styles", "numbering")]
    return [*paper.stories.items(), *((name, root) for name, root in extra if root is not None)]


def styles(paper: Paper) -> Iterator[str]:
    """Style ids and names are unique, each use finds one of the right kind, and no style is its own base."""
    root = paper.one("styles")
    found = list(root.iter(w("style"))) if root is not None else []
    kinds = {style.get(w("styleId"), ""): style.get(w("type"), "paragraph") for style in found}
    yield from (
        f"styles: the id {key} stands twice" for key in repeated(style.get(w("styleId"), "") for style in found)
    )
    names = [f"{name.get(VAL, '').lower()}" for style in found for name in style.iterfind("w:name", NS)]
    yield from (f"styles: the name {name} stands twice" for name in repeated(names))
    marked = [style.get(w("type"), "") for style in found if style.get(w("default")) in {"1", "true", "on"}]
    yield from (f"styles: two are the default of the kind {kind}" for kind in repeated(marked))
    bases = {style.get(w("styleId"), ""): value(style.find(w("basedOn"))) for style in found}
    yield from (f"styles: {key} is based on itself" for key in bases if circular(key, bases))
    wanted = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table", "basedOn": "", "next": "", "link": ""}
    for name, story in styled(paper):
        for tag, kind in wanted.items():
            for key in set(attributes(story, tag, key="val")):
                if key not in kinds:
                    yield f"{name}: the style {key} is not there"
                elif kind and kinds[key] != kind:
                    yield f"{name}: the {kind} style {key} is of the kind {kinds[key]}"


def value(item: Element | None) -> str:
    """An element's w:val; empty where there is no element."""
    return "" if item is None else item.get(VAL, "")


def circular(key: str, bases: dict[str, str]) -> bool:
    """Whether following a style's base leads back to it."""
    seen: set[str] = set()
    step = bases.get(key, "")
    while step and step != key and step not in seen:
        seen.add(step)
        step = bases.get(step, "")
    return step == key


def paragraph_ids(paper: Paper) -> Iterator[str]:
    """Paragraph ids are eight hexadecimal digits, over zero and below 80000000, each once in its part."""
    for name, root in paper.stories.items():
        ids = [
            key
            for item in root.iter(w("p"), w("tr"))
            if (key := item.get(f"{{{W14}}}paraId")) is not None and in_choice(item)
        ]
        yield from (f"{name}: the paragraph id {key} stands twice" for key in repeated(ids))
        for key in ids:
            if not re.fullmatch("[0-9A-F]{8}", key) or not 0 < int(key, 16) < 0x80000000:
                yield f"{name}: the paragraph id {key} is not allowed"


def core_properties(paper: Paper) -> Iterator[str]:
    """The core properties say each thing once, and dates as dates."""
    root = paper.trees.get(CORE)
    children = list(root.iterchildren(etree.Element)) if root is not None else []
    yield from (f"{CORE}: {etree.QName(tag).localname} stands twice" for tag in repeated(str(c.tag) for c in children))
    for item in children:
        if str(item.tag).startswith(DCTERMS) and not is_date(item.text or ""):
            yield f"{CORE}: {item.text!r} is no date"


def is_date(text: str) -> bool:
    """Whether a text is a date, or a date and time, as the properties write it."""
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def xml_text(paper: Paper) -> Iterable[str]:
    """Text that begins or ends with a space says that the space counts."""
    for name, root in paper.stories.items():
        for item in root.iter(w("t")):
            text = item.text or ""
            if text != text.strip(" ") and item.get("{http://www.w3.org/XML/1998/namespace}space") != "preserve":
                yield f"{name}: a space at the edge of {text!r} would be lost"


RULES = (
    ranges,
    bookmark_names,
    links,
    drawings,
    controls,
    notes,
    comment_threads,
    numbering,
    styles,
    paragraph_ids,
    core_properties,
    xml_text,
)
