"""The part of styles → the sheet of styles: by id and by name, each with the styles that it is based on."""

from __future__ import annotations

from engross.word.opc.package import Package
from engross.word.opc.relationships import document_part
from engross.word.opc.xml_names import NAMESPACES, VAL, Element, children, name, value

_STYLE, _TYPE, _DEFAULT, _STYLE_ID, _NAME = (
    name(f"w:{local}") for local in ("style", "type", "default", "styleId", "name")
)
_OFF = frozenset({"0", "false", "off"})


def is_on(switch: Element | None) -> bool:
    """Return whether a switch such as w:b is there and not turned off."""
    return switch is not None and switch.get(name("w:val"), "1") not in _OFF


def style_id(style: Element) -> str:
    """Return the id by which paragraphs and runs name a style; it differs from language to language."""
    return style.get(_STYLE_ID, "")


def style_type(style: Element) -> str:
    """Return what a style is for: paragraph, character, table or numbering."""
    return style.get(_TYPE, "paragraph")


def style_name(style: Element) -> str:
    """Return a style's name as Word compares it: without aliases, in lower case; built-in ones are always English."""
    named = next(style.iterchildren(_NAME), None)
    return "" if named is None else named.get(VAL, "").split(",")[0].strip().lower()


class StyleSheet:
    """The styles of one Word file."""

    def __init__(self, root: Element | None) -> None:
        self.root = root
        self.by_id: dict[str, Element] = {}
        self.by_name: dict[tuple[str, str], Element] = {}
        self._defaults: dict[str, str] = {}
        self._chains: dict[tuple[str, str], tuple[Element, ...]] = {}
        for style in () if root is None else children(root, _STYLE):
            self.enter(style)
            if style.get(_DEFAULT, "0") not in _OFF:
                self._defaults[style_type(style)] = style_id(style)

    @classmethod
    def of(cls, package: Package) -> StyleSheet:
        """Return the styles of a package; none if it has no part of styles. They are only for looking."""
        part = document_part(package, "styles")
        root = None if part is None else package.look(part)
        remembered = package.memory.get(cls)
        if not isinstance(remembered, StyleSheet) or remembered.root is not root:
            remembered = package.memory[cls] = cls(root)
        return remembered

    def enter(self, style: Element) -> None:
        """Take a style in; one with the same id, or with the same type and name, is replaced."""
        self.by_id[style_id(style)] = style
        self.by_name[style_type(style), style_name(style)] = style

    def id_of(self, called: str, kind: str = "paragraph") -> str:
        """Return the id of the style of this kind and name; "" if there is none."""
        style = self.by_name.get((kind, called.lower()))
        return "" if style is None else style_id(style)

    def default_id(self, kind: str) -> str:
        """Return the id of the default style of a kind; "" if there is none. Of several the last counts (17.7.4.17)."""
        return self._defaults.get(kind, "")

    def chain(self, id: str | None, kind: str) -> tuple[Element, ...]:
        """Return a style with what it is based on, the base first; the kind's default if the id is None or unknown."""
        start = id if id in self.by_id else self._defaults.get(kind, "")
        assert start is not None  # noqa: S101  # an id that is known is no None
        key = (start, kind)
        if key not in self._chains:
            self._chains[key] = self.lineage(self.by_id.get(start))[::-1]
        return self._chains[key]

    def lineage(self, style: Element | None) -> tuple[Element, ...]:
        """Return a style and those that it is based on, nearest first; a circle ends where it closes."""
        steps: list[Element] = []
        while style is not None and style not in steps:
            steps.append(style)
            style = self.by_id.get(value(style, "w:basedOn") or "")
        return tuple(steps)

    def of_paragraph(self, paragraph: Element) -> tuple[Element, ...]:
        """Return the chain of a paragraph's style."""
        return self.chain(value(paragraph, "w:pPr/w:pStyle"), "paragraph")

    def name_of(self, paragraph: Element) -> str:
        """Return the name of a paragraph's style as Word's files have it; "" if the file has no styles."""
        chain = self.of_paragraph(paragraph)
        return (value(chain[-1], "w:name") or "") if chain else ""

    def defaults(self, path: str) -> Element | None:
        """Return the document's defaults: "w:rPr" for runs, "w:pPr" for paragraphs."""
        return None if self.root is None else self.root.find(f"w:docDefaults/{path}Default/{path}", NAMESPACES)
