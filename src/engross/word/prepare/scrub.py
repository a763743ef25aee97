"""A template's package → one without anything of the people and the machine that edited it, and what is left of that.

Everything here is done once for a template, so that every document made of it is clean and rendering costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from engross.problems import FilePlace, Problem, Severity
from engross.word.opc.package import Package, serialise
from engross.word.opc.stories import main_part, relationships, relationships_part
from engross.word.opc.xml_names import NAMESPACES, RPR, VAL, Element, P, R, T, drop, name, names
from engross.word.prepare.validate import TRACKED, tracked, untyped, without_relationships

_TAG = re.compile(r"\{[{%#].*?[}%#]\}", re.DOTALL)
_DESCRIPTIVE = {"title", "subject", "language", "contentStatus", "keywords", "category"}
"""The core properties that say what a document is; the others say who made it, when and how often."""
_SETTINGS = names("w:rsids", "w:docVars", "w:mailMerge", "w:saveThroughXslt", "w:proofState", "w14:docId", "w15:docId")
_MAY_BE_TRACKED = re.compile(rf"[<:](?:{'|'.join(TRACKED)})[\s/>]".encode())
_OFF = {"0", "false", "off"}
_FIELDS = names("w:fldChar", "w:instrText", "w:fldSimple", "w:footnoteReference", "w:endnoteReference")
_TYPES = "[Content_Types].xml"


def cleaned(package: Package) -> Package:
    """The package without editing identifiers, hidden text, authors, counts, and the properties that editors leave.

    Where something holds a tag it is meant, and stays: a hidden text with a tag in it too, which `leftovers` reports.
    """
    hidden = _hidden_styles(package)
    changes: dict[str, bytes | None] = {}
    for part in package.names:
        if part.startswith("word/") and part.endswith(".xml"):
            data = package.read(part)
            if b"rsid" in data or b"vanish" in data or part.endswith("settings.xml") or hidden:
                root = package.xml(part)
                if sum((_unmarked(root), _settled(root), _shown(root, hidden))):
                    changes[part] = serialise(root)
    changes |= _properties(package)
    package = package.replace(changes) if changes else package
    return _without_parts(package)


def leftovers(package: Package) -> Iterator[Problem]:
    """What of hidden text and of authors a Word file still holds: each a warning, and no document is issued with it."""
    hidden = _hidden_styles(package)
    place = FilePlace(package.file)
    texts = [
        text
        for part in package.names
        if part.startswith("word/") and part.endswith(".xml") and (hidden or b"vanish" in package.read(part))
        for text in _hidden_texts(package.look(part), hidden)
    ]
    if texts:
        yield Problem("hidden-text", place, f"it has hidden text: {texts[0].strip()[:60]}",
                      "select all, and clear Hidden (Home, Font)", Severity.WARNING)  # fmt: skip
    if any(b" w:rsid" in package.read(part) for part in package.names if part.endswith(".xml")):
        yield Problem("editing-marks", place, "it has the marks of editing sessions (rsid)",
                      "make it again from its template", Severity.WARNING)  # fmt: skip
    yield from _tracked_beside(package)
    for local, text in _told(package):
        yield Problem("author", place, f"its properties name {text} ({local})",
                      "remove it (File, Info, Inspect Document)", Severity.WARNING)  # fmt: skip


def unissuable(package: Package) -> Iterator[Problem]:
    """All that no issued document may hold, in any Word file: comments and tracked changes, and the leftovers."""
    main = main_part(package)
    if any(it.kind == "comments" and not it.external for it in relationships(package, main)):
        yield Problem("comments", FilePlace(package.file), "it has comments",
                      "delete them (Review, Delete, Delete All Comments in Document)", Severity.WARNING)  # fmt: skip
    yield from tracked(package.look(main), package, main)
    yield from leftovers(package)


def _tracked_beside(package: Package) -> Iterator[Problem]:
    main = main_part(package)
    changes = [name(f"w:{local}") for local in TRACKED]
    parts = [it for it in package.names if it.startswith("word/") and it.endswith(".xml") and it != main]
    parts = [it for it in parts if _MAY_BE_TRACKED.search(package.read(it))]
    if any(next(package.look(part).iter(*changes), None) is not None for part in parts):
        message = "tracked changes in its headers, footers or notes are neither accepted nor rejected"
        yield Problem("tracked-changes", FilePlace(package.file), message,
                      "accept or reject all changes (Review, Accept All Changes)", Severity.WARNING)  # fmt: skip


def _unmarked(root: Element) -> int:
    """Take the identifiers of editing sessions away; how many there were."""
    count = 0
    for element in root.iter(etree.Element):
        for key in [it for it in element.attrib if str(it).startswith(name("w:rsid"))]:
            del element.attrib[key]
            count += 1
    for element in list(root.iter(name("w:rsid"))):
        drop(element)
        count += 1
    return count


def _settled(root: Element) -> int:
    found = [it for it in root if it.tag in _SETTINGS] if root.tag == name("w:settings") else []
    for element in found:
        drop(element)
    return len(found)


def _shown(root: Element, hidden: set[str]) -> int:
    """Take the hidden runs without a tag away; how many there were."""
    count = 0
    for paragraph in root.iter(P):
        for run in _hidden_runs(paragraph, hidden):
            if not _is_tagged(paragraph, run):
                drop(run)
                count += 1
    return count


def _hidden_texts(root: Element, hidden: set[str]) -> Iterator[str]:
    for paragraph in root.iter(P):
        for run in _hidden_runs(paragraph, hidden):
            yield _text(run)


def _hidden_runs(paragraph: Element, hidden: set[str]) -> list[Element]:
    """The runs with hidden text; what Word itself hides within a field is none."""
    runs = [run for run in paragraph.iter(R) if _text(run) and not any(it.tag in _FIELDS for it in run)]
    return [run for run in runs if _is_hidden(run, hidden)]


def _is_hidden(run: Element, hidden: set[str]) -> bool:
    properties = run.find(RPR)
    if properties is None:
        return False
    vanish = properties.find("w:vanish", NAMESPACES)
    if vanish is not None:
        return vanish.get(VAL, "1") not in _OFF
    style = properties.find("w:rStyle", NAMESPACES)
    return style is not None and style.get(VAL) in hidden


def _hidden_styles(package: Package) -> set[str]:
    part = next((it for it in package.names if it.endswith("styles.xml") and b"w:vanish" in package.read(it)), None)
    found = package.look(part).findall("w:style[w:rPr]", NAMESPACES) if part else []
    marked = [(it, it.find("w:rPr/w:vanish", NAMESPACES)) for it in found]
    return {it.get(name("w:styleId"), "") for it, mark in marked if mark is not None and mark.get(VAL, "1") not in _OFF}


def _is_tagged(paragraph: Element, run: Element) -> bool:
    """Whether any of the run's text is of a tag, which may go over several runs."""
    texts = [(it, _text(it)) for it in paragraph.iter(R)]
    start = sum(len(text) for it, text in texts[: [it for it, _ in texts].index(run)])
    end = start + len(_text(run))
    return any(it.start() < end and it.end() > start for it in _TAG.finditer("".join(text for _, text in texts)))


