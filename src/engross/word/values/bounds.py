"""What operators, filters and methods are given → nothing, or a refusal before they outgrow a document."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence, Sized
from fractions import Fraction
from functools import wraps
from numbers import Number
from typing import Any, NoReturn

from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import SandboxedFormatter

from engross.word.values.printing import as_text, is_number

MOST_TEXT = 10_000_000
"""The longest text, in characters, that an operator or a filter may make."""
MOST_ITEMS = 1_000_000
"""The longest list that an operator or a filter may make."""
MOST_WORK = 200_000_000
"""How many characters and items all operators and methods of one document may make together."""
MOST_POWER = 64
"""The highest power that a template may raise a number to."""
MOST_BITS = 20_000
"""The largest whole number, in bits, that a template may make: more than Python writes out."""
MOST_WIDTH = 10_000
"""The widest line, and the most columns, that a filter or a method may be asked for."""
MOST_PLACES = 100
"""The most decimal places that a number may be rounded to."""
LONGEST_WRAPPED = 100_000
"""The longest text that is broken into lines."""
BOUNDED = ("batch", "center", "format", "indent", "int", "join", "list", "replace", "round", "slice", "sum", "wordwrap")
"""The filters that may make more than they are given."""
_PADDED = frozenset({"center", "ljust", "rjust", "zfill", "to_bytes"})
_WIDTH = re.compile(r"\d{5,}")


def too_much() -> NoReturn:
    """Refuse what would be boundless."""
    raise SecurityError("the result would be larger than a document can hold")


def grow(context: Context, size: int, most: int = MOST_TEXT) -> None:
    """Count what is about to be made; SecurityError if that, or all of it together, is too much."""
    state = context.parent["_state"]
    state.work += size
    if size > most or state.work > MOST_WORK:
        too_much()


def operands(context: Context, operator: str, left: Any, right: Any) -> None:
    """Refuse an operation whose result would be boundless."""
    if operator == "**" and (
        not isinstance(right, int | float) or abs(right) > MOST_POWER or _bits(left) * abs(right) > MOST_BITS
    ):
        too_much()
    if operator == "+" and isinstance(left, str | Sequence) and isinstance(right, str | Sequence):
        grow(context, len(left) + len(right), _most(left))
    if operator == "*":
        sized, times = (right, left) if isinstance(left, int) else (left, right)
        if isinstance(sized, str | Sequence) and isinstance(times, int):
            grow(context, len(sized) * max(times, 0), _most(sized))
        elif _bits(left) + _bits(right) > MOST_BITS:
            too_much()


def _most(sized: Any) -> int:
    return MOST_TEXT if isinstance(sized, str | bytes) else MOST_ITEMS


def _bits(value: Any) -> int:
    return value.numerator.bit_length() + value.denominator.bit_length() if isinstance(value, int | Fraction) else 0


def method(context: Context, called: Any, arguments: tuple[Any, ...], named: Mapping[str, Any]) -> None:
    """Refuse the call of a method of a text or a number whose result would be boundless."""
    owner, name = getattr(called, "__self__", None), getattr(called, "__name__", "")
    given = [*arguments, *named.values()]
    if isinstance(owner, int | str | bytes) and name in _PADDED | {"expandtabs"}:
        if _widest(given) > MOST_WIDTH:
            too_much()
        grow(context, owner.count("\t") * _widest(given) if isinstance(owner, str) and name == "expandtabs" else 0)
    elif isinstance(owner, str) and name == "replace" and len(given) > 1:
        grow(context, _replaced(owner, *map(str, given[:2])))
    elif isinstance(owner, str) and name == "join" and given and isinstance(given[0], Sequence):
        grow(context, sum(len(str(item)) + len(owner) for item in given[0]))
    elif isinstance(owner, str) and (name in {"translate", "join"}):
        too_much()


class BoundedFormatter(SandboxedFormatter):
    """What one `text.format(…)` goes through: widths and length bounded, and held to what may be printed."""

    length = 0

    def format_field(self, value: Any, format_spec: str) -> Any:
        """Return one value in its form."""
        if _WIDTH.search(format_spec):
            too_much()
        if not format_spec or is_number(value):
            text = as_text(value)
        formatted = super().format_field(value if format_spec else text, format_spec)
        self.length += len(formatted)
        if self.length > MOST_TEXT:
            too_much()
        return formatted

    def convert_field(self, value: Any, conversion: Any) -> Any:
        """Return one value as text, where the template asks for it."""
        return value if conversion is None else super().convert_field(as_text(value), conversion)


def _widest(given: list[Any]) -> int:
    return max((abs(number) for number in given if isinstance(number, int)), default=0)


def _replaced(text: str, old: str, new: str) -> int:
    return len(text) + text.count(old) * len(new)


def bounded(name: str, filter_: Callable[..., Any]) -> Callable[..., Any]:
    """Return the filter of this name, refused if it would make something boundless."""
    first = 1 if hasattr(filter_, "jinja_pass_arg") else 0

    @wraps(filter_)
    def guarded(*given: Any, **named: Any) -> Any:
        others = [*given[first + 1 :], *named.values()]
        if _is_boundless(name, given[first], others):
            too_much()
        result = filter_(*given, **named)
        if name == "int" and _bits(result) > MOST_BITS:
            too_much()
        return result

    return guarded


def _is_boundless(name: str, value: Any, given: list[Any]) -> bool:
    texts, size = (
        [argument for argument in given if isinstance(argument, str)],
        len(value) if isinstance(value, Sized) else 0,
    )
    if name in {"center", "indent", "batch", "slice"}:
        wide = max([_widest(given), *map(len, texts)])
        return wide > MOST_WIDTH or (name == "indent" and str(value).count("\n") * wide > MOST_TEXT)
    if name == "replace":
        return len(texts) > 1 and _replaced(str(value), *texts[:2]) > MOST_TEXT
    if name == "format":
        wide = bool(_WIDTH.search(str(value))) or ("*" in str(value) and _widest(given) > MOST_WIDTH)
        return wide or str(value).count("%") * max([0, *map(len, texts)]) > MOST_TEXT
    if name == "sum":
        return any(not isinstance(argument, Number | str) for argument in given)
    limits = {"round": (_widest(given), MOST_PLACES), "wordwrap": (size, LONGEST_WRAPPED), "list": (size, MOST_TEXT)}
    counted, most = limits.get(name, (size * max([1, *map(len, texts)]), MOST_TEXT))
    return counted > most
