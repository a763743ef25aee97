"""A package → its parts as trees, with their relationships and content types; and an editor that changes them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from functools import cached_property
from urllib.parse import quote

from lxml import etree

from engross.word.attach.lean import NOTHING_KEPT, Kept
from engross.word.attach.names import make_root, number_of
from engross.word.opc.archive import part_key
from engross.word.opc.content_types import WORD, content_types, lines_of, override
from engross.word.opc.package import CONTENT_TYPES, Package, serialise
from engross.word.opc.relationships import Relationship, relationships, relationships_part
from engross.word.opc.xml_names import NAMESPACES, OFFICE, Element, name, w

STORIES = ("header", "footer", "footnotes", "endnotes", "comments")
_HERE = "appendix"
_RELATIONSHIP, _RELATIONSHIPS = name("rel:Relationship"), NAMESPACES["rel"]


class Parts:
    """A Word file's parts, parsed when first asked for."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self._roots: dict[str, Element] = {}
        self._relationships: dict[str, dict[str, Relationship]] = {}

    @cached_property
    def main(self) -> str:
        """The document's part; empty where the package names none."""
        return next((rel.target for rel in self.relationships("").values() if rel.kind == "officeDocument"), "")

    def __contains__(self, name: str) -> bool:
        return name in self.package

    def root(self, name: str) -> Element:
        """The root of an XML part."""
        if name not in self._roots:
            self._roots[name] = self.package.take(name)
        return self._roots[name]

    @property
    def body(self) -> Element:
        """The body of the document."""
        return next(child for child in self.root(self.main) if child.tag == w("body"))

    @cached_property
    def marks(self) -> list[str]:
        """The marks of all that earlier runs attached to the document, in order, as it was when first asked for."""
        names = (mark.get(w("name"), "") for mark in self.root(self.main).iter(w("bookmarkStart")))
        return list(dict.fromkeys(name for name in names if number_of(name)))

    def relationships(self, source: str) -> dict[str, Relationship]:
        """A part's relationships by id; "" is the package."""
        if source not in self._relationships:
            self._relationships[source] = {line.id: line for line in relationships(self.package, source)}
        return self._relationships[source]

    def related(self, word: str) -> list[str]:
        """The parts that the document names as of this kind, in the order of its relationships."""
        lines = self.relationships(self.main).values()
        return list(dict.fromkeys(line.target for line in lines if line.kind == word and not line.external))

    def one(self, word: str) -> str:
        """The document's part of this kind; empty if it has none."""
        return next((name for name in self.related(word) if name in self), "")

    def stories(self) -> Iterator[tuple[str, Element]]:
        """The parts that hold text: body, headers, footers, notes, comments."""
        yield self.main, self.root(self.main)
        for word in STORIES:
            yield from ((name, self.root(name)) for name in self.related(word) if name in self)

    def content_type(self, part: str) -> str:
        """A part's content type; empty if none is said."""
        return content_types(self.package).of(part)


