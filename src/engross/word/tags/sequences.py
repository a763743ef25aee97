"""Captions that count themselves (SEQ fields) under tags → numbers that are counted when the document is made.

What Word stored beside such a field is the number that it had in the template, the same in every turn of a loop. The
fields stay: Word counts them as they are counted here (ECMA-376, part 1, 17.16.5.56).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy

from lxml import etree
from msgspec import Struct

from engross.word.model.headings import heading_level
from engross.word.model.references import FIELD, FIELD_KIND, INSTR, INSTRUCTION, SIMPLE
from engross.word.model.styles import StyleSheet
from engross.word.opc.package import Package
from engross.word.opc.xml_names import RPR, Element, P, R, T, ancestor, drop, make, name, names
from engross.word.tags.repeat import Within
from engross.word.tags.tag_table import Tag, Tags, mark, nowhere

_SEQUENCE = re.compile(r'\s*SEQ\s+(?:"([^"]+)"|([^\s"\\]+))(?P<switches>(?:\s*\\.*)?)\s*$', re.IGNORECASE | re.DOTALL)
_FALLBACK, _NOTES = name("mc:Fallback"), names("w:footnote", "w:endnote")
_FORM, _PICTURE = re.compile(r'\\\*\s*"?(\w+)'), re.compile(r'\\#\s*"?([#0,]*[#0])"?(?=\s|$)')
_SHAPELESS = frozenset({"mergeformat", "charformat"})
"""What is said of a result's looks, and not of its form."""


class _Sequence(Struct, frozen=True):
    """A SEQ field: what it counts, in small letters, its switches, and the texts of its stored result.

    `end` is its last character, with `is_separated` if the result has a place before it; None for a simple field.
    """

    counted: str
    switches: str
    node: Element
    texts: tuple[Element, ...]
    end: Element | None
    is_separated: bool

    def switch(self, letter: str, value: str = "") -> str | None:
        """Return the value of a switch, None if it is not given."""
        matched = re.search(rf"\\{letter}\s*({value})", self.switches, re.IGNORECASE)
        return None if matched is None else matched[1]

    @property
    def form(self) -> str:
        """The form in which the number is shown: names such as "CardText FirstCap", or a picture such as "#,##0"."""
        named = [match[1] for match in _FORM.finditer(self.switches) if match[1].lower() not in _SHAPELESS]
        picture = _PICTURE.search(self.switches)
        return " ".join(named) or (picture[1] if picture else "")

    @property
    def is_hidden(self) -> bool:
        r"""Whether the field counts and shows nothing: `\h`, unless a form is given."""
        return self.switch("h") is not None and not _FORM.search(self.switches)

    @property
    def is_settled(self) -> bool:
        """Whether it shows what Word counted, or nothing on purpose."""
        return self.is_hidden or any(text.text for text in self.texts)


def settle_sequences(root: Element, within: Within, tags: Tags, package: Package, story: str = "") -> None:
    """Count the captions of each kind of which one stands in a block, or has no number yet.

    `story` names what counts for itself: what stands in notes, headers and footers counts apart from the body, and all
    notes of a kind together.
    """
    fields = list(_sequences(root))
    moving = {field.counted for field in fields if within.get(field.node) or root.tag in _NOTES or not field.is_settled}
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
    code = f"{story + field.counted!r}|_count({int(not is_repeated)}, {begins or 'none'}, {field.form!r})"
    for element in field.texts:
        for child in list(element):
            element.remove(child)
        element.text = ""
    if not field.is_hidden:
        text = field.texts[0] if field.texts else _result_of(field)
        text.append(mark(tags.add(Tag("print", "", "", code, nowhere, ours=True))))
        return
    sign = mark(tags.add(Tag("statement", "", "do", f"do {code}", nowhere, ours=True)))  # it counts unseen
    run = field.node if field.node.tag == SIMPLE else field.node.getparent()
    if run is not None:
        run.addprevious(sign)


def _result_of(field: _Sequence) -> Element:
    """A text for a field that Word has not counted yet."""
    text, result = make("w:t"), make("w:r")
    result.append(text)
    run = None if field.end is None else ancestor(field.end, R)
    if run is None or field.end is None:
        field.node.append(result)
        return text
    closing, separator = make("w:r"), make("w:r")
    closing.extend([field.end, *field.end.itersiblings()])
    separator.append(make("w:fldChar", fldCharType="separate"))
    for following in (closing, result, *([] if field.is_separated else [separator])):
        properties = run.find(RPR)
        following[:0] = [] if properties is None else [deepcopy(properties)]
        run.addnext(following)
    if all(child.tag == RPR for child in run):
        drop(run)
    return text


def _begin_at_headings(root: Element, kinds: Iterable[tuple[str, int]], tags: Tags, sheet: StyleSheet) -> None:
    for paragraph in list(root.iter(P)):
        level = heading_level(sheet, paragraph)
        for counted, deepest in sorted(kinds):
            if 0 < level <= deepest:
                code = f"do {counted!r}|_count(0, 0, '')"
                paragraph.addprevious(mark(tags.add(Tag("statement", "", "do", code, nowhere, ours=True))))


def _sequences(root: Element) -> Iterator[_Sequence]:
    opened: list[tuple[list[str], list[Element], Element]] = []
    is_read: list[bool] = []
    for node in root.iter(FIELD, INSTRUCTION, SIMPLE, T):
        if node.tag == SIMPLE:
            yield from _read(node.get(INSTR, ""), node, tuple(node.iter(T)), None, is_separated=True)
        elif node.tag == FIELD and node.get(FIELD_KIND) == "begin":
            opened.append(([], [], node))
            is_read.append(False)
        elif node.tag == FIELD and opened and node.get(FIELD_KIND) == "separate":
            is_read[-1] = True
        elif node.tag == FIELD and opened:
            separated = is_read.pop()
            codes, texts, begin = opened.pop()
            yield from _read("".join(codes), begin, tuple(texts), node, is_separated=separated)
        elif node.tag == INSTRUCTION and opened and not is_read[-1]:
            opened[-1][0].append(node.text or "")
        elif node.tag == T and opened and is_read[-1]:
            opened[-1][1].append(node)


def _read(
    code: str, node: Element, texts: tuple[Element, ...], end: Element | None, *, is_separated: bool
) -> Iterator[_Sequence]:
    matched = _SEQUENCE.match(code)
    plain = all(child.tag is not etree.PI for text in texts for child in text)  # type: ignore[comparison-overlap]  # the stubs say str only
    if matched and plain and all(text.getparent() is not None and text.getparent().tag == R for text in texts):  # type: ignore[union-attr]  # just checked
        yield _Sequence((matched[1] or matched[2]).lower(), matched["switches"], node, texts, end, is_separated)
