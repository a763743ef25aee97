"""Tags that print → the room and the formatting at the place of each; some stand for their whole paragraph."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from jinja2 import Environment, TemplateSyntaxError, nodes

from engross.word.language.jinja_tokens import PRINT, PRINT_END
from engross.word.model.space import Space
from engross.word.opc.xml_names import RPR, Element, R, ancestor
from engross.word.tags.lift import marks
from engross.word.tags.tag_table import Tag, Tags, number_of

_READER = Environment(variable_start_string=PRINT, variable_end_string=PRINT_END, autoescape=True)


class Extent(NamedTuple):
    """What surrounds a tag that prints: the room for it in twentieths of a point, and the run's properties."""

    size: tuple[int, int]
    run_properties: Element | None


def block_makers(filters: Mapping[str, Callable[..., Any]]) -> frozenset[str]:
    """Return the names of the filters that declare that they make paragraphs."""
    return frozenset(name for name, filter_ in filters.items() if getattr(filter_, "makes_blocks", False))


def extents(root: Element, tags: Tags, space: Space, makers: frozenset[str]) -> dict[int, Extent]:
    """Return the rooms of a story's tags that print, before they are lifted.

    A tag whose last filter makes paragraphs becomes one that stands for its paragraph, as if written {{p … }}.
    """
    rooms = {}
    for node in marks(root):
        number = number_of(node)
        tag = tags.tags[number]
        if tag.kind == "print" and not tag.ours:
            run = ancestor(node, R)
            rooms[number] = Extent(space.at(node), None if run is None else run.find(RPR))
            if not tag.level and _makes_blocks(tag, makers):
                tags.tags[number] = tag._replace(level="p")
    return rooms


def _makes_blocks(tag: Tag, makers: frozenset[str]) -> bool:
    if not any(maker in tag.code for maker in makers):
        return False
    try:
        tree = _READER.parse(f"{PRINT}{tag.code}\n{PRINT_END}")
    except (TemplateSyntaxError, ValueError, RecursionError):  # what is wrong with it is said later
        return False
    return any(_ends_in(node, makers) for output in tree.find_all(nodes.Output) for node in output.nodes)


def _ends_in(node: nodes.Node | None, makers: frozenset[str]) -> bool:
    """Whether an expression's value comes from one of these filters, in either branch of a choice."""
    if isinstance(node, nodes.CondExpr):
        return _ends_in(node.expr1, makers) or _ends_in(node.expr2, makers)
    return isinstance(node, nodes.Filter) and node.name in makers
