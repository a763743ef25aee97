"""A Word package → compiled parts, or every problem of every part: the stages of the engine, in their order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from jinja2 import Template as JinjaTemplate
from jinja2 import TemplateSyntaxError, nodes
from lxml import etree

from engross.problems import Problem, Severity, WordPlace
from engross.word.check import Use, check_shape
from engross.word.check.syntax import check_each, check_names, check_words
from engross.word.language.ast_passes import Tree, compile_ready
from engross.word.language.environment import Language
from engross.word.model.grids import may_widen
from engross.word.model.headings import heading_styles
from engross.word.model.space import Space
from engross.word.model.style_index import index_styles
from engross.word.opc.package import Package, packed
from engross.word.opc.relationships import main_part
from engross.word.opc.stories import Places, Story, stories
from engross.word.opc.xml_names import Element, P, name
from engross.word.render.compiled import Compiled, Part
from engross.word.render.filters import FILTERS
from engross.word.render.insertion_points import insertion_points
from engross.word.render.repair import open_holders
from engross.word.render.state import STATE_FILTERS
from engross.word.shape import shape_of
from engross.word.tags.cells import settle_cell_tags
from engross.word.tags.extent import Extent, block_makers, extents
from engross.word.tags.foreign_placeholders import report_mistaken
from engross.word.tags.lift import has_tags, join_paragraphs, lift_structural, marked_attributes
from engross.word.tags.links import read_link, tagged_links, without_tagged
from engross.word.tags.lists import ListStyle, list_styles, restart_lists
from engross.word.tags.notes import NotesPart, inline_notes
from engross.word.tags.pair import balance, check_exits, hoist_definitions, lift_alone, pair, pair_codes
from engross.word.tags.read import read_attributes, read_leaf, read_paragraph, tidy, with_tagged_attributes
from engross.word.tags.repeat import last_number, number_afresh, within_blocks
from engross.word.tags.source import Source, write
from engross.word.tags.tag_table import ATTRIBUTE_MARK, Tag, Tags
from engross.word.tags.unsupported_places import release, report_split_fields, report_unread, unwrap_marks
from engross.word.values.printing import PLAIN, PRINT_PLAIN, PRINT_TEXT, Site, printers

_NOTES = ("footnotes", "endnotes")
_TAGGED_ATTRIBUTE = re.compile(b"=\\s*(?:\"[^\"<]*|'[^'<]*)(?:\\{|&#)")
"""What a tag in an attribute may begin with in a file."""
_RESERVED = re.compile(b"\xef\xb7\x90|&#[Xx]0*[Ff][Dd][Dd]0;|&#0*64976;")
"""U+FDD0, a character of no script, as it could stand in a file: it marks the tags in attributes while compiling."""


@dataclass(slots=True)
class _Work:
    """What the stages share while a package is compiled."""

    package: Package
    tags: Tags = field(default_factory=Tags)
    sites: dict[int, Site] = field(default_factory=dict)
    sources: list[tuple[Story, Source, tuple[frozenset[str], bool]]] = field(default_factory=list)
    unread_notes: dict[str, tuple[Story, Element]] = field(default_factory=dict)
    notes: dict[str, NotesPart] = field(default_factory=dict)
    list_styles: Mapping[str, ListStyle] = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)
    makers: frozenset[str] = frozenset()
    known: frozenset[str] = frozenset()
    sections: list[Element] = field(default_factory=list)
    rooms: dict[int, Extent] = field(default_factory=dict)


def compile_package(package: Package, filters: Mapping[str, Callable[..., Any]], shape: object | None) -> Compiled:
    """Compile every part of a template. The result has all problems; where one is an error its parts are empty."""
    body = package.xml(main_part(package))
    known = {**FILTERS, **filters}
    styles, headings = index_styles(package), heading_styles(package)
    work = _Work(
        package,
        list_styles=list_styles(styles, headings),
        makers=block_makers(known),
        known=frozenset(shape_of(shape).fields()) if shape else frozenset(),
        sections=list(body.iter(name("w:sectPr"))),
    )
    told = stories(package, body)
    for story in sorted(told, key=lambda story: story.kind not in _NOTES):
        root = body if story.kind == "body" else package.xml(story.part)
        _find(work, story, root, headings)
        if story.kind in _NOTES:
            work.unread_notes[story.kind] = (story, root)
        else:
            _write(work, story, root)
    sites = [work.sites.get(number, PLAIN) for number in range(len(work.tags.tags))]
    language = Language({**known, **STATE_FILTERS, **printers(sites)})
    parts, names, uses = _compile(work, language, partial(check_shape, custom=filters, type_=shape) if shape else None)
    plain = without_tagged(package, [story.part for story in told])
    return Compiled(
        package.file,
        work.tags,
        parts,
        {name: packed(plain.stored(name)) for name in plain.names},
        names,
        language.globals,
        last_number([body, *(package.look(story.part) for story in told[1:])]),
        work.notes,
        insertion_points(
            plain, styles, (*(s.part for s, _, _ in work.sources), *(n.part for n in work.notes.values()))
        ),
        _in_order(work.tags.problems, [story.part for story in told]),
        uses,
    )


def _in_order(problems: Iterable[Problem], parts: list[str]) -> tuple[Problem, ...]:
    """Problems in the order of their places: by part, then by paragraph."""

    def order(problem: Problem) -> tuple[int, int]:
        place = problem.place
        return (
            (parts.index(place.part), place.index) if isinstance(place, WordPlace) and place.part in parts else (-1, -1)
        )

    return tuple(sorted(problems, key=order))


def _find(work: _Work, story: Story, root: Element, headings: frozenset[str]) -> None:
    """Find the tags of a story and put marks in their stead."""
    tags = work.tags
    before = len(tags.tags)
    whole = partial(WordPlace, work.package.file, story.region, part=story.part)
    if _RESERVED.search(work.package.read(story.part)):
        tags.report("character-not-for-word", whole(),
                    "the character U+FDD0 stands in the template, and no text may hold it",
                    "find it (it shows as an empty box) and delete it")  # fmt: skip
    unwrap_marks(root)
    tidy(root)
    places = Places(work.package.file, story, root, headings)
    if story.kind == "properties":
        for leaf in root.iter(etree.Element):
            read_leaf(leaf, whole, tags)
    links = tagged_links(work.package, story.part)
    for paragraph in list(root.iter(P)):
        for link in paragraph.iter(name("w:hyperlink")) if links else ():
            target = links.get(link.get(name("r:id"), ""))
            if target is not None:
                read_link(link, target, places.of(paragraph), tags)
        read_paragraph(paragraph, places.where(paragraph), tags)
    for element in with_tagged_attributes(root) if _may_tag_attributes(work.package.read(story.part)) else ():
        home = element if element.tag == P else next(element.iterancestors(P), None)
        read_attributes(element, whole if home is None else places.where(home), tags)
    report_unread(root, places, tags)
    report_mistaken(root, work.package.read(story.part), places, tags, work.known)
    if len(tags.tags) > before:
        work.touched.add(story.part)
        release(root)
    work.rooms |= extents(root, tags, Space(root, work.sections), work.makers)


def _may_tag_attributes(data: bytes) -> bool:
    """Whether a tag may stand in an attribute of a part; what is not written as Word writes it is looked at closely."""
    return not data.startswith(b"<") or _TAGGED_ATTRIBUTE.search(data) is not None


def _write(work: _Work, story: Story, root: Element) -> None:
    """Lift a story's tags, pair and balance its blocks, and write its source; nothing where it has no tags."""
    tags = work.tags
    removed: dict[int, Element] = {}
    blocks = _settle(work, story.part, root, removed)
    if story.kind == "body":
        _inline_notes(work, root, blocks)
    if not has_tags(root) and story.part not in work.touched:
        return
    mended = (open_holders(root, tags), may_widen(root))
    source = write(root, tags, removed, work.sites, work.rooms)
    if source.stray and not tags.errors:
        tags.report("tag-where-none-is-read", WordPlace(work.package.file, story.region, part=story.part),
                    f"a tag stands where tags are not read: {source.stray}",
                    "move it into the text of a paragraph")  # fmt: skip
    work.sources.append((story, source, mended))


