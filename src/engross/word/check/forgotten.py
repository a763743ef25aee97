"""Jinja's trees → what a loop or a block sets and a later tag reads: Jinja forgets it at the end, without a word."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from jinja2 import nodes

from engross.word.language.ast_passes import Tree
from engross.word.tags.jinja_source import JinjaSource
from engross.word.tags.tag_table import Tag, Tags

_Scope = nodes.For | nodes.With | nodes.CallBlock | nodes.Macro
"""The statements at whose end everything is forgotten that was set within."""
_BLOCKS: Mapping[type[nodes.Node], str] = {nodes.With: "with", nodes.CallBlock: "call", nodes.Macro: "macro"}
"""Those that are no loops, with the words of their tags."""
_Assignment = nodes.Assign | nodes.AssignBlock


def report_forgotten(sources: Sequence[JinjaSource], trees: Sequence[Tree], tags: Tags) -> None:
    """Report each variable that is set in a loop, or a block of its own, to be read after it or in its next turn."""
    for source, tree in zip(sources, trees, strict=False):

        def tag_on(line: int, source: JinjaSource = source) -> Tag | None:
            number = source.tag_on(line)
            return None if number is None else tags.tags[number]

        _in_body(tree.root.body, frozenset(), (), tag_on, tags)


def _in_body(
    body: Sequence[nodes.Node],
    outside: frozenset[str],
    after: tuple[nodes.Node, ...],
    tag_on: Callable[[int], Tag | None],
    tags: Tags,
) -> None:
    """Look at the statements of one scope; `outside` are the names set before, `after` what is run behind the scope."""
    names = set(outside)
    for place, node in enumerate(body):
        following = (*body[place + 1 :], *after)
        if isinstance(node, nodes.Assign | nodes.AssignBlock):
            names.update(_targets(node))
        elif isinstance(node, _Scope):
            own = _own_names(node)
            for assignment in _assignments(node.body):
                for name in (name for name in dict.fromkeys(_targets(assignment)) if name not in own):
                    if _is_forgotten(name, node.body, following, is_set_before=name in names):
                        _report(name, node, tag_on(assignment.lineno), tags)
        for inner in _bodies(node):
            _in_body(inner, frozenset(names), following, tag_on, tags)
        if isinstance(node, nodes.If):
            for inner in _bodies(node):
                names |= {name for assignment in _assignments(inner) for name in _targets(assignment)}


def _own_names(scope: _Scope) -> set[str]:
    """The names that a scope gives anew whenever it begins."""
    if isinstance(scope, nodes.For):
        return {target.name for target in _names_of(scope.target)}
    if isinstance(scope, nodes.With):
        return {each.name for target in scope.targets for each in _names_of(target)}
    return {arg.name for arg in scope.args}


def _is_forgotten(
    name: str, body: Sequence[nodes.Node], following: Sequence[nodes.Node], *, is_set_before: bool
) -> bool:
    """Whether somebody reads what a scope sets: behind it, or in its next turn, which may be to count on from it."""
    if is_set_before and (_reads_first(following, name) or _reads_first(body, name)):
        return True
    return _reads_first(body, name, counting=True) and (_reads(body, name) or _reads_first(following, name))


def _report(name: str, scope: _Scope, tag: Tag | None, tags: Tags) -> None:
    if tag is not None:
        is_loop = isinstance(scope, nodes.For)
        what, end = ("a loop", "the end of each turn") if is_loop else (f"this {_BLOCKS[type(scope)]} block", "its end")
        tags.report("forgotten-set", tag.place,
                    f"what {what} sets is forgotten at {end}, but {name} is read later",
                    f"keep it in a namespace: {{% set kept = namespace({name}=…) %}} before the "
                    f"{'loop' if is_loop else 'block'}, {{% set kept.{name} = … %}} in it, "
                    f"{{{{ kept.{name} }}}} after it")  # fmt: skip


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
    elif isinstance(node, _Scope):
        yield node.body


def _assignments(body: Iterable[nodes.Node]) -> Iterator[_Assignment]:
    """The assignments of one turn of a loop, with those on conditions, without those of inner loops and macros."""
    for node in body:
        if isinstance(node, nodes.Assign | nodes.AssignBlock):
            yield node
        elif isinstance(node, nodes.If):
            for inner in _bodies(node):
                yield from _assignments(inner)


def _reads_first(body: Iterable[nodes.Node], name: str, *, counting: bool = False) -> bool:
    """Return whether statements read a name before they set it anew.

    A set that reads it itself is no reading, unless it is `counting` on from it.
    """
    for node in body:
        if isinstance(node, nodes.Assign | nodes.AssignBlock) and name in _targets(node):
            return counting and _counts_on(node, name)
        if isinstance(node, nodes.For) and name in {target.name for target in _names_of(node.target)}:
            return False
        if _reads([node], name) or (counting and any(_counts_on(each, name) for each in _sets_of(node, name))):
            return True
    return False


def _reads(body: Iterable[nodes.Node], name: str) -> bool:
    """Return whether statements read a name otherwise than to set it."""
    for node in body:
        own = {id(read) for each in (node, *_sets_of(node, name)) if _sets(each, name) for read in _loads(each, name)}
        if any(id(read) not in own for read in _loads(node, name)):
            return True
    return False


def _loads(node: nodes.Node, name: str) -> Iterator[nodes.Name]:
    return (each for each in node.find_all(nodes.Name) if each.name == name and each.ctx == "load")


def _counts_on(node: nodes.Node, name: str) -> bool:
    """Return whether a set computes with the value that its name had: {% set n = n + 1 %}, {% set s = s ~ "x" %}."""
    computed = node.find_all((nodes.BinExpr, nodes.Concat))
    operands = (operand for expression in computed for operand in expression.iter_child_nodes())
    return any(isinstance(operand, nodes.Name) and operand.name == name for operand in operands)


def _sets(node: nodes.Node, name: str) -> bool:
    return isinstance(node, nodes.Assign | nodes.AssignBlock) and name in _targets(node)


def _sets_of(node: nodes.Node, name: str) -> Iterator[nodes.Node]:
    for stmt in node.find_all((nodes.Assign, nodes.AssignBlock)):
        if isinstance(stmt, nodes.Assign | nodes.AssignBlock) and name in _targets(stmt):
            yield stmt


def _names_of(target: nodes.Node) -> list[nodes.Name]:
    return [target] if isinstance(target, nodes.Name) else list(target.find_all(nodes.Name))
