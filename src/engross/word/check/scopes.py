"""Where an expression stands in a template → the names that it can see, and what the conditions around it tell."""

from __future__ import annotations

from collections.abc import Mapping

from jinja2 import nodes
from msgspec import Struct, field

from engross.word.check.wording import text_of
from engross.word.shape.types import UNKNOWN, Type, union

_PURE = (nodes.Name, nodes.Const, nodes.Getattr, nodes.Getitem, nodes.Filter, nodes.Slice, nodes.Call, nodes.Keyword)


class Fact(Struct, frozen=True):
    """What is known of an expression further, and the names that it depends on."""

    type: Type
    names: frozenset[str]


class Scope(Struct, frozen=True):
    """The names that can be seen and the facts that hold at one point of a template. Immutable."""

    names: Mapping[str, Type] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)

    def bind(self, **types: Type) -> Scope:
        """Return the scope in which these names have these types; what was known of them before is forgotten."""
        kept = {text: fact for text, fact in self.facts.items() if not fact.names & types.keys()}
        return Scope({**self.names, **types}, kept)

    def know(self, node: nodes.Node, type_: Type) -> Scope:
        """The scope in which this expression is known to be of this type; the same if it cannot be named again."""
        if not is_pure(node):
            return self
        names = frozenset(name.name for name in node.find_all(nodes.Name))
        if isinstance(node, nodes.Name):
            names = frozenset({node.name})
        return Scope(self.names, {**self.facts, text_of(node): Fact(type_, names)})

    def known(self, node: nodes.Node) -> Type | None:
        """Return what is known of this expression from the conditions around it; None if nothing is."""
        fact = self.facts.get(text_of(node)) if self.facts else None
        return None if fact is None else fact.type


def is_pure(node: nodes.Node) -> bool:
    """Return whether an expression gives the same value each time, so that what a condition tells of it holds."""
    return isinstance(node, _PURE) and all(
        is_pure(child) for child in node.iter_child_nodes() if isinstance(child, nodes.Expr)
    )


def joined(one: Scope | None, other: Scope | None) -> Scope | None:
    """Return what holds whichever of two ways was taken; a way that ends (None) counts for nothing."""
    if one is None or other is None:
        return other if one is None else one
    if one is other:
        return one
    names = {**one.names, **other.names}
    for name in one.names.keys() & other.names.keys():
        if one.names[name] != other.names[name]:
            names[name] = union((one.names[name], other.names[name]))
    facts = {
        text: Fact(union((fact.type, other.facts[text].type)), fact.names)
        for text, fact in one.facts.items()
        if text in other.facts
    }
    return Scope(names, facts)


def bound(target: nodes.Node, type_: Type, scope: Scope, parts: tuple[Type, ...] | None = None) -> Scope:
    """The scope in which the target of a `for` or `set` has this type; `parts` are its types if it is unpacked."""
    if isinstance(target, nodes.Name):
        return scope.bind(**{target.name: type_})
    if isinstance(target, nodes.Tuple):
        types = parts if parts is not None and len(parts) == len(target.items) else (UNKNOWN,) * len(target.items)
        for item, each in zip(target.items, types, strict=True):
            scope = bound(item, each, scope)
    return scope
