"""A .docx file's bytes → its parts, read once for all rules of structure."""

from __future__ import annotations

import posixpath
import zipfile
from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from io import BytesIO
from urllib.parse import unquote

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
NS = {"w": W, "w14": W14, "w15": W15, "wp": WP, "r": R}
STORY_KINDS = ("header", "footer", "footnotes", "endnotes", "comments")
Element = etree._Element  # noqa: SLF001 - lxml gives its elements no public name


def w(name: str) -> str:
    """A name in Word's main namespace, as lxml writes it."""
    return f"{{{W}}}{name}"


class Paper:
    """A Word file's parts, read once for all rules."""

    def __init__(self, package: bytes) -> None:
        with zipfile.ZipFile(BytesIO(package)) as archive:
            self.entries = archive.namelist()
            self.parts = {name: archive.read(name) for name in self.entries if not name.endswith("/")}
        self.trees = {
            name: etree.fromstring(data) for name, data in self.parts.items() if name.endswith((".xml", ".rels"))
        }
        self.main = next(target for _, kind, target in self.relationships("") if kind == "officeDocument")
        self.document = self.trees[self.main]

    def relationships(self, source: str) -> list[tuple[str, str, str]]:
        """(id, last word of the type, target part or address) of a part's relationships; "" is the package."""
        folder, name = posixpath.split(source)
        root = self.trees.get(posixpath.join(folder, "_rels", f"{name}.rels"))
        if root is None:
            return []
        return [
            (
                rel.get("Id", ""),
                rel.get("Type", "").rsplit("/", 1)[-1],
                rel.get("Target", "")
                if rel.get("TargetMode") == "External"
                else resolve(source, rel.get("Target", "")),
            )
            for rel in root
        ]

    def related(self, kind: str) -> list[str]:
        """The parts that the main part names as this kind."""
        return [target for _, found, target in self.relationships(self.main) if found == kind and target in self.trees]

    def one(self, kind: str) -> Element | None:
        """The root of the main part's one part of this kind."""
        names = self.related(kind)
        return self.trees[names[0]] if names else None

    @cached_property
    def stories(self) -> dict[str, Element]:
        """The parts that hold text: body, headers, footers, notes and comments."""
        names = [self.main, *(name for kind in STORY_KINDS for name in self.related(kind))]
        return {name: self.trees[name] for name in dict.fromkeys(names)}

    @cached_property
    def bookmarks(self) -> list[Element]:
        """Where all bookmarks begin."""
        return [mark for root in self.stories.values() for mark in root.iter(w("bookmarkStart"))]


def resolve(source: str, target: str) -> str:
    """The part that a relationship's target names, seen from its source part."""
    path = target if target.startswith("/") else posixpath.join("/", posixpath.dirname(source), target)
    return unquote(posixpath.normpath(path)).lstrip("/")


def repeated(values: Iterable[str]) -> list[str]:
    """The values that come more than once."""
    return [value for value, count in Counter(values).items() if count > 1]
