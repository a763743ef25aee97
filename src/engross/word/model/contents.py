"""Tables of contents: what a TOC field lists, the lines that it shows, and a new line as Word would write it itself."""

from __future__ import annotations

import copy
import re

from lxml import etree
from msgspec import Struct

from engross.word.model.fields import FIELD_CHARACTER, INSTRUCTION, Field
from engross.word.opc.xml_names import NAMESPACES, PPR, RPR, SPACE, Element, P, R, T, make, val, w

_HYPERLINK = w("hyperlink")
_SWITCH = re.compile(r'\\([a-zA-Z*])(?:\s+"([^"]*)"|\s+([^\\"\s]+))?')
_ROOM = 440
"""How far a heading's number reaches at each level, in twentieths of a point: as Word sets it in its own lines."""
_BEFORE_TABS = frozenset(
    w(local)
    for local in ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr",
                  "suppressLineNumbers", "pBdr", "shd")
)  # fmt: skip
_PAGE_REFERENCE = re.compile(r"PAGEREF\s+\"?([^\s\"\\]+)")


class Entry(Struct, frozen=True):
    """What a line of contents says: text, level, the bookmark that it leads to, and the page, "" if none is known.

    `label` is the number that the heading's list gives it, "" for a heading that is not numbered.
    """

    text: str
    level: int
    anchor: str
    page: str = ""
    label: str = ""


class Heading(Struct, frozen=True):
    """A heading: its paragraph, text, name of the style, level, page (0 if not known), and number ("" for none)."""

    paragraph: Element
    text: str
    style: str
    level: int
    page: int
    label: str = ""


class Switches(Struct, frozen=True):
    """What a TOC field lists: heading levels, levels by style name, outline levels; and how it shows them."""

    first: int
    last: int
    styles: dict[str, int]
    outline: bool
    linked: bool
    bare: range

    def level_of(self, heading: Heading) -> int:
        """The level at which a heading is listed; 0 if it is not."""
        if heading.style in self.styles:
            return self.styles[heading.style]
        built_in = heading.style == f"heading {heading.level}"
        return heading.level if (built_in or self.outline) and self.first <= heading.level <= self.last else 0


def switches_of(instruction: str) -> Switches | None:
    """What a TOC field's instruction says; None if it lists no headings of the whole document."""
    switches = _given(instruction)
    if switches.keys() & {"a", "b", "c", "f", "l"}:
        return None
    levels = re.fullmatch(r"\s*(\d)\s*-\s*(\d)\s*", switches.get("o", "")) or re.fullmatch(
        r"\s*(\d)\s*-\s*(\d)\s*", "1-9" if switches.keys() & {"o", "u"} or "t" not in switches else "1-0"
    )
    names = re.split(r"[,;]", switches.get("t", ""))
    styles = {
        name.strip().lower(): int(level)
        for name, level in zip(names[::2], names[1::2], strict=False)
        if level.strip().isdecimal()
    }
    bare = re.fullmatch(r"\s*(\d)\s*-\s*(\d)\s*", switches.get("n", ""))
    hidden = range(int(bare[1]), int(bare[2]) + 1) if bare else range(1, 10 if "n" in switches else 1)
    first, last = (int(levels[1]), int(levels[2])) if levels else (1, 9)
    return Switches(first, last, styles, "u" in switches, "h" in switches, hidden)


def lists_of(instruction: str) -> Switches | str | None:
    """Return what a TOC field lists: headings, or the label of the captions that it lists; None for anything else."""
    switches = switches_of(instruction)
    if switches is not None:
        return switches
    given = _given(instruction)
    return (given.get("c") or given.get("a") or None) if not given.keys() & {"b", "f", "l"} else None


def line_switches(instruction: str) -> Switches:
    """Return how a TOC field of captions shows its lines."""
    return Switches(
        1,
        1,
        {},
        outline=False,
        linked="h" in _given(instruction),
        bare=range(1, 10 if "n" in _given(instruction) else 1),
    )


def limit_of(instruction: str) -> str | None:
    """Return the bookmark whose text alone a TOC field of headings lists, "" for all; None if it lists no headings."""
    given = _given(instruction)
    if given.keys() & {"a", "c"} or (given.keys() & {"f", "l"} and not given.keys() & {"o", "t", "u"}):
        return None
    return given.get("b", "")


def _given(instruction: str) -> dict[str, str]:
    return {match[1]: match[2] or match[3] or "" for match in _SWITCH.finditer(instruction)}


def lines_of(field: Field, body: Element) -> list[Element]:
    """The paragraphs of a table of contents that lead to a heading."""
    start = paragraph_of(field.separate if field.separate is not None else field.begin)
    end = paragraph_of(field.end if field.end is not None else field.begin)
    lines: list[Element] = []
    inside = False
    for paragraph in body.iter(P):
        inside = inside or paragraph is start
        if inside and target_of(paragraph):
            lines.append(paragraph)
        if paragraph is end:
            break
    return lines


