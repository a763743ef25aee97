"""No comprehension reads, of the outer world, a name that another one beside it gives to something of its own.

From 3.12 on, Python runs comprehensions within their function, and mixes up such names: a function of the module up to
3.12.3, and a local of the function around in 3.13 too, is then a name without a value. The other tests show that only
on such a Python, and only where they come by.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import permutations

import pytest

from tests.paths import ROOT

INLINED = (ast.ListComp, ast.SetComp, ast.DictComp)
CALLED = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.GeneratorExp)
READERS = (*INLINED, ast.Lambda, ast.GeneratorExp)


def _own(scope: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a scope that stand in none within it; what these are is told, but not what is in them."""
    for node in ast.iter_child_nodes(scope):
        yield node
        if not isinstance(node, INLINED + CALLED):
            yield from _own(node)


def _names(node: ast.AST, context: type[ast.expr_context]) -> set[str]:
    return {name.id for name in ast.walk(node) if isinstance(name, ast.Name) and isinstance(name.ctx, context)}


def _locals(nodes: list[ast.AST]) -> set[str]:
    assigned = {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    return assigned | {node.arg for node in nodes if isinstance(node, ast.arg)}


def _arguments(node: ast.AST) -> set[str]:
    return {argument.arg for argument in ast.walk(node) if isinstance(argument, ast.arg)}


def mixed_up(tree: ast.AST) -> list[str]:
    """The comprehensions that read a name which one beside them gives to something of its own, and that name."""
    scopes = (node for node in ast.walk(tree) if isinstance(node, INLINED + CALLED))
    return sorted(told for scope in scopes for told in _mixed_up_in(list(_own(scope))))


def _mixed_up_in(nodes: list[ast.AST]) -> Iterator[str]:
    readers = [node for node in nodes if isinstance(node, READERS)]
    for one, other in permutations(readers, 2):
        if isinstance(other, INLINED):
            outer = _names(one, ast.Load) - _names(one, ast.Store) - _arguments(one) - _locals(nodes)
            yield from (f"{one.lineno}: {name}" for name in outer & _names(other, ast.Store))


@pytest.mark.parametrize("package", ["engross", "scrutiny_response"])
def test_comprehensions_beside_each_other_share_no_name(package: str) -> None:
    mixed = {
        path.relative_to(ROOT).as_posix(): mixed_up(ast.parse(path.read_text(encoding="utf-8")))
        for path in (ROOT / "src" / package).rglob("*.py")
    }
    assert {path: names for path, names in mixed.items() if names} == {}


@pytest.mark.parametrize(
    "body",
    [
        "[name for name in a]; return [name(one) for one in b]",
        "[name(one) for one in b]; return {name for name in a}",
        "return {name: 1 for name in a}, [[name(one) for one in many] for many in b]",
        "return lambda: ([name for name in a], [name(one) for one in b])",
        "return [([name for name in a], [name(one) for one in many]) for many in b]",
        "[name for name in a]; return [(lambda: name(one)) for one in b]",
        "[name for name in a]; return list(name(one) for one in b)",
        "[name for name in a]; return lambda: name(b)",
    ],
)
def test_each_of_these_is_seen(body: str) -> None:
    assert mixed_up(ast.parse(f"def function(a, b): {body}")) == ["1: name"]


@pytest.mark.parametrize(
    "body",
    [
        "[name for name in a]; return [name for name in b]",
        "name = len; [name for name in a]; return [name(one) for one in b]",
        "return [[name(one) for one in b] for name in a]",
        "[name for name in a]; return map(lambda name: name(1), b)",
    ],
)
def test_none_of_these_is(body: str) -> None:
    assert mixed_up(ast.parse(f"def function(a, b): {body}")) == []
