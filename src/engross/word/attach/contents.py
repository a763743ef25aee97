"""The appendix's headings → lines in the report's tables of contents, as Word would write them itself."""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass

from lxml import etree

from engross.word.attach.fields import FIELD_CHARACTER, INSTRUCTION, Field, complex_fields
from engross.word.attach.ids import NAME, START, Ids
from engross.word.attach.importer import Importer
from engross.word.attach.names import line_mark, make
from engross.word.attach.styles import ReportStyles, StyleImporter
from engross.word.model.headings import LOWEST
from engross.word.opc.xml_names import NAMESPACES, PPR, RPR, SPACE, Element, P, R, T, text_of, val, w

_HYPERLINK = w("hyperlink")
_SWITCH = re.compile(r'\\([a-zA-Z*])(?:\s+"([^"]*)"|\s+([^\\"\s]+))?')
_PAGE_REFERENCE = re.compile(r"PAGEREF\s+\"?([^\s\"\\]+)")
_FIRST_MARK = 990000001
_INDENT = 220


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the appendix: its paragraph, its text, the name of its style, its level, the page it is on."""

    paragraph: Element
    text: str
    style: str
    level: int
    page: int


@dataclass(frozen=True, slots=True)
class Switches:
    """What a TOC field lists: heading levels, levels by style name, outline levels; and how it shows them."""

    first: int
    last: int
    styles: dict[str, int]
    outline: bool
    linked: bool
    bare: range

    def level_of(self, heading: Heading) -> int:
        """The level at which a heading is listed; 0 where it is not."""
        if heading.style in self.styles:
            return self.styles[heading.style]
        built_in = heading.style == f"heading {heading.level}"
        return heading.level if (built_in or self.outline) and self.first <= heading.level <= self.last else 0


def switches_of(instruction: str) -> Switches | None:
    """What a TOC field's instruction says; None where it lists no headings of the whole document."""
    switches = {match[1]: match[2] or match[3] or "" for match in _SWITCH.finditer(instruction)}
    if switches.keys() & {"a", "b", "c", "f", "l"}:
        return None
    levels = re.fullmatch(r"\s*(\d)\s*-\s*(\d)\s*", switches.get("o", "")) or re.fullmatch(
        r"\s*(\d)\s*-\s*(\d)\s*", "1-9" if switches.keys() & {"o", "u"} or "t" not in switches else "1-0"
    )
    names = re.split(r"[,;]", switches.get("t", ""))
    styles = {
        name.strip().lower(): int(level)
        for name, level in zip(names[::2], names[1::2], strict=False)
        if level.strip().isdigit()
    }
    bare = re.fullmatch(r"\s*(\d)\s*-\s*(\d)\s*", switches.get("n", ""))
    hidden = range(int(bare[1]), int(bare[2]) + 1) if bare else range(1, 10 if "n" in switches else 1)
    first, last = (int(levels[1]), int(levels[2])) if levels else (1, 9)
    return Switches(first, last, styles, "u" in switches, "h" in switches, hidden)


def headings_of(blocks: list[Element], pages: list[int], sheet: ReportStyles) -> list[Heading]:
    """The headings among an appendix's blocks; `pages` says on which page each block begins."""
    headings = []
    for block, page in zip(blocks, pages, strict=True):
        level = sheet.level_of(block) if block.tag == P else 0
        text = " ".join(text_of(block).split())
        if level and text:
            style = sheet.by_id.get(val(block.find("w:pPr/w:pStyle", NAMESPACES)))
            name = val(style.find(w("name"))).lower() if style is not None else ""
            headings.append(Heading(block, text, name, level, page))
    return headings


def write_lines(body: Element, before: list[Element], headings: list[Heading], importer: Importer) -> None:
    """Add lines for these headings to the tables of contents in a body; `before` are the blocks before them."""
    styles, ids = importer.styles, importer.ids
    marks: dict[Element, str] = {}
    for field in [field for field in complex_fields(body) if field.word == "TOC" and field.end is not None]:
        switches = switches_of(field.instruction)
        lines = _lines(field, body)
        wanted = [(heading, switches.level_of(heading)) for heading in headings] if switches else []
        wanted = [(heading, level) for heading, level in wanted if level]
        if switches is None or not lines or not wanted:
            continue
        above = _line_above(lines, _names_after(body, before))
        new = [
            _line(heading, level, _mark(heading, marks, ids), (switches, lines, styles)) for heading, level in wanted
        ]
        for line in new:
            if not _target(line):
                _mark_line(line, importer)
        _insert(field, above, new)


def _lines(field: Field, body: Element) -> list[Element]:
    """The paragraphs of a table of contents that lead to a heading."""
    start = _paragraph(field.separate if field.separate is not None else field.begin)
    end = _paragraph(field.end if field.end is not None else field.begin)
    lines: list[Element] = []
    inside = False
    for paragraph in body.iter(P):
        inside = inside or paragraph is start
        if inside and _target(paragraph):
            lines.append(paragraph)
        if paragraph is end:
            break
    return lines


def _paragraph(item: Element) -> Element:
    return next(item.iterancestors(P))


def _target(paragraph: Element) -> str:
    """The bookmark that a line leads to."""
    link = next(paragraph.iter(_HYPERLINK), None)
    anchor = link.get(w("anchor"), "") if link is not None else ""
    reference = _PAGE_REFERENCE.search("".join(node.text or "" for node in paragraph.iter(INSTRUCTION)))
    return anchor or (reference[1] if reference else "")


