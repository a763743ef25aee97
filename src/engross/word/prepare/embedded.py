"""The files within a Word file (a chart's workbook, say) → the same without the names and folders of their editors."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from engross.problems import FilePlace, Problem, Refused, Severity
from engross.word.opc.content_types import is_xml
from engross.word.opc.package import Package, serialise
from engross.word.opc.xml_names import Element, drop

_KINDS = (".xlsx", ".xlsm", ".docx", ".docm", ".pptx", ".pptm")
_PERSONAL = frozenset({"creator", "lastModifiedBy", "Company", "Manager", "HyperlinkBase", "absPath"})
"""Who made and saved a file, for whom, and in which folder: the properties of Office, and what Excel notes itself."""
_PARTS = ("docProps/core.xml", "docProps/app.xml", "xl/workbook.xml")


def without_editors(package: Package) -> Package:
    """Return a package whose embedded files name nobody who edited them; what they hold stays."""
    changes: dict[str, bytes | None] = {}
    for part, inner in _embedded(package):
        inside: dict[str, bytes | None] = {}
        for name in {name for name, _ in _personal(inner)}:
            root = inner.xml(name)
            for node in _naming(root):
                drop(node)
            inside[name] = serialise(root)
        if inside:
            changes[part] = bytes(inner.replace(dict(sorted(inside.items()))))
    return package.replace(changes) if changes else package


def editors_within(package: Package) -> Iterator[Problem]:
    """Tell each embedded file that names who edited it, or where: each a warning."""
    for part, inner in _embedded(package):
        for _, node in list(_personal(inner))[:1]:
            text = node.get("url") or "".join(map(str, node.itertext()))
            yield Problem("author", FilePlace(package.file),
                          f"the file {part} within it names {text.strip()[:60]} ({etree.QName(node).localname})",
                          "make it again from its template, or paste a picture of the chart in its place",
                          Severity.WARNING)  # fmt: skip


def _embedded(package: Package) -> Iterator[tuple[str, Package]]:
    for part in package.names:
        if part.lower().endswith(_KINDS):
            try:
                yield part, Package.open(package.read(part), part)
            except Refused:  # it is kept as it is: nothing here can read it
                continue


def _personal(inner: Package) -> Iterator[tuple[str, Element]]:
    for name in _PARTS:
        if name in inner and is_xml(inner, name):
            try:
                yield from ((inner.spelling(name), node) for node in _naming(inner.look(name)))
            except Refused:
                continue


def _naming(root: Element) -> list[Element]:
    return [
        node
        for node in root.iter(etree.Element)
        if etree.QName(node).localname in _PERSONAL and (node.get("url") or "".join(map(str, node.itertext())).strip())
    ]
