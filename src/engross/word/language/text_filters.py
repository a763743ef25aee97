"""Jinja's filters → the same for a template in Word: text stays text, an empty field is refused, lists stay lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from jinja2 import Environment
from jinja2.filters import make_attrgetter
from jinja2.utils import pass_environment
from markupsafe import Markup

from engross.word.values.bounds import MOST_TEXT, too_much
from engross.word.values.printing import Rich, as_text, is_number

TEXT_FILTERS = ("upper", "lower", "capitalize", "title", "trim", "replace", "truncate", "wordwrap", "center", "indent",
                "striptags", "format", "urlencode", "wordcount", "string")  # fmt: skip
_WRITTEN_IN = frozenset({"replace", "format"})
"""The filters whose arguments become part of the text."""


def of_text(filter_: Callable[..., Any]) -> Callable[..., Any]:
    """The filter, given the text of a value; it raises ValueRefused for a value that has none, such as an empty field.

    Without this Jinja would write "None", and read what somebody declared to be HTML as code.
    """
    first = 1 if hasattr(filter_, "jinja_pass_arg") else 0
    argument = _written if filter_.__name__.removeprefix("do_") in _WRITTEN_IN else as_operand

    @wraps(filter_)
    def of_its_text(*given: Any, **named: Any) -> Any:
        leading, value, others = given[:first], given[first], given[first + 1 :]
        more = {name: argument(each) for name, each in named.items()}
        return filter_(*leading, as_text(value), *map(argument, others), **more)

    return of_its_text


LAZY_FILTERS = ("map", "select", "reject", "selectattr", "rejectattr", "unique", "batch", "slice", "items", "reverse")


def whole(filter_: Callable[..., Any]) -> Callable[..., Any]:
    """Return the filter, giving a list where Jinja's gives what can be gone over once, and never from its end."""

    @wraps(filter_)
    def listed(*given: Any, **named: Any) -> Any:
        result = filter_(*given, **named)
        return list(result) if hasattr(result, "__next__") else result

    return listed


def _written(value: Any) -> Any:
    text = as_text(value)
    return value if is_number(value) else text


def as_operand(value: Any) -> Any:
    """A value to compute with: text declared to be HTML is text like any other. ValueRefused for a formatted value."""
    return str(value) if isinstance(value, Markup | Rich) else value


@pass_environment
def join(environment: Environment, values: Iterable[Any], d: object = "", attribute: str | None = None) -> str:
    """Return the texts of a list, or of a field of its items, with the text `d` between them, as Jinja calls it."""
    taken = values if attribute is None else map(make_attrgetter(environment, attribute), values)
    texts, between = [as_text(each) for each in taken], as_text(d)
    if sum(map(len, texts)) + len(between) * len(texts) > MOST_TEXT:
        too_much()
    return between.join(texts)