class PackageEditor(Parts):
    """A Word file that is being changed: only what was asked for by `edit`, or added, is written anew.

    `kept` is what was taken out of its body before, and is put back once all is done.
    """

    def __init__(self, package: Package, kept: Kept = NOTHING_KEPT) -> None:
        super().__init__(package)
        self.kept = kept
        self._edited: dict[str, None] = {}
        self._added: dict[str, bytes] = {}
        self._dropped: set[str] = set()
        self._declared: dict[str, dict[str, str]] = {}
        self._spliced: dict[str, bytes] = {}
        self._appended: dict[str, list[Element]] = {}
        self.created: list[str] = []
        self._keys = set(map(part_key, package.names))
        self._types: dict[str, str] = {}

    def __contains__(self, name: str) -> bool:
        return (name in self.package or name in self._added or name in self._edited) and name not in self._dropped

    def content_type(self, part: str) -> str:
        """A part's content type, one that was added included; empty if none is said."""
        return self._types.get(part_key(part)) or super().content_type(part)

    def edit(self, name: str) -> Element:
        """The root of a part that will be written as it stands at the end."""
        self._edited[name] = None
        return self.root(name)

    def append(self, name: str, item: Element) -> None:
        """Add an item at the end of a part's root; the rest of the part will be the same bytes as before."""
        self.root(name).append(item)
        self._appended.setdefault(name, []).append(item)

    def put(self, name: str, root: Element) -> Element:
        """Let this be a part's root from now on."""
        self._roots[name] = root
        return self.edit(name)

    def declare(self, name: str, spaces: dict[str, str]) -> None:
        """Let a part's root declare these namespaces, by prefix, when it is written."""
        if spaces:
            self.edit(name)
            self._declared.setdefault(name, {}).update(spaces)

    def declared(self, name: str) -> dict[str, str]:
        """The namespaces that `declare` has been told of for a part."""
        return self._declared.get(name, {})

    def splice(self, name: str, parent: Element, place: int, content: bytes) -> None:
        """Let XML stand among an element's children when the part is written, without being read into its tree."""
        parent.insert(place, etree.ProcessingInstruction(_HERE, _HERE))
        self._spliced[name] = content

    def relate(self, source: str, kind: str, target: str, external: bool = False) -> str:
        """The id of a new relationship of this whole type from a part to a part, or to an address."""
        lines = self.relationships(source)
        matches = (re.fullmatch(r"rId([0-9]{1,8})", key) for key in lines)
        key = f"rId{max((int(match[1]) for match in matches if match), default=0) + 1}"
        name = relationships_part(source)
        if name not in self:
            self.put(name, make_root(_RELATIONSHIPS, "Relationships"))
        lines[key] = Relationship(key, kind, target, external)
        attributes = {"Id": key, "Type": kind, "Target": target if external else _seen_from(source, target)}
        self._dropped.discard(name)
        item = etree.Element(_RELATIONSHIP, attributes | ({"TargetMode": "External"} if external else {}))
        self.append(name, item)
        return key

    def unrelate(self, source: str, key: str) -> None:
        """Take a relationship out."""
        root = self.edit(relationships_part(source))
        for item in [item for item in root if item.get("Id") == key]:
            root.remove(item)
        self.relationships(source).pop(key, None)
        if not len(root):
            self._dropped.add(relationships_part(source))

    def free_name(self, wanted: str) -> str:
        """A part name like this one that no part has: the number before its extension is the next free one."""
        stem, dot, extension = wanted.rpartition(".")
        base, number, name = stem.rstrip("0123456789"), 0, wanted
        while part_key(name) in self._keys:
            number += 1
            name = f"{base}{number}{dot}{extension}"
        self._keys.add(part_key(name))
        return name

    def add(self, name: str, content: bytes | Element, content_type: str) -> str:
        """Add a part under this name, which `free_name` gave, with its content type."""
        if isinstance(content, bytes):
            self._added[name] = content
        else:
            self.put(name, content)
        if content_type and self.content_type(name) != content_type:
            self.append(CONTENT_TYPES, override(name, content_type))
            self._types[part_key(name)] = content_type
        return name

    def add_word_part(self, stem: str, root: Element, kind: str = "") -> str:
        """Add a part such as "footnotes" beside the document, and the document's relationship to it."""
        name = self.free_name(posixpath.join(posixpath.dirname(self.main), f"{stem}.xml"))
        self.add(name, root, f"{WORD}.{stem.rstrip('0123456789')}+xml")
        self.relate(self.main, kind or f"{OFFICE}/{stem.rstrip('0123456789')}", name)
        self.created.append(name)
        return name

    def drop(self, name: str) -> None:
        """Leave a part, its relationships and its content type out."""
        self._dropped |= {name, relationships_part(name)}
        for item in lines_of(self.root(CONTENT_TYPES), {part_key(name)}):
            self.edit(CONTENT_TYPES).remove(item)

    def written(self) -> Package:
        """The package as it stands now; parts that nobody edited are the same bytes as before."""
        changes: dict[str, bytes | None] = dict(self._added)
        changes |= {name: self._serialised(name) for name in self._edited}
        changes |= {name: self._extended(name) for name in self._appended if name not in self._edited}
        changes |= dict.fromkeys(name for name in self._dropped if name in self.package)
        return self.package.replace({name: data for name, data in changes.items() if self._kept(name, data)})

    def _extended(self, name: str) -> bytes:
        """A part's old bytes with what was appended before its last tag."""
        root = self._roots[name]
        old = self.package.read(name) if name in self.package else b""
        items = self._appended[name]
        place = old.rfind(b"</")
        coded = (root.getroottree().docinfo.encoding or "UTF-8").upper()
        if name not in self.package or place < 0 or coded not in {"UTF-8", "ASCII", "US-ASCII"}:
            return serialise(root)
        return old[:place] + b"".join(_bare(item, root) for item in items) + old[place:]

    def _serialised(self, name: str) -> bytes:
        data = serialise(self._roots[name])
        if self._declared.get(name):
            declarations = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in self._declared[name].items())
            root = data.index(b"<", data.index(b"?>"))
            end = root + re.search(rb"[\s/>]", data[root:]).start()  # type: ignore[union-attr]  # a start tag ends
            data = data[:end] + declarations.encode() + data[end:]
        return data.replace(f"<?{_HERE} {_HERE}?>".encode(), self._spliced[name], 1) if name in self._spliced else data

    def _kept(self, name: str, data: bytes | None) -> bool:
        return data is None or name not in self._dropped


def _bare(item: Element, root: Element) -> bytes:
    """An item as it is written inside its root, which declares the namespaces already."""
    start, end, rest = etree.tostring(item, encoding="utf-8", with_tail=False).partition(b">")
    for prefix, uri in root.nsmap.items():
        declaration = f' xmlns:{prefix}="{uri}"' if prefix else f' xmlns="{uri}"'
        start = start.replace(declaration.encode(), b"")
    return start + end + rest


def _seen_from(source: str, target: str) -> str:
    folder = posixpath.dirname(source)
    return quote(posixpath.relpath(target, folder) if folder else target)
