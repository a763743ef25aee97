"""Jinja's tree of one part and the shape of the data → problems: every statement, in the order in which it runs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from jinja2 import nodes
from msgspec import Struct

from engross.word.check.access import Access
from engross.word.check.expressions import Expressions
from engross.word.check.scopes import Scope, bound, joined
from engross.word.shape.types import (
    NUMBER,
    TEXT,
    UNKNOWN,
    YES_OR_NO,
    Field,
    MacroType,
    MethodType,
    RecordType,
    TupleType,
    Type,
    is_nothing,
    options,
    when_true,
)

_MOST_READINGS = 200
"""How often macros are read for one part; with more different calls, what they are given counts as unknown."""


class _Definition(Struct, frozen=True):
    node: nodes.Macro
    scope: Scope


class Statements:
    """Walks the statements of one part. Scopes go in and come out; a way that ends in `break` or `continue` is None."""

    def __init__(
        self, access: Access, root: RecordType, custom: Mapping[str, Callable[..., Any]], letter: Callable[[int], str]
    ) -> None:
        """`letter` gives the letter of the tag that prints formatted values on a line of the source, else ""."""
        self.access, self.letter = access, letter
        self.expressions = Expressions(access, root, custom, self._call_macro)
        self.macros: list[_Definition] = []
        self.read: set[tuple[int, tuple[Type, ...]]] = set()
        self.spaces: dict[str, set[str]] = {}

    def check(self, tree: nodes.Template) -> None:
        """Report all that is wrong in a part."""
        for assigned in tree.find_all(nodes.NSRef):
            self.spaces.setdefault(assigned.name, set()).add(assigned.attr)
        self.walk(tree.body, Scope())
        for number, macro in enumerate(self.macros):
            if all(read != number for read, _ in self.read):
                self._read_macro(number, macro, dict.fromkeys(_parameters(macro.node), UNKNOWN))

    def walk(self, body: Iterable[nodes.Node], scope: Scope | None) -> Scope | None:
        """Return the scope after these statements."""
        for node in body:
            if scope is None:
                return None
            step = getattr(self, f"_walk_{type(node).__name__.lower()}", None)
            if step is not None:
                scope = step(node, scope)
        return scope

    def _walk_output(self, node: nodes.Output, scope: Scope) -> Scope:
        for expression in node.nodes:
            if not isinstance(expression, nodes.TemplateData):
                type_ = self.expressions.infer(expression, scope)
                if not self._plain_in_rich(expression, type_):
                    self.access.printed(type_, expression)
        return scope

    def _plain_in_rich(self, node: nodes.Node, type_: Type) -> bool:
        """Report plain text in a tag that takes formatted values only."""
        letter = self.letter(node.lineno)
        if not letter or type_ == UNKNOWN:
            return False
        self.access.error(node, "plain-in-rich", f"{{{{{letter} … }}}} prints formatted values only",
                          f"take the letter {letter} out of the tag")  # fmt: skip
        return True

    def _walk_if(self, node: nodes.If, scope: Scope) -> Scope | None:
        after: list[Scope | None] = []
        rest = scope
        for branch in (node, *node.elif_):
            holds, rest = self.expressions.condition(branch.test, rest)
            after.append(self.walk(branch.body, holds))
        after.append(self.walk(node.else_, rest))
        result = after[0]
        for each in after[1:]:
            result = joined(result, each)
        return result

    def _walk_for(self, node: nodes.For, scope: Scope) -> Scope:
        type_ = self.expressions.infer(node.iter, scope)
        item = self.access.repeated(type_, node.iter)
        if node.recursive:
            item = UNKNOWN
        inside = scope.know(node.iter, when_true(type_)) if not is_nothing(type_) else scope
        inside = bound(node.target, item, inside, _parts(item))
        if node.test is not None:
            inside = self.expressions.condition(node.test, inside)[0]
        self.walk(node.body, inside.bind(loop=_loop(item)))
        self.walk(node.else_, scope)
        return scope

    def _walk_assign(self, node: nodes.Assign, scope: Scope) -> Scope:
        type_ = self.expressions.infer(node.node, scope)
        target = node.target
        if isinstance(target, nodes.NSRef):
            return scope
        if isinstance(target, nodes.Name) and isinstance(node.node, nodes.Call) and _is_namespace(node.node):
            return scope.bind(**{target.name: self._namespace(target.name, node.node, scope)})
        return bound(target, type_, scope, _parts(type_))

    def _namespace(self, name: str, call: nodes.Call, scope: Scope) -> Type:
        given = {kwarg.key: self.expressions.infer(kwarg.value, scope) for kwarg in call.kwargs}
        changed = self.spaces.get(name, set())
        types = {key: UNKNOWN if key in changed else type_ for key, type_ in given.items()} | dict.fromkeys(
            changed, UNKNOWN
        )
        others = UNKNOWN if call.args or call.dyn_args or call.dyn_kwargs else None
        return RecordType(
            "namespace", (name, tuple(types)), lambda: {k: Field(k, v) for k, v in types.items()}, others=others
        )

    def _walk_assignblock(self, node: nodes.AssignBlock, scope: Scope) -> Scope:
        self.walk(node.body, scope)
        return bound(node.target, TEXT if node.filter is None else UNKNOWN, scope)

    def _walk_with(self, node: nodes.With, scope: Scope) -> Scope:
        inside = scope
        for target, value in zip(node.targets, node.values, strict=True):
            type_ = self.expressions.infer(value, scope)
            inside = bound(target, type_, inside, _parts(type_))
        self.walk(node.body, inside)
        return scope

    def _walk_exprstmt(self, node: nodes.ExprStmt, scope: Scope) -> Scope:
        self.expressions.infer(node.node, scope)
        return scope

    def _walk_macro(self, node: nodes.Macro, scope: Scope) -> Scope:
        self.macros.append(_Definition(node, scope))
        return scope.bind(**{node.name: MacroType(len(self.macros) - 1)})

    def _walk_callblock(self, node: nodes.CallBlock, scope: Scope) -> Scope:
        self.expressions.infer(node.call, scope)
        self.walk(node.body, scope.bind(**dict.fromkeys(_parameters(node), UNKNOWN)))
        return scope

    def _call_macro(self, macro: MacroType, node: nodes.Call, positional: list[Type], named: dict[str, Type]) -> Type:
        """Read a macro's body for the types that a call gives it; each combination of types once."""
        definition = self.macros[macro.number]
        names = _parameters(definition.node)
        types: dict[str, Type] = dict.fromkeys(names, UNKNOWN)
        for parameter, default in zip(reversed(names), reversed(definition.node.defaults), strict=False):
            types[parameter] = self.expressions.infer(default, definition.scope)
        types |= dict(zip(names, positional, strict=False))
        types |= {name: type_ for name, type_ in named.items() if name in types}
        if node.dyn_args is not None or node.dyn_kwargs is not None or len(self.read) > _MOST_READINGS:
            types = dict.fromkeys(names, UNKNOWN)
        self._read_macro(macro.number, definition, types)
        return TEXT

    def _read_macro(self, number: int, definition: _Definition, types: dict[str, Type]) -> None:
        key = (number, tuple(types.values()))
        if key in self.read:
            return
        self.read.add(key)
        inside = definition.scope.bind(**{definition.node.name: MacroType(number)})
        others: dict[str, Type] = dict.fromkeys(("caller", "varargs", "kwargs"), UNKNOWN)
        self.walk(definition.node.body, inside.bind(**{**others, **types}))

    def _walk_break(self, _: nodes.Node, __: Scope) -> None:
        return None

    _walk_continue = _walk_break


def _parameters(node: nodes.Macro | nodes.CallBlock) -> list[str]:
    return [argument.name for argument in node.args]


def _parts(type_: Type) -> tuple[Type, ...] | None:
    """The types of the values that a value is unpacked into."""
    fixed = [option for option in options(type_) if isinstance(option, TupleType)]
    return fixed[0].items if len(fixed) == len(options(type_)) == 1 else None


def _is_namespace(node: nodes.Call) -> bool:
    return isinstance(node.node, nodes.Name) and node.node.name == "namespace"


def _loop(item: Type) -> Type:
    """What `loop` is within a loop over items of this type."""
    numbers = ("index", "index0", "revindex", "revindex0", "length", "depth", "depth0")
    types: dict[str, Type] = dict.fromkeys(numbers, NUMBER)
    types |= {"first": YES_OR_NO, "last": YES_OR_NO, "previtem": item, "nextitem": item}
    types |= {"cycle": MethodType(UNKNOWN), "changed": MethodType(YES_OR_NO)}
    return RecordType(
        "loop", ("loop", item), cache(lambda: {name: Field(name, type_) for name, type_ in types.items()})
    )
