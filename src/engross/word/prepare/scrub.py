"""A template's package → one without anything of the people and the machine that edited it, and what is left of that.

Everything here is done once for a template, so that every document made of it is clean and rendering costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from engross.problems import FilePlace, Problem, Severity
from engross.word.model.formatting.toggles import Toggles
from engross.word.model.styles import StyleSheet
from engross.word.opc.content_types import without_content_types
from engross.word.opc.package import CONTENT_TYPES, Package, part_key, serialise
from engross.word.opc.relationships import (
    Relationship,
    document_part,
    main_part,
    relationships,
    relationships_part,
    without_relationships,
)
from engross.word.opc.stories import may_hold, word_parts
from engross.word.opc.xml_names import Element, P, R, T, drop, name, names
from engross.word.prepare.hidden_rows import without_hidden_rows
from engross.word.prepare.tracked_changes import tracked_changes
from engross.word.prepare.validate import tracked

_TAG = re.compile(r"\{[{%#].*?[}%#]\}", re.DOTALL)
_DESCRIPTIVE = {"title", "subject", "language", "contentStatus", "keywords", "category"}
"""The core properties that say what a document is; the others say who made it, when and how often."""
_SETTINGS = names("w:rsids", "w:docVars", "w:mailMerge", "w:saveThroughXslt", "w:proofState", "w14:docId", "w15:docId")
_FIELDS = names("w:fldChar", "w:instrText", "w:fldSimple", "w:footnoteReference", "w:endnoteReference")


def cleaned(package: Package) -> Package:
    """The package without editing identifiers, hidden text, authors, counts, and the properties that editors leave.

    Where something holds a tag it is meant, and stays: a hidden text with a tag in it too, which `leftovers` reports.
    """
    changes: dict[str, bytes | None] = {}
    hiding, settings = _hiding(package), document_part(package, "settings")
    for part in word_parts(package):
        if hiding.may_hide(part) or part == settings or may_hold(package.read(part), b"rsid"):
            root = package.xml(part)
            if sum((_unmarked(root), _settled(root), _shown(root, hiding))):
                changes[part] = serialise(root)
    changes |= _properties(package)
    package = package.replace(changes) if changes else package
    return _without_parts(package)


def leftovers(package: Package) -> Iterator[Problem]:
    """What of hidden text and of authors a Word file still holds: each a warning, and no document is issued with it."""
    hiding, place = _hiding(package), FilePlace(package.file)
    parts = filter(hiding.may_hide, word_parts(package))
    texts = [text for part in parts for text in _hidden_texts(package.look(part), hiding)]
    if texts:
        yield Problem("hidden-text", place, f"it has hidden text: {texts[0].strip()[:60]}",
                      "select all, and clear Hidden (Home, Font)", Severity.WARNING)  # fmt: skip
    if any(b" w:rsid" in package.read(part) for part in word_parts(package)):
        yield Problem("editing-marks", place, "it has the marks of editing sessions (rsid)",
                      "make it again from its template", Severity.WARNING)  # fmt: skip
    yield from _tracked_beside(package)
    for local, text in _told(package):
        yield Problem("author", place, f"its properties name {text} ({local})",
                      "remove it (File, Info, Inspect Document)", Severity.WARNING)  # fmt: skip


def unissuable(package: Package) -> Iterator[Problem]:
    """All that no issued document may hold, in any Word file: comments and tracked changes, and the leftovers."""
    main = main_part(package)
    if any(line.kind == "comments" and not line.external for line in relationships(package, main)):
        yield Problem("comments", FilePlace(package.file), "it has comments",
                      "delete them (Review, Delete, Delete All Comments in Document)", Severity.WARNING)  # fmt: skip
    yield from tracked(package.look(main), package, main)
    yield from leftovers(package)


def _tracked_beside(package: Package) -> Iterator[Problem]:
    parts = [part for part in word_parts(package) if part != main_part(package)]
    if any(tracked_changes(package.look(part), package.read(part)) for part in parts):
        message = "tracked changes in its headers, footers or notes are neither accepted nor rejected"
        yield Problem("tracked-changes", FilePlace(package.file), message,
                      "accept or reject all changes (Review, Accept All Changes)", Severity.WARNING)  # fmt: skip


def _unmarked(root: Element) -> int:
    """Take the identifiers of editing sessions away; how many there were."""
    count = 0
    for element in root.iter(etree.Element):
        for key in [key for key in element.attrib if str(key).startswith(name("w:rsid"))]:
            del element.attrib[key]
            count += 1
    for element in list(root.iter(name("w:rsid"))):
        drop(element)
        count += 1
    return count


def _settled(root: Element) -> int:
    personal = [node for node in root if node.tag in _SETTINGS] if root.tag == name("w:settings") else []
    for element in personal:
        drop(element)
    return len(personal)


@dataclass(frozen=True, slots=True)
class _Hiding:
    """What of a package may be hidden: anything if a style hides text, else what says so itself."""

    package: Package
    toggles: Toggles
    by_style: bool

    def may_hide(self, part: str) -> bool:
        """Whether a part may hold hidden text."""
        return self.by_style or may_hold(self.package.read(part), b"vanish")


def _hiding(package: Package) -> _Hiding:
    part = document_part(package, "styles")
    by_style = part is not None and may_hold(package.read(part), b"vanish")
    return _Hiding(package, Toggles(StyleSheet.of(package)), by_style)


def _shown(root: Element, hiding: _Hiding) -> int:
    """Take the hidden runs without a tag away; how many there were."""
    count = 0
    for paragraph in root.iter(P):
        for run in _hidden_runs(paragraph, hiding):
            if not _is_tagged(paragraph, run):
                drop(run)
                count += 1
    return count + without_hidden_rows(root, hiding.toggles)


def _hidden_texts(root: Element, hiding: _Hiding) -> Iterator[str]:
    for paragraph in root.iter(P):
        for run in _hidden_runs(paragraph, hiding):
            yield _text(run)


def _hidden_runs(paragraph: Element, hiding: _Hiding) -> list[Element]:
    """The runs with hidden text; what Word itself hides within a field is none."""
    runs = [run for run in paragraph.iter(R) if _text(run) and not any(child.tag in _FIELDS for child in run)]
    return [run for run in runs if hiding.toggles.is_hidden(run, paragraph)]


def _is_tagged(paragraph: Element, run: Element) -> bool:
    """Whether any of the run's text is of a tag, which may go over several runs."""
    runs = list(paragraph.iter(R))
    texts = [_text(other) for other in runs]
    start = sum(map(len, texts[: runs.index(run)]))
    end = start + len(_text(run))
    return any(tag.start() < end and tag.end() > start for tag in _TAG.finditer("".join(texts)))


