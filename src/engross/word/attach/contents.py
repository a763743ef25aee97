"""The appendix's heading → a line in each of the report's tables of contents, as Word would write it itself."""

from __future__ import annotations

from msgspec import Struct

from engross.word.attach.ids import NAME, START, Ids
from engross.word.attach.importer import Importer
from engross.word.attach.names import line_mark, number_of
from engross.word.attach.styles import ReportStyles, StyleImporter
from engross.word.model.contents import (
    Entry,
    Heading,
    limit_of,
    lines_of,
    make_line,
    paragraph_of,
    right_tabs,
    switches_of,
    target_of,
)
from engross.word.model.fields import FIELD_CHARACTER, Field, complex_fields
from engross.word.model.headings import LOWEST, style_level
from engross.word.opc.xml_names import NAMESPACES, PPR, Element, P, R, make, text_of, val, w

HEADING = "heading 1"
"""The name of the style of chapters."""
_FIRST_MARK = 990000001
_INDENT = 220


def headings_of(blocks: list[Element], page: int, sheet: ReportStyles) -> list[Heading]:
    """Return the headings of an appendix that the report's contents list: its own, on the page where it begins.

    Those of the plan are left out: they would outnumber the report's.
    """
    for block in blocks:
        level = sheet.level_of(block) if block.tag == P else 0
        text = " ".join(text_of(block).split())
        if level and text:
            style = sheet.by_id.get(val(block.find("w:pPr/w:pStyle", NAMESPACES)))
            name = val(style.find(w("name"))).lower() if style is not None else ""
            return [Heading(block, text, name, level, page)]
    return []


def chapter_style(body: Element, sheet: ReportStyles, *, below: bool = False) -> str:
    """Return the id of the style in which the contents list the report's chapters; empty if it has none of that name.

    Without contents, or if these list headings of the first level, it is Heading 1. With `below`, it is the style of
    headings a level lower.
    """
    wanted = [HEADING]
    for field in complex_fields(body) if next(body.iter(FIELD_CHARACTER), None) is not None else ():
        switches = switches_of(field.instruction) if field.word == "TOC" else None
        if switches is not None:
            named = sorted(switches.styles, key=lambda name: switches.styles[name])
            built_in = [f"heading {switches.first}"] if switches.first <= switches.last else []
            wanted = [*built_in, *named, HEADING]
            break
    chapters = next(filter(None, map(sheet.id_of, wanted)), "")
    level = style_level(sheet, sheet.by_id[chapters]) if chapters else 0
    return (sheet.id_of(f"heading {level + 1}") if below else "") or chapters


class Listed(Struct, frozen=True):
    """What became of the report's contents: `written` lines were added, `behind` lead to pages behind them.

    If none was, `unlisted` are the bookmarks to which the contents are limited, "" for contents of the whole report.
    """

    behind: int
    written: int
    unlisted: tuple[str, ...] = ()


def write_lines(body: Element, preceding: list[Element], headings: list[Heading], importer: Importer) -> Listed:
    """Add lines for these headings to the tables of contents in a body; `preceding` are the blocks before them.

    The lines behind them show their pages as they were.
    """
    behind = written = 0
    unlisted = []
    styles, ids = importer.styles, importer.ids
    marks: dict[Element, str] = {}
    for field in [field for field in complex_fields(body) if field.word == "TOC" and field.end is not None]:
        switches = switches_of(field.instruction)
        lines = lines_of(field, body)
        wanted = [(heading, switches.level_of(heading)) for heading in headings] if switches else []
        wanted = [(heading, level) for heading, level in wanted if level]
        if switches is None or not lines or not wanted:
            unlisted += _limits(field) if headings else []
            continue
        above = _line_above(lines, _names_after(body, preceding))
        behind += len(lines) - 1 - next(place for place, line in enumerate(lines) if line is above)
        new = []
        for heading, level in wanted:
            entry = Entry(heading.text, level, _mark(heading, marks, ids), str(heading.page))
            new.append(make_line(entry, toc_style(level, styles), switches, lines))
        for line in new:
            if not target_of(line):
                _mark_line(line, importer)
        _insert(field, above, new)
        written += len(new)
    return Listed(behind, written, () if written else tuple(unlisted))


def _limits(field: Field) -> list[str]:
    """The bookmark to which contents of headings are limited, "" if to none; nothing for contents of an appendix."""
    limit = limit_of(field.instruction)
    return [limit] if limit is not None and not number_of(limit) else []


def _names_after(body: Element, preceding: list[Element]) -> set[str]:
    names = {mark.get(NAME, "") for mark in body.iter(START)}
    return names - {mark.get(NAME, "") for block in preceding for mark in block.iter(START)}


def _line_above(lines: list[Element], after: set[str]) -> Element:
    """The last line that leads to a place before the appendix."""
    above = lines[0]
    for line in lines:
        if target_of(line) in after:
            return above
        above = line
    return above


def _mark(heading: Heading, marks: dict[Element, str], ids: Ids) -> str:
    """The bookmark around a heading's text that lines lead to."""
    paragraph = heading.paragraph
    if paragraph not in marks:
        key, name = ids.mark_id(), ids.free_name(f"_Toc{_FIRST_MARK + len(marks)}")
        place = 1 if len(paragraph) and paragraph[0].tag == PPR else 0
        paragraph.insert(place, make("w:bookmarkStart", id=key, name=name))
        paragraph.append(make("w:bookmarkEnd", id=key))
        marks[paragraph] = name
    return marks[paragraph]


def _mark_line(line: Element, importer: Importer) -> None:
    key = importer.ids.mark_id()
    name = importer.ids.free_name(line_mark(importer.mark, key))
    line.insert(1, make("w:bookmarkStart", id=key, name=name))
    line.append(make("w:bookmarkEnd", id=key))


def toc_style(level: int, styles: StyleImporter) -> str:
    """Return the report's style for lines of a level; made as Word makes it where the report has none."""
    return styles.report.id_of(f"toc {level}") or styles.add(f"toc {level}", f"TOC{level}", _new_style(level, styles))


def _new_style(level: int, styles: StyleImporter) -> list[Element]:
    base = styles.report.default_id("paragraph")
    named = [make("w:basedOn", val=base), make("w:next", val=base)] if base else []
    properties = make("w:pPr")
    tabs = _tabs_of(styles.report)
    properties.extend([tabs] if tabs is not None else [])
    properties.append(make("w:spacing", after="100"))
    if level > 1:
        properties.append(make("w:ind", left=str(_INDENT * (level - 1))))
    told = [make("w:autoRedefine"), make("w:uiPriority", val="39"), make("w:unhideWhenUsed")]
    return [*named, *told, properties]


def _tabs_of(sheet: ReportStyles) -> Element | None:
    """The tab to the page number that the report's other styles for contents have."""
    for level in range(1, LOWEST + 1):
        style = sheet.by_id.get(sheet.id_of(f"toc {level}"))
        for step in sheet.lineage(style) if style is not None else ():
            tabs = step.find("w:pPr/w:tabs", NAMESPACES)
            if tabs is not None:
                return right_tabs(tabs)
    return None


def _insert(field: Field, above: Element, new: list[Element]) -> None:
    """Put lines below a line; where the field ends in that line, it ends in the last of the new ones instead."""
    end = field.end
    if end is not None and paragraph_of(end) is above:
        run = next(end.iterancestors(R))
        new[-1].append(run)
    for line in reversed(new):
        above.addnext(line)
