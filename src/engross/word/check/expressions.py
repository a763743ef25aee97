"""An expression and the scope it stands in → its type, with a problem for everything that cannot be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import nodes

from engross.problems import Severity
from engross.word.check import items
from engross.word.check.access import Access, described
from engross.word.check.conditions import TOLERANT, judge
from engross.word.check.filters import Call, Filters
from engross.word.check.scopes import Scope
from engross.word.check.uses import comparable, is_number
from engross.word.check.wording import text_of
from engross.word.language.environment import nearest
from engross.word.shape.types import (
    MISSING,
    NOTHING,
    NUMBER,
    TEXT,
    UNKNOWN,
    YES_OR_NO,
    ListType,
    MacroType,
    MapType,
    MethodType,
    Nothing,
    RecordType,
    Scalar,
    TupleType,
    Type,
    UnionType,
    Unknown,
    may_be_missing,
    options,
    union,
    when_false,
    when_true,
    without_nothing,
)

CallMacro = Callable[[MacroType, nodes.Call, list[Type], dict[str, Type]], Type]
_GLOBALS: Mapping[str, Type] = {
    "range": MethodType(ListType(NUMBER)),
    "dict": MethodType(UNKNOWN),
    "cycler": MethodType(UNKNOWN),
    "joiner": MethodType(UNKNOWN),
    "namespace": MethodType(UNKNOWN),
}
_OF_NUMBERS = frozenset({"odd", "even", "divisibleby"})
_ORDERING_TESTS = frozenset({"lt", "lessthan", "<", "le", "<=", "gt", "greaterthan", ">", "ge", ">="})
_ORDERING = {"lt", "lteq", "gt", "gteq"}


class Expressions:
    """Reads expressions. `root` is what the template is rendered with; `call_macro` reads a macro's body for a call."""

    def __init__(
        self, access: Access, root: RecordType, custom: Mapping[str, Callable[..., Any]], call_macro: CallMacro
    ) -> None:
        self.access, self.root, self.call_macro = access, root, call_macro
        self.filters = Filters(access, custom)

    def infer(self, node: nodes.Node, scope: Scope, tolerant: bool = False) -> Type:
        """Return the type of an expression; Unknown where nothing is known, and after a problem."""
        narrowed = scope.known(node)
        if narrowed is not None:
            return narrowed
        read = getattr(self, f"_read_{type(node).__name__.lower()}", None)
        if read is not None:
            type_: Type = read(node, scope, tolerant)
            return type_
        if isinstance(node, nodes.BinExpr):
            return self._computed(node, scope)
        for child in node.iter_child_nodes():
            if isinstance(child, nodes.Expr):
                self.infer(child, scope)
        return UNKNOWN

    def condition(self, node: nodes.Node, scope: Scope) -> tuple[Scope, Scope]:
        """Return the scopes where a condition holds and where it fails."""
        self.truth(node, scope)
        return judge(node, scope, self.infer)

    def truth(self, node: nodes.Node, scope: Scope) -> Type:
        """Return the type of an expression of which it is asked whether it is true."""
        type_ = self.infer(node, scope)
        if may_be_missing(type_):
            expression = text_of(node)
            self.access.error(node, "optional-unguarded",
                              f"{expression} may be missing, and then it cannot be asked whether it is true",
                              f"ask first whether it is there: {expression} is defined and {expression}")  # fmt: skip
        return type_

    def _read_name(self, node: nodes.Name, scope: Scope, tolerant: bool) -> Type:
        name = node.name
        if name in scope.names:
            return scope.names[name]
        field = self.root.fields().get(name)
        if field is not None:
            self.access.uses.add((self.root.key, name))
            return field.type
        if name in _GLOBALS or name.startswith("_") or self.root.others is not None:
            return _GLOBALS.get(name, UNKNOWN)
        close = nearest(name, [*scope.names, *self.root.fields()])
        hint = close if close.startswith("did") else "check its spelling"
        listed = next((many for many in (f"{name}s", f"{name[:-1]}ies") if self._is_list(many)), "")
        if listed:
            hint = f"put this tag between {{% for {name} in {listed} %}} and {{% endfor %}}"
        if name == "loop":
            hint = "loop exists only between {% for … %} and {% endfor %}"
        severity = Severity.WARNING if tolerant else Severity.ERROR
        self.access.report(node.lineno, "unknown-name", f"nothing is called {name!r} here", hint, severity)
        return UNKNOWN

    def _is_list(self, name: str) -> bool:
        field = self.root.fields().get(name)
        return field is not None and isinstance(field.type, ListType)

    def _read_templatedata(self, _: nodes.TemplateData, __: Scope, ___: bool) -> Type:
        return TEXT

    def _read_const(self, node: nodes.Const, _: Scope, __: bool) -> Type:
        value = node.value
        if isinstance(value, str):
            return TEXT
        if value is None:
            return NOTHING
        return YES_OR_NO if isinstance(value, bool) else NUMBER if isinstance(value, int | float) else UNKNOWN

    def _read_getattr(self, node: nodes.Getattr, scope: Scope, tolerant: bool) -> Type:
        return self.access.member(self.infer(node.node, scope), node.attr, node.node, tolerant)

    def _read_getitem(self, node: nodes.Getitem, scope: Scope, tolerant: bool) -> Type:
        type_ = self.infer(node.node, scope)
        place = node.arg.value if isinstance(node.arg, nodes.Const) else None
        if isinstance(place, str):
            return self.access.member(type_, place, node.node, tolerant)
        self.infer(node.arg, scope)
        if not tolerant:
            type_ = self.access.needed(type_, node.node, "nothing can be taken out of it")
        if isinstance(node.arg, nodes.Slice):
            return union(items.sliced(option) for option in options(type_))
        return union(items.at(option, place) for option in options(without_nothing(type_)))

    def _read_filter(self, node: nodes.Filter, scope: Scope, _: bool) -> Type:
        if node.node is None:
            return UNKNOWN
        type_ = self.infer(node.node, scope, tolerant=node.name in {"default", "d"})
        positional, named = self._arguments(node, scope)
        return self.filters.apply(type_, Call(node, node.node, positional, named))

    def _arguments(
        self, node: nodes.Filter | nodes.Test | nodes.Call, scope: Scope
    ) -> tuple[list[Type], dict[str, Type]]:
        for rest in (node.dyn_args, node.dyn_kwargs):
            if rest is not None:
                self.infer(rest, scope)
        positional = [self.infer(arg, scope) for arg in node.args]
        return positional, {
            kwarg.key: self.infer(kwarg.value, scope) for kwarg in node.kwargs if isinstance(kwarg, nodes.Keyword)
        }

    def _read_test(self, node: nodes.Test, scope: Scope, _: bool) -> Type:
        type_ = self.infer(node.node, scope, tolerant=node.name in TOLERANT)
        positional = self._arguments(node, scope)[0]
        if node.name in _OF_NUMBERS and not all(
            isinstance(option, Unknown) or is_number(option) for option in options(type_)
        ):
            self.access.error(node, "not-a-number",
                              f"{text_of(node.node)} is {described(type_)}, of which nothing can be {node.name}",
                              "ask it of a number")  # fmt: skip
        elif node.name in _ORDERING_TESTS and positional:
            self._ordered(node.node, type_, node.args[0], positional[0])
        return YES_OR_NO

    def _ordered(self, left: nodes.Node, type_: Type, right: nodes.Node, other: Type) -> None:
        """Report two values of which none comes before the other."""
        type_ = self.access.needed(type_, left, "it cannot be compared")
        other = self.access.needed(other, right, "it cannot be compared")
        wrong = [(one, two) for one in options(type_) for two in options(other) if not comparable(one, two)]
        if wrong:
            self.access.error(left, "not-comparable",
                              f"{text_of(left)} is {described(wrong[0][0])} and {text_of(right)} is "
                              f"{described(wrong[0][1])}, and none comes before the other",
                              "compare values of one kind")  # fmt: skip

    def _read_call(self, node: nodes.Call, scope: Scope, _: bool) -> Type:
        callee = self.infer(node.node, scope)
        positional, named = self._arguments(node, scope)
        if isinstance(callee, MacroType):
            return self.call_macro(callee, node, positional, named)
        for type_ in (*positional, *named.values()):
            self.access.use_whole(type_)
        return callee.result if isinstance(callee, MethodType) else UNKNOWN

    def _read_and(self, node: nodes.And, scope: Scope, _: bool) -> Type:
        left = self.truth(node.left, scope)
        return union((when_false(left), self.infer(node.right, judge(node.left, scope, self.infer)[0])))

    def _read_or(self, node: nodes.Or, scope: Scope, _: bool) -> Type:
        left = self.truth(node.left, scope)
        right = self.infer(node.right, judge(node.left, scope, self.infer)[1])
        return (
            right if all(isinstance(option, Nothing) for option in options(left)) else union((when_true(left), right))
        )

    def _read_not(self, node: nodes.Not, scope: Scope, _: bool) -> Type:
        self.truth(node.node, scope)
        return YES_OR_NO

    def _read_condexpr(self, node: nodes.CondExpr, scope: Scope, _: bool) -> Type:
        holds, fails = self.condition(node.test, scope)
        return union((self.infer(node.expr1, holds), MISSING if node.expr2 is None else self.infer(node.expr2, fails)))

    def _read_list(self, node: nodes.List | nodes.Tuple, scope: Scope, _: bool) -> Type:
        types = [self.infer(item, scope) for item in node.items]
        return ListType(union(types), some=bool(types)) if isinstance(node, nodes.List) else TupleType(tuple(types))

    _read_tuple = _read_list

    def _read_dict(self, node: nodes.Dict, scope: Scope, _: bool) -> Type:
        return MapType(union([self.infer(pair.value, scope) for pair in node.items]))

    def _read_concat(self, node: nodes.Concat, scope: Scope, _: bool) -> Type:
        for expression in node.nodes:
            self.access.printed(self.infer(expression, scope), expression)
        return TEXT

    def _computed(self, node: nodes.BinExpr, scope: Scope) -> Type:
        types = [
            self.access.needed(self.infer(side, scope), side, "it cannot be computed with")
            for side in (node.left, node.right)
        ]
        if all(isinstance(type_, Scalar) and type_.sort == "number" for type_ in types):
            return NUMBER
        if node.operator != "+":
            return UNKNOWN
        if all(isinstance(type_, Scalar) and type_.sort == "text" for type_ in types):
            return TEXT
        lists = [type_ for type_ in types if isinstance(type_, ListType)]
        return ListType(union(list_type.item for list_type in lists)) if len(lists) == len(types) else UNKNOWN

    def _read_compare(self, node: nodes.Compare, scope: Scope, _: bool) -> Type:
        left, type_ = node.expr, self.infer(node.expr, scope)
        for operand in node.ops:
            other = self.infer(operand.expr, scope)
            if operand.op in _ORDERING:
                self._ordered(left, type_, operand.expr, other)
            elif operand.op in {"eq", "ne"}:
                self._equal(left, type_, operand.expr)
                self._equal(operand.expr, other, left)
            else:
                for expression in operand.expr.items if isinstance(operand.expr, nodes.List | nodes.Tuple) else ():
                    self._equal(left, type_, expression)
            left, type_ = operand.expr, other
        return YES_OR_NO

    def _equal(self, node: nodes.Node, type_: Type, other: nodes.Node) -> None:
        """Report a comparison with a word that the value can never be."""
        if not isinstance(other, nodes.Const) or not isinstance(other.value, str) or isinstance(node, nodes.Const):
            return
        possible = [option for option in options(type_) if not isinstance(option, Nothing)]
        if not possible or any(_can_be(option, other.value) for option in possible):
            return
        words = [word for option in possible if isinstance(option, Scalar) for word in option.words]
        expression = text_of(node)
        if words:
            close = nearest(other.value, words)
            hint = close if close.startswith("did") else f"it is one of {', '.join(map(repr, words))}"
            self.access.error(other, "unknown-word", f"{expression} is never {other.value!r}", hint)
        else:
            self.access.error(other, "unknown-word",
                              f"{expression} is {described(without_nothing(type_))}, never the text {other.value!r}",
                              "compare it with a value of its own kind")  # fmt: skip


def _can_be(type_: Type, word: str) -> bool:
    if isinstance(type_, Scalar):
        return (type_.sort == "text" and (not type_.words or word in type_.words)) or (
            type_.sort in {"date", "time"} and type_.python is None
        )
    return not isinstance(type_, RecordType | ListType | MapType | UnionType)