def _settle(work: _Work, part: str, root: Element, removed: dict[int, Element]) -> bool:
    """Lift the structural tags below an element, pair its blocks and prove them balanced; whether it has blocks."""
    tags = work.tags
    before = tags.errors
    join_paragraphs(root, tags)
    settle_cell_tags(root, tags)
    lift_structural(root, tags, removed)
    for text in marked_attributes(root):
        pair_codes(map(int, ATTRIBUTE_MARK.findall(text)), tags)
    if any(
        isinstance(p.place, WordPlace) and p.place.part == part and p.place.tag.startswith("{%")
        for p in tags.problems
        if p.severity == Severity.ERROR
    ):
        return False
    blocks = pair(root, tags)
    if blocks is not None and tags.errors == before:
        lift_alone(root, blocks, tags, removed)
        hoist_definitions(root, blocks, work.sites)
        report_split_fields(root, blocks, tags)
        sound = balance(blocks, tags)
        check_exits(root, blocks, tags)
        if sound:
            within = within_blocks(blocks)
            restart_lists(root, within, tags, work.list_styles)
            number_afresh(root, within, tags)
    return bool(blocks)


def _inline_notes(work: _Work, body: Element, blocks: bool) -> None:
    def settle(part: str, note: Element) -> Source:
        removed: dict[int, Element] = {}
        _settle(work, part, note, removed)
        return write(note, work.tags, removed, work.sites, work.rooms)

    for kind, (story, root) in work.unread_notes.items():
        part = inline_notes(body, story, root, work.tags, settle, blocks)
        if part is not None:
            work.notes[kind] = part


