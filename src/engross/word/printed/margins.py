"""A Word file → the headers and footers that its pages may have: those of the first page, and those of all others.

Which page is the first of a section, and which begins with another number, is the layout's; so the others may have
those of any section (ECMA-376, part 1, 17.10).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct

from engross.print_copy import Margins
from engross.word.model.styles import is_on
from engross.word.opc.package import Package
from engross.word.opc.relationships import document_part, relationships
from engross.word.opc.xml_names import NAMESPACES, R_ID, SECTPR, Element, name

_KINDS = {name("w:headerReference"): "header", name("w:footerReference"): "footer"}
_TYPE = name("w:type")
_FIRST, _DEFAULT, _EVEN = "first", "default", "even"

Told = tuple[tuple[Margins, ...], tuple[Margins, ...]]
"""What the first page may have, and what the others may have."""


def page_margins(package: Package, main: str, read: Callable[[Element], str | None]) -> Told:
    """Return the headers and footers of a file's pages; none where one cannot be compared.

    `read` gives what a header or footer says, None if its order is the layout's.
    """
    sections = list(_sections(package, main, read))
    if not sections or any(section.is_unknown for section in sections):
        return (), ()
    has_even = _differs_on_even_pages(package)
    first, later = sections[0], sections[1:]
    of_first = first.margins(_FIRST if first.has_title_page else _DEFAULT)
    may_begin_even = has_even and not first.has_title_page
    others = [first.margins(_DEFAULT), *(section.margins(_DEFAULT) for section in later)]
    others += [section.margins(_FIRST) for section in later if section.has_title_page]
    others += [section.margins(_EVEN) for section in sections if has_even]
    begins = (of_first, first.margins(_EVEN)) if may_begin_even else (of_first,)
    return tuple(dict.fromkeys(begins)), tuple(dict.fromkeys(others))


class _Section(Struct, frozen=True):
    """A section: what its headers and footers say, by what they are and on which pages; None if that is not known."""

    texts: Mapping[tuple[str, str], str | None]
    has_title_page: bool

    @property
    def is_unknown(self) -> bool:
        return None in self.texts.values()

    def margins(self, pages: str) -> Margins:
        return Margins(self.texts.get(("header", pages)) or "", self.texts.get(("footer", pages)) or "")


def _sections(package: Package, main: str, read: Callable[[Element], str | None]) -> Iterator[_Section]:
    """Yield the sections in order; one takes from the one before it what it does not say."""
    targets = {link.id: link.target for link in relationships(package, main)}
    texts: dict[tuple[str, str], str | None] = {}
    for section in package.look(main).iter(SECTPR):
        for node in section.iterchildren(*_KINDS):
            part = targets.get(node.get(R_ID, ""), "")
            text = read(package.look(part)) if part in package else None
            texts = {**texts, (_KINDS[str(node.tag)], node.get(_TYPE, _DEFAULT)): text}
        yield _Section(texts, is_on(section.find("w:titlePg", NAMESPACES)))


def _differs_on_even_pages(package: Package) -> bool:
    part = document_part(package, "settings")
    root = package.look(part) if part is not None and part in package else None
    return root is not None and is_on(root.find("w:evenAndOddHeaders", NAMESPACES))
