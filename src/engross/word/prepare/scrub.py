"""A template's package → one without anything of the people and the machine that edited it, and what is left of that.

Everything here is done once for a template, so that every document made of it is clean and rendering costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from engross.problems import FilePlace, Problem, Severity
from engross.word.opc.archive import part_key
from engross.word.opc.content_types import is_xml, without_content_types
from engross.word.opc.package import CONTENT_TYPES, Package, serialise
from engross.word.opc.relationships import (
    Relationship,
    document_part,
    main_part,
    relationships,
    relationships_part,
    without_relationships,
)
from engross.word.opc.stories import may_hold, word_parts
from engross.word.opc.xml_names import Element, drop, name, names
from engross.word.prepare.hidden_text import TAG, Hiding, hidden_texts, without_hidden
from engross.word.prepare.shown_properties import personal_bindings, shown_in
from engross.word.prepare.tracked_changes import tracked_changes
from engross.word.prepare.validate import MERGE_SOURCES

_DESCRIPTIVE = {"title", "subject", "language", "contentStatus", "keywords", "category"}
"""The core properties that say what a document is; the others say who made it, when and how often."""
_SETTINGS = names(
    "w:rsids", "w:mailMerge", "w:saveThroughXslt", "w:proofState", "w:updateFields", "w14:docId", "w15:docId"
)
"""The settings that tell of editing, and the one for which Word asks each reader whether fields may be updated."""
_DIRTY = name("w:dirty")
"""The mark of a field that Word is to update when the document is opened, which it asks its reader about."""
_VARIABLE = name("w:docVar")
_SOURCES = b"officeDocument/2006/bibliography"


def cleaned(package: Package) -> Package:
    """The package without editing identifiers, hidden text, authors, counts, and the properties that editors leave.

    Where something holds a tag it is meant, and stays: a hidden text with a tag in it too, which `leftovers` reports.
    What of hidden text goes, `hidden_left_out` tells.
    """
    changes: dict[str, bytes | None] = {}
    hiding, settings = Hiding.of(package), document_part(package, "settings")
    for part in word_parts(package):
        if hiding.may_hide(part) or part == settings or may_hold(package.read(part), b"rsid", b"dataBinding", b"dirty"):
            root = package.xml(part)
            variables = shown_in(package).variables
            if sum((_unmarked(root), _settled(root, variables), _unbound(root), without_hidden(root, hiding))):
                changes[part] = serialise(root)
    changes |= _properties(package)
    changes |= _without_merge(package)
    package = package.replace(changes) if changes else package
    return _without_parts(package)


def leftovers(package: Package) -> Iterator[Problem]:
    """What of hidden text and of authors a Word file still holds: each a warning, and no document is issued with it."""
    hiding, place = Hiding.of(package), FilePlace(package.file)
    parts = filter(hiding.may_hide, word_parts(package))
    texts = [text for part in parts for text in hidden_texts(package.look(part), hiding)]
    if texts:
        yield Problem("hidden-text", place, f"it has hidden text: {texts[0].strip()[:60]}",
                      "select all, and clear Hidden (Home, Font)", Severity.WARNING)  # fmt: skip
    if any(_has_marks(package, part) for part in word_parts(package)):
        yield Problem("editing-marks", place, "it has the marks of editing sessions (rsid)",
                      "make it again from its template", Severity.WARNING)  # fmt: skip
    yield from _tracked_beside(package)
    for local, text in _told(package):
        if _NAMES_NOBODY.fullmatch(text) or local in _OF_THE_DOCUMENT:
            yield Problem("editing-numbers", place, f"its properties tell {local}: {text}",
                          "nothing, if that may be known", Severity.INFORMATION)  # fmt: skip
        else:
            yield Problem("author", place, f"its properties name {text} ({local})",
                          "remove it (File, Info, Inspect Document)", Severity.WARNING)  # fmt: skip


def _tracked_beside(package: Package) -> Iterator[Problem]:
    parts = [part for part in word_parts(package) if part != main_part(package)]
    if any(tracked_changes(package.look(part)) for part in parts):
        message = "tracked changes in its headers, footers or notes are neither accepted nor rejected"
        yield Problem("tracked-changes", FilePlace(package.file), message,
                      "accept or reject all changes (Review, Accept All Changes)", Severity.WARNING)  # fmt: skip


def _unmarked(root: Element) -> int:
    """Take the identifiers of editing sessions and the marks of fields to update away; how many there were."""
    count = 0
    for element in root.iter(etree.Element):
        for key in [key for key in element.attrib if key == _DIRTY or str(key).startswith(name("w:rsid"))]:
            del element.attrib[key]
            count += 1
    for element in list(root.iter(name("w:rsid"))):
        drop(element)
        count += 1
    return count


def _has_marks(package: Package, part: str) -> bool:
    """Return whether a part holds the marks of editing sessions; the same letters in its words are none."""
    if b" w:rsid" not in package.read(part):
        return False
    return any(
        str(key).startswith(name("w:rsid")) for node in package.look(part).iter(etree.Element) for key in node.attrib
    )


def _settled(root: Element, variables: frozenset[str]) -> int:
    """Take away the settings for editors, and the document variables that no field shows; how many."""
    if root.tag != name("w:settings"):
        return 0
    personal = [node for node in root if node.tag in _SETTINGS]
    unseen = [node for node in root.iter(_VARIABLE) if node.get(name("w:name"), "").casefold() not in variables]
    for element in (*personal, *unseen):
        drop(element)
    empty = [node for node in root.iter(name("w:docVars")) if not len(node)]
    for element in empty:
        drop(element)
    return len(personal) + len(unseen) + len(empty)


def _unbound(root: Element) -> int:
    """Let controls stand for themselves that are bound to properties of people, which go; how many there were."""
    bindings = personal_bindings(root)
    for binding in bindings:
        drop(binding)
    return len(bindings)


def _without_merge(package: Package) -> dict[str, bytes | None]:
    """The relationships of the settings without the sources of a mail merge, which goes with the settings."""
    part = document_part(package, "settings")
    lines = [line.id for line in relationships(package, part) if line.kind in MERGE_SOURCES] if part else []
    return {relationships_part(part): without_relationships(package, part, lines)} if part and lines else {}


def _has_tag(element: Element) -> bool:
    return bool(TAG.search("".join(map(str, element.itertext()))))


def _told(package: Package) -> Iterator[tuple[str, str]]:
    """The properties that tell of people and of their work: their names and texts."""
    for relationship in relationships(package, ""):
        kept = _KEPT.get(relationship.kind)
        if kept is not None and relationship.target in package:
            for element in package.look(relationship.target):
                local = _local(element)
                text = " ".join("".join(map(str, element.itertext())).split())
                is_meant = local in kept or TAG.search(text) or shown_in(package).shows(relationship.kind, element)
                if text and not is_meant:
                    yield element.get("name") or local, text


def _local(element: Element) -> str:
    return str(etree.QName(element).localname)


_NAMES_NOBODY = re.compile(r"[\d.,:TZ+ -]+|true|false|Normal(\.dot[xm])?", re.IGNORECASE)
"""Numbers, dates, a yes or a no, and the template that every document of Word has."""
_OF_THE_DOCUMENT = frozenset({"HeadingPairs", "TitlesOfParts"})
_KEPT = {"core-properties": _DESCRIPTIVE, "extended-properties": {"Application", "AppVersion"}}


def _properties(package: Package) -> dict[str, bytes | None]:
    """The parts of properties without what tells of people: custom ones too, but those that a field shows."""
    changes: dict[str, bytes | None] = {}
    for relationship in relationships(package, ""):
        if relationship.kind not in {*_KEPT, "custom-properties"} or relationship.target not in package:
            continue
        root = package.xml(relationship.target)
        kept = _KEPT.get(relationship.kind, set())
        shown = shown_in(package)
        personal = [
            node
            for node in root
            if not (_local(node) in kept or _has_tag(node) or shown.shows(relationship.kind, node))
        ]
        for element in personal:
            drop(element)
        if personal:
            changes[relationship.target] = serialise(root)
    return changes


def _without_parts(package: Package) -> Package:
    """Without the picture of the first page, and the data that other systems keep in a file, unless it is shown."""
    kept = _kept_data(package)
    gone: set[str] = set()
    changes: dict[str, bytes | None] = {}
    for owner in ("", main_part(package)):
        lines = [line for line in relationships(package, owner) if _is_beside(line, kept)]
        if lines:
            changes[relationships_part(owner)] = without_relationships(package, owner, {line.id for line in lines})
            gone |= {line.target for line in lines}
    gone |= {part for part in package.names if part_key(part).startswith("customxml/") and part_key(part) not in kept}
    changes |= dict.fromkeys(gone)
    if gone:
        changes[CONTENT_TYPES] = without_content_types(package.read(CONTENT_TYPES), package.file, gone)
    return package.replace(changes) if changes else package


def _kept_data(package: Package) -> frozenset[str]:
    """The keys of the parts of custom XML that something shows: all under bound controls, sources under citations."""
    data = [part for part in package.names if part_key(part).startswith("customxml/")]
    if any(may_hold(package.read(part), b"w:dataBinding") for part in word_parts(package)):
        return frozenset(map(part_key, data))
    if not shown_in(package).has_sources:
        return frozenset()
    sources = [part for part in data if is_xml(package, part) and may_hold(package.read(part), _SOURCES)]
    beside = [line.target for part in sources for line in relationships(package, part) if not line.external]
    return frozenset(map(part_key, (*sources, *map(relationships_part, sources), *beside)))


def _is_beside(line: Relationship, kept: frozenset[str]) -> bool:
    is_data = line.kind == "customXml" and part_key(line.target) not in kept
    return not line.external and (line.kind == "thumbnail" or is_data)
