"""A condition → what is known where it holds, and what is known where it does not."""

from __future__ import annotations

from typing import Protocol

from jinja2 import nodes

from engross.word.check.scopes import Scope, joined
from engross.word.shape.types import (
    MISSING,
    NOTHING,
    UNKNOWN,
    ListType,
    MapType,
    RecordType,
    Scalar,
    TupleType,
    Type,
    is_nothing,
    may_be_nothing,
    options,
    union,
    when_false,
    when_true,
    without_nothing,
)


class Infer(Protocol):
    """Gives the type of an expression in a scope; `tolerant` where a value may be asked for in vain."""

    def __call__(self, node: nodes.Node, scope: Scope, tolerant: bool = False) -> Type: ...


Ways = tuple[Scope, Scope]
"""The scope where a condition holds, and the scope where it does not."""

TOLERANT = frozenset({"defined", "undefined", "none"})
"""The tests that may be asked of a value that is not there."""
_SORTS = {"string": "text", "number": "number", "integer": "number", "float": "number", "boolean": "yes or no"}
_STRUCTURES: dict[str, tuple[type, ...]] = {
    "mapping": (MapType,),
    "sequence": (ListType, TupleType, MapType),
    "iterable": (ListType, TupleType, MapType),
}
_OPPOSITE = {
    "eq": "ne",
    "ne": "eq",
    "gt": "lteq",
    "lteq": "gt",
    "lt": "gteq",
    "gteq": "lt",
    "in": "notin",
    "notin": "in",
}
_TURNED = {"eq": "eq", "ne": "ne", "gt": "lt", "lt": "gt", "gteq": "lteq", "lteq": "gteq"}


def judge(node: nodes.Node, scope: Scope, infer: Infer) -> Ways:
    """The scopes after a condition; every expression in it is read in the scope that the ones before it leave."""
    if isinstance(node, nodes.Not):
        holds, fails = judge(node.node, scope, infer)
        return fails, holds
    if isinstance(node, nodes.And):
        left, not_left = judge(node.left, scope, infer)
        right, not_right = judge(node.right, left, infer)
        return right, _both(not_left, not_right)
    if isinstance(node, nodes.Or):
        left, not_left = judge(node.left, scope, infer)
        right, not_right = judge(node.right, not_left, infer)
        return _both(left, right), not_right
    type_ = infer(node, scope)
    if isinstance(node, nodes.Test):
        return _tested(node, scope, infer)
    if isinstance(node, nodes.Compare) and len(node.ops) == 1:
        return _compared(node, scope, infer)
    holds = _present(node, when_true(type_), scope, infer)
    counted = _counted(node)
    return (holds if counted is None else _some(counted, holds, infer)), scope.know(node, when_false(type_))


def _both(one: Scope, other: Scope) -> Scope:
    either = joined(one, other)
    return one if either is None else either


def _present(node: nodes.Node, type_: Type, scope: Scope, infer: Infer) -> Scope:
    """The scope in which an expression gives a value: what it is read from is there too."""
    below = node
    while isinstance(below, nodes.Getattr | nodes.Getitem):
        below = below.node
        type_below = infer(below, scope, tolerant=True)
        if may_be_nothing(type_below):
            scope = scope.know(below, without_nothing(type_below))
    return scope.know(node, type_)


def _counted(node: nodes.Node) -> nodes.Node | None:
    """The list of which an expression is the length."""
    return node.node if isinstance(node, nodes.Filter) and node.name in {"length", "count"} else None


def _some(node: nodes.Node, scope: Scope, infer: Infer) -> Scope:
    return scope.know(node, when_true(infer(node, scope, tolerant=True)))


def _tested(node: nodes.Test, scope: Scope, infer: Infer) -> Ways:
    operand = node.node
    type_ = infer(operand, scope, tolerant=node.name in TOLERANT)
    if node.name in {"defined", "undefined"}:
        there = union(option for option in options(type_) if option != MISSING)
        gone = scope.know(operand, _only(MISSING, type_))
        ways = _present(operand, there, scope, infer), _lacking(operand, gone, infer)
        return ways if node.name == "defined" else (ways[1], ways[0])
    if node.name == "none":
        rest = [option for option in options(type_) if option != NOTHING]
        return scope.know(operand, _only(NOTHING, type_)), _present(operand, union(rest), scope, infer)
    if node.name in _SORTS or node.name in _STRUCTURES:
        chosen = [option for option in options(type_) if _is(option, node.name)]
        rest = [option for option in options(type_) if option not in chosen]
        return scope.know(operand, union(chosen)), scope.know(operand, union(rest))
    return scope, scope


def _only(nothing: Type, type_: Type) -> Type:
    """Return the type of a value known to be nothing; if it never is, the type of what is never reached."""
    return nothing if type_ == UNKNOWN else union(option for option in options(type_) if option == nothing)


def _lacking(node: nodes.Node, scope: Scope, infer: Infer) -> Scope:
    """The scope in which a value has no such field: of several types that it may be, those without the field remain."""
    if not isinstance(node, nodes.Getattr):
        return scope
    types = options(infer(node.node, scope, tolerant=True))
    rest = [
        type_
        for type_ in types
        if not (isinstance(type_, RecordType) and not type_.keyed and node.attr in type_.fields())
    ]
    return scope.know(node.node, union(rest)) if 0 < len(rest) < len(types) else scope


def _is(type_: Type, test: str) -> bool:
    if isinstance(type_, Scalar):
        return _SORTS.get(test) == type_.sort or (test in {"sequence", "iterable"} and type_.sort == "text")
    return isinstance(type_, _STRUCTURES.get(test, ())) or (
        isinstance(type_, RecordType) and type_.keyed and test in _STRUCTURES
    )


def _compared(node: nodes.Compare, scope: Scope, infer: Infer) -> Ways:
    left, operator, right = node.expr, node.ops[0].op, node.ops[0].expr
    holds = _when(left, operator, right, scope, infer)
    fails = _when(left, _OPPOSITE[operator], right, scope, infer)
    if operator in _TURNED:
        holds = _when(right, _TURNED[operator], left, holds, infer)
        fails = _when(right, _TURNED[_OPPOSITE[operator]], left, fails, infer)
    return holds, fails


def _when(left: nodes.Node, operator: str, right: nodes.Node, scope: Scope, infer: Infer) -> Scope:
    """What is known of the left side of a comparison that holds."""
    counted = _counted(left)
    if counted is not None and _more_than_none(operator, right):
        return _some(counted, scope, infer)
    type_, other = infer(left, scope, tolerant=True), infer(right, scope, tolerant=True)
    if operator == "in":
        other = (
            other.item
            if isinstance(other, ListType)
            else union(other.items)
            if isinstance(other, TupleType)
            else UNKNOWN
        )
    if operator in {"eq", "in"} and may_be_nothing(type_) and other != UNKNOWN and not may_be_nothing(other):
        return _present(left, without_nothing(type_), scope, infer)
    if operator == "ne" and may_be_nothing(type_) and is_nothing(other):
        return _present(left, without_nothing(type_), scope, infer)
    if operator == "eq" and is_nothing(other):
        return scope.know(left, _only(NOTHING, type_))
    return scope


def _more_than_none(operator: str, right: nodes.Node) -> bool:
    number = right.value if isinstance(right, nodes.Const) and isinstance(right.value, int) else None
    if number is None:
        return False
    least = {"eq": number, "gt": number + 1, "gteq": number, "ne": 1 if number == 0 else 0}.get(operator, 0)
    return least > 0
