"""An expression of Jinja's tree → its text, as its author would write it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from jinja2 import nodes

_OPERATORS = {"eq": "==", "ne": "!=", "lt": "<", "lteq": "<=", "gt": ">", "gteq": ">=", "in": "in", "notin": "not in"}


def text_of(node: nodes.Node | None) -> str:
    """Return the expression as text; "…" stands for what is too involved to be said again."""
    write = _WRITERS.get(type(node))
    if write is not None and node is not None:
        return write(node)
    if isinstance(node, nodes.BinExpr):
        return f"{_inner(node.left)} {node.operator} {_inner(node.right)}"
    return "…"


def _name(node: nodes.Name) -> str:
    return node.name


def _const(node: nodes.Const) -> str:
    if isinstance(node.value, str):
        return f'"{node.value}"' if '"' not in node.value else f"'{node.value}'"
    return str(node.value).lower() if isinstance(node.value, bool) or node.value is None else str(node.value)


def _attribute(node: nodes.Getattr) -> str:
    return f"{_inner(node.node)}.{node.attr}"


def _item(node: nodes.Getitem) -> str:
    if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str) and node.arg.value.isidentifier():
        return f"{_inner(node.node)}.{node.arg.value}"
    return f"{_inner(node.node)}[{text_of(node.arg)}]"


def _slice(node: nodes.Slice) -> str:
    bounds = [text_of(bound) if bound is not None else "" for bound in (node.start, node.stop)]
    return ":".join(bounds) + (f":{text_of(node.step)}" if node.step is not None else "")


def _filter(node: nodes.Filter) -> str:
    return f"{text_of(node.node)} | {node.name}{_arguments(node) if node.args or node.kwargs else ''}"


def _test(node: nodes.Test) -> str:
    return f"{_inner(node.node)} is {node.name}{_arguments(node) if node.args or node.kwargs else ''}"


def _call(node: nodes.Call) -> str:
    return f"{_inner(node.node)}{_arguments(node)}"


def _arguments(node: nodes.Call | nodes.Filter | nodes.Test) -> str:
    given = [text_of(argument) for argument in node.args]
    return f"({', '.join(given + [f'{kwarg.key}={text_of(kwarg.value)}' for kwarg in node.kwargs])})"


def _compare(node: nodes.Compare) -> str:
    return " ".join([_inner(node.expr), *(f"{_OPERATORS[operand.op]} {_inner(operand.expr)}" for operand in node.ops)])


def _not(node: nodes.Not) -> str:
    return f"not {_inner(node.node)}"


def _sequence(node: nodes.List | nodes.Tuple) -> str:
    inner = ", ".join(map(text_of, node.items))
    return f"[{inner}]" if isinstance(node, nodes.List) else f"({inner})"


def _choice(node: nodes.CondExpr) -> str:
    otherwise = f" else {text_of(node.expr2)}" if node.expr2 is not None else ""
    return f"{text_of(node.expr1)} if {text_of(node.test)}{otherwise}"


def _inner(node: nodes.Node) -> str:
    """The text of an operand, in brackets if it would otherwise be read with what stands beside it."""
    simple = (nodes.Name, nodes.Const, nodes.Getattr, nodes.Getitem, nodes.Call, nodes.List, nodes.Tuple, nodes.Dict)
    return text_of(node) if isinstance(node, simple) else f"({text_of(node)})"


_WRITERS: Mapping[type, Callable[..., str]] = {
    nodes.Name: _name,
    nodes.Const: _const,
    nodes.Getattr: _attribute,
    nodes.Getitem: _item,
    nodes.Slice: _slice,
    nodes.Filter: _filter,
    nodes.Test: _test,
    nodes.Call: _call,
    nodes.Compare: _compare,
    nodes.Not: _not,
    nodes.List: _sequence,
    nodes.Tuple: _sequence,
    nodes.CondExpr: _choice,
}
