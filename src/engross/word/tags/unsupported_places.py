"""What Word would show in place of a rendered tag, or never show at all → freed of that, or reported with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Protocol

from lxml import etree
from markupsafe import escape

from engross.problems import FilePlace, Problem
from engross.word.model.fields import complex_fields
from engross.word.opc.content_types import content_types, is_xml
from engross.word.opc.package import Package
from engross.word.opc.stories import Places, may_hold, word_parts
from engross.word.opc.xml_names import NAMESPACES, SDT, SDT_CONTENT, VAL, Element, P, T, name, names, unwrap, value
from engross.word.tags.tag_table import Tag, Tags, mark, nowhere, number_of

_BINDINGS = (name("w:dataBinding"), name("w15:dataBinding"), name("w:showingPlcHdr"))
_DATE, _FULL_DATE = name("w:date"), name("w:fullDate")
_MATHS, _RUBY, _FIELD = name("m:t"), name("w:ruby"), name("w:fldChar")
_TEXTS = names("w:t", "m:t")
_ADDIN = "ADDIN"
_DRAWN = ("drawingml.chart", "chartex", "diagramdata", "diagramdrawing", "drawingml.chartshapes")
"""Words of the content types of charts, diagrams and what is drawn in them."""
_FOLDERS = ("word/charts/", "word/diagrams/")
_LINE, _LABEL = f"{{{NAMESPACES['a']}}}p", name("w:lvlText")


class _Block(Protocol):
    """A block of a template."""

    marks: list[Element]


def release(root: Element) -> None:
    """Free the content controls that hold a tag: Word would show bound data, or a placeholder, in place of values."""
    for control in root.iter(SDT):
        if next(control.iter(etree.PI), None) is not None:
            for binding in list(control.iterchildren(name("w:sdtPr"))):
                for element in list(binding.iterchildren(*_BINDINGS)):
                    binding.remove(element)
                for picker in binding.iterchildren(_DATE):
                    picker.attrib.pop(_FULL_DATE, "")  # the date that somebody picked in the template


def unwrap_marks(root: Element) -> None:
    """Take away the content controls that Google Docs puts around pieces of text: nobody sees them; they cut tags."""
    for control in list(root.iter(SDT)):
        if (value(control, "w:sdtPr/w:tag") or "").startswith("goog_rdk_"):
            for child in list(control):
                if child.tag != SDT_CONTENT:
                    control.remove(child)
                else:
                    unwrap(child)
            unwrap(control)


def seal_data(root: Element, tags: Tags) -> None:
    """Keep what only looks like tags from being read: the codes of other programs' fields (ADDIN), as they are.

    Citation managers keep JSON there, with braces, and no reader sees it.
    """
    sealed = [node for field in complex_fields(root) if field.word == _ADDIN for node in field.instructions]
    for node in sealed:
        if node.text and ("{" in node.text or "}" in node.text):
            sign = mark(tags.add(Tag("literal", "", "", str(escape(node.text)), nowhere, ours=True)))
            node.text = None
            node.insert(0, sign)


def report_unread(root: Element, places: Places, tags: Tags) -> None:
    """Report the tags in equations and phonetic guides, which nothing reads."""
    guides = (text for guide in root.iter(_RUBY) for text in guide.iter(T))
    for text in (*root.iter(_MATHS), *guides):
        paragraph = next(text.iterancestors(P), None)
        shown = text.text or ""
        if paragraph is not None and ("{{" in shown or "{%" in shown):
            tags.report("tag-where-none-is-read", places.of(paragraph),
                        f"a tag stands where tags are not read: {shown[:60]}",
                        "move it into the text of a paragraph")  # fmt: skip


def unread_parts(package: Package) -> Iterator[Problem]:
    """What a file holds beside its text in which tags would stay as they are: charts, diagrams, labels of lists."""
    for part in package.names:
        if _is_drawn(package, part):
            tagged_text = next(filter(_is_tagged, _drawn_texts(package.look(part))), "")
            if tagged_text:
                yield _unread("in a chart or diagram", tagged_text, package)
    for part in word_parts(package):
        if may_hold(package.read(part), b"lvlText"):
            labels = (node.get(VAL, "") for node in package.look(part).iter(_LABEL))
            for label in dict.fromkeys(filter(_is_tagged, labels)):
                yield _unread("in the numbers of a list", label, package)


def _unread(where: str, text: str, package: Package) -> Problem:
    return Problem("tag-where-none-is-read", FilePlace(package.file),
                   f"a tag stands {where}, where tags are not read: {text[:60]}",
                   "take it out, and put it into the text beside")  # fmt: skip


def _is_drawn(package: Package, part: str) -> bool:
    if not is_xml(package, part):
        return False
    type_ = content_types(package).of(part).lower()
    return any(word in type_ for word in _DRAWN) or part.lower().startswith(_FOLDERS)


def _is_tagged(text: str) -> bool:
    return "{{" in text or "{%" in text


def _drawn_texts(root: Element) -> Iterator[str]:
    """The lines of text in a chart or diagram, each joined over its runs, then the texts that stand in no line."""
    for line in root.iter(_LINE):
        yield "".join(map(str, line.itertext()))
    yield from (node.text or "" for node in root.iter(etree.Element))


def report_split_fields(root: Element, blocks: Iterable[_Block], tags: Tags) -> None:
    """Report the blocks that hold a field's beginning without its end, or its end alone: Word cannot read either."""
    order = list(root.iter(etree.PI, _FIELD))
    if all(node.tag != _FIELD for node in order):
        return
    position = {node: place for place, node in enumerate(order)}
    for block in blocks:
        if any(_is_split(order[position[one] : position[two]]) for one, two in pairwise(block.marks)):
            tag = tags.tags[number_of(block.marks[0])]
            tags.report("split-field", tag.place,
                        "a field, such as a page number, begins on one side of a tag of this block and ends on the "
                        "other",
                        "put the whole field between two tags of the block, or outside it")  # fmt: skip


def _is_split(nodes: Iterable[Element]) -> bool:
    depth = 0
    for node in nodes:
        kind = node.get(name("w:fldCharType")) if node.tag == _FIELD else ""
        depth += (kind == "begin") - (kind == "end")
        if depth < 0:
            return True
    return depth > 0