def _text(run: Element) -> str:
    return "".join(node.text or "" for node in run.iter(T))


def _has_tag(element: Element) -> bool:
    return bool(_TAG.search("".join(map(str, element.itertext()))))


def _told(package: Package) -> Iterator[tuple[str, str]]:
    """The properties that tell of people and of their work: their names and texts."""
    for relationship in relationships(package, ""):
        kept = _KEPT.get(relationship.kind)
        if kept is not None and relationship.target in package:
            for element in package.look(relationship.target):
                local = _local(element)
                text = " ".join("".join(map(str, element.itertext())).split())
                if local not in kept and text and not _TAG.search(text):
                    yield element.get("name") or local, text


def _local(element: Element) -> str:
    return str(etree.QName(element).localname)


_KEPT = {"core-properties": _DESCRIPTIVE, "extended-properties": {"Application", "AppVersion"}}


def _properties(package: Package) -> dict[str, bytes | None]:
    """The parts of properties without what tells of people: custom ones too, but those that a field shows."""
    changes: dict[str, bytes | None] = {}
    for relationship in relationships(package, ""):
        if relationship.kind not in {*_KEPT, "custom-properties"} or relationship.target not in package:
            continue
        root = package.xml(relationship.target)
        kept = _KEPT.get(relationship.kind, set())
        personal = [node for node in root if not (_local(node) in kept or _has_tag(node) or _is_shown(node, package))]
        for element in personal:
            drop(element)
        if personal:
            changes[relationship.target] = serialise(root)
    return changes


def _is_shown(element: Element, package: Package) -> bool:
    """Whether a field in the document prints this custom property."""
    called = element.get("name", "").encode()
    return bool(called) and any(
        b"DOCPROPERTY" in package.read(part) and called in package.read(part) for part in word_parts(package)
    )


def _without_parts(package: Package) -> Package:
    """Without the picture of the first page, and the data that other systems keep in a file, unless it is shown."""
    is_bound = any(may_hold(package.read(part), b"w:dataBinding") for part in word_parts(package))
    gone: set[str] = set()
    changes: dict[str, bytes | None] = {}
    for owner in ("", main_part(package)):
        lines = [line for line in relationships(package, owner) if _is_beside(line, is_bound=is_bound)]
        if lines:
            changes[relationships_part(owner)] = without_relationships(package, owner, {line.id for line in lines})
            gone |= {line.target for line in lines}
    gone |= {part for part in package.names if part_key(part).startswith("customxml/") and not is_bound}
    changes |= dict.fromkeys(gone)
    if gone:
        changes[CONTENT_TYPES] = without_content_types(package.read(CONTENT_TYPES), package.file, gone)
    return package.replace(changes) if changes else package


def _is_beside(line: Relationship, *, is_bound: bool) -> bool:
    return not line.external and (line.kind == "thumbnail" or (line.kind == "customXml" and not is_bound))
