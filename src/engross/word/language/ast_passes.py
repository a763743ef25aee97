"""Jinja's tree of a source → the same tree as the writer of its code needs it: placed, printed, counted."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from jinja2 import Environment, nodes

from engross.word.values.printing import PRINT_RICH

_NO_LINE = 1_000_000_000
_LEAVES = frozenset({nodes.Name, nodes.Const, nodes.TemplateData})
_NAMES = frozenset({nodes.Name, nodes.NSRef})
_PLACED = (nodes.Expr, nodes.Helper)
_NAMING = (nodes.Output, nodes.If, nodes.For)


class Tree(NamedTuple):
    """Jinja's tree of a source.

    `inside` holds every node below the root, parents first; `names` the names used by each printed expression and by
    each expression of a statement.
    """

    root: nodes.Template
    inside: list[nodes.Node]
    names: dict[nodes.Node, list[nodes.Node]]


def settled(root: nodes.Template, environment: Environment) -> Tree:
    """Return the tree below a root, each node with its environment, each expression on the line on which it begins.

    Jinja's parser gives some expressions the line on which they end.
    """
    root.environment = environment
    tree = Tree(root, [], {})
    _settle(root, tree)
    return tree


def _settle(node: nodes.Node, tree: Tree) -> int:
    """Settle everything below a node; the first line of it."""
    inside = tree.inside
    first = node.lineno or _NO_LINE
    holds = isinstance(node, nodes.Stmt) and not isinstance(node, nodes.Output)
    for child in _children(node):
        inside.append(child)
        child.environment = tree.root.environment
        begun = len(inside)
        line = child.lineno if type(child) in _LEAVES else _settle(child, tree)
        first = min(first, line)
        if isinstance(child, _NAMING) or (holds and isinstance(child, nodes.Expr)):
            tree.names[child] = [inner for inner in inside[begun:] if type(inner) in _NAMES]
    if isinstance(node, _PLACED):
        node.lineno = first
    return first


def _children(node: nodes.Node) -> list[nodes.Node]:
    """What stands directly below a node, as Jinja's `iter_child_nodes` finds it."""
    children: list[nodes.Node] = []
    for field in node.fields:
        member = getattr(node, field, None)
        if isinstance(member, nodes.Node):
            children.append(member)
        elif isinstance(member, list):
            children += [each for each in member if isinstance(each, nodes.Node)]
    return children


def compile_ready(tree: Tree, site_of: Callable[[int], int | None], filters: Mapping[int, str]) -> nodes.Template:
    """Jinja's tree with every printed expression sent through the printer and every loop counted.

    `site_of` gives the number of the site for a line of the source, None where the line prints nothing; `filters` the
    filter for what is printed at a site, PRINT_RICH if it is not there.
    """
    for node, names in tree.names.items():
        vars(node)["iter_child_nodes"] = partial(_each, node, names)  # Jinja's walks there, which are many, seek names
    for node in tree.inside:
        if isinstance(node, nodes.Output):
            node.nodes = [_printed(expression, site_of, filters) for expression in node.nodes]
        elif isinstance(node, nodes.CallBlock):
            node.site = site_of(node.lineno)  # type: ignore[attr-defined]  # for the writer, which has only the node
        elif isinstance(node, nodes.For):
            node.iter = _filtered(node.iter, "_turns")
    return tree.root


def _each(
    node: nodes.Node, names: list[nodes.Node], exclude: Container[str] | None = None, only: Container[str] | None = None
) -> Iterator[nodes.Node]:
    return iter(names) if exclude is None and only is None else type(node).iter_child_nodes(node, exclude, only)


def _printed(node: nodes.Expr, site_of: Callable[[int], int | None], filters: Mapping[int, str]) -> nodes.Expr:
    site = None if isinstance(node, nodes.TemplateData) else site_of(node.lineno)
    if site is None:
        return node
    printed = _filtered(node, filters.get(site, PRINT_RICH))
    printed.site = site  # type: ignore[attr-defined]  # likewise
    return printed


def _filtered(node: nodes.Node, name: str) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)
