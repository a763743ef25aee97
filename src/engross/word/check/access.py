"""A type and what a template does with it (reads, prints, repeats it) → the type that comes of it, and problems."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from jinja2 import nodes
from msgspec import Struct, field

from engross.problems import Severity
from engross.word.check.items import items_of
from engross.word.check.members import of_class, of_mapping, of_scalar
from engross.word.check.wording import text_of
from engross.word.language.environment import nearest
from engross.word.shape.types import (
    MISSING,
    NO_ITEM,
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

_EACH = "each item of "
_WORDS = {"text": "a text", "number": "a number", "yes or no": "a yes-or-no value", "date": "a date", "time": "a time"}


_PRINTING = "there is nothing to print"


def each_of(node: nodes.Node) -> nodes.Name:
    """Return a node that stands for each item of the list that another node gives."""
    return nodes.Name(f"{_EACH}{text_of(node)}", "load", lineno=node.lineno)


def is_each(node: nodes.Node) -> bool:
    """Return whether a node stands for each item of a list."""
    return isinstance(node, nodes.Name) and node.name.startswith(_EACH)


def described(type_: Type) -> str:
    """Return what a value is, in a template author's words."""
    if isinstance(type_, Scalar):
        return _WORDS[type_.sort]
    if isinstance(type_, RecordType):
        return f"{'an' if type_.name[:1] in 'aeio' else 'a'} {type_.name}"
    if isinstance(type_, UnionType):
        return " or ".join(described(option) for option in type_.options)
    words = {
        ListType: "a list",
        TupleType: "a list",
        MapType: "a group of fields",
        MethodType: "a method",
        MacroType: "a macro",
    }
    return words.get(type(type_), "nothing")


class Access(Struct):
    """Reads types for the checker. `uses` collects which fields of which records a template uses."""

    report: Report
    uses: set[tuple[Hashable, str]] = field(default_factory=set)

    def error(self, node: nodes.Node, id: str, message: str, hint: str) -> None:
        """Report an error at a node of the tree."""
        self.report(node.lineno, id, message, hint, Severity.ERROR)

    def use_whole(self, type_: Type) -> None:
        """Note that every field of this type may be used, as where a value is handed to a filter of another module."""
        for option in options(type_):
            if isinstance(option, RecordType):
                self.uses |= {(option.key, name) for name in option.fields()}

    def member(self, type_: Type, name: str, node: nodes.Node, tolerant: bool = False) -> Type:
        """Return the field `name` of the value that `node` gives; `tolerant` if it may be asked for in vain.

        An empty value can be asked so for a field; of a missing one nothing at all can be asked.
        """
        if may_fail(type_) or (may_be_nothing(type_) and not tolerant):
            self.unguarded(type_, node, f"it has no field {name!r}")
        fields = [self._of_option(option, name) for option in options(without_nothing(type_))]
        present = [each for each in fields if each is not None]
        if fields and not present:
            self._no_field(without_nothing(type_), name, node, tolerant)
        elif tolerant and may_be_nothing(type_):
            present.append(MISSING)
        return union(present)

    def _no_field(self, type_: Type, name: str, node: nodes.Node, tolerant: bool) -> None:
        expression = text_of(node)
        which, hint = "", "check its spelling"
        option = next(iter(options(type_)))
        if isinstance(option, RecordType):
            hint = nearest(name, [each for each in option.fields() if not each.startswith("_")]) or hint
        elif isinstance(option, ListType):
            which, hint = (
                " is a list and",
                f"repeat it with {{% for … in {expression} %}}, or take one: {expression} | first",
            )
        elif isinstance(option, Scalar):
            which, hint = f" is {described(option)} and", f"take .{name} out"
        severity = Severity.WARNING if tolerant else Severity.ERROR
        self.report(node.lineno, "unknown-field", f"{expression}{which} has no field {name!r}", hint, severity)

    def _of_option(self, type_: Type, name: str) -> Type | None:
        """The field of one type that is not one of several; None if there is no such field."""
        if isinstance(type_, RecordType):
            return self._of_record(type_, name)
        if isinstance(type_, Scalar):
            return of_scalar(type_, name)
        if isinstance(type_, MapType):
            return of_mapping(name, type_.value) or type_.value
        if isinstance(type_, TupleType):
            return type_.items[type_.names.index(name)] if name in type_.names else of_class(tuple, name)
        if isinstance(type_, ListType):
            return of_class(list, name) or of_class(tuple, name)
        return UNKNOWN

    def _of_record(self, record: RecordType, name: str) -> Type | None:
        narrowed = dict(record.narrowed)
        field = record.fields().get(name)
        if field is not None:
            self.uses.add((record.key, name))
            return narrowed.get(name, field.type)
        if record.keyed and of_mapping(name, UNKNOWN) is not None:
            self.use_whole(record)
            return of_mapping(name, union(each.type for each in record.fields().values()))
        return record.others

    def unguarded(self, type_: Type, node: nodes.Node, then: str) -> None:
        """Report a value that may be empty and is used without a condition that guards it; `then` says what fails."""
        expression = text_of(node)
        gone = [option for option in options(type_) if isinstance(option, Nothing)]
        missing = MISSING in gone
        how = "is" if is_nothing(type_) else "may be"
        what = "missing" if missing else "empty"
        guard = f"{expression} is defined" if missing else expression
        message, hint = f"{expression} {how} {what}", f"put it inside {{% if {guard} %}} … {{% endif %}}"
        severity = Severity.ERROR
        if gone == [NO_ITEM]:
            message, severity = f"the list may have no item, so {expression} may be missing", Severity.WARNING
            hint = "put it inside an {% if … %} that asks whether the list has any"
        elif is_nothing(type_):
            hint = "use it only where the condition says that it is there"
        elif is_each(node):
            hint = "leave the empty ones out with the filter select, or name another word with default"
        elif then == _PRINTING:
            hint += f', or give a default: {{{{ {expression} | default("…") }}}}'
        self.report(node.lineno, "optional-unguarded", f"{message}, and then {then}", hint, severity)

    def needed(self, type_: Type, node: nodes.Node, then: str) -> Type:
        """Return the type of a value that must be there; reported if it may not be."""
        if may_be_nothing(type_):
            self.unguarded(type_, node, then)
        return without_nothing(type_)

    def printed(self, type_: Type, node: nodes.Node) -> None:
        """Report what cannot be printed as it is."""
        if may_be_nothing(type_):
            if isinstance(node, nodes.CondExpr) and node.expr2 is None:
                self.error(node, "optional-unguarded", "nothing says what is printed where the condition is false",
                           f'add it: {{{{ {text_of(node)} else "" }}}}')  # fmt: skip
                return
            self.unguarded(type_, node, _PRINTING)
        for option in options(without_nothing(type_)):
            problem = _not_printable(option, node)
            if problem is not None:
                self.error(node, *problem)
                return

    def items(self, type_: Type) -> tuple[Type, bool]:
        """Return what a list of this type holds, and whether it holds anything for certain."""
        items = [items_of(option) for option in options(without_nothing(type_))]
        return union(item for item, _ in items), all(some for _, some in items)

    def repeated(self, type_: Type, node: nodes.Node) -> Type:
        """Return what a loop over a value of this type gives in each turn; reported if it is no list."""
        type_ = self.needed(type_, node, "there is no list to go over")
        for option in options(type_):
            if isinstance(option, Scalar | MethodType | MacroType) or (
                isinstance(option, RecordType) and not option.keyed
            ):
                hint = "call it: add ()" if isinstance(option, MethodType) else "name a list after 'in'"
                self.error(node, "loop-over-no-list",
                           f"the loop goes over {text_of(node)}, which is {described(option)}, not a list",
                           hint)  # fmt: skip
                return UNKNOWN
        return self.items(type_)[0]


