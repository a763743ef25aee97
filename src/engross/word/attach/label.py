"""The report's appendix headings → the label of the next one, in the report's own manner ("Appendix C: ")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from engross.labels import BETWEEN, WORDS, Label, letter, next_label, read_label, roman
from engross.word.attach.choices import Choices
from engross.word.attach.parts import Parts
from engross.word.attach.styles import ReportStyles
from engross.word.opc.xml_names import NAMESPACES, Element, text_of, val, value, w


def heading_text(report: Parts, styles: ReportStyles, choices: Choices) -> str:
    """Return the whole text of the appendix heading."""
    if not choices.label:
        return choices.title
    labels = list(_existing(report, styles, choices.label))
    return next_label(labels, choices.label, choices.letter).heading(choices.title)


def _existing(report: Parts, styles: ReportStyles, word: str) -> Iterator[Label]:
    """The labels of the report's appendix headings, typed or numbered by Word, in order."""
    lists = report.one("numbering")
    by_word = bool(lists) and any(each.encode() in report.package.read(lists) for each in (word, *WORDS))
    numbered = 0
    for paragraph in styles.headings_in(report.body):
        typed = read_label(text_of(paragraph), word)
        if typed is not None:
            yield typed
        elif by_word:
            shown = _shown_by_word(paragraph, styles, report, word)
            if shown is not None:
                numbered += 1
                yield Label(shown.word, _counted(shown.count, numbered), shown.between)


def _counted(form: str, number: int) -> str:
    """The count that Word shows for a number in one of its forms (ECMA-376, part 1, 17.18.59)."""
    if form in {"upperLetter", "lowerLetter"}:
        return letter(number)
    return roman(number) if form in {"upperRoman", "lowerRoman"} else str(number)


def _shown_by_word(paragraph: Element, styles: ReportStyles, report: Parts, word: str) -> Label | None:
    """The label that Word's own numbering shows before a heading, if its form is "Appendix %1"; its count is a form."""
    level = _level(paragraph, styles, report)
    if level is None:
        return None
    words = "|".join(map(re.escape, dict.fromkeys((word, *WORDS))))
    shown = re.fullmatch(rf"\s*({words})\s+%1\s*([:.–—-]?)\s*", val(level.find(w("lvlText"))))
    if shown is None:
        return None
    return Label(shown[1], val(level.find(w("numFmt"))), f"{shown[2]} " if shown[2] else BETWEEN)


def _level(paragraph: Element, styles: ReportStyles, report: Parts) -> Element | None:
    part = report.one("numbering")
    style = styles.by_id.get(value(paragraph, "w:pPr/w:pStyle") or "")
    steps = (paragraph, *styles.lineage(style))
    use = next((node for step in steps if (node := step.find("w:pPr/w:numPr", NAMESPACES)) is not None), None)
    if use is None or not part:
        return None
    root = report.root(part)
    number = _child(root, "num", "numId", val(use.find(w("numId"))))
    if number is None:
        return None
    definition = _child(root, "abstractNum", "abstractNumId", val(number.find(w("abstractNumId"))))
    return None if definition is None else _child(definition, "lvl", "ilvl", val(use.find(w("ilvl"))) or "0")


def _child(parent: Element, tag: str, key: str, wanted: str) -> Element | None:
    return next((child for child in parent.iterchildren(w(tag)) if child.get(w(key)) == wanted), None)
