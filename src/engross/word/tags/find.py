"""A story's tree → the same with a mark in place of every tag, and each tag with its place in the table of tags."""

from __future__ import annotations

import re
from functools import partial

from lxml import etree

from engross.problems import WordPlace
from engross.word.model.space import Space
from engross.word.opc.stories import Places, may_hold
from engross.word.opc.xml_names import P, name
from engross.word.tags.compilation_unit import CompilationUnit, StoryTree
from engross.word.tags.contents import emptied, report_stored, tables_of_contents
from engross.word.tags.extent import extents
from engross.word.tags.foreign_placeholders import report_mistaken
from engross.word.tags.form_controls import settle_form_controls
from engross.word.tags.links import read_link, tagged_links
from engross.word.tags.pictures import settle_pictures
from engross.word.tags.read import read_attributes, read_leaf, read_paragraph, tidy, with_tagged_attributes
from engross.word.tags.unsupported_places import release, report_unread, seal_data, unwrap_marks

_TAGGED_ATTRIBUTE = re.compile(b"=\\s*(?:\"[^\"<]*|'[^'<]*)(?:\\{|&#)")
"""What a tag in an attribute may begin with in a file."""
_RESERVED = re.compile(b"\xef\xb7\x90|&#[Xx]0*[Ff][Dd][Dd]0;|&#0*64976;")
"""U+FDD0, a character of no script, as it could stand in a file: it marks the tags in attributes while compiling."""


def find_tags(tree: StoryTree, unit: CompilationUnit) -> bool:
    """Put a mark in place of each tag of a story; return whether it has any.

    The tags, their extents and the problems found are added to the unit.
    """
    story, root = tree
    tags, data = unit.tags, unit.package.read(story.part)
    first = len(tags.tags)
    if _RESERVED.search(data):
        tags.report("character-not-for-word", unit.place(story),
                    "the character U+FDD0 stands in the template, and no text may hold it",
                    "find it (it shows as an empty box) and delete it")  # fmt: skip
    unwrap_marks(root)
    tidy(root)
    if may_hold(data, b"ADDIN"):
        seal_data(root, tags)
    tables = tables_of_contents(root) if story.kind == "body" and may_hold(data, b"TOC") else []
    places = Places(unit.package.file, story, root, unit.headings)
    unit.places[story.part] = places
    _read_tags(tree, places, unit)
    settle_form_controls(root, tags)
    if may_hold(data, b"descr"):
        settle_pictures(root, tags)
    report_unread(root, places, tags)
    report_mistaken(root, data, places, tags, unit.field_names)
    if story.kind == "body" and may_hold(data, b"TOC"):
        report_stored(root, tables, places.of, tags)
    if tables:
        unit.contents.append(emptied(tables, root, places.of, tags))
    has_tags = len(tags.tags) > first
    if has_tags:
        release(root)
    unit.extents.update(extents(root, tags, Space(root, unit.sections), unit.block_makers))
    return has_tags


def _read_tags(tree: StoryTree, places: Places, unit: CompilationUnit) -> None:
    """Read the properties' texts, then each paragraph with the addresses of its hyperlinks, then the attributes."""
    (story, root), tags = tree, unit.tags
    whole = partial(WordPlace, unit.package.file, story.region, part=story.part)
    if story.kind == "properties":
        for leaf in root.iter(etree.Element):
            read_leaf(leaf, whole, tags)
    links = tagged_links(unit.package, story.part)
    for paragraph in list(root.iter(P)):
        for link in paragraph.iter(name("w:hyperlink")) if links else ():
            target = links.get(link.get(name("r:id"), ""))
            if target is not None:
                read_link(link, target, places.of(paragraph), tags)
        read_paragraph(paragraph, places.where(paragraph), tags)
    for element in with_tagged_attributes(root) if _may_tag_attributes(unit.package.read(story.part)) else ():
        home = element if element.tag == P else next(element.iterancestors(P), None)
        read_attributes(element, whole if home is None else places.where(home), tags)


def _may_tag_attributes(data: bytes) -> bool:
    """Return whether an attribute of a part may hold a tag: always if the part is not written as Word writes it."""
    return not data.startswith(b"<") or _TAGGED_ATTRIBUTE.search(data) is not None
