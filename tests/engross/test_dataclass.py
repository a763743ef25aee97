"""Our dataclasses beside the standard library's: the same classes, values, errors and pickles."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import json
import pickle
import re
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any, ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import engross
from engross import dataclass as ours

SRC = Path(engross.__file__).parents[1]


def classes_with(library: Any) -> SimpleNamespace:
    """Return classes of every kind that the packages have, made by one library or the other."""

    @library.dataclass(frozen=True, slots=True)
    class Plain:
        a: int
        b: str = "b"
        kind: ClassVar[str] = "plain"

    @library.dataclass(frozen=True, slots=True)
    class Inheriting(Plain):
        b: str = "another"
        c: tuple[int, ...] = ()

        def __str__(self) -> str:
            return f"<{self.a}>"

    @library.dataclass(frozen=True, slots=True, kw_only=True)
    class Named:
        x: int
        y: dict[str, int] = library.field(default_factory=dict)
        z: int = library.field(default=3, compare=False)

    @library.dataclass(frozen=True, slots=True, kw_only=True)
    class NamedOfPlain(Plain):
        last: int

    @library.dataclass(slots=True)
    class Changeable:
        items: list[int] = library.field(default_factory=list)
        count: int = library.field(init=False)
        fixed: int = library.field(default=5, init=False)
        fresh: list[int] = library.field(default_factory=list, init=False)

        def __post_init__(self) -> None:
            self.count = len(self.items)

    @library.dataclass(frozen=True)
    class WithoutSlots:
        a: int
        b: int = 2

    @library.dataclass(frozen=True, slots=True, eq=False)
    class OnlyItself:
        a: int = 1

    @library.dataclass(frozen=True, slots=True)
    class OwnMethods:  # noqa: PLW1641  # what the library adds is looked at
        a: int

        def __eq__(self, other: object) -> bool:
            return isinstance(other, type(self)) and self.a % 2 == other.a % 2

        def __repr__(self) -> str:
            return "own"

    @library.dataclass(frozen=True, slots=True)
    class OwnHash:
        a: int

        def __hash__(self) -> int:
            return 7

    @library.dataclass(frozen=True, slots=True)
    class Empty:
        pass

    return SimpleNamespace(**{name: value for name, value in locals().items() if isinstance(value, type)})


OURS, THEIRS = classes_with(ours), classes_with(dataclasses)
NAMES = sorted(vars(THEIRS))
SAMPLES: dict[str, list[tuple[tuple[Any, ...], dict[str, Any]]]] = {
    "Plain": [((1,), {}), ((1, "c"), {}), ((), {"a": 1, "b": "b"}), ((2,), {})],
    "Inheriting": [((1,), {}), ((1, "b", (2,)), {}), ((), {"a": 1, "c": (2,)})],
    "Named": [((), {"x": 1}), ((), {"x": 1, "y": {"a": 1}}), ((), {"x": 1, "z": 4})],
    "NamedOfPlain": [((1,), {"last": 2}), ((1, "c"), {"last": 2})],
    "Changeable": [((), {}), (([1, 2],), {})],
    "WithoutSlots": [((1,), {}), ((1, 3), {})],
    "OnlyItself": [((), {}), ((2,), {})],
    "OwnMethods": [((1,), {}), ((3,), {}), ((2,), {})],
    "OwnHash": [((1,), {}), ((2,), {})],
    "Empty": [((), {})],
}


def description(cls: type) -> list[Any]:
    """Return all that a class says of itself, as plain values."""
    params = cls.__dataclass_params__  # type: ignore[attr-defined]
    return [
        [[f.name, str(f.type), shown(f.default), shown(f.default_factory), f.init, f.compare, f.hash, f.repr, f.kw_only]
         for f in dataclasses.fields(cls)],
        [[p.name, str(p.kind), p.annotation, shown(p.default)] for p in inspect.signature(cls).parameters.values()], cls.__match_args__, list(cls.__dict__.get("__slots__", ["none"])),  # type: ignore[attr-defined]
        params.frozen, params.eq, cls.__hash__ is None,
        "__eq__" in cls.__dict__, [name for name in cls.__annotations__ if name in cls.__dict__], cls.__qualname__,
    ]  # fmt: skip


def shown(default: object) -> str:
    """Return a default in words that are the same in two processes."""
    words = default is dataclasses.MISSING or callable(default) or isinstance(default, frozenset)
    return str(getattr(default, "__qualname__", type(default))) if words else repr(default)


def outcome(work: Callable[[], object]) -> object:
    """Return what a piece of work gives, or the kind of the error and its words."""
    try:
        return work()
    except Exception as error:
        return type(error).__name__, str(error)


@pytest.mark.parametrize("name", NAMES)
def test_a_class_says_the_same_of_itself(name: str) -> None:
    assert description(getattr(OURS, name)) == description(getattr(THEIRS, name))


@pytest.mark.parametrize("name", NAMES)
def test_its_values_look_compare_hash_and_copy_alike(name: str) -> None:
    def said(cls: type) -> list[object]:
        values = [cls(*words, **named) for words, named in SAMPLES[name]]
        first = [one == other for one in values for other in [*values, 1]]
        hashes = [outcome(lambda value=value: hash(value)) for value in values]  # type: ignore[misc]
        alike = [hashes.index(each) for each in hashes] if name != "OnlyItself" else []
        copies = [repr(copy.deepcopy(value)) for value in values]
        state = [value.__getstate__() for value in values if hasattr(value, "__getstate__")]
        return [[repr(value) for value in values], [str(value) for value in values], first, alike, copies, state]

    assert said(getattr(OURS, name)) == said(getattr(THEIRS, name))


@pytest.mark.parametrize("name", NAMES)
def test_wrong_words_and_changes_are_refused_alike(name: str) -> None:
    def said(cls: type) -> list[object]:
        def changed(word: str) -> object:
            value = cls(*words, **named)
            setattr(value, word, 1)
            return getattr(value, word)

        def without(word: str) -> object:
            value = cls(*words, **named)
            delattr(value, word)
            return hasattr(value, word)

        words, named = SAMPLES[name][0]
        fields = [field.name for field in dataclasses.fields(cls)]
        works = [lambda: repr(cls(1, 2, 3, 4, 5)), lambda: repr(cls(nothing=1)), lambda: repr(cls())]
        made = [outcome(each) for each in works]
        return [*made, *(outcome(lambda w=w: each(w)) for each in (changed, without) for w in fields)]  # type: ignore[misc]  # noqa: B023

    assert said(getattr(OURS, name)) == said(getattr(THEIRS, name))


def test_a_frozen_value_takes_no_name_that_it_does_not_have() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot assign to field 'new'"):
        OURS.Plain(1).new = 2


@pytest.mark.parametrize("name", NAMES)
def test_replacing_by_either_library_gives_the_same(name: str) -> None:
    words, named = SAMPLES[name][-1]
    for change in ({}, *({field.name: 9} for field in dataclasses.fields(getattr(OURS, name)))):
        results = {
            repr(outcome(lambda: replace(getattr(classes, name)(*words, **named), **change)))  # noqa: B023
            for classes in (OURS, THEIRS)
            for replace in (ours.replace, dataclasses.replace)
        }
        assert len(results) == 1, results


def test_a_class_of_the_standard_library_may_inherit_from_ours() -> None:
    @dataclasses.dataclass(frozen=True)
    class Further(OURS.Plain):  # type: ignore[name-defined,misc]
        d: int = 4

    assert repr(Further(1)).endswith("Further(a=1, b='b', d=4)")
    assert dataclasses.asdict(Further(1)) == {"a": 1, "b": "b", "d": 4}


def test_a_default_that_values_would_share_is_refused() -> None:
    def shared(library: Any) -> None:
        @library.dataclass(slots=True)
        class Shared:
            a: list[int] = []  # noqa: RUF012  # the fault itself

    words = "mutable default <class 'list'> for field a is not allowed"
    for library in (ours, dataclasses):
        with pytest.raises(ValueError, match=words):
            shared(library)


def test_a_value_that_holds_itself_can_be_shown() -> None:
    value = OURS.Changeable()
    value.items.append(value)
    assert "items=[..." in repr(value)


@settings(max_examples=25)
@given(st.lists(st.one_of(st.none(), st.integers(), st.text(), st.tuples(st.text()))))
def test_any_contents_compare_hash_and_travel_alike(contents: list[object]) -> None:
    value = engross.Problem("an-id", str(contents), repr(contents))  # type: ignore[arg-type]
    again = pickle.loads(pickle.dumps(value))  # noqa: S301  # our own
    assert (again, hash(again), repr(again)) == (value, hash(value), repr(value))
    for classes in (OURS, THEIRS):
        one, other = (classes.WithoutSlots(tuple(contents)) for _ in range(2))
        assert one == other
        assert hash(one) == hash((tuple(contents), 2))


_DESCRIBE = f"""
import json, sys
sys.path.insert(0, {str(SRC.parent)!r})
import dataclasses, engross.dataclass
for name in ("dataclass", "field", "replace"):
    setattr(engross.dataclass, name, getattr(dataclasses, name))