def _text(run: Element) -> str:
    return "".join(it.text or "" for it in run.iter(T))


def _has_tag(element: Element) -> bool:
    return bool(_TAG.search("".join(map(str, element.itertext()))))


def _told(package: Package) -> Iterator[tuple[str, str]]:
    """The properties that tell of people and of their work: their names and texts."""
    for relationship in relationships(package, ""):
        kept = _KEPT.get(relationship.kind)
        if kept is not None and relationship.target in package:
            for element in package.look(relationship.target):
                local = etree.QName(element).localname
                text = " ".join("".join(map(str, element.itertext())).split())
                if local not in kept and text and not _TAG.search(text):
                    yield element.get("name") or local, text


_KEPT = {"core-properties": _DESCRIPTIVE, "extended-properties": {"Application", "AppVersion"}}


def _properties(package: Package) -> dict[str, bytes | None]:
    """The parts of properties without what tells of people: custom ones too, but those that a field shows."""
    changes: dict[str, bytes | None] = {}
    for relationship in relationships(package, ""):
        if relationship.kind not in {*_KEPT, "custom-properties"} or relationship.target not in package:
            continue
        root = package.xml(relationship.target)
        kept = _KEPT.get(relationship.kind, set())
        told = [it for it in root if not (etree.QName(it).localname in kept or _has_tag(it) or _is_shown(it, package))]
        for element in told:
            drop(element)
        if told:
            changes[relationship.target] = serialise(root)
    return changes


def _is_shown(element: Element, package: Package) -> bool:
    """Whether a field in the document prints this custom property."""
    called = element.get("name", "").encode()
    return bool(called) and any(
        b"DOCPROPERTY" in package.read(part) and called in package.read(part)
        for part in package.names
        if part.startswith("word/") and part.endswith(".xml")
    )


def _without_parts(package: Package) -> Package:
    """Without the picture of the first page, and the data that other systems keep in a file, unless it is shown."""
    main = main_part(package)
    bound = any(b"w:dataBinding" in package.read(it) for it in package.names if it.startswith("word/"))
    gone: set[str] = set()
    changes: dict[str, bytes | None] = {}
    for owner in ("", main):
        found = [
            it
            for it in relationships(package, owner)
            if not it.external and (it.kind == "thumbnail" or (it.kind == "customXml" and not bound))
        ]
        if found:
            changes[relationships_part(owner)] = without_relationships(package, owner, {it.id for it in found})
            gone |= {it.target for it in found}
    gone |= {it for it in package.names if it.startswith("customXml/") and not bound}
    changes |= dict.fromkeys(gone)
    if gone:
        changes[_TYPES] = untyped(package.read(_TYPES), package.file, gone)
    return package.replace(changes) if changes else package
