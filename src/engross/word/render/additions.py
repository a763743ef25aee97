"""What a rendering adds to its package (links, lists, pictures) → the changed and the new parts that hold it."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from engross.deflate import crc32
from engross.word.opc.archive import Stored
from engross.word.render.insertion_points import InsertionPoints, NumberedList
from engross.word.values.printing import escaped

if TYPE_CHECKING:  # lxml takes as long to load as a letter takes
    from engross.word.model.list_labels import AddedList

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_NUMBERING_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"


class Additions:
    """Collects what one rendering adds; `parts` makes the parts at its end. Nothing is added twice.

    `begun` are the lists that begin anew, by number: the definition of each, and where its levels begin.
    """

    def __init__(self, insertion_points: InsertionPoints) -> None:
        self._points = insertion_points
        self._links: dict[str, dict[tuple[str, str, bool], str]] = {}
        self._definitions: dict[str, int] = {}
        self._lists: dict[int, NumberedList] = {}
        self.begun: dict[int, AddedList] = {}
        self._list_texts: list[str] = []
        self._media: dict[bytes, Stored] = {}
        self._types: dict[str, str] = {}

    def relate(self, part: str, kind: str, target: str, *, external: bool = False) -> str:
        """The id of a part's relationship of this kind ("hyperlink", "image") to an address or to another part."""
        links = self._points.links[part]
        if not external:
            target = posixpath.relpath(target, posixpath.dirname(part) or ".")
        key = (_OFFICE + kind, target, external)
        if key in links.ids:
            return links.ids[key]
        added = self._links.setdefault(part, {})
        return added.setdefault(key, f"rId{links.last + len(added) + 1}")

    def define_list(self, levels: str, indents: Mapping[int, tuple[int, int]]) -> int:
        """The number of a list whose levels are this XML (`w:lvl` elements); the same levels are defined once.

        `indents` says again how the levels are indented; see NumberedList.
        """
        if levels not in self._definitions:
            definition = self._points.numbering.last_definition + len(self._definitions) + 1
            self._definitions[levels] = self._add_list(NumberedList(definition, (1,) * 9, {}, indents), "")
        return self._definitions[levels]

    def list_like(self, number: int) -> NumberedList | None:
        """The list with this number, of the template or added; None if there is none."""
        return self._lists.get(number) or self._points.numbering.lists.get(number)

    def new_list(self, like: int, starts: Mapping[int, int] | None = None) -> int:
        """The number of a fresh list that looks like the list `like` and counts from its beginning.

        `starts` says, by level from 0, where it begins to count instead. KeyError if there is no such list.
        """
        pattern = self._lists.get(like) or self._points.numbering.lists[like]
        begins = {**dict(enumerate(pattern.starts)), **(starts or {})}
        overrides = "".join(
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/>{pattern.own.get(level, "")}'
            "</w:lvlOverride>"
            for level, start in begins.items()
        )
        number = self._add_list(pattern, overrides)
        self.begun[number] = pattern.definition, begins
        return number

    def _add_list(self, pattern: NumberedList, overrides: str) -> int:
        number = self._points.numbering.last + len(self._list_texts) + 1
        self._lists[number] = pattern
        self._list_texts.append(
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{pattern.definition}"/>{overrides}</w:num>'
        )
        return number

    def add_media(self, data: bytes, extension: str, content_type: str) -> str:
        """The name of the part that holds a picture; the same bytes are held once."""
        key = hashlib.sha256(data).digest()
        if key not in self._media:
            part = self._free_name(f"{posixpath.dirname(self._points.main) or '.'}/media", extension)
            self._media[key] = Stored(part, 0, crc32(data), len(data), data)
            if self._points.types.defaults.get(extension) != content_type:
                is_listed = extension in self._points.types.defaults
                self._types[f"/{part}" if is_listed else extension] = content_type
        return self._media[key].name

    def _free_name(self, folder: str, extension: str) -> str:
        taken = self._points.names | {part.name.lower() for part in self._media.values()}
        number = len(self._media) + 1
        while posixpath.normpath(f"{folder}/image{number}.{extension}") in taken:
            number += 1
        return posixpath.normpath(f"{folder}/image{number}.{extension}")

    def parts(self) -> dict[str, Stored]:
        """The changed and the new parts by name, in a fixed order."""
        parts: list[Stored] = []
        if self._list_texts:
            parts.append(self._numbering())
        parts += [self._relationships(part, added) for part, added in self._links.items()]
        if self._links and "rels" not in self._points.types.defaults:
            from engross.word.opc.package import RELATIONSHIPS_TYPE  # noqa: PLC0415  # as above

            self._types["rels"] = RELATIONSHIPS_TYPE
        if self._types:
            parts.append(Stored.deflate("[Content_Types].xml", self._content_types().encode()))
        return {part.name: part for part in (*parts, *self._media.values())}

    def _numbering(self) -> Stored:
        numbering = self._points.numbering
        if numbering.missing:
            self.relate(self._points.main, "numbering", numbering.part)
            self._types[f"/{numbering.part}"] = _NUMBERING_TYPE
        head, middle, tail = numbering.pieces
        definitions = (
            f'<w:abstractNum w:abstractNumId="{self._lists[number].definition}"><w:nsid w:val="{_id(levels)}"/>'
            f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
            for levels, number in self._definitions.items()
        )
        text = "".join((head, *definitions, middle, *self._list_texts, tail))
        return Stored.deflate(numbering.part, text.encode())

    def _relationships(self, part: str, added: Mapping[tuple[str, str, bool], str]) -> Stored:
        links = self._points.links[part]
        text = _joined(links.pieces, [_link(links.prefix, number, *key) for key, number in added.items()])
        return Stored.deflate(links.part, text.encode())

    def _content_types(self) -> str:
        prefix = self._points.types.prefix
        entries = (
            f'<{prefix}Override PartName="{escaped(named)}" ContentType="{type_}"/>'
            if named.startswith("/")
            else f'<{prefix}Default Extension="{named}" ContentType="{type_}"/>'
            for named, type_ in self._types.items()
        )
        return _joined(self._points.types.pieces, entries)


def _joined(pieces: tuple[str, ...], added: Iterable[str]) -> str:
    head, tail = pieces
    return "".join((head, *added, tail))


def _link(prefix: str, id: str, kind: str, target: str, external: bool) -> str:
    mode = ' TargetMode="External"' if external else ""
    return f'<{prefix}Relationship Id="{id}" Type="{kind}" Target="{escaped(target)}"{mode}/>'


def _id(levels: str) -> str:
    """An id that Word tells list definitions apart by: the same for the same levels."""
    return f"{crc32(levels.encode()):08X}"
