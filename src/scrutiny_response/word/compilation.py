"""A Word package → compiled parts, or every problem of every part: the stages of the engine, in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from jinja2 import Template as JinjaTemplate
from jinja2 import TemplateSyntaxError, meta, nodes
from lxml import etree

from scrutiny_response.problems import Problem, WordPlace
from scrutiny_response.word.blocks import balance, lift_alone, pair, pair_codes
from scrutiny_response.word.cells import settle_cell_tags
from scrutiny_response.word.filters import FILTERS
from scrutiny_response.word.ground import Ground, survey
from scrutiny_response.word.language import Language, compile_ready
from scrutiny_response.word.lifting import join_paragraphs, lift_structural
from scrutiny_response.word.ooxml import Element, P, name
from scrutiny_response.word.package import Package, Stored
from scrutiny_response.word.printing import Site, printer
from scrutiny_response.word.repair import may_empty
from scrutiny_response.word.repeats import number_afresh
from scrutiny_response.word.source import Source, write
from scrutiny_response.word.state import STATE_FILTERS
from scrutiny_response.word.stories import Places, Story, heading_styles, main_part, stories
from scrutiny_response.word.syntax import check_syntax
from scrutiny_response.word.tags import ATTRIBUTE_MARK, Tags, read_attributes, read_leaf, read_paragraph, tidy


@dataclass(frozen=True, slots=True)
class Part:
    """One part that tags touch, compiled."""

    name: str
    template: JinjaTemplate
    source: Source
    may_empty: bool


@dataclass(frozen=True, slots=True)
class Compiled:
    """A whole template, compiled: the parts that tags touch, and all parts as they lie in the file."""

    file: str
    tags: Tags
    parts: tuple[Part, ...]
    static: tuple[Stored, ...]
    names: frozenset[str]
    first_number: int
    ground: Ground
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class _Work:
    """What the stages share while a package is compiled."""

    package: Package
    tags: Tags = field(default_factory=Tags)
    sites: dict[int, Site] = field(default_factory=dict)
    sources: list[tuple[Story, Source, bool]] = field(default_factory=list)


def compile_package(package: Package, filters: Mapping[str, Callable[..., Any]], shape: object | None) -> Compiled:
    """Compile every part of a template. The result has all problems; where one is an error its parts are empty."""
    work = _Work(package)
    body = package.xml(main_part(package))
    headings = heading_styles(package)
    for story in stories(package, body):
        root = body if story.kind == "body" else package.xml(story.part)
        _read(work, story, root, headings)
    sites: list[Site] = [work.sites.get(number, Site("plain")) for number in range(len(work.tags.tags))]
    language = Language({**FILTERS, **filters, **STATE_FILTERS, "_print": printer(sites)})
    check_syntax(work.tags, language)
    parts, names = _compile(work, language) if not work.tags.problems else ((), frozenset())
    return Compiled(
        package.file,
        work.tags,
        parts,
        tuple(map(package.stored, package.names)),
        names,
        _first_number(package, body),
        survey(package, (story.part for story, _, _ in work.sources)),
        tuple(work.tags.problems),
    )


def _read(work: _Work, story: Story, root: Element, headings: frozenset[str]) -> None:
    """One story: find its tags, lift them, pair and balance the blocks, and write its source."""
    tags = work.tags
    before = len(tags.tags)
    tidy(root)
    places = Places(work.package.file, story, root, headings)
    removed: dict[int, Element] = {}
    if story.kind == "properties":
        for leaf in root.iter(etree.Element):
            read_leaf(leaf, WordPlace(work.package.file, story.region, part=story.part), tags)
    for paragraph in list(root.iter(P)):
        read_paragraph(paragraph, places.of(paragraph), tags)
        for element in paragraph.iter(etree.Element):
            if element.attrib and next(element.iterancestors(P), paragraph) is paragraph:
                read_attributes(element, places.of(paragraph), tags)
    if len(tags.tags) == before:
        return
    _settle(root, tags, removed)
    empties = may_empty(root)
    source = write(root, tags, removed, work.sites)
    if source.stray and not tags.problems:
        tags.report("tag-where-none-is-read", WordPlace(work.package.file, story.region, part=story.part),
                    f"a tag stands where tags are not read: {source.stray}", "move it into the text of a paragraph")  # fmt: skip
    work.sources.append((story, source, empties))


def _settle(root: Element, tags: Tags, removed: dict[int, Element]) -> None:
    join_paragraphs(root, tags)
    settle_cell_tags(root, tags)
    lift_structural(root, tags, removed)
    for element in root.iter(etree.Element):
        for text in map(str, element.attrib.values()):
            if "\ufdd0" in text:
                pair_codes((int(found) for found in ATTRIBUTE_MARK.findall(text)), tags)
    blocks = pair(root, tags)
    if blocks is not None:
        lift_alone(root, blocks, tags, removed)
        balance(blocks, tags)
        number_afresh(root, blocks, tags)


def _compile(work: _Work, language: Language) -> tuple[tuple[Part, ...], frozenset[str]]:
    parts: list[Part] = []
    names: set[str] = set()
    for story, source, empties in work.sources:
        try:
            tree = language.parse(source.text)
        except TemplateSyntaxError as error:
            number = source.tag_on(error.lineno)
            place = work.tags.tags[number].place if number is not None else WordPlace(work.package.file, story.region)
            work.tags.report("syntax", place, str(error.message), "correct the tag")
            continue
        names |= meta.find_undeclared_variables(tree)
        code = language.compile(_ready(tree, source, work), story.part, story.part)
        parts.append(Part(story.part, JinjaTemplate.from_code(language, code, language.globals), source, empties))
    return tuple(parts), frozenset(names)


def _ready(tree: nodes.Template, source: Source, work: _Work) -> nodes.Template:
    def site_of(line: int) -> int | None:
        number = source.tag_on(line)
        return number if number in work.sites else None

    return compile_ready(tree, site_of)


def _first_number(package: Package, body: Element) -> int:
    """The largest number that anything in the template has, so that numbers made later are fresh."""
    roots = [body, *(package.xml(story.part) for story in stories(package, body)[1:])]
    return max((number for root in roots for number in _numbers(root)), default=0)


def _numbers(root: Element) -> Iterable[int]:
    for element in root.iter(name("wp:docPr"), name("w:bookmarkStart")):
        found = element.get("id") or element.get(name("w:id")) or ""
        if found.isdigit():
            yield int(found)
