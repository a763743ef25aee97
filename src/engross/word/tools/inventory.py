"""A Word package → every tag in it, in order, by the kind of story it stands in; nothing is compiled or judged."""

from __future__ import annotations

from functools import partial
from urllib.parse import unquote

from lxml import etree
from msgspec import Struct

from engross.problems import WordPlace
from engross.word.model.headings import heading_styles
from engross.word.opc.package import Package
from engross.word.opc.relationships import main_part, relationships
from engross.word.opc.stories import Places, stories
from engross.word.opc.xml_names import P
from engross.word.tags.read import read_attributes, read_leaf, read_paragraph, tidy
from engross.word.tags.tag_scanner import scan
from engross.word.tags.tag_table import Tags


class ListedTag(Struct, frozen=True):
    """One tag: the kind of story it stands in, how it reads, and its place."""

    kind: str
    text: str
    place: WordPlace


def tags_of(package: Package) -> tuple[ListedTag, ...]:
    """Return the tags of a template as the engine finds them, faulty ones and those in links' addresses included."""
    listed: list[ListedTag] = []
    body = package.xml(main_part(package))
    headings = heading_styles(package)
    for story in stories(package, body):
        root = body if story.kind == "body" else package.xml(story.part)
        tidy(root)
        tags = Tags()
        places = Places(package.file, story, root, headings)
        if story.kind == "properties":
            for leaf in root.iter(etree.Element):
                read_leaf(leaf, partial(WordPlace, package.file, story.region, part=story.part), tags)
        for paragraph in list(root.iter(P)):
            read_paragraph(paragraph, places.where(paragraph), tags)
            for element in paragraph.iter(etree.Element):
                if element.attrib and next(element.iterancestors(P), paragraph) is paragraph:
                    read_attributes(element, places.where(paragraph), tags)
        tag_places = [*(tag.place for tag in tags.tags), *(problem.place for problem in tags.problems)]
        listed += [ListedTag(story.kind, place.tag, place) for place in tag_places if isinstance(place, WordPlace)]
        listed += _in_addresses(package, story.part, story.kind, story.region)
    return tuple(listed)


def _in_addresses(package: Package, part: str, kind: str, region: str) -> list[ListedTag]:
    tags = []
    for link in relationships(package, part):
        if link.external:
            text = unquote(link.target) if "%7B" in link.target else link.target
            texts = [text[tag.start : tag.end] for tag in scan(text)]
            tags += [ListedTag(kind, text, WordPlace(package.file, region, tag=text, part=part)) for text in texts]
    return tags
