"""A tree with marks → the same with its structural tags lifted, its blocks paired and proved balanced.

Also what follows from the blocks: lists that begin anew, and numbers that are made when the document is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from engross.problems import Severity, WordPlace
from engross.word.model.references import inner_links
from engross.word.opc.xml_names import Element
from engross.word.tags.bookmarks import settle_pairs, settle_references
from engross.word.tags.cells import settle_cell_tags
from engross.word.tags.compilation_unit import CompilationUnit
from engross.word.tags.joins import join_paragraphs
from engross.word.tags.lift import lift_structural, marked_attributes
from engross.word.tags.lists import restart_lists, settle_list_tags
from engross.word.tags.pair import Block, balance, check_exits, hoist_definitions, lift_alone, pair, pair_codes
from engross.word.tags.repeat import number_afresh, within_blocks
from engross.word.tags.sections import check_sections
from engross.word.tags.sequences import settle_sequences
from engross.word.tags.tag_table import ATTRIBUTE_MARK, Tags
from engross.word.tags.unsupported_places import report_split_fields


@dataclass(frozen=True, slots=True)
class Structure:
    """What became of a tree: the properties of what each lifted tag replaced, by its number; whether it has blocks."""

    removed: dict[int, Element]
    has_blocks: bool


def settle_structure(part: str, root: Element, unit: CompilationUnit) -> Structure:
    """Lift, pair and balance the tags of a part below an element; problems are added to the unit's tags."""
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
    if blocks is not None and tags.errors == errors_so_far:
        lift_alone(root, blocks, tags, removed)
        hoist_definitions(root, blocks, unit.sites)
        _settle_blocks(part, root, blocks, unit, choices)
    return Structure(removed, has_blocks=bool(blocks))


def _settle_blocks(
    part: str, root: Element, blocks: list[Block], unit: CompilationUnit, choices: Mapping[str, set[str]]
) -> None:
    tags = unit.tags
    report_split_fields(root, blocks, tags)
    balanced = balance(blocks, tags)
    check_exits(root, blocks, tags)
    check_sections(root, blocks, tags)
    if balanced:
        within = within_blocks(blocks)
        restart_lists(root, within, tags, unit.list_styles, choices)
        number_afresh(root, within, tags)
        if root is unit.body:
            settle_sequences(root, within, tags, unit.package)
        settle_pairs(root, within, tags, unit.bookmarks)
        links = inner_links(unit.package, part)
        settle_references(root, within, tags, unit.bookmarks, links, partial(unit.where, part))


def _has_faulty_statement(part: str, tags: Tags) -> bool:
    """Return whether a statement of a part is at fault already, so that its blocks cannot be expected to pair."""
    return any(
        isinstance(problem.place, WordPlace)
        and problem.place.part == part
        and problem.place.tag.startswith("{%")
        and problem.severity == Severity.ERROR
        for problem in tags.problems
    )
