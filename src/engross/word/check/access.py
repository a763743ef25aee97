"""A kind and what a template does with it (reads, prints, repeats it) → the kind that comes of it, and problems."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

from jinja2 import nodes

from engross.problems import Severity
from engross.word.check.wording import text_of
from engross.word.language.environment import nearest
from engross.word.shape.hints import member_of_class
from engross.word.shape.types import (
    MISSING,
    NO_ITEM,
    NOTHING,
    NUMBER,
    TEXT,
    UNKNOWN,
    YES_OR_NO,
    ListType,
    Macro,
    MapType,
    Method,
    Nothing,
    Record,
    Scalar,
    TupleType,
    Type,
    UnionType,
    is_nothing,
    may_be_nothing,
    may_fail,
    options,
    records,
    union,
    without_nothing,
)

Report = Callable[[int, str, str, str, Severity], None]
"""Takes a problem in: the line of the source, its identifier, its message, its hint and its severity."""

_TEXTS = frozenset({"upper", "lower", "title", "capitalize", "strip", "lstrip", "rstrip", "replace", "removeprefix",
                    "removesuffix", "casefold", "swapcase", "center", "ljust", "rjust", "zfill", "join",
                    "strftime", "isoformat"})  # fmt: skip
_ANSWERS = ("is", "startswith", "endswith")
_NUMBERS = frozenset({"year", "month", "day", "hour", "minute", "second"})
_COUNTS = frozenset({"count", "index", "find", "weekday", "isoweekday", "toordinal"})
_LISTS = frozenset({"split", "rsplit", "splitlines"})
_PLAIN: dict[str, type] = {"text": str, "number": float, "yes or no": bool}
"""What values are in Python where the shape does not say; a date may be written as text, so nothing is said of it."""
_EACH = "each item of "
_WORDS = {"text": "a text", "number": "a number", "yes or no": "a yes-or-no value", "date": "a date", "time": "a time"}


_PRINTING = "there is nothing to print"


def each_of(node: nodes.Node) -> nodes.Name:
    """A node that stands for each item of the list that another node gives."""
    return nodes.Name(f"{_EACH}{text_of(node)}", "load", lineno=node.lineno)


def is_each(node: nodes.Node) -> bool:
    """Whether a node stands for each item of a list."""
    return isinstance(node, nodes.Name) and node.name.startswith(_EACH)


def described(kind: Type) -> str:
    """What a value is, in a template author's words."""
    if isinstance(kind, Scalar):
        return _WORDS[kind.sort]
    if isinstance(kind, Record):
        return f"{'an' if kind.name[:1] in 'aeio' else 'a'} {kind.name}"
    if isinstance(kind, UnionType):
        return " or ".join(described(option) for option in kind.options)
    words = {
        ListType: "a list",
        TupleType: "a list",
        MapType: "a group of fields",
        Method: "a method",
        Macro: "a macro",
    }
    return words.get(type(kind), "nothing")


