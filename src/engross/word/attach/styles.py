"""The plan's styles → the report's of the same name, or copies of the plan's with all that they build on."""

from __future__ import annotations

import copy
from collections.abc import Callable

from lxml import etree

from engross.word.attach.choices import Look
from engross.word.attach.defaults import Flattening
from engross.word.attach.namespaces import widen
from engross.word.attach.order import insert_in_order
from engross.word.attach.parts import PackageEditor, Parts
from engross.word.model.headings import LOWEST, heading_level, heading_number
from engross.word.model.styles import StyleSheet, style_name
from engross.word.opc.numbers import number_or
from engross.word.opc.xml_names import NAMESPACES, PPR, TBL, VAL, Element, P, make, val, w

STYLE_ID, TYPE = w("styleId"), w("type")
_USES = {w("pStyle"): "paragraph", w("rStyle"): "character", w("tblStyle"): "table"}
_LEVEL, _NAMED = w("outlineLvl"), w("pStyle")
_MAIN = w("")


class ReportStyles(StyleSheet):
    """The styles of a report or a plan, with the part that holds them and the names that are taken."""

    def __init__(self, parts: Parts) -> None:
        self.part = parts.one("styles")
        super().__init__(parts.root(self.part) if self.part else None)
        self.names = {called for _, called in self.by_name}
        self._levels: dict[str, int] = {}

    def level_of(self, paragraph: Element) -> int:
        """Return the level of a heading, 1 for the highest; 0 for a paragraph that is none."""
        properties = next(paragraph.iterchildren(PPR), None)
        if properties is not None and next(properties.iterchildren(_LEVEL), None) is not None:
            return heading_level(self, paragraph)
        key = "" if properties is None else val(next(properties.iterchildren(_NAMED), None))
        if key not in self._levels:
            self._levels[key] = heading_level(self, paragraph)
        return self._levels[key]

    def headings_in(self, story: Element) -> dict[Element, int]:
        """Return the headings of a story in order, with their levels."""
        if self.level_of(make("w:p")):  # where every paragraph is one, unless it says otherwise
            levels = ((paragraph, self.level_of(paragraph)) for paragraph in story.iter(P))
            return {paragraph: level for paragraph, level in levels if level}
        headings: dict[Element, int] = {}
        for item in story.iter(_NAMED, _LEVEL):
            key = item.get(VAL, "")
            if item.tag == _NAMED and self._levels.get(key) == 0:
                continue
            properties = item.getparent()
            paragraph = properties.getparent() if properties is not None and properties.tag == PPR else None
            if paragraph is not None and paragraph.tag == P:
                level = self.level_of(paragraph)
                if level:
                    headings[paragraph] = level
        return headings


