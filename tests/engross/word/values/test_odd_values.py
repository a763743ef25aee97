"""Values of every kind that Python has: the right text, or a refusal in an author's words; never how Python writes them."""

from __future__ import annotations

import collections
import datetime as dt
import enum
import ipaddress
import re
import types
import uuid
from decimal import Decimal
from fractions import Fraction
from pathlib import PurePosixPath
from typing import Any

import pytest
from jinja2 import Undefined
from markupsafe import Markup

from engross.word import Refused, Template
from tests.engross.word.paper import docx, texts
from tests.structure import faults


class Plain(enum.Enum):
    YES = "it is so"


class Text(str, enum.Enum):  # noqa: UP042  # the older way, of which Python's own text is "Text.YES"
    YES = "it is so"


class Count(int, enum.Enum):  # likewise
    ONE = 1


class Code:
    def __html__(self) -> str:
        return "<w:p/>"


class Loud(str):
    __slots__ = ()

    def __html__(self) -> str:
        return "<w:p/>"


Pair = collections.namedtuple("Pair", "left right")  # noqa: PYI024  # one without types
ROUND: list[Any] = [1]
ROUND.append(ROUND)


def said(tag: str, value: object) -> str:
    """What a tag makes of a value called `v`, or the refusal without its place."""
    try:
        document = Template.open(docx(tag)).render({"v": value})
    except Refused as refused:
        return str(refused).rpartition("}: ")[2]
    assert faults(bytes(document)) == []
    return "|".join(texts(document))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("1.10"), "1.10"),
        (Fraction(1, 3), "1/3"),
        (10**300, str(10**300)),
        (-0.5, "-0.5"),
        (Text.YES, "it is so"),
        (Count.ONE, "1"),
        (Markup("<b>a & b</b>"), "<b>a & b</b>"),
        (Loud("a <b>"), "a <b>"),
        (
            types.SimpleNamespace,
            "a method or macro is printed without being called; add (…) after its name, or write the name of a field",
        ),
    ],
    ids=str,
)
@pytest.mark.parametrize(
    "tag", ["{{ v }}", '{{ v ~ "" }}', "{{ [v] | join }}", "{{ v | string }}", '{{ "{}".format(v) }}']
)
def test_a_value_is_printed_as_people_write_it(tag: str, value: object, text: str) -> None:
    assert said(tag, value) == text


@pytest.mark.parametrize(
    "value", [float("nan"), float("inf"), float("-inf"), Decimal("NaN"), Decimal("-Infinity")], ids=str
)
@pytest.mark.parametrize(
    "tag", ["{{ v }}", "{{ v + 1 }}", '{{ "%.1f" | format(v) }}', '{{ "{:.1f}".format(v) }}', "{{ [v] | join_and }}"]
)
def test_what_is_no_number_is_not_printed_as_one(tag: str, value: object) -> None:
    assert said(tag, value) == (
        f"the result of a calculation, {value}, is no number that can be printed; check what it is calculated from"
    )


@pytest.mark.parametrize(
    ("value", "loop", "field"),
    [
        (5, "a number", "number"),
        (Decimal(5), "a number", "number"),
        (True, "a yes-or-no value", "yes-or-no value"),
        (dt.date(2026, 11, 23), "a date", "date"),
        (dt.time(3, 4), "a time", "time"),
        ("text", "a text", "text"),
        (Plain.YES, "a plain object", "plain object"),
        (None, "nothing", "empty field"),
    ],
)
def test_a_refusal_calls_a_value_what_an_author_calls_it(value: object, loop: str, field: str) -> None:
    assert said("{% for i in v %}x{% endfor %}", value) == (
        f"the loop goes over {loop}, not over a list; name a list after 'in'"
    )
    assert said("{{ v.title_ }}", value) == f"the {field} has no field 'title_'; check its spelling"


def test_a_time_is_said_to_be_a_time() -> None:
    assert said("{{ v }}", dt.time(3, 4)) == (
        'a time is printed without saying how; choose a form: {{ ….strftime("%H:%M") }}'
    )
    assert said('{{ v.strftime("%H:%M") }}', dt.time(3, 4)) == "03:04"


@pytest.mark.parametrize("tag", ["{{ v }}", '{{ v ~ "x" }}', "{{ [v] | join }}"])
def test_an_undefined_value_of_any_kind_is_not_printed_as_nothing(tag: str) -> None:
    assert said(tag, Undefined(name="title")) == "'title' is undefined; check its spelling"


@pytest.mark.parametrize(
    "value",
    [
        object(), Code(), lambda: 1, iter([1]), (it for it in [1]), map(str, [1]), b"ab", bytearray(b"ab"),
        memoryview(b"ab"), {1, 2}, ROUND, {"a": 1}, Pair(1, 2), Plain.YES, Plain, uuid.UUID(int=1), dt.timedelta(3),
        dt.UTC, PurePosixPath("/a"), ipaddress.ip_address("10.0.0.1"), ValueError("v"), re.compile("a"), types, ...,
        collections.deque([1]), collections.Counter("aab"), types.MappingProxyType({"a": 1}), range(3), 1j * 1j,
    ],
    ids=lambda value: type(value).__name__,
)  # fmt: skip
@pytest.mark.parametrize(
    "tag",
    [
        "{{ v }}", '{{ v ~ "x" }}', "{{ [v] | join }}", "{{ [v] | join_and }}", "{{ v | string }}", "{{ v | upper }}",
        '{{ "{}".format(v) }}', '{{ "%s" | format(v) }}', '{{ "a" | replace("a", v) }}', "{{ v | sentence }}",
        "{{ v | date }}", "{{ v | markdown }}", '{{ v | default("d") }}', "{{ v.items }}", "{{ v | count_of('a', 'b') }}",
    ],
)  # fmt: skip
def test_how_python_writes_an_object_stands_in_no_document_and_in_no_refusal(tag: str, value: object) -> None:
    shown = said(tag, value)
    assert not re.search(r" at 0x|<[a-z_.]*\b(?:object|function|generator|class)\b|None|<w:p/>", shown)
