"""A filter or test with its arguments → what is wrong with them, whatever value it is given."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any, TypeVar

from jinja2 import nodes

from engross.word.language.environment import nearest
from engross.word.values.printing import ValueRefused

_GIVEN_BY_JINJA = frozenset({"environment", "env", "eval_ctx", "context"})
_NAMING = {"map": "filter", "select": "test", "reject": "test", "selectattr": "test", "rejectattr": "test"}
"""The filters that are given the name of a filter or of a test."""
_EXAMINE = "examine"
_OPEN = {inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD}
_Filter = TypeVar("_Filter", bound=Callable[..., Any])
Fault = tuple[str, str, str]
"""Identifier, what was found, what to do."""


def examined(**checks: Callable[[Any], Any]) -> Callable[[_Filter], _Filter]:
    """Declare, by the names of its arguments, what a filter demands of them: functions that raise ValueRefused."""

    def declare(filter_: _Filter) -> _Filter:
        filter_.__dict__[_EXAMINE] = checks
        return filter_

    return declare


def _number(least: int) -> Callable[[Any], None]:
    def check(value: Any) -> None:
        if not isinstance(value, int) or isinstance(value, bool) or value < least:
            raise ValueRefused("wrong-argument", f"{value!r} is no whole number from {least} on", "give such a number")

    return check


def one_of(*words: str) -> Callable[[Any], None]:
    """Return a check that an argument is one of these words."""

    def check(value: Any) -> None:
        if value not in words:
            raise ValueRefused("wrong-argument", f"{value!r} is none of {', '.join(words)}", "choose one of them")

    return check


def text(value: Any) -> None:
    """Check that an argument is a text."""
    if not isinstance(value, str):
        raise ValueRefused("wrong-argument", f"{value!r} is no text", "write it in quotation marks")


_CHECKS: Mapping[str, Mapping[str, Callable[[Any], Any]]] = {
    "round": {"precision": _number(0), "method": one_of("common", "ceil", "floor")},
    "batch": {"linecount": _number(1)},
    "slice": {"slices": _number(1)},
    "truncate": {"length": _number(3)},
    "wordwrap": {"width": _number(1)},
    "center": {"width": _number(0)},
    "dictsort": {"by": one_of("key", "value")},
    "divisibleby": {"num": _number(1)},
    "replace": {"old": text, "new": text},
    "join": {"d": text, "attribute": text},
    "attr": {"name": text},
    "groupby": {"attribute": text},
}
"""What Jinja's own filters and tests demand of their arguments."""


Callables = Mapping[str, Mapping[str, Callable[..., Any]]]
"""All filters and all tests by name, under "filter" and "test"."""


def public(names: Iterable[str]) -> list[str]:
    """Return the names of the filters or tests that a template may use."""
    return [name for name in names if not name.startswith("_")]


def faults(node: nodes.Filter | nodes.Test, callables: Callables) -> Iterator[Fault]:
    """Yield what is wrong with the arguments of a filter or a test that there is."""
    if node.dyn_args is not None or node.dyn_kwargs is not None:
        return
    function = callables["filter" if isinstance(node, nodes.Filter) else "test"][node.name]
    signature = _signature(function)
    try:
        bound = signature.bind(None, *node.args, **_named(node))
    except TypeError as error:
        yield _wrong(node, _parameters(signature), str(error))
        return
    for name, check in {**_CHECKS.get(node.name, {}), **getattr(function, _EXAMINE, {})}.items():
        value = bound.arguments.get(name)
        if isinstance(value, nodes.Const | nodes.Neg):
            try:
                check(value.as_const())
            except ValueRefused as refused:
                introduction = f"the filter {node.name}: " if refused.id == "wrong-argument" else ""
                yield refused.id, f"{introduction}{refused.message}", refused.hint
    yield from _inner_faults(node, callables)


def _named(node: nodes.Filter | nodes.Test) -> dict[str, nodes.Expr]:
    return {str(kwarg.key): kwarg.value for kwarg in node.kwargs}


def _inner_faults(node: nodes.Filter | nodes.Test, callables: Callables) -> Iterator[Fault]:
    """What is wrong with the filter or test that a filter is given by its name, and with its arguments."""
    kind = _NAMING.get(node.name) if isinstance(node, nodes.Filter) else None
    place = 1 if node.name.endswith("attr") else 0
    if kind is None or len(node.args) <= place:
        if node.name == "map" and not node.args and set(_named(node)) - {"default"} != {"attribute"}:
            yield (
                "wrong-argument",
                "the filter map is not told what to take",
                'write map(attribute="…") or map("filter")',
            )
        return
    named = node.args[place]
    name = named.value if isinstance(named, nodes.Const) else None
    names = public(callables[kind])
    if not isinstance(name, str):
        yield (
            "wrong-argument",
            f"the name of the {kind} in {node.name} is not written out",
            "write it in quotation marks",
        )
    elif name not in names:
        yield f"unknown-{kind}", f"there is no {kind} called {name!r}", suggestion(name, names)
    else:
        inner = nodes.Filter if kind == "filter" else nodes.Test
        yield from faults(inner(None, name, node.args[place + 1 :], node.kwargs, None, None), callables)


def suggestion(wanted: str, names: list[str]) -> str:
    """Return what to do about a filter or test that there is not."""
    if wanted == "safe":
        return "take it out: values are never read as Word's own code"
    close = nearest(wanted, names)
    return close if close.startswith("did") else "take it out, or use another"


@cache
def _signature(function: Callable[..., Any]) -> inspect.Signature:
    """The arguments of a filter as a template gives them, the value first; any where Python does not tell."""
    try:
        whole = inspect.signature(inspect.unwrap(function))
    except ValueError:
        whole = inspect.signature(lambda *_, **__: None)
    passed = 0 if getattr(inspect.unwrap(function), "jinja_pass_arg", None) is None else 1  # whatever its name
    rest = list(whole.parameters.items())[passed:]
    given = [each for name, each in rest if name not in _GIVEN_BY_JINJA]
    return whole.replace(parameters=given)


def _parameters(signature: inspect.Signature) -> list[str]:
    """The names of a filter's arguments but the value."""
    return [name for name, each in list(signature.parameters.items())[1:] if each.kind not in _OPEN]


def _wrong(node: nodes.Filter | nodes.Test, parameters: list[str], error: str) -> Fault:
    called = f"the {'filter' if isinstance(node, nodes.Filter) else 'test'} {node.name}"
    takes = f"it takes {', '.join(parameters)}" if parameters else "it takes none"
    unknown = next((name for name in _named(node) if name not in parameters), None)
    if unknown is not None:
        close = nearest(unknown, parameters)
        return "wrong-argument", f"{called} has no argument {unknown!r}", close if close.startswith("did") else takes
    if "missing" in error:
        return "wrong-argument", f"{called} lacks an argument", takes
    return "wrong-argument", f"{called} is given too many arguments", takes
