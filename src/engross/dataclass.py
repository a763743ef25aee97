"""Dataclasses like the standard library's, whose methods are written when they are first needed.

A command makes hundreds of classes and fills a few of them. The standard library writes and compiles five methods of
each at once, which took a quarter of a short command. To a type checker these are the standard library's own; what they
do is the same (`tests/engross/test_dataclass.py` holds every class of both packages to it), also for `fields`,
`replace`, `asdict` and `pickle`, and for classes of other programs that inherit from them.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass", "field", "replace"]
MISSING: Any = type("MISSING", (), {"__slots__": (), "__repr__": lambda _self: "<factory>"})()
"""What stands for a default that a field does not have; a signature shows it where each value has its own."""
_FIELDS = "__own_fields__"


class _Field:
    """A field of a class: its name and annotation, and what it holds if nothing is given."""

    __slots__ = ("annotation", "compare", "default", "factory", "init", "kw_only", "name")

    def __init__(
        self, default: Any = MISSING, factory: Any = MISSING, *, init: bool = True, compare: bool = True
    ) -> None:
        self.default, self.factory, self.init, self.compare = default, factory, init, compare
        self.name, self.annotation, self.kw_only = "", "", False


def _field(
    *, default: Any = MISSING, default_factory: Any = MISSING, init: bool = True, compare: bool = True
) -> Any:  # what `dataclasses.field` takes, as far as it is used here
    return _Field(default, default_factory, init=init, compare=compare)


def _dataclass(*, frozen: bool = False, slots: bool = False, kw_only: bool = False, eq: bool = True) -> Any:
    """Return what makes a dataclass of a class; the words are those of the standard library that are used here."""

    def made(cls: Any) -> Any:
        fields = _fields_of(cls, kw_only=kw_only)
        changed = _with_slots(cls, fields) if slots else _without_specifications(cls, fields)
        methods = _methods(changed, fields, frozen=frozen, eq=eq)
        if slots and frozen:
            methods |= _pickling(tuple(fields))
        for name, method in methods.items():
            if changed.__dict__.get(name) is None:  # Python itself says `__hash__ = None` beside an `__eq__`
                setattr(changed, name, method)
        return changed

    return made


def _fields_of(cls: type, *, kw_only: bool) -> dict[str, _Field]:
    """Return the fields of a class by their names: those that it inherits, then its own."""
    fields: dict[str, _Field] = {}
    for base in reversed(cls.__mro__[1:]):
        fields |= base.__dict__.get(_FIELDS, {})
    for name, annotation in cls.__annotations__.items():
        if "ClassVar" in str(annotation).partition("[")[0]:
            continue
        given = cls.__dict__.get(name, MISSING)
        field = given if isinstance(given, _Field) else _Field(given)
        if type(field.default).__hash__ is None:
            raise ValueError(f"mutable default {type(field.default)} for field {name} is not allowed")
        field.name, field.annotation, field.kw_only = name, annotation, kw_only
        fields[name] = field
    return fields


def _with_slots(cls: type, fields: dict[str, _Field]) -> type:
    """Return the class anew, with a slot for each field that it does not inherit."""
    inherited = {name for base in cls.__mro__[1:-1] for name in base.__dict__.get("__slots__", ())}
    left_out = {*fields, "__dict__", "__weakref__"}
    contents = {name: value for name, value in cls.__dict__.items() if name not in left_out}
    contents["__slots__"] = tuple(name for name in fields if name not in inherited)
    changed = type(cls)(cls.__name__, cls.__bases__, contents)
    changed.__qualname__ = cls.__qualname__
    return changed


def _without_specifications(cls: type, fields: dict[str, _Field]) -> type:
    """Return the class with plain defaults where its source says `field(…)`."""
    for name, field in fields.items():
        if cls.__dict__.get(name) is field and field.default is MISSING:
            delattr(cls, name)
        elif cls.__dict__.get(name) is field:
            setattr(cls, name, field.default)
    return cls


def _methods(cls: type, fields: dict[str, _Field], *, frozen: bool, eq: bool) -> dict[str, Any]:
    """Return what the class gets if its source does not say it otherwise."""
    key = _key(tuple(field.name for field in fields.values() if field.compare))
    every, none = {"frozen": frozen, "eq": eq}, {"init": False, "repr": False, "eq": False}
    methods: dict[str, Any] = {
        _FIELDS: fields,
        "__init__": _Later(cls, lambda: _init(cls, fields, frozen=frozen)),
        "__repr__": _repr(tuple(fields)),
        "__match_args__": tuple(field.name for field in fields.values() if field.init and not field.kw_only),
        "__replace__": lambda self, /, **changes: _replace(self, **changes),
        "__dataclass_fields__": _Later(cls, lambda: _twin(cls, fields, **none).__dataclass_fields__),
        "__dataclass_params__": _Later(cls, lambda: _twin(cls, fields, **every).__dataclass_params__),
    }
    if frozen:
        methods["__setattr__"], methods["__delattr__"] = _refusing(cls, frozenset(fields))
    if eq:
        methods["__eq__"], methods["__hash__"] = _equal(key), (lambda self: hash(key(self))) if frozen else None
    return methods


class _Later:
    """An attribute of a class that is made when somebody first asks for it, and put in its own place then."""

    __slots__ = ("_make", "_name", "_owner")

    def __init__(self, owner: type, make: Callable[[], Any]) -> None:
        self._owner, self._make = owner, make

    def __get__(self, instance: object, owner: type | None = None) -> Any:
        value = self._make()
        for name, held in [*self._owner.__dict__.items()]:
            if held is self:
                type.__setattr__(self._owner, name, value)
        return value.__get__(instance, owner) if hasattr(value, "__get__") else value


def _key(names: tuple[str, ...]) -> Callable[[Any], tuple[Any, ...]]:
    if len(names) > 1:
        return attrgetter(*names)
    return lambda self: tuple(getattr(self, name) for name in names)


def _equal(key: Callable[[Any], object]) -> Callable[[Any, Any], Any]:
    def __eq__(self: Any, other: Any) -> Any:  # noqa: N807  # the name that a traceback shows
        return key(self) == key(other) if other.__class__ is self.__class__ else NotImplemented

    return __eq__


def _repr(names: tuple[str, ...]) -> Callable[[Any], str]:
    @recursive_repr("...")
    def __repr__(self: Any) -> str:  # noqa: N807  # likewise
        return f"{self.__class__.__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"

    return __repr__


def _pickling(names: tuple[str, ...]) -> dict[str, Any]:
    def restore(self: object, state: list[object]) -> None:
        for name, held in zip(names, state, strict=True):
            object.__setattr__(self, name, held)

    return {"__getstate__": lambda self: [getattr(self, name) for name in names], "__setstate__": restore}


def _refusing(cls: Any, names: frozenset[str]) -> tuple[Callable[..., None], Callable[..., None]]:
    """Return what sets and what deletes an attribute of a frozen value: nothing but what a subclass adds."""

    def __setattr__(self: Any, name: str, value: object) -> None:  # noqa: N807  # likewise
        if type(self) is cls or name in names:
            raise _frozen_instance_error(f"cannot assign to field {name!r}")
        super(cls, self).__setattr__(name, value)

    def __delattr__(self: Any, name: str) -> None:  # noqa: N807  # likewise
        if type(self) is cls or name in names:
            raise _frozen_instance_error(f"cannot delete field {name!r}")
        super(cls, self).__delattr__(name)

    return __setattr__, __delattr__


def _frozen_instance_error(message: str) -> Exception:
    from dataclasses import FrozenInstanceError  # noqa: PLC0415  # only where a program is wrong

    return FrozenInstanceError(message)


def _init(cls: type, fields: dict[str, _Field], *, frozen: bool) -> Callable[..., None]:
    """Write and compile `__init__`: positional fields, then those that have to be named, each put into its slot."""
    space: dict[str, Any] = {"MISSING": MISSING, "_set": object.__setattr__}
    body = []
    for number, field in enumerate(fields.values()):
        value = _value(field, space)
        slot: Any = next((base.__dict__[field.name] for base in cls.__mro__ if field.name in base.__dict__), None)
        if value and not frozen:
            body.append(f"self.{field.name} = {value}")
        elif value and hasattr(slot, "__set__"):
            space[f"_set_{number}"] = slot.__set__
            body.append(f"_set_{number}(self, {value})")
        elif value:
            body.append(f"_set(self, {field.name!r}, {value})")
    if hasattr(cls, "__post_init__"):
        body.append("self.__post_init__()")
    ordered = sorted((field for field in fields.values() if field.init), key=lambda field: field.kw_only)
    words = [f"{field.name}{'' if (name := _default(field)) is None else f'={name}'}" for field in ordered]
    positional = sum(not field.kw_only for field in ordered)
    if positional < len(words):
        words.insert(positional, "*")
    source = f"def __init__({', '.join(['self', *words])}):\n " + "\n ".join(body or ["pass"])
    exec(compile(source, f"<{cls.__qualname__}>", "exec"), space)  # noqa: S102  # the names of fields, nothing else
    function: Callable[..., None] = space["__init__"]
    function.__qualname__, function.__module__ = f"{cls.__qualname__}.__init__", cls.__module__
    function.__annotations__ = {**{field.name: field.annotation for field in ordered}, "return": None}
    return function


def _default(field: _Field) -> str | None:
    if field.factory is not MISSING:
        return "MISSING"
    return None if field.default is MISSING else f"_default_{field.name}"


def _value(field: _Field, space: dict[str, Any]) -> str:
    """Return what a field is filled with, in Python's words, if anything; what they name is put into `space`."""
    name = field.name
    space[f"_default_{name}"], space[f"_factory_{name}"] = field.default, field.factory
    if field.factory is not MISSING:
        return f"_factory_{name}() if {name} is MISSING else {name}" if field.init else f"_factory_{name}()"
    if field.init:
        return name
    return "" if field.default is MISSING else f"_default_{name}"