class StyleImporter:
    """Finds, for each style of the plan, the style of the report that stands for it; imports it if none does."""

    def __init__(self, editor: PackageEditor, report: ReportStyles, plan: Parts, look: Look) -> None:
        self.editor = editor
        self.report = report
        self.plan = ReportStyles(plan)
        self.look = look
        self.down = 1
        self.list_of: Callable[[str], str] = lambda number: number
        self.imported: list[str] = []
        self._ids: dict[tuple[str, int], str] = {}
        self._taken = {key.lower() for key in self.report.by_id}
        self._flattening = Flattening(editor, plan) if look is Look.PLAN else None
        self._is_widened = False

    def settle(self, story: Element) -> None:
        """Let every use of a style in a story of the plan name the report's style for it."""
        if self._flattening is not None and not self._flattening.nothing_to_do:
            self._flattening.take_theme_off(story)
            self._keep_cells(story, self._flattening)
        for use in list(story.iter(*_USES)):
            new = self.find(val(use))
            if new:
                use.set(VAL, new)
            else:
                _remove(use)
        self._say_defaults(story)
        for level in story.iter(w("outlineLvl")):
            level.set(VAL, str(min(number_or(0, val(level)) + self.down, LOWEST)))

    def _keep_cells(self, story: Element, flattening: Flattening) -> None:
        chains = {key: self.plan.lineage(style) for key, style in self.plan.by_id.items()}
        chains[""] = chains.get(self.plan.default_id("paragraph"), ())
        for table in story.iter(TBL):
            key = val(table.find("w:tblPr/w:tblStyle", NAMESPACES)) or self.plan.default_id("table")
            flattening.keep_cells(table, chains.get(key, ()), chains)

    def _say_defaults(self, story: Element) -> None:
        """Name the plan's default styles where the report's default is another one."""
        for tag, kind, holder, naming in ((P, "paragraph", PPR, "pStyle"), (TBL, "table", w("tblPr"), "tblStyle")):
            old = self.plan.default_id(kind)
            new = self.find(old) if old else ""
            if not new or new == self.report.default_id(kind):
                continue
            for item in story.iter(tag):
                properties = item.find(holder)
                if properties is None:
                    properties = etree.Element(holder)
                    insert_in_order(item, properties)
                if properties.find(w(naming)) is None:
                    insert_in_order(properties, make(f"w:{naming}", val=new))

    def find(self, key: str, down: int = 0) -> str:
        """Return the report's id for a style of the plan; empty where the plan lacks it too.

        Headings are `down` levels lower, by default as many as the plan's are under the appendix heading.
        """
        down = down or self.down
        if (key, down) not in self._ids and key in self.plan.by_id:
            self._ids[key, down] = ""
            self._ids[key, down] = self._choose(self.plan.by_id[key], down)
        return self._ids.get((key, down), "")

    def _choose(self, style: Element, down: int) -> str:
        kind, name = style.get(TYPE, "paragraph"), lowered(style_name(style), down)
        same = self.report.by_name.get((kind, name))
        if same is not None and (self._flattening is None or self._looks_alike(style, same)):
            return same.get(STYLE_ID, "")
        return self._import(style, name, down)

    def _looks_alike(self, style: Element, same: Element) -> bool:
        ours, theirs = self.plan.lineage(style), self.report.lineage(same)
        return (
            self._flattening is not None
            and self._flattening.nothing_to_do
            and [_plain(item) for item in ours] == [_plain(item) for item in theirs]
        )

    def _import(self, style: Element, name: str, down: int) -> str:
        """The id of a copy of a style of the plan, under this name or, where the report has it, one like it."""
        new = copy.deepcopy(style)
        key = self._free_id(style.get(STYLE_ID, "Style"))
        self._ids[style.get(STYLE_ID, ""), down] = key
        self._name(new, key, val(style.find(w("name"))) if name == style_name(style) else name)
        if self._flattening is not None:
            self._flattening.take_theme_off(new)
            if new.find(w("basedOn")) is None:
                self._flattening.flatten(new)
        self._rebase(new, down)
        self._enter(new, key)
        return key

    def _name(self, new: Element, key: str, wanted: str) -> None:
        """Give a copy its id and name; a name of its own makes it a custom style, a heading's a built-in one."""
        name = self._free_name(wanted)
        for item in new.iterfind(w("name")):
            item.set(VAL, name)
        new.set(STYLE_ID, key)
        new.attrib.pop(w("default"), "")
        if heading_number(name.lower()):
            new.attrib.pop(w("customStyle"), "")
        elif name != wanted:
            new.set(w("customStyle"), "1")

    def add(self, name: str, wanted: str, inner: list[Element]) -> str:
        """Return the id of a new paragraph style of the report; `inner` is what it says after its name."""
        key = self._free_id(wanted)
        style = make("w:style", type="paragraph", styleId=key)
        style.extend([make("w:name", val=self._free_name(name)), *inner])
        self._enter(style, key)
        return key

    def _enter(self, new: Element, key: str) -> None:
        if not self.report.part:
            self.report.part = self.editor.add_word_part("styles", make("w:styles"))
        self._widen(new)
        self.editor.append(self.report.part, new)
        self.report.enter(new)
        self.imported.append(key)

    def _widen(self, new: Element) -> None:
        """Let programs pass over what later versions of Word say in a style, as the plan's styles let them."""
        root = self.plan.root
        if not self._is_widened and root is not None and any(not str(i.tag).startswith(_MAIN) for i in new.iter()):
            widen(self.editor, self.report.part, root)
            self._is_widened = True

    def _rebase(self, new: Element, down: int) -> None:
        """Point everything in an imported style to the report's ids."""
        for tag in ("aliases", "rsid"):
            _remove(new.find(w(tag)))
        for tag in ("basedOn", "next", "link"):
            use = new.find(w(tag))
            if use is not None:
                new_id = self.find(val(use), down if tag != "next" else self.down)
                if new_id and (tag != "link" or new_id in self.imported or new_id not in self.report.by_id):
                    use.set(VAL, new_id)
                else:
                    _remove(use)
        for number in list(new.iterfind(".//w:numPr/w:numId", NAMESPACES)):
            new_id = self.list_of(val(number))
            number.set(VAL, new_id or "0")
        for level in new.iter(w("outlineLvl")):
            level.set(VAL, str(min(number_or(0, val(level)) + down, LOWEST)))

    def _free_id(self, wanted: str) -> str:
        new, turn = wanted, 1
        while new.lower() in self._taken:
            turn += 1
            new = f"{wanted}{turn}"
        self._taken.add(new.lower())
        return new

    def _free_name(self, wanted: str) -> str:
        new, turn = wanted, 0
        while new.lower() in self.report.names:
            turn += 1
            new = f"{wanted} (plan {turn})" if turn > 1 else f"{wanted} (plan)"
        self.report.names.add(new.lower())
        return new


def lowered(name: str, down: int = 1) -> str:
    """Return a heading's name so many levels lower; any other name as it is."""
    number = heading_number(name)
    return f"heading {min(number + down, LOWEST)}" if number else name


def _plain(style: Element) -> bytes:
    shown = copy.deepcopy(style)
    for item in [child for child in shown if child.tag in {w("rsid"), w("basedOn"), w("next"), w("link")}]:
        shown.remove(item)
    shown.attrib.pop(STYLE_ID, "")
    return etree.tostring(shown, method="c14n", exclusive=True)


def is_numbered(style: Element, sheet: StyleSheet) -> bool:
    """Return whether paragraphs of a style are numbered by it or by one it is based on."""
    for step in sheet.lineage(style):
        number = step.find("w:pPr/w:numPr", NAMESPACES)
        if number is not None:
            return val(number.find(w("numId"))) != "0"
    return False


def _remove(item: Element | None) -> None:
    parent = item.getparent() if item is not None else None
    if item is not None and parent is not None:
        parent.remove(item)