def paragraph_of(item: Element) -> Element:
    """Return the paragraph that something stands in."""
    return next(item.iterancestors(P))


def target_of(paragraph: Element) -> str:
    """The bookmark that a line leads to."""
    link = next(paragraph.iter(_HYPERLINK), None)
    anchor = link.get(w("anchor"), "") if link is not None else ""
    reference = _PAGE_REFERENCE.search("".join(node.text or "" for node in paragraph.iter(INSTRUCTION)))
    return anchor or (reference[1] if reference else "")


def make_line(entry: Entry, style: str, switches: Switches, lines: list[Element]) -> Element:
    """Return the line of an entry, as Word writes it: like a line of its level among `lines`, else in this style."""
    other = lines[-1] if lines else None
    model = next((line for line in lines if val(line.find("w:pPr/w:pStyle", NAMESPACES)) == style), None)
    paragraph = make("w:p")
    paragraph.append(_properties(style, model, other))
    holder = paragraph
    if switches.linked:
        holder = etree.SubElement(paragraph, _HYPERLINK, {w("anchor"): entry.anchor, w("history"): "1"})
    text, number = _run_properties(model if model is not None else other)
    if entry.label:
        holder.extend((_run(text, _text(entry.label)), _run(text, make("w:tab"))))
        _make_room(paragraph[0], entry.level)
    holder.append(_run(text, _text(entry.text)))
    if entry.level not in switches.bare and entry.page:
        holder.append(_run(number, make("w:tab")))
        holder.extend(page_reference(entry.anchor, entry.page, number))
    return paragraph


def _make_room(properties: Element, level: int) -> None:
    """Let a tab stop stand behind the number of a heading, as Word sets it, if the line has none at its left."""
    tabs = properties.find("w:tabs", NAMESPACES)
    if tabs is None:
        tabs = make("w:tabs")
        properties.insert(sum(1 for child in properties if child.tag in _BEFORE_TABS), tabs)
    if not any(val(tab) not in {"right", "end", "clear"} for tab in tabs):
        tabs.insert(0, make("w:tab", val="left", pos=str(_ROOM * level)))


def make_line_number(line: Element, anchor: str) -> list[Element]:
    """Return the runs of a tab and a page number that leads to a bookmark, for a line that has none."""
    text, number = _run_properties(line)
    properties = text if number is None else number
    return [_run(properties, make("w:tab")), *page_reference(anchor, "0", properties)]


def _properties(style: str, model: Element | None, other: Element | None) -> Element:
    """The properties of a line: those of a line of its level, or its style and the tab of another."""
    own = model.find(PPR) if model is not None else None
    if own is not None:
        return copy.deepcopy(own)
    properties = make("w:pPr")
    if style:
        properties.append(make("w:pStyle", val=style))
    tabs = other.find(f"{PPR}/{w('tabs')}") if other is not None else None
    right = right_tabs(tabs) if tabs is not None else None if style else _usual_tabs()
    properties.extend([right] if right is not None else [])
    return properties


def _run_properties(line: Element | None) -> tuple[Element | None, Element | None]:
    """The properties of the text and of the page number in a line."""
    if line is None:
        return None, None
    texts = [run for run in line.iter(R) if run.find(T) is not None]
    fields = [run for run in line.iter(R) if run.find(FIELD_CHARACTER) is not None]
    text = texts[0].find(RPR) if texts else None
    number = fields[-1].find(RPR) if fields else None
    return text, number


def _run(properties: Element | None, content: Element) -> Element:
    run = make("w:r")
    if properties is not None:
        run.append(copy.deepcopy(properties))
    run.append(content)
    return run


def _text(text: str) -> Element:
    item = make("w:t")
    item.text = text
    item.set(SPACE, "preserve")
    return item


def page_reference(name: str, page: str, properties: Element | None) -> list[Element]:
    """Return the runs of a page number that leads to a bookmark."""
    instruction = make("w:instrText")
    instruction.text = f" PAGEREF {name} \\h "
    instruction.set(SPACE, "preserve")
    begin, separate, end = (make("w:fldChar", fldCharType=kind) for kind in ("begin", "separate", "end"))
    return [_run(properties, item) for item in (begin, instruction, separate, _text(page), end)]


def right_tabs(tabs: Element) -> Element | None:
    """Return the tabs of a line of contents that are at its right, where the page number stands."""
    right = copy.deepcopy(tabs)
    for tab in [tab for tab in right if val(tab) not in {"right", "end"}]:
        right.remove(tab)
    return right if len(right) else None


def _usual_tabs() -> Element:
    """The tab of a line whose file has no style for it: at the right margin of an A4 page, behind dots."""
    tabs = make("w:tabs")
    tabs.append(make("w:tab", val="right", leader="dot", pos="9016"))
    return tabs