def _names_after(body: Element, before: list[Element]) -> set[str]:
    names = {mark.get(NAME, "") for mark in body.iter(START)}
    return names - {mark.get(NAME, "") for block in before for mark in block.iter(START)}


def _line_above(lines: list[Element], after: set[str]) -> Element:
    """The last line that leads to a place before the appendix."""
    above = lines[0]
    for line in lines:
        if _target(line) in after:
            return above
        above = line
    return above


def _mark(heading: Heading, marks: dict[Element, str], ids: Ids) -> str:
    """The bookmark around a heading's text that lines lead to."""
    paragraph = heading.paragraph
    if paragraph not in marks:
        key, name = ids.mark_id(), ids.free_name(f"_Toc{_FIRST_MARK + len(marks)}")
        place = 1 if len(paragraph) and paragraph[0].tag == PPR else 0
        paragraph.insert(place, make("bookmarkStart", id=key, name=name))
        paragraph.append(make("bookmarkEnd", id=key))
        marks[paragraph] = name
    return marks[paragraph]


def _mark_line(line: Element, importer: Importer) -> None:
    key = importer.ids.mark_id()
    name = importer.ids.free_name(line_mark(importer.mark, key))
    line.insert(1, make("bookmarkStart", id=key, name=name))
    line.append(make("bookmarkEnd", id=key))


def _line(heading: Heading, level: int, name: str, where: tuple[Switches, list[Element], StyleImporter]) -> Element:
    switches, lines, styles = where
    style = toc_style(level, styles)
    model = next((line for line in lines if val(line.find("w:pPr/w:pStyle", NAMESPACES)) == style), None)
    paragraph = make("p")
    paragraph.append(_properties(style, model, lines[-1]))
    holder = paragraph
    if switches.linked:
        holder = etree.SubElement(paragraph, _HYPERLINK, {w("anchor"): name, w("history"): "1"})
    text, number = _run_properties(model if model is not None else lines[-1])
    holder.append(_run(text, _text(heading.text)))
    if level not in switches.bare:
        holder.append(_run(number, make("tab")))
        holder.extend(_page_reference(name, str(heading.page), number))
    return paragraph


def _properties(style: str, model: Element | None, other: Element) -> Element:
    """The properties of a line: those of a line of its level, or its style and the tab of another."""
    own = model.find(PPR) if model is not None else None
    if own is not None:
        return copy.deepcopy(own)
    properties = make("pPr")
    properties.append(make("pStyle", val=style))
    tabs = other.find(f"{PPR}/{w('tabs')}")
    right = _right_tabs(tabs) if tabs is not None else None
    properties.extend([right] if right is not None else [])
    return properties


def _run_properties(line: Element) -> tuple[Element | None, Element | None]:
    """The properties of the text and of the page number in a line."""
    texts = [run for run in line.iter(R) if run.find(T) is not None]
    fields = [run for run in line.iter(R) if run.find(FIELD_CHARACTER) is not None]
    text = texts[0].find(RPR) if texts else None
    number = fields[-1].find(RPR) if fields else None
    return text, number


def _run(properties: Element | None, content: Element) -> Element:
    run = make("r")
    if properties is not None:
        run.append(copy.deepcopy(properties))
    run.append(content)
    return run


def _text(text: str) -> Element:
    item = make("t")
    item.text = text
    item.set(SPACE, "preserve")
    return item


def _page_reference(name: str, page: str, properties: Element | None) -> list[Element]:
    instruction = make("instrText")
    instruction.text = f" PAGEREF {name} \\h "
    instruction.set(SPACE, "preserve")
    begin, separate, end = (make("fldChar", fldCharType=kind) for kind in ("begin", "separate", "end"))
    return [_run(properties, item) for item in (begin, instruction, separate, _text(page), end)]


def toc_style(level: int, styles: StyleImporter) -> str:
    """The report's style for lines of a level; made as Word makes it where the report has none."""
    return styles.report.id_of(f"toc {level}") or styles.add(f"toc {level}", f"TOC{level}", _new_style(level, styles))


def _new_style(level: int, styles: StyleImporter) -> list[Element]:
    base = styles.report.default_id("paragraph")
    named = [make("basedOn", val=base), make("next", val=base)] if base else []
    properties = make("pPr")
    tabs = _tabs_of(styles.report)
    properties.extend([tabs] if tabs is not None else [])
    properties.append(make("spacing", after="100"))
    if level > 1:
        properties.append(make("ind", left=str(_INDENT * (level - 1))))
    told = [make("autoRedefine"), make("uiPriority", val="39"), make("unhideWhenUsed")]
    return [*named, *told, properties]


def _tabs_of(sheet: ReportStyles) -> Element | None:
    """The tab to the page number that the report's other styles for contents have."""
    for level in range(1, LOWEST + 1):
        style = sheet.by_id.get(sheet.id_of(f"toc {level}"))
        for step in sheet.lineage(style) if style is not None else ():
            tabs = step.find("w:pPr/w:tabs", NAMESPACES)
            if tabs is not None:
                return _right_tabs(tabs)
    return None


def _right_tabs(tabs: Element) -> Element | None:
    right = copy.deepcopy(tabs)
    for tab in [tab for tab in right if val(tab) not in {"right", "end"}]:
        right.remove(tab)
    return right if len(right) else None


def _insert(field: Field, above: Element, new: list[Element]) -> None:
    """Put lines below a line; where the field ends in that line, it ends in the last of the new ones instead."""
    end = field.end
    if end is not None and _paragraph(end) is above:
        run = next(end.iterancestors(R))
        new[-1].append(run)
    for line in reversed(new):
        above.addnext(line)
