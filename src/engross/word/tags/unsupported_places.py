"""What Word would show in place of a rendered tag, or never show at all → freed of that, or reported with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Protocol

from lxml import etree

from engross.problems import FilePlace, Problem
from engross.word.opc.package import Package
from engross.word.opc.stories import Places
from engross.word.opc.xml_names import SDT, SDT_CONTENT, Element, P, T, name, names, unwrap, value
from engross.word.tags.tag_table import Tags, number_of

_BINDINGS = (name("w:dataBinding"), name("w15:dataBinding"), name("w:showingPlcHdr"))
_MATHS, _RUBY, _FIELD = name("m:t"), name("w:ruby"), name("w:fldChar")
_TEXTS = names("w:t", "m:t")
_DRAWN = ("word/charts/", "word/diagrams/")


class _Block(Protocol):
    """A block of a template."""

    marks: list[Element]


def release(root: Element) -> None:
    """Free the content controls that hold a tag: Word would show bound data, or a placeholder, in place of values."""
    for control in root.iter(SDT):
        if next(control.iter(etree.PI), None) is not None:
            for binding in list(control.iterchildren(name("w:sdtPr"))):
                for each in list(binding.iterchildren(*_BINDINGS)):
                    binding.remove(each)


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
    """What a file holds beside its text in which tags would stay as they are: charts, diagrams, other documents."""
    place = FilePlace(package.file)
    for part in package.names:
        if part.lower().startswith(_DRAWN) and part.lower().endswith(".xml"):
            texts = (node.text or "" for node in package.xml(part).iter(etree.Element))
            tagged_text = next((text for text in texts if "{{" in text or "{%" in text), "")
            if tagged_text:
                yield Problem("tag-where-none-is-read", place,
                              f"a tag stands in a chart or diagram, where tags are not read: {tagged_text[:60]}",
                              "take it out, and put it into the text beside")  # fmt: skip


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
