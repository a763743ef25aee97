"""A Word package → compiled parts, or every problem of every part: the phases in order, named as their files.

`docs/engine.md` tells what each phase does, and what does not belong there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from jinja2 import nodes

from engross.problems import Problem, WordPlace
from engross.word.check import Use, check_shape
from engross.word.check.forgotten import report_forgotten
from engross.word.check.syntax import parse_sources
from engross.word.check.used_names import used_names
from engross.word.language.ast_passes import Tree
from engross.word.language.environment import Language
from engross.word.model.cell_marks import may_widen
from engross.word.model.cross_references import bookmark_of, reference_fields, switches
from engross.word.model.fields import fields_in
from engross.word.model.list_labels import ListLabels
from engross.word.model.note_numbers import NoteNumbers
from engross.word.model.styles import StyleSheet
from engross.word.opc.archive import packed
from engross.word.opc.package import Package
from engross.word.opc.used_parts import without_unused
from engross.word.opc.xml_names import Element
from engross.word.render.compiled import Compiled, SourcePart
from engross.word.render.compiling import compile_parts
from engross.word.render.contents import ContentsPlan
from engross.word.render.filters import FILTERS
from engross.word.render.holders import open_holders
from engross.word.render.image import pictured
from engross.word.render.insertion_points import InsertionPoints
from engross.word.render.point_reading import insertion_points
from engross.word.render.references import ReferencePlan
from engross.word.render.state import STATE_FILTERS
from engross.word.render.unused_parts import UsePlan, use_plan
from engross.word.shape import shape_of
from engross.word.tags.bookmarks import bookmark_names
from engross.word.tags.compilation_unit import CompilationUnit, StoryTree, open_unit
from engross.word.tags.emptied_controls import report_emptied_controls
from engross.word.tags.find import find_tags
from engross.word.tags.identities import mark_identities
from engross.word.tags.jinja_source import JinjaSource
from engross.word.tags.lift import has_marks
from engross.word.tags.links import without_tagged
from engross.word.tags.notes import inline_notes, settle_notes
from engross.word.tags.notes_part import NotesPart
from engross.word.tags.repeat import last_number
from engross.word.tags.source import write_source
from engross.word.tags.structure import Structure, settle_structure
from engross.word.tags.tag_table import Tags
from engross.word.tags.unique_ids import settle_ids
from engross.word.values.bookmarks import NONE_IDENTIFIED, Identities
from engross.word.values.printing import PLAIN, printers

_Filters = Mapping[str, Callable[..., Any]]


def compile_package(
    package: Package, filters: _Filters, shape: object | None, identities: Identities = NONE_IDENTIFIED
) -> Compiled:
    """Compile every part of a template; `filters` are added to the engine's, `shape` is the type of the values.

    Records whose types are among the `identities` get a bookmark where their identity is printed by itself. The result
    has all problems; if one of them is an error, it has no parts.
    """
    unit = open_unit(package, {**FILTERS, **filters}, frozenset(shape_of(shape).fields()) if shape else frozenset())
    sources, notes = _write_sources(unit, frozenset(identities.values()))
    sites = [unit.sites.get(number, PLAIN) for number in range(len(unit.tags.tags))]
    language = Language({**FILTERS, **filters, **STATE_FILTERS, "_pictured": pictured, **printers(sites)})
    trees = parse_sources([part.source for part in sources], unit.tags, language)
    report_forgotten([part.source for part in sources], trees, unit.tags)
    uses = check_shape(_with_trees(sources, trees), unit.tags, language, filters, shape) if shape else frozenset[Use]()
    named = used_names([part.source for part in sources], trees, unit.tags, language.globals)
    parts = compile_parts(sources, trees, language, unit) if not unit.tags.errors else ()
    plain, use = _rest(package, unit, sources, notes)
    return Compiled(
        file=package.file,
        place_of=partial(_place, unit.tags),
        sites=tuple(sites),
        having=frozenset(language.having),
        parts=parts,
        static={name: packed(plain.stored(name)) for name in plain.names},
        names=_loaded_names(trees) if parts else frozenset(),
        globals=language.globals,
        first_number=last_number(_numbered(package, unit)),
        notes=notes,
        insertion_points=_points(plain, unit, [*(part.name for part in sources), *(n.part for n in notes.values())]),
        problems=_in_order(unit.tags.problems, unit.parts),
        uses=lambda: uses,
        bookmarks=unit.bookmarks.all,
        certain=frozenset(unit.bookmarks.certain),
        identities=identities,
        used_names=named,
        contents=_contents_plan(package, unit),
        references=_reference_plan(package, unit),
        use=use,
    )


def _numbered(package: Package, unit: CompilationUnit) -> list[Element]:
    """Return all that holds numbers which a document's own must not repeat."""
    return [*(tree.root for tree in unit.trees), *unit.notes, *(package.look(part) for part in unit.parts[1:])]


def _contents_plan(package: Package, unit: CompilationUnit) -> ContentsPlan | None:
    """Return what makes the tables of contents of a template; None if it has none."""
    if not unit.contents:
        return None
    return ContentsPlan(unit.contents[0], StyleSheet.of(package), ListLabels.of(package))