def _not_printable(type_: Type, node: nodes.Node) -> tuple[str, str, str] | None:
    """The problem of printing a value of this type: identifier, message and hint; None if it can be printed."""
    expression = text_of(node)
    if isinstance(type_, ListType | TupleType):
        joined = f", or join it: {{{{ {expression} | join_and }}}}" if not any(records(type_)) else ""
        return (
            "list-printed",
            f"{expression} is a list and is printed whole",
            f"repeat it with {{% for … in {expression} %}}{joined}",
        )
    if isinstance(type_, RecordType | MapType):
        return "object-printed", f"{expression} is {described(type_)} and is printed whole", _one_field(type_, node)
    if isinstance(type_, MethodType | MacroType):
        return ("method-printed", f"{expression} is {described(type_)} and is printed without being called",
                "add (…) after its name, or write the name of a field")  # fmt: skip
    return _not_printable_scalar(type_, node, expression) if isinstance(type_, Scalar) else None


def _not_printable_scalar(type_: Scalar, node: nodes.Node, expression: str) -> tuple[str, str, str] | None:
    if type_ == YES_OR_NO:
        return ("yes-or-no-printed", f"{expression} is a yes-or-no value and is printed as it is",
                f'choose the words: {{{{ "yes" if {expression} else "no" }}}}')  # fmt: skip
    if type_.sort not in {"date", "time"}:
        return None
    hint = f"add the filter: {{{{ {expression} | date }}}}"
    if is_each(node):
        hint = 'say how first: put map("date") before the filter'
    elif type_.sort == "time":
        hint = f'say how: {{{{ {expression}.strftime("%H:%M") }}}}'
    return "date-without-filter", f"{expression} is {_WORDS[type_.sort]} and is printed without saying how", hint


def _one_field(type_: RecordType | MapType, node: nodes.Node) -> str:
    """What to do instead of printing a record whole."""
    fields = type_.fields() if isinstance(type_, RecordType) else {}
    names = [name for name, each in fields.items() if isinstance(each.type, Scalar)]
    chosen = "name" if "name" in names else next(iter(names), "")
    if chosen and is_each(node):
        return f'take one of its fields first: map(attribute="{chosen}")'
    return "print one of its fields" + (f", such as {{{{ {text_of(node)}.{chosen} }}}}" if chosen else "")
