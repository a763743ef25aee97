"""Captions that count themselves (SEQ fields) under tags → numbers that are counted when the document is made.

What Word stored beside such a field is the number that it had in the template, the same in every turn of a loop. The
fields stay: Word counts them as they are counted here (ECMA-376, part 1, 17.16.5.56).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from engross.word.model.headings import heading_level
from engross.word.model.references import FIELD, FIELD_KIND, INSTR, INSTRUCTION, SIMPLE
from engross.word.model.styles import StyleSheet
from engross.word.opc.package import Package
from engross.word.opc.xml_names import Element, P, R, T, name, names
from engross.word.tags.repeat import Within
from engross.word.tags.tag_table import Tag, Tags, mark, nowhere

_SEQUENCE = re.compile(r'\s*SEQ\s+(?:"([^"]+)"|([^\s"\\]+))(?P<switches>(?:\s*\\.*)?)\s*$', re.IGNORECASE | re.DOTALL)
_FALLBACK, _NOTES = name("mc:Fallback"), names("w:footnote", "w:endnote")
_FORM, _PICTURE = re.compile(r'\\\*\s*"?(\w+)'), re.compile(r'\\#\s*"?(0+)"?(?=\s|$)')
_SHAPELESS = frozenset({"mergeformat", "charformat"})
"""What is said of a result's looks, and not of its form."""


@dataclass(frozen=True, slots=True)
class _Sequence:
    """A SEQ field: what it counts, in small letters, its switches, and the texts of its stored result."""

    counted: str
    switches: str
    node: Element
    texts: tuple[Element, ...]

    def switch(self, letter: str, value: str = "") -> str | None:
        """Return the value of a switch, None if it is not given."""
        matched = re.search(rf"\\{letter}\s*({value})", self.switches, re.IGNORECASE)
        return None if matched is None else matched[1]

    @property
    def form(self) -> str:
        """The form in which the number is shown: a name such as "ROMAN", or as many zeros as it has digits."""
        named = [match[1] for match in _FORM.finditer(self.switches) if match[1].lower() not in _SHAPELESS]
        picture = _PICTURE.search(self.switches)
        return named[0] if named else picture[1] if picture else ""

    @property
    def is_hidden(self) -> bool:
        r"""Whether the field counts and shows nothing: `\h`, unless a form is given."""
        return self.switch("h") is not None and not _FORM.search(self.switches)


def settle_sequences(root: Element, within: Within, tags: Tags, package: Package, story: str = "") -> None:
    """Count the captions of each kind of which one stands in a block; `story` names what counts for itself.

    What stands in notes, headers and footers counts apart from the body, and all notes of a kind together.
    """
    fields = list(_sequences(root))
    moving = {field.counted for field in fields if within.get(field.node) or root.tag in _NOTES}
    counted = [field for field in fields if field.counted in moving]
    for field in counted:
        _count(field, tags, story)
    by_headings = {(story + field.counted, int(level)) for field in counted if (level := field.switch("s", "[1-9]"))}
    if by_headings:
        _begin_at_headings(root, by_headings, tags, StyleSheet.of(package))


def _count(field: _Sequence, tags: Tags, story: str) -> None:
    """Let the count of a field stand in place of its stored result."""
    is_repeated = field.switch("c") is not None or any(True for _ in field.node.iterancestors(_FALLBACK))
    begins = field.switch("r", r"\d+")
    code = f"{_quoted(story + field.counted)}|_count({int(not is_repeated)}, {begins or 'none'}, {_quoted(field.form)})"
    for each in field.texts:
        for child in list(each):
            each.remove(child)
        each.text = ""
    if field.texts and not field.is_hidden:
        field.texts[0].append(mark(tags.add(Tag("print", "", "", code, nowhere, ours=True))))
        return
    sign = mark(
        tags.add(Tag("statement", "", "do", f"do {code}", nowhere, ours=True))
    )  # nothing is shown, but it counts
    run = field.node if field.node.tag == SIMPLE else field.node.getparent()
    if run is not None:
        run.addprevious(sign)


def _begin_at_headings(root: Element, kinds: Iterable[tuple[str, int]], tags: Tags, sheet: StyleSheet) -> None:
    for paragraph in list(root.iter(P)):
        level = heading_level(sheet, paragraph)
        for counted, deepest in sorted(kinds):
            if 0 < level <= deepest:
                code = f"do {_quoted(counted)}|_count(0, 0, '')"
                paragraph.addprevious(mark(tags.add(Tag("statement", "", "do", code, nowhere, ours=True))))


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "").replace("'", "") + "'"


def _sequences(root: Element) -> Iterator[_Sequence]:
    opened: list[tuple[list[str], list[Element], Element]] = []
    is_read: list[bool] = []
    for node in root.iter(FIELD, INSTRUCTION, SIMPLE, T):
        if node.tag == SIMPLE:
            yield from _read(node.get(INSTR, ""), node, tuple(node.iter(T)))
        elif node.tag == FIELD and node.get(FIELD_KIND) == "begin":
            opened.append(([], [], node))
            is_read.append(False)
        elif node.tag == FIELD and opened and node.get(FIELD_KIND) == "separate":
            is_read[-1] = True
        elif node.tag == FIELD and opened:
            is_read.pop()
            codes, texts, begin = opened.pop()
            yield from _read("".join(codes), begin, tuple(texts))
        elif node.tag == INSTRUCTION and opened and not is_read[-1]:
            opened[-1][0].append(node.text or "")
        elif node.tag == T and opened and is_read[-1]:
            opened[-1][1].append(node)


def _read(code: str, node: Element, texts: tuple[Element, ...]) -> Iterator[_Sequence]:
    matched = _SEQUENCE.match(code)
    plain = all(child.tag is not etree.PI for text in texts for child in text)  # type: ignore[comparison-overlap]  # the stubs say str only
    if matched and plain and all(text.getparent() is not None and text.getparent().tag == R for text in texts):  # type: ignore[union-attr]  # just checked
        yield _Sequence((matched[1] or matched[2]).lower(), matched["switches"], node, texts)
