"""A type and a filter → the type that the filter makes of it, and problems if it cannot."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import nodes
from msgspec import Struct, field

from engross.word.check.access import Access, described, each_of
from engross.word.check.parameters import fault_of, misfit
from engross.word.check.uses import may_be_counted, may_be_group, may_be_list, may_be_number
from engross.word.check.wording import text_of
from engross.word.shape.hints import parameter_of, result_of, type_of_hint
from engross.word.shape.types import (
    NO_ITEM,
    NUMBER,
    TEXT,
    UNKNOWN,
    ListType,
    MapType,
    RecordType,
    Scalar,
    TupleType,
    Type,
    Unknown,
    may_be_nothing,
    options,
    union,
    without_nothing,
)
from engross.word.tags.identities import BEGIN

_OF_TEXT = frozenset(
    {
        "upper",
        "lower",
        "capitalize",
        "title",
        "trim",
        "replace",
        "truncate",
        "wordwrap",
        "indent",
        "center",
        "striptags",
        "string",
        "format",
        "sentence",
        "urlencode",
        "wordcount",
        "markdown",
        "_link",
        "_colour",
    }
)
"""What is given the text of a value; the last two are put by the engine around addresses and colours."""  # fmt: skip
_READ: Mapping[str, Type] = {"wordcount": NUMBER, "markdown": UNKNOWN}
"""What filters give that read a text and give none."""
_TO_NUMBER = frozenset({"length", "count", "int", "float", "round", "abs"})
_SAME_LIST = frozenset({"sort", "reverse", "unique", "list"})
_PICKS = frozenset({"select", "reject", "selectattr", "rejectattr"})
_ONE = frozenset({"first", "last", "min", "max"})
_OF_LISTS = _SAME_LIST | _PICKS | _ONE | {"map", "join", "sum", "groupby", "batch", "slice", "length", "count"}
_OF_NUMBERS = frozenset({"abs", "round"})
_OF_GROUPS = frozenset({"dictsort", "items"})
_ORDERS = frozenset({"sort", "min", "max"})
_KEEPS_NOTHING = frozenset({"none", "undefined"})
_NONE = 99
_ATTRIBUTES = {"join": 1, "unique": 1, "sort": 2, "min": 1, "max": 1, "sum": 0, "groupby": 0}
"""Which argument of a filter is the attribute, where it can be given by its place."""


class Call(Struct):
    """One use of a filter: the value it is given, the node it stands in, and the types of its arguments."""

    node: nodes.Filter
    value: nodes.Node
    positional: list[Type] = field(default_factory=list)
    named: dict[str, Type] = field(default_factory=dict)

    def constant(self, place: int, name: str = "") -> object:
        """Return an argument that is written out, by its place or its name; None if it is not."""
        argument: nodes.Node | None = self.node.args[place] if place < len(self.node.args) else None
        for kwarg in self.node.kwargs:
            argument = kwarg.value if kwarg.key == name else argument
        return argument.value if isinstance(argument, nodes.Const) else None

    @property
    def attribute(self) -> str:
        """The argument `attribute`, if it is written out; "" otherwise."""
        argument = self.constant(_ATTRIBUTES.get(self.node.name, _NONE), "attribute")
        return argument if isinstance(argument, str) else ""


class Filters:
    """The types that filters make. `custom` are the filters that were handed in with the template."""

    def __init__(self, access: Access, custom: Mapping[str, Callable[..., Any]]) -> None:
        self.access, self.custom = access, custom

    def apply(self, type_: Type, call: Call) -> Type:
        """Return the type of what a filter gives for a value of this type."""
        name = call.node.name
        if name in self.custom:
            return self._custom(type_, call, self.custom[name])
        if name in {"default", "d"}:
            instead = call.positional[0] if call.positional else call.named.get("default_value", TEXT)
            return union((without_nothing(type_), instead)) if may_be_nothing(type_) else type_
        if name == BEGIN:
            self.access.uses |= {(option.key, BEGIN) for option in options(type_) if isinstance(option, RecordType)}
            return UNKNOWN
        if name in _OF_TEXT:
            self.access.printed(type_, call.value)
            return _READ.get(name, TEXT)
        return type_ if name in {"e", "escape"} else self._of_value(type_, call)

    def _of_value(self, type_: Type, call: Call) -> Type:
        """The type of what a filter gives that works on nothing but a value."""
        name = call.node.name
        type_ = self.access.needed(type_, call.value, f"the filter {name} has nothing to work on")
        if self._refused(type_, call):
            return UNKNOWN
        if name in _SAME_LIST | _PICKS | _ONE | _TO_NUMBER:
            return NUMBER if name in _TO_NUMBER else self._listed(name, type_, call)
        special: Callable[[Type, Call], Type] | None = getattr(self, f"_filter_{name}", None)
        return UNKNOWN if special is None else special(type_, call)

    def _refused(self, type_: Type, call: Call) -> bool:
        """Whether the filter takes no value of this type, which is reported."""
        name = call.node.name
        wanted = ("not-a-list", "a list", may_be_list) if name in _OF_LISTS else None
        wanted = ("not-a-number", "a number", may_be_number) if name in _OF_NUMBERS else wanted
        wanted = ("not-a-group", "a group of fields", may_be_group) if name in _OF_GROUPS else wanted
        wrong = next((option for option in options(type_) if wanted is not None and not wanted[2](option)), None)
        if wanted is None or wrong is None:
            return False
        self._wrong(call, wanted[0], f"the filter {name} is given {text_of(call.value)}, which is {described(wrong)}",
                    f"give it {wanted[1]}")  # fmt: skip
        return True

    def _custom(self, type_: Type, call: Call, function: Callable[..., Any]) -> Type:
        """A filter of another module, by its type hints."""
        self.access.use_whole(type_)
        hint = parameter_of(function)
        takes = type_of_hint(hint)
        anything = hint is Any or hint is object or isinstance(takes, Unknown) or may_be_nothing(takes)
        if may_be_nothing(type_) and not anything:
            self.access.needed(type_, call.value, f"the filter {call.node.name} has nothing to work on")
        wrong = None if isinstance(takes, Unknown) else misfit(type_, takes)
        if wrong is not None:
            name = call.node.name
            self._wrong(call, fault_of(takes),
                        f"the filter {name} is given {text_of(call.value)}, which is {described(wrong)}",
                        f"give it {described(without_nothing(takes))}")  # fmt: skip
        return result_of(function)

    def _listed(self, name: str, type_: Type, call: Call) -> Type:
        item, some = self.access.items(type_)
        if call.attribute and name not in _PICKS:
            for attribute in call.attribute.split(","):
                self._attribute(item, attribute, call)
        elif name in _ORDERS:
            self._in_order(name, item, call)
        if name in _ONE:
            return item if some or isinstance(item, Unknown) else union((item, NO_ITEM))
        if name in _PICKS:
            return ListType(self._picked(name, item, call))
        return type_ if name == "reverse" and type_ == TEXT else ListType(item, some)

    def _in_order(self, name: str, item: Type, call: Call) -> None:
        """Report items that nobody can put in order."""
        if any(isinstance(option, RecordType | MapType) for option in options(item)):
            self._wrong(call, "not-comparable",
                        f"the filter {name} cannot put in order what each item of {text_of(call.value)} is",
                        f'say by which field: {name}(attribute="…")')  # fmt: skip

    def _picked(self, name: str, item: Type, call: Call) -> Type:
        """What the items are known to be after some were picked."""
        if not name.endswith("attr"):
            drops = (call.constant(0) in _KEEPS_NOTHING) == (name == "reject")
            return without_nothing(item) if drops else item
        attribute = call.constant(0)
        if not isinstance(attribute, str):
            return item
        field_type = self._attribute(item, attribute, call)
        drops = (call.constant(1) in _KEEPS_NOTHING) == (name == "rejectattr")
        if not drops or "." in attribute or not may_be_nothing(field_type):
            return item
        return union(
            option.narrow(attribute, without_nothing(field_type)) if isinstance(option, RecordType) else option
            for option in options(item)
        )

    def _attribute(self, item: Type, attribute: str, call: Call) -> Type:
        """A field of each item, as `attribute="a.b"` names it."""
        each: nodes.Node = each_of(call.value)
        for step in attribute.split("."):
            if step.isdigit():
                return UNKNOWN
            item = self.access.member(item, step, each)
            each = nodes.Getattr(each, step, "load", lineno=call.node.lineno)
        return item

    def _filter_map(self, type_: Type, call: Call) -> Type:
        item, some = self.access.items(type_)
        if call.attribute:
            field_type = self._attribute_or_default(item, call)
            return ListType(field_type, some)
        wanted = call.constant(0)
        if not isinstance(wanted, str):
            return ListType(UNKNOWN, some)
        inner = nodes.Filter(None, wanted, call.node.args[1:], call.node.kwargs, None, None, lineno=call.node.lineno)
        each = each_of(call.value)
        return ListType(self.apply(item, Call(inner, each, call.positional[1:], call.named)), some)

    def _attribute_or_default(self, item: Type, call: Call) -> Type:
        if "default" in call.named:
            field_type = self.access.member(item, call.attribute, call.value, tolerant=True)
            return union((without_nothing(field_type), call.named["default"]))
        return self._attribute(item, call.attribute, call)

    def _filter_join(self, type_: Type, call: Call) -> Type:
        item, _ = self.access.items(type_)
        if call.node.name == "join_and":
            for option in options(type_):
                if isinstance(option, Scalar) or (isinstance(option, RecordType) and not option.keyed):
                    self._wrong(call, "not-a-list", f"join_and is given {described(option)}", "give it a list")
                    return TEXT
        elif call.attribute:
            item = self._attribute(item, call.attribute, call)
        self.access.printed(item, each_of(call.value))
        return TEXT

    _filter_join_and = _filter_join

    def _filter_date(self, type_: Type, call: Call) -> Type:
        for option in options(type_):
            if not isinstance(option, Unknown) and not (
                isinstance(option, Scalar) and option.sort in {"date", "text"} and not option.words
            ):
                self._wrong(call, "not-a-date", f"date is given {text_of(call.value)}, which is {described(option)}",
                            "give it a date")  # fmt: skip
                break
        return TEXT

    def _filter_count_of(self, type_: Type, call: Call) -> Type:
        for option in options(type_):
            if not may_be_counted(option):
                self._wrong(call, "not-a-number",
                            f"count_of is given {text_of(call.value)}, which is {described(option)}",
                            "give it a number or a list")  # fmt: skip
                break
        return TEXT

    def _filter_groupby(self, type_: Type, call: Call) -> Type:
        item, some = self.access.items(type_)
        by = self._attribute(item, call.attribute, call) if call.attribute else UNKNOWN
        return ListType(TupleType((by, ListType(item, some=True)), ("grouper", "list")), some)

    def _filter_sum(self, type_: Type, call: Call) -> Type:
        item, _ = self.access.items(type_)
        if call.attribute:
            item = self._attribute(item, call.attribute, call)
        item = self.access.needed(item, call.value, "it cannot be added up")
        if not all(map(may_be_number, options(item))):
            self._wrong(call, "not-a-number", f"the filter sum adds up {described(item)} in each item",
                        'say which number: sum(attribute="…")')  # fmt: skip
        return NUMBER

    def _filter_batch(self, type_: Type, call: Call) -> Type:
        item, some = self.access.items(type_)
        filled = union((item, call.positional[1])) if len(call.positional) > 1 else item
        return ListType(ListType(filled, some), some)

    _filter_slice = _filter_batch

    def _filter_dictsort(self, type_: Type, call: Call) -> Type:  # noqa: ARG002  # all filters are asked alike
        values = [option.value if isinstance(option, MapType) else UNKNOWN for option in options(type_)]
        return ListType(TupleType((TEXT, union(values))))

    _filter_items = _filter_dictsort

    def _filter_attr(self, type_: Type, call: Call) -> Type:
        name = call.constant(0)
        return self.access.member(type_, name, call.value) if isinstance(name, str) else UNKNOWN

    def _wrong(self, call: Call, id: str, message: str, hint: str) -> None:
        self.access.error(call.node, id, message, hint)
