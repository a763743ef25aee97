"""A Word file → the places on one machine, on a drive or in somebody's folder that it names; some of them cleaned away.

Links, the sources of linked pictures and names that Word gives by itself tell where somebody keeps files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from lxml import etree

from engross.problems import FilePlace, Place, Problem, Severity
from engross.word.model.fields import fields_in, may_hold_fields
from engross.word.opc.content_types import is_xml
from engross.word.opc.package import Package, serialise
from engross.word.opc.relationships import relationships
from engross.word.opc.stories import may_hold, word_parts
from engross.word.opc.xml_names import OFFICE, Element, drop, name, names
from engross.word.prepare.unfinished import place_in, read_stories

_PATH = re.compile(
    r"\bfile:/|(?<![A-Za-z])[A-Za-z]:[\\/](?![\\/])[^\\/:*?\"<>|]+[\\/.]|(?<![\\\w])\\\\[\w.$-]+\\\w|^/(?:Users|home)/"
    r"|-my\.sharepoint\.com/|://d\.docs\.live\.net/",
    re.IGNORECASE,
)
"""A drive, a server's folder, somebody's own folder: as paths, and as addresses."""
_SIGNS = (b"file:", b":\\", b":/", b"%5C", b"\\\\", b"/Users/", b"/home/", b"sharepoint", b"live.net")
_SHOWN = names("w:t", "w:delText", "a:t", "m:t", "c:v")
"""The elements whose text a page shows."""
_NAMED = names("wp:docPr", "pic:cNvPr")
_FIELD_CODES = names("w:instrText", "w:fldSimple")
_TITLE, _SOURCE, _PRINTER = name("o:title"), name("o:href"), name("w:printerSettings")
_REMOVE = "take the link away (right-click, Remove Hyperlink), or let it lead to a page that others can open"
_ALTERNATIVE = ("the alternative text of a picture",
                "right-click it, choose View Alt Text, and say in a sentence what it shows")  # fmt: skip
_UNSEEN = "take it out, or make what holds it anew"


def is_local(address: str) -> bool:
    """Return whether a link leads to a machine, a drive, somebody's own folder, or a file beside the document."""
    text = unquote(address).strip()
    if not text or text.startswith(("#", "www.")) or "{{" in text or "{%" in text:
        return False
    try:
        parts = urlsplit(text)
    except ValueError:
        return bool(_PATH.search(text))
    is_near = not parts.scheme or (parts.scheme in {"http", "https"} and "." not in (parts.hostname or "."))
    return is_near or bool(_PATH.search(text))


def _names_machine(text: str) -> bool:
    return "{{" not in text and bool(_PATH.search(unquote(text)))


def local_addresses(package: Package) -> Iterator[Problem]:
    """Tell each place of one machine or person that a Word file names where no page shows it: each a warning."""
    read = {story.part: (root, places) for story, root, places in read_stories(package)}
    for part in ("", *package.names):
        for element, text, what, advice in _named_in(package, part):
            root, places = read.get(part, (None, None))
            place: Place = FilePlace(package.file)
            if places is not None and element is not None and root is not None:
                place = place_in(element, places, package)
            message = f"{what} names a place that others do not have: {unquote(text).strip()[:120]}"
            yield Problem("local-address", place, message, advice, Severity.WARNING)


def _named_in(package: Package, part: str) -> Iterator[tuple[Element | None, str, str, str]]:
    """What of a part names a place: the element, the place, what holds it, and what to do."""
    links = {line.id: line for line in relationships(package, part) if line.external}
    for line in links.values():
        if is_local(line.target) if line.kind == "hyperlink" else _names_machine(line.target):
            what = "a link" if line.kind == "hyperlink" else f"what lies outside of the file ({line.kind})"
            yield _naming(package, part, line.id), line.target, what, _REMOVE if what == "a link" else _UNSEEN
    if part not in package or not is_xml(package, part):
        return
    data = package.read(part)
    if part in word_parts(package) and may_hold_fields(data):
        for field in fields_in(package.look(part)):
            address = "".join(field.arguments[:1]).replace("\\\\", "\\")
            if is_local(address) if field.word == "HYPERLINK" else _in_code(field.word, field.instruction):
                yield field.element, address or field.instruction, f"the field {field.word}", _REMOVE
    if may_hold(data, *_SIGNS):
        yield from _unseen(package.look(part))


def _in_code(word: str, instruction: str) -> bool:
    return word != "EQ" and _names_machine(instruction.replace("\\\\", "\\"))


def _naming(package: Package, part: str, id: str) -> Element | None:
    """The element that names a relationship by its id."""
    if part not in package or not is_xml(package, part):
        return None
    own = f"{{{OFFICE}}}"
    named = (node for node in package.look(part).iter(etree.Element) for key, text in node.items()
             if text == id and str(key).startswith(own))  # fmt: skip
    return next(named, None)


def _unseen(root: Element) -> Iterator[tuple[Element, str, str, str]]:
    """The attributes and texts that no page shows and that name a machine; codes of fields are read by themselves."""
    for node in root.iter(etree.Element):
        if node.tag in _FIELD_CODES:
            continue
        texts = (*node.items(), ("", "" if node.tag in _SHOWN else node.text or ""))
        for key, text in texts:
            if _names_machine(str(text)):
                is_said = node.tag in _NAMED and key == "descr"
                yield node, str(text), *(_ALTERNATIVE if is_said else ("what Word keeps unseen", _UNSEEN))


def without_machines(package: Package) -> Package:
    """Return a package without the settings of printers, and with pictures called as their files, without folders."""
    changes: dict[str, bytes | None] = {}
    for part in word_parts(package):
        if may_hold(package.read(part), b"printerSettings", *_SIGNS):
            root = package.xml(part)
            if _clean(root):
                changes[part] = serialise(root)
    return package.replace(changes) if changes else package


def _clean(root: Element) -> bool:
    """Take out the settings of printers, and the folders of pictures; return whether there was anything to take out."""
    printers = list(root.iter(_PRINTER))
    for node in printers:
        drop(node)
    has_changed = bool(printers)
    for node in root.iter(etree.Element):
        for key in (_TITLE, _SOURCE, *(["name"] if node.tag in _NAMED else [])):
            path = node.get(key, "")
            if path and _names_machine(path):
                has_changed = True
                if key == _SOURCE:
                    del node.attrib[key]
                else:
                    node.set(key, re.split(r"[\\/]", unquote(path))[-1])
    return has_changed