def _compile(
    work: _Work, language: Language, check: Callable[..., frozenset[Use]] | None
) -> tuple[tuple[Part, ...], frozenset[str], frozenset[Use]]:
    """The compiled parts, and the names and fields that they use; none where something is wrong.

    Where Jinja cannot read a part, every tag is read by itself. `check` checks all against the type of the values.
    """
    check_words(work.tags)
    trees = _trees(work, language)
    check_each(work.tags, language, {"check"} if trees else {"check", "print", "statement"})
    for (_, source, _), tree in zip(work.sources, trees, strict=False):
        check_names(tree.inside, language, work.tags, partial(_tag_on, work.tags, source))
    uses = check(_read(work, trees), work.tags, language) if check is not None else frozenset()
    if work.tags.errors:
        return (), frozenset(), uses
    names = {it.name for tree in trees for it in tree.inside if isinstance(it, nodes.Name) and it.ctx == "load"}
    parts = []
    for (story, source, mended), tree in zip(work.sources, trees, strict=True):
        try:
            code = language.compile(_ready(tree, source, work), story.part, story.part)
        except (RecursionError, SyntaxError, MemoryError):
            work.tags.report("too-much-at-once", WordPlace(work.package.file, story.region, part=story.part),
                             "one tag or block holds more than can be compiled", "take it apart")  # fmt: skip
            return (), frozenset(), uses
        place = WordPlace(work.package.file, story.region, part=story.part)
        parts.append(
            Part(story.part, place, JinjaTemplate.from_code(language, code, language.globals), source, *mended)
        )
    return tuple(parts), frozenset(names), uses


def _read(work: _Work, trees: list[Tree]) -> list[tuple[Source, nodes.Template | None]]:
    """The sources with their trees, None where they could not be read."""
    read: list[nodes.Template | None] = [tree.root for tree in trees] or [None for _ in work.sources]
    return [(source, tree) for (_, source, _), tree in zip(work.sources, read, strict=True)]


def _trees(work: _Work, language: Language) -> list[Tree]:
    """Jinja's tree of each part, and everything below it; none where one of them cannot be read."""
    try:
        return [language.read(source.text) for _, source, _ in work.sources] if not work.tags.errors else []
    except TemplateSyntaxError:
        return []


def _tag_on(tags: Tags, source: Source, line: int) -> Tag | None:
    number = source.tag_on(line)
    return None if number is None else tags.tags[number]


def _ready(tree: Tree, source: Source, work: _Work) -> nodes.Template:
    def site_of(line: int) -> int | None:
        number = source.tag_on(line)
        return number if number in work.sites else None

    kinds = {"text": PRINT_TEXT, "plain": PRINT_PLAIN}
    filters = {number: kinds[site.kind] for number, site in work.sites.items() if site.kind in kinds}
    return compile_ready(tree, site_of, filters)
