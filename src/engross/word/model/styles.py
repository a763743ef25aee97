"""The part of styles → its styles by identifier and by name, each with the chain of styles that it is based on."""

from __future__ import annotations

import re

from engross.word.opc.package import Package
from engross.word.opc.stories import main_part, relationships
from engross.word.opc.xml_names import NAMESPACES, PPR, Element, children, name, value

_STYLE, _TYPE, _DEFAULT, _STYLE_ID = (name(f"w:{local}") for local in ("style", "type", "default", "styleId"))
_HEXADECIMAL = re.compile(r"[0-9A-Fa-f]{1,4}")
_OFF = frozenset({"0", "false", "off"})


def is_on(switch: Element | None) -> bool:
    """Whether a switch such as w:b is there and not turned off."""
    return switch is not None and switch.get(name("w:val"), "1") not in _OFF


def hexadecimal(text: str | None) -> int | None:
    """The number that an attribute of one to four hexadecimal digits holds; None where it holds none."""
    return int(text, 16) if text and _HEXADECIMAL.fullmatch(text) else None


def part_of_kind(package: Package, kind: str) -> str | None:
    """The name of the part that the body relates to with this kind, such as "styles" or "theme"."""
    found = (r.target for r in relationships(package, main_part(package)) if r.kind == kind and not r.external)
    return next((target for target in found if target in package), None)


class Styles:
    """The styles of one Word file. Identifiers are localised in Word's files; names are not."""

    def __init__(self, root: Element | None) -> None:
        self.root = root
        self._by_id: dict[str, Element] = {}
        self._defaults: dict[str, str] = {}
        self._chains: dict[tuple[str, str], tuple[Element, ...]] = {}
        for style in () if root is None else children(root, _STYLE):
            self._by_id[style.get(_STYLE_ID, "")] = style
            if style.get(_DEFAULT, "0") not in _OFF:
                self._defaults.setdefault(style.get(_TYPE, "paragraph"), style.get(_STYLE_ID, ""))

    @classmethod
    def of(cls, package: Package) -> Styles:
        """The styles of a package; none where it has no part of styles."""
        part = part_of_kind(package, "styles")
        return cls(None if part is None else package.xml(part))

    def chain(self, id: str | None, kind: str) -> tuple[Element, ...]:
        """The style with what it is based on, the base first; the kind's default where the id is None or unknown."""
        start = id if id in self._by_id else self._defaults.get(kind, "")
        assert start is not None  # noqa: S101  # an id that is known is no None
        key = (start, kind)
        if key not in self._chains:
            self._chains[key] = self._followed(start)
        return self._chains[key]

    def of_paragraph(self, paragraph: Element) -> tuple[Element, ...]:
        """The chain of a paragraph's style."""
        return self.chain(value(paragraph, "w:pPr/w:pStyle"), "paragraph")

    def name_of(self, paragraph: Element) -> str:
        """The name of a paragraph's style as Word's files have it; "" where the file has no styles."""
        chain = self.of_paragraph(paragraph)
        return (value(chain[-1], "w:name") or "") if chain else ""

    def outline_level(self, paragraph: Element) -> int | None:
        """The level of a heading, from 1; None for what is no heading.

        A style that is called "heading 1" to "heading 9" is one, and so is what has an outline level.
        """
        chain = self.of_paragraph(paragraph)
        sources = [paragraph.find(PPR), *(style.find(PPR) for style in reversed(chain))]
        outline = next((it for it in (value(source, "w:outlineLvl") for source in sources) if it is not None), None)
        if outline is not None:
            return int(outline) + 1 if outline.isdecimal() and int(outline) < 9 else None  # noqa: PLR2004  # 9 is body text
        for style in reversed(chain):
            words = (value(style, "w:name") or "").lower().split()
            if len(words) == 2 and words[0] == "heading" and words[1].isdecimal():  # noqa: PLR2004  # "heading" and its number
                return int(words[1])
        return None

    def defaults(self, path: str) -> Element | None:
        """The document's defaults: "w:rPr" for runs, "w:pPr" for paragraphs."""
        return None if self.root is None else self.root.find(f"w:docDefaults/{path}Default/{path}", NAMESPACES)

    def _followed(self, start: str) -> tuple[Element, ...]:
        found: list[Element] = []
        style = self._by_id.get(start)
        while style is not None and style not in found:
            found.append(style)
            style = self._by_id.get(value(style, "w:basedOn") or "")
        return tuple(reversed(found))