@dataclass(slots=True)
class Access:
    """Reads kinds for the checker. `uses` collects which fields of which records a template uses."""

    report: Report
    uses: set[tuple[Hashable, str]] = field(default_factory=set)

    def error(self, node: nodes.Node, id: str, message: str, hint: str) -> None:
        """Report an error at a node of the tree."""
        self.report(node.lineno, id, message, hint, Severity.ERROR)

    def use_whole(self, kind: Type) -> None:
        """Note that every field of this kind may be used, as where a value is handed to a filter of another module."""
        for option in options(kind):
            if isinstance(option, Record):
                self.uses |= {(option.key, name) for name in option.fields()}

    def member(self, kind: Type, name: str, node: nodes.Node, tolerant: bool = False) -> Type:
        """The field `name` of the value that `node` gives; `tolerant` where it may be asked for in vain.

        An empty value can be asked so for a field; of a missing one nothing at all can be asked.
        """
        if may_fail(kind) or (may_be_nothing(kind) and not tolerant):
            self.unguarded(kind, node, f"it has no field {name!r}")
        found = [self._of_option(option, name) for option in options(without_nothing(kind))]
        present = [each for each in found if each is not None]
        if found and not present:
            self._no_field(without_nothing(kind), name, node, tolerant)
        elif tolerant and may_be_nothing(kind):
            present.append(MISSING)
        return union(present)

    def _no_field(self, kind: Type, name: str, node: nodes.Node, tolerant: bool) -> None:
        said = text_of(node)
        which, hint = "", "check its spelling"
        option = next(iter(options(kind)))
        if isinstance(option, Record):
            hint = nearest(name, [each for each in option.fields() if not each.startswith("_")]) or hint
        elif isinstance(option, ListType):
            which, hint = " is a list and", f"repeat it with {{% for … in {said} %}}, or take one: {said} | first"
        elif isinstance(option, Scalar):
            which, hint = f" is {described(option)} and", f"take .{name} out"
        severity = Severity.WARNING if tolerant else Severity.ERROR
        self.report(node.lineno, "unknown-field", f"{said}{which} has no field {name!r}", hint, severity)

    def _of_option(self, kind: Type, name: str) -> Type | None:
        """The field of one kind that is not one of several; None where there is no such field."""
        if isinstance(kind, Record):
            return self._of_record(kind, name)
        if isinstance(kind, Scalar):
            return _of_scalar(kind, name)
        if isinstance(kind, MapType):
            return _of_mapping(name, kind.value) or kind.value
        if isinstance(kind, TupleType):
            return kind.items[kind.names.index(name)] if name in kind.names else _of_class(tuple, name)
        if isinstance(kind, ListType):
            return _of_class(list, name) or _of_class(tuple, name)
        return UNKNOWN

    def _of_record(self, record: Record, name: str) -> Type | None:
        known = dict(record.known)
        found = record.fields().get(name)
        if found is not None:
            self.uses.add((record.key, name))
            return known.get(name, found.kind)
        if record.keyed and _of_mapping(name, UNKNOWN) is not None:
            self.use_whole(record)
            return _of_mapping(name, union(each.kind for each in record.fields().values()))
        return record.others

    def unguarded(self, kind: Type, node: nodes.Node, then: str) -> None:
        """Report a value that may be empty and is used where no condition guards it; `then` says what fails."""
        said = text_of(node)
        gone = [option for option in options(kind) if isinstance(option, Nothing)]
        missing = MISSING in gone
        how = "is" if is_nothing(kind) else "may be"
        what = "missing" if missing else "empty"
        guard = f"{said} is defined" if missing else said
        message, hint = f"{said} {how} {what}", f"put it inside {{% if {guard} %}} … {{% endif %}}"
        severity = Severity.ERROR
        if gone == [NO_ITEM]:
            message, severity = f"the list may have no item, so {said} may be missing", Severity.WARNING
            hint = "put it inside an {% if … %} that asks whether the list has any"
        elif is_nothing(kind):
            hint = "use it only where the condition says that it is there"
        elif is_each(node):
            hint = "leave the empty ones out with the filter select, or name another word with default"
        elif then == _PRINTING:
            hint += f', or give a default: {{{{ {said} | default("…") }}}}'
        self.report(node.lineno, "optional-unguarded", f"{message}, and then {then}", hint, severity)

    def needed(self, kind: Type, node: nodes.Node, then: str) -> Type:
        """The kind of a value that must be there; reported where it may not be."""
        if may_be_nothing(kind):
            self.unguarded(kind, node, then)
        return without_nothing(kind)

    def printed(self, kind: Type, node: nodes.Node) -> None:
        """Report what cannot be printed as it is."""
        if may_be_nothing(kind):
            if isinstance(node, nodes.CondExpr) and node.expr2 is None:
                self.error(node, "optional-unguarded", "nothing says what is printed where the condition is false",
                           f'add it: {{{{ {text_of(node)} else "" }}}}')  # fmt: skip
                return
            self.unguarded(kind, node, _PRINTING)
        for option in options(without_nothing(kind)):
            problem = _not_printable(option, node)
            if problem is not None:
                self.error(node, *problem)
                return

    def items(self, kind: Type) -> tuple[Type, bool]:
        """What a list of this kind holds, and whether it holds anything for certain."""
        found = [_items(option) for option in options(without_nothing(kind))]
        return union(item for item, _ in found), all(some for _, some in found)

    def repeated(self, kind: Type, node: nodes.Node) -> Type:
        """What a loop over a value of this kind gives in each turn; reported where it is no list."""
        kind = self.needed(kind, node, "there is no list to go over")
        for option in options(kind):
            if isinstance(option, Scalar | Method | Macro) or (isinstance(option, Record) and not option.keyed):
                self.error(node, "loop-over-no-list",
                           f"the loop goes over {text_of(node)}, which is {described(option)}, not a list",
                           "call it: add ()" if isinstance(option, Method) else "name a list after 'in'")  # fmt: skip
                return UNKNOWN
        return self.items(kind)[0]