from tests.engross import test_dataclass
print(json.dumps(test_dataclass.described(json.loads(sys.argv[1]))))
"""


def described(modules: list[str]) -> dict[str, Any]:
    """Return what every dataclass of these modules says of itself."""
    held = {f"{name}.{each}": value for name in modules for each, value in vars(import_module(name)).items()
            if isinstance(value, type) and value.__module__ == name and "__match_args__" in value.__dict__
            and not issubclass(value, tuple) and dataclasses.is_dataclass(value)}  # fmt: skip
    return {name: json.loads(json.dumps(description(cls))) for name, cls in held.items()}


def test_both_packages_use_only_words_that_are_compared_here() -> None:
    words = {
        "dataclass": {"frozen", "slots", "kw_only", "eq"},
        "field": {"default", "default_factory", "init", "compare"},
    }
    for path in SRC.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        used = re.findall(r"^@dataclass\((.*)\)|= field\((\w+=)", text, re.MULTILINE)
        given = {word.partition("=")[0].strip() for way, _ in used for word in way.split(",") if way}
        given_to_fields = set(re.findall(r"(?:= field\(|, )(\w+)=", " ".join(re.findall(r"= field\(.*\)", text))))
        assert given <= words["dataclass"], path
        assert given_to_fields <= words["field"], path
        assert (
            not re.search(r"from dataclasses import .*\b(dataclass|field|replace)\b", text)
            or path.name == "dataclass.py"
        )


@pytest.mark.soak
def test_every_dataclass_of_both_packages_is_as_the_standard_library_would_make_it() -> None:
    paths = [path for path in SRC.rglob("*.py") if "\n@dataclass" in path.read_text(encoding="utf-8")]
    modules = sorted(".".join(path.relative_to(SRC).with_suffix("").parts).removesuffix(".__init__") for path in paths)
    words = [sys.executable, "-c", _DESCRIBE, json.dumps(modules)]
    run = subprocess.run(words, capture_output=True, text=True, check=True)  # noqa: S603  # our own words
    theirs, own = json.loads(run.stdout), described(modules)
    assert len(own) > 300
    assert own.keys() == theirs.keys()
    assert {name: said for name, said in own.items() if said != theirs[name]} == {}


def test_no_method_is_written_before_it_is_needed() -> None:
    cls = classes_with(ours).Plain
    assert not inspect.isfunction(cls.__dict__["__init__"])
    assert cls(1).b == "b"
    assert inspect.isfunction(cls.__dict__["__init__"])
