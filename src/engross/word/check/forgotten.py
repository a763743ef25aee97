"""Jinja's trees → what a loop sets and a later tag reads: Jinja forgets it at the end of each turn, without a word."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from jinja2 import nodes

from engross.word.language.ast_passes import Tree
from engross.word.tags.jinja_source import JinjaSource
from engross.word.tags.tag_table import Tag, Tags

_Assignment = nodes.Assign | nodes.AssignBlock


def report_forgotten(sources: Sequence[JinjaSource], trees: Sequence[Tree], tags: Tags) -> None:
    """Report each variable of the template that is set in a loop, to be read after it or in its next turn."""
    for source, tree in zip(sources, trees, strict=False):

        def tag_on(line: int, source: JinjaSource = source) -> Tag | None:
            number = source.tag_on(line)
            return None if number is None else tags.tags[number]

        _in_body(tree.root.body, {}, (), tag_on, tags)


def _in_body(
    body: Sequence[nodes.Node],
    outside: dict[str, int],
    after: tuple[nodes.Node, ...],
    tag_on: Callable[[int], Tag | None],
    tags: Tags,
) -> None:
    """Look at the statements of one scope; `outside` are the names set before, `after` what is run behind the scope."""
    names = dict(outside)
    for place, node in enumerate(body):
        following = (*body[place + 1 :], *after)
        if isinstance(node, nodes.Assign | nodes.AssignBlock):
            names |= dict.fromkeys(_targets(node), node.lineno)
        elif isinstance(node, nodes.For):
            for assignment in _assignments(node.body):
                for name in _targets(assignment):
                    if name in names and (_reads_first(following, name) or _reads_first(node.body, name)):
                        _report(name, tag_on(assignment.lineno), tags)
        for inner in _bodies(node):
            _in_body(inner, names, following, tag_on, tags)
        if isinstance(node, nodes.If):
            for inner in _bodies(node):
                names |= {name: node.lineno for each in _assignments(inner) for name in _targets(each)}


def _report(name: str, tag: Tag | None, tags: Tags) -> None:
    if tag is not None:
        tags.report("forgotten-set", tag.place,
                    f"what a loop sets is forgotten at the end of each turn, but {name} is read later",
                    f"keep it in a namespace: {{% set kept = namespace({name}=…) %}} before the loop, "
                    f"{{% set kept.{name} = … %}} in it, {{{{ kept.{name} }}}} after it")  # fmt: skip


def _targets(node: _Assignment) -> Iterator[str]:
    targets = node.target.items if isinstance(node.target, nodes.Tuple) else [node.target]
    return (target.name for target in targets if isinstance(target, nodes.Name))


def _bodies(node: nodes.Node) -> Iterator[list[nodes.Node]]:
    """The statements within a statement, each list with what follows one upon the other."""
    if isinstance(node, nodes.If):
        yield node.body
        for branch in node.elif_:
            yield branch.body
        yield node.else_
    elif isinstance(node, nodes.For | nodes.With | nodes.CallBlock | nodes.FilterBlock | nodes.Macro):
        yield node.body


def _assignments(body: Iterable[nodes.Node]) -> Iterator[_Assignment]:
    """The assignments of one turn of a loop, with those on conditions, without those of inner loops and macros."""
    for node in body:
        if isinstance(node, nodes.Assign | nodes.AssignBlock):
            yield node
        elif isinstance(node, nodes.If):
            for inner in _bodies(node):
                yield from _assignments(inner)


def _reads_first(body: Iterable[nodes.Node], name: str) -> bool:
    """Return whether statements read a name before they set it anew; a set that reads it itself is no reading."""
    for node in body:
        if isinstance(node, nodes.Assign | nodes.AssignBlock) and name in _targets(node):
            return False
        if isinstance(node, nodes.For) and name in {target.name for target in _names_of(node.target)}:
            return False
        own = {id(read) for each in _sets_of(node, name) for read in each.find_all(nodes.Name)}
        if any(each.name == name and each.ctx == "load" and id(each) not in own for each in node.find_all(nodes.Name)):
            return True
    return False


def _sets_of(node: nodes.Node, name: str) -> Iterator[nodes.Node]:
    for each in node.find_all((nodes.Assign, nodes.AssignBlock)):
        if isinstance(each, nodes.Assign | nodes.AssignBlock) and name in _targets(each):
            yield each


def _names_of(target: nodes.Node) -> list[nodes.Name]:
    return [target] if isinstance(target, nodes.Name) else list(target.find_all(nodes.Name))