def _not_printable(kind: Type, node: nodes.Node) -> tuple[str, str, str] | None:
    """The problem of printing a value of this kind: identifier, message and hint; None where it can be printed."""
    said = text_of(node)
    if isinstance(kind, ListType | TupleType):
        joined = f", or join it: {{{{ {said} | join_and }}}}" if not any(records(kind)) else ""
        return (
            "list-printed",
            f"{said} is a list and is printed whole",
            f"repeat it with {{% for … in {said} %}}{joined}",
        )
    if isinstance(kind, Record | MapType):
        return "object-printed", f"{said} is {described(kind)} and is printed whole", _one_field(kind, node)
    if isinstance(kind, Method | Macro):
        return ("method-printed", f"{said} is {described(kind)} and is printed without being called",
                "add (…) after its name, or write the name of a field")  # fmt: skip
    return _not_printable_scalar(kind, node, said) if isinstance(kind, Scalar) else None


def _not_printable_scalar(kind: Scalar, node: nodes.Node, said: str) -> tuple[str, str, str] | None:
    if kind == YES_OR_NO:
        return ("yes-or-no-printed", f"{said} is a yes-or-no value and is printed as it is",
                f'choose the words: {{{{ "yes" if {said} else "no" }}}}')  # fmt: skip
    if kind.sort not in {"date", "time"}:
        return None
    hint = f"add the filter: {{{{ {said} | date }}}}"
    if is_each(node):
        hint = 'say how first: put map("date") before the filter'
    elif kind.sort == "time":
        hint = f'say how: {{{{ {said}.strftime("%H:%M") }}}}'
    return "date-without-filter", f"{said} is {_WORDS[kind.sort]} and is printed without saying how", hint


def _one_field(kind: Record | MapType, node: nodes.Node) -> str:
    """What to do instead of printing a record whole."""
    fields = kind.fields() if isinstance(kind, Record) else {}
    names = [name for name, each in fields.items() if isinstance(each.kind, Scalar)]
    chosen = "name" if "name" in names else next(iter(names), "")
    if chosen and is_each(node):
        return f'take one of its fields first: map(attribute="{chosen}")'
    return "print one of its fields" + (f", such as {{{{ {text_of(node)}.{chosen} }}}}" if chosen else "")


def _items(kind: Type) -> tuple[Type, bool]:
    if isinstance(kind, ListType):
        return kind.item, kind.some
    if isinstance(kind, TupleType):
        return union(kind.items), bool(kind.items)
    if isinstance(kind, Record) and kind.keyed:
        return TEXT, True
    if isinstance(kind, MapType) or (isinstance(kind, Scalar) and kind.sort == "text"):
        return TEXT, False
    return UNKNOWN, False


def _of_scalar(kind: Scalar, name: str) -> Type | None:
    if kind.python is None:
        written = _PLAIN.get(kind.sort)
        return UNKNOWN if written is None else _of_class(written, name)
    return member_of_class(kind.python, name) or _of_class(kind.python, name)


def _of_class(cls: type, name: str) -> Type | None:
    """A field or method that Python's own classes have; None where they have none of this name."""
    if name.startswith("_") or not hasattr(cls, name):
        return None
    if not callable(getattr(cls, name)):
        return NUMBER if name in _NUMBERS else UNKNOWN
    results: tuple[tuple[bool, Type], ...] = (
        (name in _TEXTS, TEXT),
        (name in _COUNTS, NUMBER),
        (name in _LISTS, ListType(TEXT)),
        (name.startswith(_ANSWERS), YES_OR_NO),
    )
    return Method(next((result for fits, result in results if fits), UNKNOWN))


def _of_mapping(name: str, value: Type) -> Type | None:
    """What the methods of a mapping give; None where the name is none of theirs."""
    results: dict[str, Type] = {
        "items": ListType(TupleType((TEXT, value))),
        "keys": ListType(TEXT),
        "values": ListType(value),
        "get": union((value, NOTHING)),
    }
    return Method(results[name]) if name in results else None
