"""Values → words: the filters that every template may use."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from numbers import Number
from typing import Any

from jinja2 import Undefined

from engross.days import month, spelled, weekday
from engross.word.language.arguments import examined, text
from engross.word.model.grids import columns
from engross.word.values.printing import Rich, ValueRefused, a_kind_of, as_text, makes_blocks

_FORMS = ("long", "weekday", "month")
_HEADINGS = 9
"""The deepest level of headings that Word has."""


def _form(form: object) -> None:
    if form not in _FORMS:
        raise ValueRefused("unknown-form", f"a date has no form {form!r}", f"choose one of {join_and(_FORMS)}")


@examined(form=_form)
def date(value: object, form: str = "long") -> str:
    """Return a date in words: "long" 23 November 2026, "weekday" Monday 23 November 2026, "month" November 2026."""
    day = _as_date(value)
    _form(form)
    if form == "long":
        return spelled(day)
    return month(day) if form == "month" else f"{weekday(day)} {spelled(day)}"


@examined(word=text)
def join_and(values: Iterable[object], word: str = "and") -> str:
    """Return a list as one text: "a", "a and b", "a, b and c"."""
    if isinstance(values, str) or not isinstance(values, Iterable):
        raise ValueRefused("not-a-list", "join_and is given something that is no list", "give it a list")
    texts = [as_text(value) for value in values]
    if len(texts) < 2:  # noqa: PLR2004  # one thing, or none, has nothing to join
        return "".join(texts)
    return f"{', '.join(texts[:-1])} {word} {texts[-1]}"


@examined(one=text, many=text)
def count_of(value: object, one: str, many: str = "") -> str:
    """A number and the thing counted: `2 | count_of("criterion", "criteria")` is "2 criteria"; a list is counted."""
    number = value if isinstance(value, int) and not isinstance(value, bool) else None
    if isinstance(value, list | tuple | dict):
        number = len(value)
    if number is None:
        raise ValueRefused("not-a-number", "count_of is given neither a number nor a list", "give it one of the two")
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def sentence(value: object) -> str:
    """Return a text as a sentence: its first letter a capital, a full stop at its end where no mark ends it."""
    text = as_text(value).strip()
    if text and text[-1] not in ".!?…:" and text[-2:] not in {".”", '."', ".)"}:
        text += "."
    return text[:1].upper() + text[1:]


def _level(heading: object) -> int:
    if isinstance(heading, bool) or not isinstance(heading, int) or not 1 <= heading <= _HEADINGS:
        raise ValueRefused("no-such-heading", f"{heading!r} is no level of headings",
                           f"choose one from 1 to {_HEADINGS}")  # fmt: skip
    return heading


@examined(heading=_level)
@makes_blocks
def markdown(value: object, heading: object = 1) -> Rich:
    """Return a text in Markdown as paragraphs, lists, tables and links in the template's own styles."""
    from engross.word.render.markdown import parse as rich  # noqa: PLC0415  # only templates with such a text need a parser

    return rich.markdown(value, _level(heading))


def default(value: object, default_value: object = "", boolean: bool = False) -> object:
    """Another value in place of a missing one or an empty field; where `boolean`, of whatever counts as false.

    The arguments are called as those of Jinja's own filter, which templates know.
    """
    gone = value is None or isinstance(value, Undefined)
    return default_value if gone or (boolean and not value) else value


def _as_date(value: object) -> dt.date:
    if isinstance(value, dt.date):
        return value
    if isinstance(value, str):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            pass
    raise ValueRefused("not-a-date", f"date is given {_shown(value)}, which is no date",
                       "give it a date, such as 2026-11-23")  # fmt: skip


def _shown(value: object) -> str:
    if value is None:
        return "nothing"
    return repr(value)[:60] if isinstance(value, str | Number | dt.time) else a_kind_of(value)


def colour(value: object) -> str:
    """Return a colour as Word stores it: six hexadecimal digits, with or without # before them."""
    text = as_text(value).strip().removeprefix("#")
    if len(text) != 6 or set(text.upper()) - set("0123456789ABCDEF"):  # noqa: PLR2004  # three pairs of digits
        raise ValueRefused("not-a-colour", f"{_shown(value)} is no colour", "write six digits, such as 1F4E79")
    return text.upper()


def yes(value: object) -> str:
    """Return what Word stores of a tick box: "1" for a value that is true, "0" for one that is false."""
    if not isinstance(value, bool):
        raise ValueRefused("not-yes-or-no", f"a tick box is given {_shown(value)}, which is neither true nor false",
                           "give it a condition, such as {{ area.agreed }} or {{ grade == \"good\" }}")  # fmt: skip
    return "1" if value else "0"


def chosen(value: object, entries: list[tuple[str, str]]) -> str:
    """What a list of choices shows for a value: the entry with this text, or with this value; no other is taken."""
    text = as_text(value)
    for shown, stored in entries:
        if text in {shown, stored}:
            return shown
    shown_entries = join_and([shown for shown, _ in entries], "or")
    raise ValueRefused("not-in-list", f"a list of choices is given {text[:60]!r}, which is none of its entries",
                       f"give it one of them ({shown_entries}), or add it to the list")  # fmt: skip


FILTERS: Mapping[str, Callable[..., Any]] = {
    "date": date,
    "join_and": join_and,
    "count_of": count_of,
    "sentence": sentence,
    "default": default,
    "d": default,
    "markdown": markdown,
    "_colour": colour,
    "_columns": columns,
    "_yes": yes,
    "_chosen": chosen,
}
"""The filters, by the name that templates call them."""
