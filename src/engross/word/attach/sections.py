"""The report's and the plan's sections → one after the other, each with its page, its headers and its page numbers."""

from __future__ import annotations

import copy

from lxml import etree
from msgspec import Struct

from engross.word.attach.choices import Choices, Headers, PageNumbers
from engross.word.attach.order import insert_in_order
from engross.word.attach.parts import PackageEditor
from engross.word.model.styles import is_on
from engross.word.opc.content_types import WORD
from engross.word.opc.xml_names import OFFICE, PPR, R_ID, RPR, SECTPR, VAL, Element, P, R, make, w

HEADER, FOOTER = w("headerReference"), w("footerReference")
_FEW = 16
"""Up to how many blocks are looked at one by one."""
KINDS = tuple((tag, kind) for tag in (HEADER, FOOTER) for kind in ("default", "first", "even"))


def own_section(body: Element) -> Element:
    """Return the section properties that close a body; new ones if it has none."""
    last = body[-1] if len(body) else None
    if last is not None and last.tag == SECTPR:
        return last
    new = make("w:sectPr")
    body.append(new)
    return new


def paragraph_section(block: Element | None) -> Element | None:
    """Return the section that ends in a paragraph, if one does."""
    properties = next(block.iterchildren(PPR), None) if block is not None and block.tag == P else None
    return next(properties.iterchildren(SECTPR), None) if properties is not None else None


def end_section_in(block: Element | None, section: Element) -> Element | None:
    """End a section in a block; if that is no plain paragraph, in a new one of one point, which is returned."""
    if block is not None and block.tag == P and paragraph_section(block) is None:
        properties = block.find(PPR)
        if properties is None:
            properties = make("w:pPr")
            block.insert(0, properties)
        properties.append(section)
        return None
    small = make("w:p")
    properties = etree.SubElement(small, PPR)
    properties.append(make("w:spacing", before="0", after="0", line="20", lineRule="exact"))
    etree.SubElement(properties, RPR).append(make("w:sz", val="2"))
    properties.append(section)
    return small


def is_small(block: Element) -> bool:
    """Return whether a block is such a paragraph of one point, with nothing in it."""
    spacing = block.find(f"{PPR}/{w('spacing')}")
    exact = spacing is not None and (spacing.get(w("line")), spacing.get(w("lineRule"))) == ("20", "exact")
    return exact and paragraph_section(block) is not None and block.find(R) is None


def sections_of(blocks: list[Element]) -> list[Element]:
    """Return the sections that end in these blocks, which stand one behind the other, in order."""
    body = blocks[0].getparent() if blocks else None
    if body is None or len(blocks) < _FEW:
        return [section for block in blocks if (section := paragraph_section(block)) is not None]
    ended = [(section, holder) for section in body.iter(SECTPR) if (holder := _ends_in(section)) is not None]
    held = set(blocks) if len(ended) > _FEW else blocks
    return [section for section, holder in ended if holder in held]


def _ends_in(section: Element) -> Element | None:
    """Return the paragraph in which a section ends; None for the body's own section and for a tracked earlier one."""
    properties = section.getparent()
    holder = properties.getparent() if properties is not None and properties.tag == PPR else None
    return holder if holder is not None and holder.tag == P else None


def sections_of_body(body: Element) -> list[Element]:
    """Return all sections of a body, in order."""
    return [*sections_of(list(body)), own_section(body)]


def effective(sections: list[Element]) -> dict[tuple[str, str], str]:
    """Return the header and footer parts, by kind, that the last of these sections shows, inherited ones included."""
    references: dict[tuple[str, str], str] = {}
    for section in sections:
        for reference in section.iterchildren(HEADER, FOOTER):
            references[str(reference.tag), reference.get(w("type"), "default")] = reference.get(R_ID, "")
    return references


class Surroundings(Struct, frozen=True):
    """What the report shows where the appendix begins: its headers and footers, and whether even pages have theirs."""

    shown: dict[tuple[str, str], str]
    even_pages: bool


def apply_page_setup(editor: PackageEditor, sections: list[Element], around: Surroundings, choices: Choices) -> None:
    """Give the plan's sections their start, page numbers and headers."""
    first = sections[0]
    _set_type(first)
    for section in sections:
        numbers = section.find(w("pgNumType"))
        if numbers is not None:
            numbers.attrib.pop(w("start"), "")
    if choices.page_numbers is PageNumbers.RESTART:
        _restart(first)
    if choices.headers is Headers.PLAN:
        _close_gaps(editor, first, around)


def _set_type(section: Element) -> None:
    for old in list(section.iterchildren(w("type"))):
        section.remove(old)
    insert_in_order(section, make("w:type", val="nextPage"))


def _restart(section: Element) -> None:
    numbers = section.find(w("pgNumType"))
    if numbers is None:
        numbers = make("w:pgNumType")
        insert_in_order(section, numbers)
    numbers.set(w("start"), "1")


def _close_gaps(editor: PackageEditor, first: Element, around: Surroundings) -> None:
    """Name a part for each kind that the report shows and the plan does not, or the plan would inherit the report's.

    On even pages that is the plan's own default; elsewhere an empty part.
    """
    own = effective([first])
    for tag, kind in KINDS:
        stands_in = own.get((tag, "default"), "") if kind == "even" and around.even_pages else ""
        if (tag, kind) not in own and (stands_in or (tag, kind) in around.shown):
            part = stands_in or _empty(editor, tag)
            first.insert(0, etree.Element(tag, {w("type"): kind, R_ID: part}))


def _empty(editor: PackageEditor, tag: str) -> str:
    """The relationship to a new header or footer with nothing in it."""
    word = "header" if tag == HEADER else "footer"
    root = make("w:hdr" if word == "header" else "w:ftr")
    etree.SubElement(root, P)
    name = editor.free_name(f"{editor.main.rpartition('/')[0]}/{word}1.xml")
    editor.add(name, root, f"{WORD}.{word}+xml")
    return editor.relate(editor.main, f"{OFFICE}/{word}", name)


def even_pages_differ(settings: Element | None) -> bool:
    """Return whether a file's even pages have headers of their own."""
    return settings is not None and is_on(settings.find(w("evenAndOddHeaders")))


def verbatim(section: Element) -> Element:
    """Return a copy of a section's properties."""
    new = copy.deepcopy(section)
    new.tail = None
    return new


def continue_after(section: Element, divided: bool) -> None:
    """Let the report go on after the appendix on a new page.

    A section that the appendix divided has no first page and no first number again.
    """
    kind = section.find(w("type"))
    if kind is not None and kind.get(VAL) in {"continuous", "nextColumn"}:
        _set_type(section)
    if divided:
        for item in list(section.iterchildren(w("titlePg"))):
            section.remove(item)
        for numbers in section.iterchildren(w("pgNumType")):
            numbers.attrib.pop(w("start"), "")


def show_again(editor: PackageEditor, section: Element, shown: dict[tuple[str, str], str], plan: list[Element]) -> None:
    """Let a section after the appendix show the headers and footers it showed, and none of the plan's."""
    own = effective([section])
    for tag, kind in [key for key in KINDS if key in shown or key in effective(plan)]:
        if (tag, kind) not in own:
            part = shown.get((tag, kind)) or _empty(editor, tag)
            section.insert(0, etree.Element(tag, {w("type"): kind, R_ID: part}))
