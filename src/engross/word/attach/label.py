"""The report's appendix headings → the label of the next one, in the report's own manner ("Appendix C: ")."""

from __future__ import annotations

import re
from dataclasses import dataclass

from engross.word.attach.choices import Choices
from engross.word.attach.names import NS, Element, P, text_of, value, w
from engross.word.attach.parts import Parts
from engross.word.attach.styles import StyleSheet

WORDS = "One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve".split()
ROMAN = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX".split()


@dataclass(frozen=True, slots=True)
class Label:
    """An existing appendix: its word, what it counts with, and what stands between that and its title."""

    word: str
    count: str
    between: str


def heading_text(report: Parts, catalogue: StyleSheet, choices: Choices) -> str:
    """The whole text of the appendix heading."""
    label = next_label(report, catalogue, choices)
    return (
        f"{label.word} {label.count}{label.between}{choices.title}" if choices.title else f"{label.word} {label.count}"
    )


def next_label(report: Parts, catalogue: StyleSheet, choices: Choices) -> Label:
    """The label that follows the report's last appendix; a letter, and a colon, where it has none."""
    found = _existing(report, catalogue, choices.label)
    last = found[-1] if found else Label(choices.label, "", ": ")
    between = next((label.between for label in reversed(found) if label.between.strip()), ": ")
    count = choices.letter or following([label.count for label in found])
    return Label(last.word, count, between)


def following(counts: list[str]) -> str:
    """The count after these, in the manner of the last: letters, numbers, Roman numbers or words."""
    if not counts:
        return "A"
    for series in (_numbers(counts), _series(counts, WORDS), _letters_or_roman(counts)):
        if series:
            return series
    return "A"


def _numbers(counts: list[str]) -> str:
    found = [int(count) for count in counts if count.isdigit()]
    return str(max(found) + 1) if found else ""


def _series(counts: list[str], series: list[str]) -> str:
    places = [series.index(count.title()) for count in counts if count.title() in series]
    return series[max(places) + 1] if places and max(places) + 1 < len(series) else ""


def _letters_or_roman(counts: list[str]) -> str:
    upper = [count.upper() for count in counts]
    if upper[0] == "I" or any(len(count) > 1 for count in upper):
        places = [ROMAN.index(count) for count in upper if count in ROMAN]
        return ROMAN[max(places) + 1] if places and max(places) + 1 < len(ROMAN) else ""
    last = max((count for count in upper if len(count) == 1 and count.isalpha()), default="")
    return chr(ord(last) + 1) if last and last != "Z" else "AA" if last else ""


def _existing(report: Parts, catalogue: StyleSheet, word: str) -> list[Label]:
    """The labels of the report's appendix headings, typed or numbered by Word, in order."""
    lists = report.one("numbering")
    by_word = bool(lists) and any(name.encode() in report.package.read(lists) for name in (word, "Appendix", "Annex"))
    typed = re.compile(
        rf"\s*(?P<word>{re.escape(word)}|Appendix|Annex|Annexe)\s+(?P<count>[A-Z]|\d{{1,2}}|[IVX]{{1,5}}|{'|'.join(WORDS)})"
        r"(?P<between>\s*[:.–—-]\s*|\s+|$)",
        re.IGNORECASE,
    )
    found: list[Label] = []
    numbered = 0
    for paragraph in report.body.iter(P):
        if not catalogue.level_of(paragraph):
            continue
        match = typed.match(text_of(paragraph))
        if match:
            between = match["between"] if match["between"].strip() else ": "
            found.append(Label(match["word"], match["count"], between))
        elif by_word:
            kind = _numbered_kind(paragraph, catalogue, report, word)
            if kind:
                numbered += 1
                found.append(Label(kind.word, _counted(kind.count, numbered), kind.between))
    return found


def _counted(form: str, number: int) -> str:
    if form in {"upperLetter", "lowerLetter"}:
        return chr(ord("A") + number - 1)
    return ROMAN[number - 1] if form in {"upperRoman", "lowerRoman"} and number <= len(ROMAN) else str(number)


def _numbered_kind(paragraph: Element, catalogue: StyleSheet, report: Parts, word: str) -> Label | None:
    """The label that Word's own numbering shows before a heading, where its form is "Appendix %1"."""
    level = _level(paragraph, catalogue, report)
    if level is None:
        return None
    shown = re.fullmatch(
        rf"\s*({re.escape(word)}|Appendix|Annex|Annexe)\s+%1\s*([:.–—-]?)\s*", value(level.find(w("lvlText")))
    )
    if shown is None:
        return None
    return Label(shown[1], value(level.find(w("numFmt"))), f"{shown[2]} " if shown[2] else ": ")


def _level(paragraph: Element, catalogue: StyleSheet, report: Parts) -> Element | None:
    part = report.one("numbering")
    style = catalogue.by_id.get(value(paragraph.find("w:pPr/w:pStyle", NS)))
    steps = [paragraph, *(catalogue.chain(style) if style is not None else [])]
    found = next((number for step in steps if (number := step.find("w:pPr/w:numPr", NS)) is not None), None)
    if found is None or not part:
        return None
    root = report.root(part)
    number = root.find(f"w:num[@w:numId='{value(found.find(w('numId')))}']", NS)
    if number is None:
        return None
    key = value(number.find(w("abstractNumId")))
    level = value(found.find(w("ilvl"))) or "0"
    return root.find(f"w:abstractNum[@w:abstractNumId='{key}']/w:lvl[@w:ilvl='{level}']", NS)
