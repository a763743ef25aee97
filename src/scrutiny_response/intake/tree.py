"""A text file's values that know their places: texts, lists and maps, merged from an assessment and its cycle file.

A value that was refused while it was read says so (`is_refused`): nothing more is said of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from engross.problems import CellPlace, TextPlace

DataPath = tuple[str | int, ...]
"""The way from the top of a file to one of its values: keys, and positions in lists counted from 0."""

EMPTY = frozenset({"", "~", "null", "Null", "NULL"})
"""Plain words that stand for no value (YAML 1.2, core schema)."""


class Source(Struct, frozen=True):
    """A file that was read, and its lines."""

    file: str
    lines: tuple[str, ...] = ()

    def place(self, line: int, column: int) -> TextPlace | CellPlace:
        """Return a place in the file; line and column count from 1."""
        return self.text_place(line, column)

    def text_place(self, line: int, column: int) -> TextPlace:
        """Return the same of a file that is a text."""
        text = self.lines[line - 1] if line <= len(self.lines) else ""
        return TextPlace(self.file, line, column, text)


class Text(str):
    """One value as it is written; whether it is a date, a yes or a text is for the schema to say."""

    __slots__ = ("column", "is_plain", "is_refused", "line", "source")

    source: Source
    line: int
    column: int
    is_plain: bool
    is_refused: bool

    @property
    def place(self) -> TextPlace | CellPlace:
        return self.source.place(self.line, self.column)

    @property
    def is_empty(self) -> bool:
        return self.is_plain and self in EMPTY


def text(value: str, source: Source, line: int = 1, column: int = 1, *, is_plain: bool = False) -> Text:
    """Return a text with its place; line and column count from 1."""
    node = Text(value)
    node.source, node.line, node.column, node.is_plain, node.is_refused = source, line, column, is_plain, False
    return node


class List(list["Node"]):
    """A list of values, and where it begins."""

    __slots__ = ("column", "is_refused", "line", "source")

    def __init__(self, source: Source, line: int = 1, column: int = 1) -> None:
        super().__init__()
        self.source, self.line, self.column, self.is_refused = source, line, column, False

    @property
    def place(self) -> TextPlace | CellPlace:
        return self.source.place(self.line, self.column)


class Map(dict[Text, "Node"]):
    """Keys and values, and where they begin; `empty` holds the keys to which no value was given."""

    __slots__ = ("column", "empty", "is_refused", "keys_by_name", "line", "source")

    def __init__(self, source: Source, line: int = 1, column: int = 1) -> None:
        super().__init__()
        self.source, self.line, self.column, self.is_refused = source, line, column, False
        self.empty: dict[str, Text] = {}
        self.keys_by_name: dict[str, Text] = {}

    @property
    def place(self) -> TextPlace | CellPlace:
        return self.source.place(self.line, self.column)

    def put(self, key: Text, value: Node) -> None:
        """Add a value; a key with no value counts as not given."""
        self.keys_by_name[key] = key
        if isinstance(value, Text) and value.is_empty:
            self.empty[key] = key
        else:
            self[key] = value


Node = Text | List | Map


def merged(own: Map, common: Map) -> Map:
    """Return the assessment's values before the cycle file's: maps key by key, everything else whole.

    Every map of the result belongs to the assessment's file, so that what is missing from it is missed there.
    """
    both = Map(own.source, own.line, own.column)
    both.empty = {name: key for name, key in own.empty.items() if name not in common}
    both.keys_by_name.update(both.empty)
    for key, value in common.items():
        both.put(common.keys_by_name[key], _beside(own, value))
    for key, value in own.items():
        theirs = common.get(key)
        both[key] = merged(value, theirs) if isinstance(value, Map) and isinstance(theirs, Map) else value
        both.keys_by_name[key] = own.keys_by_name[key]
    return both


def _beside(own: Map, value: Node) -> Node:
    return merged(Map(own.source, own.line, own.column), value) if isinstance(value, Map) else value


def place_of(root: Map, path: DataPath) -> TextPlace | CellPlace:
    """Where the value at the path stands, or the nearest thing around it, in the file that the tree belongs to.

    A map or a list is shown by its key, so that the caret stands under a word.
    """
    place = root.place
    for node, key in _along(root, path):
        shown = node if isinstance(node, Text) or key.source is not root.source else key
        if shown.source is not root.source:
            break
        place = shown.place
    return place


def stands(root: Node, path: DataPath) -> TextPlace | CellPlace | None:
    """Where the value at the path stands, be it in another file, such as the cycle's; None if it is not given."""
    nodes = list(_along(root, path))
    if not path or len(nodes) < len(path):
        return None
    node, key = nodes[-1]
    return node.place if isinstance(node, Text) else key.place


def _along(root: Node, path: DataPath) -> Iterator[tuple[Node, Text | Node]]:
    """Yield each value on the way with what names it: its key in a map, itself in a list."""
    node = root
    for step in path:
        if isinstance(node, Map) and isinstance(step, str):
            if step in node.empty:
                yield node.empty[step], node.empty[step]
            if step not in node:
                return
            key: Text | Node = node.keys_by_name[step]
            node = node[Text(step)]
        elif isinstance(node, List) and isinstance(step, int) and step < len(node):
            node = key = node[step]
        elif isinstance(node, Map) and step == 0:
            continue  # the only item of a list, written without one
        else:
            return
        yield node, key