def _twin(cls: type, fields: dict[str, _Field], **methods: bool) -> Any:
    """Return a dataclass of the standard library with the same fields, which says what it says of itself."""
    import dataclasses  # noqa: PLC0415  # only if somebody asks

    contents: dict[str, Any] = {"__module__": cls.__module__, "__annotations__": {}}
    for name, field in fields.items():
        words = {"default": field.default, "default_factory": field.factory}
        given = {word: value for word, value in words.items() if value is not MISSING}
        contents["__annotations__"][name] = field.annotation
        contents[name] = dataclasses.field(init=field.init, compare=field.compare, kw_only=field.kw_only, **given)
    return dataclasses.dataclass(**methods)(type(cls.__name__, (), contents))


def _replace(value: Any, /, **changes: Any) -> Any:
    """Return a value like this one but for the fields that are named."""
    fields = getattr(type(value), _FIELDS, None)
    if fields is None:
        from dataclasses import replace as of_library  # noqa: PLC0415  # a class of another program

        return of_library(value, **changes)
    for name, field in fields.items():
        if not field.init:
            if name in changes:
                raise ValueError(f"field {name} is declared with init=False, it cannot be specified with replace()")
        elif name not in changes:
            changes[name] = getattr(value, name)
    return type(value)(**changes)


if TYPE_CHECKING:  # what a type checker, and an editor, know all about
    from dataclasses import dataclass, field, replace
else:
    dataclass, field, replace = _dataclass, _field, _replace
