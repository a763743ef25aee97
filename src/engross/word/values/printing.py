"""A value and the site where it is printed → the XML text that stands for it, with nothing lost and nothing run."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from enum import Enum
from numbers import Number
from typing import Any, ClassVar, NamedTuple, TypeVar

from jinja2 import Undefined
from jinja2.runtime import Context
from jinja2.utils import pass_context
from markupsafe import escape
from msgspec import Struct

from engross.records import is_record
from engross.word.values.docxtpl_objects import in_place_of

_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
_TAB = '</w:t><w:tab/><w:t xml:space="preserve">'
_PAGE = '</w:t><w:br w:type="page"/><w:t xml:space="preserve">'
_UNSPEAKABLE = re.compile("[\x00-\x06\x08\x0b\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_PARAGRAPHS = re.compile("\n[ \t]*\n[ \t\n]*")
_ANY_PARAGRAPHS = re.compile(_PARAGRAPHS.pattern + "|\a")
_SIGNS = re.compile('[<&>"]')
_LIST = re.compile("\ufdd0(\\d+)\ufdd1")
_STATE = "_state"
A_TIME = 'choose a form: {{ ….strftime("%H:%M") }}'
"""What to do where a time is printed, for which there is no filter."""
_NO_NUMBERS = (float("inf"), float("-inf"))
_KINDS: dict[Any, str] = {
    dict: "group of fields", str: "text", bool: "yes-or-no value", Number | Decimal: "number", dt.date: "date",
    dt.time: "time", list | tuple | set | frozenset: "list",
}  # fmt: skip
_LETTERS = {"run": "r", "block": "p", "rows": "tr", "cells": "tc"}
"""The sites that take rich values only, and the letters of the tags there."""
_FITS = {
    "block": {"block"}, "rows": {"rows"}, "cells": {"cells"}, "run": {"run", "text"}, "text": {"text"},
    "anywhere": {"block", "run", "text"}, "prose": {"block", "run"},
}  # fmt: skip
"""At which sites each kind of rich value can stand."""
_STRUCTURES = {
    "block": "paragraphs", "rows": "rows of a table", "cells": "cells of a row", "anywhere": "a picture",
    "run": "text with breaks or formatting", "text": "text with breaks or formatting", "prose": "paragraphs",
}  # fmt: skip
_AMONG = {
    "block": "among paragraphs", "rows": "among the rows of a table", "cells": "among the cells of a row",
    "run": "among the runs of a paragraph", "text": "in text",
}  # fmt: skip


class ValueRefused(Exception):
    """A value that cannot be printed or used as the template asks: identifier, what was found, what to do."""

    def __init__(self, id: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.id, self.message, self.hint = id, message, hint


class Site(NamedTuple):
    """Where a tag prints.

    `kind` is "text" (in a run's text), "plain" (an attribute, a property), "code" (a
    field's, in which a quotation mark would end a text), "run", "block", "rows" or
    "cells" (rich values only). `paragraph` is the XML that ends this paragraph and begins another alike, or "" where
    none may begin. `properties` and `run_properties` are the XML of the paragraph's and the run's properties, for rich
    values; `extent` is the width and height for them in twentieths of a point, 0 if it is not known; `beside` says
    whether a table may stand right before, and whether no paragraph follows.
    """

    kind: str
    paragraph: str = ""
    properties: str = ""
    run_properties: str = ""
    extent: tuple[int, int] = (0, 0)
    beside: tuple[bool, bool] = (False, False)

    @property
    def takes_rich_only(self) -> bool:
        """Whether no plain text can be printed here."""
        return self.kind in _LETTERS


PLAIN = Site("plain")
"""Where only plain text can be printed, and nothing is known of it."""


class Rich(Struct, frozen=True):
    """A value that makes its own XML at the site: `make(state, site)` gives it.

    `kind` is "block" (paragraphs and tables), "rows", "cells", "run" (whole runs), "text" (what may stand in a run,
    beginning in its text and ending in it), "prose" (paragraphs, or the runs of a single one) or "anywhere" (what fits
    itself to the site). Filters return it.
    """

    kind: str
    make: Callable[[Any, Site], str]
    prints_itself: ClassVar[bool] = True
    """Tells the check of a template that such a value, unlike another group of fields, may be printed whole."""

    def __str__(self) -> str:
        raise ValueRefused("rich-as-text", "a picture or formatted value is used as plain text",
                           "let its filter be the last, and print it by itself")  # fmt: skip


_Filter = TypeVar("_Filter", bound=Callable[..., Any])


def makes_blocks(filter_: _Filter) -> _Filter:
    """Declare that a filter makes paragraphs: a tag that it ends stands for its whole paragraph, as `{{p … }}` does."""
    filter_.__dict__["makes_blocks"] = True
    return filter_


PRINT_TEXT, PRINT_PLAIN, PRINT_RICH = "_print_text", "_print_plain", "_print"
"""The filters of what is printed: in a run's text, where else a plain text stands as it is, and anywhere else."""


def printers(sites: Sequence[Site]) -> dict[str, Callable[[Context, object, int], str]]:
    """The filters through which every value is printed; a site is named by its number."""

    @pass_context
    def print_at(context: Context, value: object, number: int) -> str:
        return printed(value, sites[number], context.parent.get(_STATE))

    def escape_plain(context: Context, value: object, number: int) -> str:
        if type(value) is int:
            return str(value)
        if type(value) is str and value.isprintable():
            return escape(value)
        return printed(value, sites[number], context.parent.get(_STATE))

    @pass_context
    def print_text(context: Context, value: object, number: int) -> str:
        if (
            type(value) is str
            and value.isprintable()
            and "<" not in value
            and "&" not in value
            and (">" not in value or "]]>" not in value)  # one sign is found faster than three, and mostly is not there
        ):
            return value
        return escape_plain(context, value, number)

    @pass_context
    def print_plain(context: Context, value: object, number: int) -> str:
        if type(value) is str and value.isprintable() and not _SIGNS.search(value):
            return value
        return escape_plain(context, value, number)

    return {PRINT_TEXT: print_text, PRINT_PLAIN: print_plain, PRINT_RICH: print_at}


def printed(value: object, site: Site, state: Any) -> str:
    """The XML of any value at a site; raises ValueRefused if it cannot stand there."""
    if isinstance(value, Rich):
        return _rich(value, site, state)
    if site.takes_rich_only and not (isinstance(value, str) and not value):
        _not_rich(value, site)
    return _with_breaks(as_text(value), site, state)


def as_text(value: object) -> str:
    """The text of a value that may be printed: text and numbers. Raises ValueRefused for anything else."""
    if isinstance(value, Enum) and isinstance(value, str | Number):
        value = value.value  # Python's own text of some of these is the name of the class and the member
    if isinstance(value, str | Rich):
        return str(value)
    if isinstance(value, Number | Decimal) and not isinstance(value, bool):
        return _number(value)
    raise _unprintable(value)


def _unprintable(value: object) -> ValueRefused:
    """Say why a value that is neither text nor number cannot be printed."""
    if isinstance(value, Undefined):
        value._fail_with_undefined_error()  # noqa: SLF001  # data may hold one of another kind, which would print nothing
    if value is None:
        return ValueRefused("nothing-to-print", "there is nothing here to print (the field is empty)",
                            "put the tag inside {% if … %} … {% endif %}, or give a default")  # fmt: skip
    if isinstance(value, bool):
        return ValueRefused("yes-or-no-printed", f"a yes-or-no value ({str(value).lower()}) is printed",
                            'choose the words: {{ "yes" if … else "no" }}')  # fmt: skip
    if isinstance(value, dt.date | dt.time):
        hint = "add the filter: {{ … | date }}" if isinstance(value, dt.date) else A_TIME
        return ValueRefused("date-without-filter", f"a {kind_of(value)} is printed without saying how", hint)
    if callable(value):
        return ValueRefused("method-printed", "a method or macro is printed without being called",
                            "add (…) after its name, or write the name of a field")  # fmt: skip
    if isinstance(value, list | tuple | set | frozenset):
        return ValueRefused("list-printed", "a whole list is printed",
                            "repeat it with {% for … in … %}, or join it: {{ … | join_and }}")  # fmt: skip
    return ValueRefused("object-printed", f"a whole {kind_of(value)} is printed",
                        in_place_of(value) or "print one of its fields")  # fmt: skip


def is_number(value: object) -> bool:
    """Whether a value is a number to count or calculate with; yes and no, which Python counts among them, are none."""
    return isinstance(value, Number) and not isinstance(value, bool)


def _number(value: Any) -> str:
    if value in _NO_NUMBERS or value != value:  # noqa: PLR0124  # what is no number is not even itself
        raise ValueRefused("no-number", f"the result of a calculation, {value}, is no number that can be printed",
                           "check what it is calculated from")  # fmt: skip
    return str(value)


def kind_of(value: object) -> str:
    """What a value is, in a template author's words."""
    if value is None:
        return "empty field"
    words_of_type = next((words for kind, words in _KINDS.items() if isinstance(value, kind)), "")
    if words_of_type and not hasattr(value, "_fields"):  # a tuple whose items have names has one itself
        return words_of_type
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", type(value).__name__).lower()
    return words if is_record(type(value)) else f"{words} object"


def a_kind_of(value: object) -> str:
    """The same with its article."""
    words = kind_of(value)
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


def _rich(value: Rich, site: Site, state: Any) -> str:
    if site.kind in _FITS[value.kind]:
        return value.make(state, site)
    if value.kind in {"block", "prose"} and site.kind in {"text", "run"}:
        in_line = "" if value.kind == "block" else ", or write {{r … }} for a text of one paragraph"
        raise ValueRefused("paragraphs-in-text", "this value makes paragraphs of its own, but stands in text",
                           f"give the tag a paragraph of its own{in_line}")  # fmt: skip
    if site.kind in _AMONG:
        raise ValueRefused("misplaced-structure",
                           f"this value makes {_STRUCTURES[value.kind]}, but stands {_AMONG[site.kind]}",
                           "move the tag to where such a thing can stand")  # fmt: skip
    raise ValueRefused("rich-in-plain", "a picture or formatted value stands where only plain text can",
                       "move the tag into the text of a paragraph")  # fmt: skip


def _not_rich(value: object, site: Site) -> None:
    letter = _LETTERS[site.kind]
    if isinstance(value, Undefined):
        str(value)
    raise ValueRefused("plain-in-rich",
                       f"{{{{{letter} … }}}} prints formatted values only, and this is {a_kind_of(value)}",
                       in_place_of(value) or f"take the letter {letter} out of the tag")  # fmt: skip


def _with_breaks(text: str, site: Site, state: Any) -> str:
    """Text as XML: line breaks, tabs, new paragraphs and page breaks as Word stores them."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not all(map(str.isprintable, text.split("\n"))):
        speakable(text)
    text = text.rstrip("\n")
    if site.kind == "code":
        text = text.replace("\\", "\\\\").replace('"', '\\"')
    text = escaped(text)
    if site.kind != "text":
        return text.replace("\a", "\n").replace("\f", "\n")
    pieces = (_ANY_PARAGRAPHS if "\a" in text else _PARAGRAPHS).split(text)
    return (in_lists(site.paragraph, state) or _BREAK + _BREAK).join(map(_broken, pieces))


def speakable(text: str) -> None:
    """Raise ValueRefused where a text holds a character that XML cannot carry."""
    unspeakable = _UNSPEAKABLE.search(text)
    if unspeakable:
        raise ValueRefused("character-not-for-word",
                           f"the character U+{ord(unspeakable[0]):04X} stands in the text, and no Word document can "
                           "hold it",
                           "take it out of the data")  # fmt: skip


def in_lists(properties: str, state: Any) -> str:
    """A site's XML with the numbers of the lists that now stand for the template's own."""
    return _LIST.sub(lambda number: str(state.list(number[1])), properties) if "\ufdd0" in properties else properties


def escaped(text: str) -> str:
    """Text as it stands in XML. Text that somebody declared to be code already is text like any other."""
    text = str(text)
    if "&" in text or "'" in text or '"' in text or "<" in text or ">" in text:
        return str(escape(text))
    return text


def lines(piece: str) -> str:
    """Text as it stands within a w:t: escaped, with its line breaks, tabs and page breaks as Word stores them."""
    return _broken(escaped(piece))


def _broken(xml: str) -> str:
    return xml.replace("\n", _BREAK).replace("\t", _TAB).replace("\f", _PAGE)