def _points(plain: Package, unit: CompilationUnit, parts: Iterable[str]) -> Callable[[], InsertionPoints]:
    points = insertion_points(plain, unit.styles, parts)
    return lambda: points


def _rest(
    package: Package, unit: CompilationUnit, sources: Iterable[SourcePart], notes: Mapping[str, NotesPart]
) -> tuple[Package, UsePlan | None]:
    """Return the package that documents are filled up with, and what settles which of its parts each of them needs."""
    texts = {part.name: part.source.text for part in sources}
    plain = without_unused(without_tagged(package, unit.parts), {part: text.encode() for part, text in texts.items()})
    return plain, use_plan(plain, texts, [part.part for part in notes.values()])


def _place(tags: Tags, number: int) -> WordPlace:
    return tags.tags[number].place


def _reference_plan(package: Package, unit: CompilationUnit) -> ReferencePlan | None:
    """Return what settles the cross-references of a template; None if it has none."""
    fields = {story: reference_fields(fields_in(package.look(story.part))) for story, _ in unit.trees}
    parts = {story.part: unit.place(story) for story, some in fields.items() if some}
    if not parts:
        return None
    wanted = {bookmark_of(field) for some in fields.values() for field in some}
    stories = (tree.story.part for tree in unit.trees[1:])
    targets = tuple(part for part in dict.fromkeys(stories) if wanted & bookmark_names([package.look(part)]))
    if not any(switches(field.instruction) for some in fields.values() for field in some):
        return ReferencePlan(parts, targets, None, ListLabels({}, {}, {}), NoteNumbers.of(package))
    return ReferencePlan(parts, targets, StyleSheet.of(package), ListLabels.of(package), NoteNumbers.of(package))


def _write_sources(unit: CompilationUnit, identifying: frozenset[str]) -> tuple[list[SourcePart], dict[str, NotesPart]]:
    """Return the Jinja source of each story with tags, and the parts of notes that are written anew, by their kind."""
    settle_ids(unit)
    had_tags = {tree.story: find_tags(tree, unit) for tree in unit.trees}
    texts = [tree for tree in unit.trees if not tree.holds_notes]
    structures = {texts[0].story: settle_structure(texts[0].story.part, texts[0].root, unit)}
    noted = [settle_notes(tree, unit, structures[texts[0].story]) for tree in unit.trees if tree.holds_notes]
    structures |= {tree.story: settle_structure(tree.story.part, tree.root, unit) for tree in texts[1:]}
    for settle in unit.referring:
        settle()
    notes = {
        settled_notes.tree.story.kind: part
        for settled_notes in noted
        if (part := inline_notes(settled_notes, unit)) is not None
    }
    sources: list[SourcePart] = []
    for tree in texts:
        mark_identities(tree.root, unit.tags, identifying, unit.headings)
        has_lost_contents = bool(unit.contents) and tree.story.kind == "body"
        is_changed = has_lost_contents or tree.story.part in unit.changed
        if is_changed or had_tags[tree.story] or has_marks(tree.root):
            sources.append(_write_source(tree, unit, structures[tree.story]))
    return sources, notes


def _write_source(tree: StoryTree, unit: CompilationUnit, structure: Structure) -> SourcePart:
    """Write a story's source; report a tag in it that stands where tags are not read."""
    tags, place = unit.tags, unit.place(tree.story)
    report_emptied_controls(tree.root, partial(unit.where, tree.story.part), tags)
    holders, may_be_widened = open_holders(tree.root, tags), may_widen(tree.root)
    source = write_source(tree.root, tags, structure.removed, unit.sites, unit.extents)
    if source.stray and not tags.errors:
        tags.report("tag-where-none-is-read", place, f"a tag stands where tags are not read: {source.stray}",
                    "move it into the text of a paragraph")  # fmt: skip
    return SourcePart(tree.story.part, place, source, holders, may_be_widened)


def _with_trees(sources: list[SourcePart], trees: list[Tree]) -> Iterable[tuple[JinjaSource, nodes.Template | None]]:
    """Return each source with the root of its tree, or with None if there are no trees."""
    roots: list[nodes.Template | None] = [tree.root for tree in trees] or [None for _ in sources]
    return zip((part.source for part in sources), roots, strict=True)


def _loaded_names(trees: Iterable[Tree]) -> frozenset[str]:
    """Return the names that the template asks of its values."""
    return frozenset(
        node.name for tree in trees for node in tree.inside if isinstance(node, nodes.Name) and node.ctx == "load"
    )


def _in_order(problems: Iterable[Problem], parts: list[str]) -> tuple[Problem, ...]:
    """Return the problems in the order of their places: by part, then by paragraph."""

    def order(problem: Problem) -> tuple[int, int]:
        place = problem.place
        return (
            (parts.index(place.part), place.index) if isinstance(place, WordPlace) and place.part in parts else (-1, -1)
        )

    return tuple(sorted(problems, key=order))
