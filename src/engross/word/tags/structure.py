"""A tree with marks → the same with its structural tags lifted, its blocks paired and proved balanced.

Also what follows from the blocks: lists that begin anew, and numbers that are made when the document is.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from msgspec import Struct

from engross.problems import WordPlace
from engross.word.model.references import inner_links
from engross.word.opc.xml_names import Element
from engross.word.tags.bookmarks import Referring, settle_pairs, settle_references
from engross.word.tags.cells import settle_cell_tags
from engross.word.tags.compilation_unit import CompilationUnit
from engross.word.tags.joins import join_paragraphs
from engross.word.tags.lift import lift_structural, marked_attributes
from engross.word.tags.lists import restart_lists, settle_list_tags
from engross.word.tags.pair import Block, balance, check_exits, hoist_definitions, lift_alone, pair, pair_codes
from engross.word.tags.repeat import Within, number_afresh, within_blocks
from engross.word.tags.sections import check_sections
from engross.word.tags.sequences import settle_sequences
from engross.word.tags.tag_table import ATTRIBUTE_MARK, Tags
from engross.word.tags.unsupported_places import report_split_fields


class Structure(Struct, frozen=True):
    """What became of a tree: the properties of what each lifted tag replaced, by its number; whether it has blocks.

    `within` are the blocks that each element stands in; None if that could not be said.
    """

    removed: dict[int, Element]
    has_blocks: bool
    within: Within | None = None


def settle_structure(part: str, root: Element, unit: CompilationUnit, around: tuple[Block, ...] = ()) -> Structure:
    """Lift, pair and balance the tags of a part below an element; problems are added to the unit's tags.

    `around` are the blocks that refer to it: a note stands where its reference does.
    """
    tags, removed = unit.tags, dict[int, Element]()
    errors_so_far = tags.errors
    join_paragraphs(root, tags)
    settle_cell_tags(root, tags)
    choices = settle_list_tags(root, tags, unit.list_styles)
    lift_structural(root, tags, removed)
    for text in marked_attributes(root):
        pair_codes(map(int, ATTRIBUTE_MARK.findall(text)), tags)
    if _has_faulty_statement(part, tags):
        return Structure(removed, has_blocks=False)
    blocks = pair(root, tags)
    within: Within | None = None
    if blocks is not None and tags.errors == errors_so_far:
        lift_alone(root, blocks, tags, removed)
        hoist_definitions(root, blocks, unit.sites)
        if _is_sound(root, blocks, tags):
            within = _within(root, blocks, around)
            _settle_repeated(part, root, within, unit, choices)
            story = Referring(root, within, partial(unit.where, part), inner_links(unit.package, part))
            unit.referring.append(partial(settle_references, story, tags, unit.bookmarks))
    return Structure(removed, bool(blocks), within)


def _is_sound(root: Element, blocks: list[Block], tags: Tags) -> bool:
    """Report what is wrong with the blocks; return whether they are balanced."""
    report_split_fields(root, blocks, tags)
    balanced = balance(blocks, tags)
    check_exits(root, blocks, tags)
    check_sections(root, blocks, tags)
    return balanced


def _within(root: Element, blocks: list[Block], around: tuple[Block, ...]) -> Within:
    within = within_blocks(blocks)
    return {node: (*around, *within.get(node, ())) for node in root.iter()} if around else within


def _settle_repeated(
    part: str, root: Element, within: Within, unit: CompilationUnit, choices: Mapping[str, set[str]]
) -> None:
    """Number and name what blocks may leave out or repeat."""
    restart_lists(root, within, unit.tags, unit.list_styles, choices)
    number_afresh(root, within, unit.tags)
    settle_sequences(root, within, unit.tags, unit.package, "" if root is unit.body else f"{part}:")
    if settle_pairs(root, within, unit.tags, unit.bookmarks):
        unit.changed.add(part)


def _has_faulty_statement(part: str, tags: Tags) -> bool:
    """Return whether a statement of a part is at fault already, so that its blocks cannot be expected to pair."""
    return any(
        isinstance(problem.place, WordPlace)
        and problem.place.part == part
        and problem.place.tag.startswith("{%")
        and problem.is_error
        for problem in tags.problems
    )
