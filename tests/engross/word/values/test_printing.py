"""Every kind of value at every kind of site: the XML that stands for it, or the words with which it is refused."""

from __future__ import annotations

import datetime as dt
from collections import namedtuple
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, IntEnum, StrEnum
from typing import Any

import pytest
from jinja2 import StrictUndefined, Undefined, UndefinedError
from markupsafe import Markup

from engross.word import Template
from engross.word.values.printing import (
    PLAIN,
    PRINT_PLAIN,
    PRINT_RICH,
    PRINT_TEXT,
    Rich,
    Site,
    ValueRefused,
    a_kind_of,
    as_text,
    escaped,
    in_lists,
    is_number,
    kind_of,
    lines,
    makes_blocks,
    printed,
    printers,
)
from tests.engross.word.paper import docx

BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
TAB = '</w:t><w:tab/><w:t xml:space="preserve">'
PAGE = '</w:t><w:br w:type="page"/><w:t xml:space="preserve">'
NEXT = "</w:p><w:p>"
TEXT, CODE = Site("text", NEXT), Site("code")
ALONE = Site("text")
Pair = namedtuple("Pair", "left right")  # noqa: PYI024  # a pair without types, as programs may hand one in


class State(StrEnum):
    DRAFT = "draft"


class Rank(IntEnum):
    FIRST = 1


class Colour(Enum):
    RED = "red"


@dataclass(frozen=True, slots=True)
class ImprovementAim:
    name: str = "a"


class Lists:
    """A rendering in which each list of the template has been replaced by another."""

    def list(self, number: str) -> int:
        return int(number) + 40


class Context:
    def __init__(self) -> None:
        self.parent = {"_state": Lists()}


def refusal(value: object, site: Site = TEXT) -> tuple[str, str, str]:
    with pytest.raises(ValueRefused) as refused:
        printed(value, site, None)
    assert str(refused.value) == refused.value.message
    return refused.value.id, refused.value.message, refused.value.hint


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a", "a"),
        (7, "7"),
        (-1.5, "-1.5"),
        (Decimal("2.50"), "2.50"),
        (State.DRAFT, "draft"),
        (Rank.FIRST, "1"),
        (Markup("<b>"), "<b>"),
        ("", ""),
    ],
)
def test_text_and_numbers_have_a_text(value: object, text: str) -> None:
    assert as_text(value) == text


@pytest.mark.parametrize(
    ("value", "refused"),
    [
        (
            None,
            (
                "nothing-to-print",
                "there is nothing here to print (the field is empty)",
                "put the tag inside {% if … %} … {% endif %}, or give a default",
            ),
        ),
        (
            True,
            (
                "yes-or-no-printed",
                "a yes-or-no value (true) is printed",
                'choose the words: {{ "yes" if … else "no" }}',
            ),
        ),
        (
            dt.date(2026, 11, 30),
            ("date-without-filter", "a date is printed without saying how", "add the filter: {{ … | date }}"),
        ),
        (
            dt.time(9, 30),
            (
                "date-without-filter",
                "a time is printed without saying how",
                'choose a form: {{ ….strftime("%H:%M") }}',
            ),
        ),
        (
            len,
            (
                "method-printed",
                "a method or macro is printed without being called",
                "add (…) after its name, or write the name of a field",
            ),
        ),
        (
            ["a"],
            (
                "list-printed",
                "a whole list is printed",
                "repeat it with {% for … in … %}, or join it: {{ … | join_and }}",
            ),
        ),
        (
            ("a",),
            (
                "list-printed",
                "a whole list is printed",
                "repeat it with {% for … in … %}, or join it: {{ … | join_and }}",
            ),
        ),
        ({}, ("object-printed", "a whole group of fields is printed", "print one of its fields")),
        (ImprovementAim(), ("object-printed", "a whole improvement aim is printed", "print one of its fields")),
        (Colour.RED, ("object-printed", "a whole colour object is printed", "print one of its fields")),
        (
            float("nan"),
            (
                "no-number",
                "the result of a calculation, nan, is no number that can be printed",
                "check what it is calculated from",
            ),
        ),
        (
            float("-inf"),
            (
                "no-number",
                "the result of a calculation, -inf, is no number that can be printed",
                "check what it is calculated from",
            ),
        ),
        (
            "a\x00",
            (
                "character-not-for-word",
                "the character U+0000 stands in the text, and no Word document can hold it",
                "take it out of the data",
            ),
        ),
    ],
)
def test_what_has_no_text_is_refused(value: object, refused: tuple[str, str, str]) -> None:
    assert refusal(value) == refused


@pytest.mark.parametrize("kind", [Undefined, StrictUndefined])
def test_a_missing_value_says_its_name(kind: type[Undefined]) -> None:
    with pytest.raises(UndefinedError, match=r"^'nmae' is undefined$"):
        printed(kind(name="nmae"), TEXT, None)
    with pytest.raises(UndefinedError, match=r"^'nmae' is undefined$"):
        printed(StrictUndefined(name="nmae"), Site("block"), None)


@pytest.mark.parametrize(
    ("text", "xml"),
    [
        ("a < b & c", "a &lt; b &amp; c"),
        ("one\ntwo", f"one{BREAK}two"),
        ("one\r\ntwo\rthree", f"one{BREAK}two{BREAK}three"),
        ("one\ttwo", f"one{TAB}two"),
        ("one\ftwo", f"one{PAGE}two"),
        ("one\n\ntwo", f"one{NEXT}two"),
        ("one\n \t\n\n two", f"one{NEXT}two"),
        ("one\atwo", f"one{NEXT}two"),
        ("one\a\n\ntwo", f"one{NEXT}{NEXT}two"),
        ("one\n\n", "one"),
        ("one\r\n", "one"),
        (Markup("<b>"), "&lt;b&gt;"),
    ],
)
def test_breaks_in_a_text_become_what_word_stores(text: str, xml: str) -> None:
    assert printed(text, TEXT, None) == xml


def test_where_no_paragraph_may_begin_two_breaks_stand_for_one() -> None:
    assert printed("one\n\ntwo\athree", ALONE, None) == f"one{BREAK}{BREAK}two{BREAK}{BREAK}three"


def test_a_paragraph_that_begins_in_a_list_goes_on_in_the_list_of_the_document() -> None:
    assert printed("one\n\ntwo", Site("text", "<\ufdd02\ufdd1>"), Lists()) == "one<42>two"
    assert in_lists("<\ufdd02\ufdd1 \ufdd03\ufdd1>", Lists()) == "<42 43>"
    assert in_lists("<w:pPr/>", None) == "<w:pPr/>"


def test_an_attribute_and_a_field_take_plain_text_only() -> None:
    assert printed('a "b"\tc\ad\fe\n', PLAIN, None) == "a &#34;b&#34;\tc\nd\ne"
    assert printed('a "b" \\c', CODE, None) == "a \\&#34;b\\&#34; \\\\c"


def rich(kind: str) -> Rich:
    return Rich(kind, lambda state, site: f"<{kind} in {site.kind} {state}/>")


@pytest.mark.parametrize(
    ("kind", "sites"),
    [
        ("block", {"block"}),
        ("rows", {"rows"}),
        ("cells", {"cells"}),
        ("run", {"run", "text"}),
        ("text", {"text"}),
        ("anywhere", {"block", "run", "text"}),
    ],
)
def test_a_rich_value_stands_only_where_it_fits(kind: str, sites: set[str]) -> None:
    for site in ("text", "plain", "code", "run", "block", "rows", "cells"):
        if site in sites:
            assert printed(rich(kind), Site(site), "s") == f"<{kind} in {site} s/>"
        else:
            assert refusal(rich(kind), Site(site))[0] in {"paragraphs-in-text", "misplaced-structure", "rich-in-plain"}


@pytest.mark.parametrize(
    ("kind", "site", "refused"),
    [
        ("block", "text", ("paragraphs-in-text", "this value makes paragraphs of its own, but stands in text",
                           "give the tag a paragraph of its own")),
        ("block", "run", ("paragraphs-in-text", "this value makes paragraphs of its own, but stands in text",
                          "give the tag a paragraph of its own")),
        ("block", "rows", ("misplaced-structure", "this value makes paragraphs, but stands among the rows of a table",
                           "move the tag to where such a thing can stand")),
        ("rows", "block", ("misplaced-structure", "this value makes rows of a table, but stands among paragraphs",
                           "move the tag to where such a thing can stand")),
        ("cells", "text", ("misplaced-structure", "this value makes cells of a row, but stands in text",
                           "move the tag to where such a thing can stand")),
        ("anywhere", "cells", ("misplaced-structure", "this value makes a picture, but stands among the cells of a row",
                               "move the tag to where such a thing can stand")),
        ("text", "run", ("misplaced-structure",
                         "this value makes text with breaks or formatting, but stands among the runs of a paragraph",
                         "move the tag to where such a thing can stand")),
        ("run", "block", ("misplaced-structure",
                          "this value makes text with breaks or formatting, but stands among paragraphs",
                          "move the tag to where such a thing can stand")),
        ("run", "plain", ("rich-in-plain", "a picture or formatted value stands where only plain text can",
                          "move the tag into the text of a paragraph")),
    ],
)  # fmt: skip
def test_a_rich_value_in_another_place_says_what_it_is_and_where_it_stands(
    kind: str, site: str, refused: tuple[str, str, str]
) -> None:
    assert refusal(rich(kind), Site(site)) == refused


@pytest.mark.parametrize(("site", "letter"), [("run", "r"), ("block", "p"), ("rows", "tr"), ("cells", "tc")])
def test_a_plain_value_of_a_structural_tag_is_refused_and_an_empty_text_prints_nothing(site: str, letter: str) -> None:
    assert refusal("a", Site(site)) == (
        "plain-in-rich",
        f"{{{{{letter} … }}}} prints formatted values only, and this is a text",
        f"take the letter {letter} out of the tag",
    )
    assert refusal(None, Site(site))[1].endswith("and this is an empty field")
    assert printed("", Site(site), None) == ""


def test_a_rich_value_is_no_text() -> None:
    with pytest.raises(ValueRefused) as refused:
        as_text(rich("run"))
    assert (refused.value.id, refused.value.message, refused.value.hint) == (
        "rich-as-text",
        "a picture or formatted value is used as plain text",
        "let its filter be the last, and print it by itself",
    )


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "an empty field"),
        ({}, "a group of fields"),
        ("a", "a text"),
        (True, "a yes-or-no value"),
        (1, "a number"),
        (Decimal(1), "a number"),
        (dt.date(2026, 1, 1), "a date"),
        (dt.datetime(2026, 1, 1, tzinfo=dt.UTC), "a date"),
        (dt.time(1), "a time"),
        ([], "a list"),
        ((1,), "a list"),
        (frozenset(), "a list"),
        (Pair(1, 2), "a pair object"),
        (ImprovementAim(), "an improvement aim"),
        (Colour.RED, "a colour object"),
    ],
)
def test_values_are_named_in_an_authors_words(value: object, words: str) -> None:
    assert a_kind_of(value) == words
    assert kind_of(value) == words.partition(" ")[2]


def test_yes_and_no_are_no_numbers_to_calculate_with() -> None:
    assert [is_number(each) for each in (1, 1.5, Decimal(1), True, "1", None)] == [
        True,
        True,
        True,
        False,
        False,
        False,
    ]


def test_escaping_leaves_what_needs_none_as_it_is() -> None:
    assert [escaped(each) for each in ("a", "&", "'", '"', "<", ">")] == [
        "a",
        "&amp;",
        "&#39;",
        "&#34;",
        "&lt;",
        "&gt;",
    ]
    assert lines("a & b\nc") == f"a &amp; b{BREAK}c"


def test_a_filter_may_declare_that_it_makes_paragraphs() -> None:
    def bare(value: object) -> object:
        return value

    assert makes_blocks(bare) is bare
    assert bare.__dict__ == {"makes_blocks": True}


@pytest.mark.parametrize(
    "value", ["a", "a > b", 'say "a"', "a & b", "<", "]]>", "a\nb", 7, Markup("<b>"), Decimal("1.0"), State.DRAFT]
)
@pytest.mark.parametrize(("name", "site"), [(PRINT_TEXT, TEXT), (PRINT_PLAIN, PLAIN), (PRINT_RICH, TEXT)])
def test_the_short_ways_of_printing_read_back_as_the_long_way(name: str, site: Site, value: Any) -> None:
    short = printers([PLAIN, site])[name](Context(), value, 1)  # type: ignore[arg-type]  # as much of one as is asked for
    assert _read_back(short) == _read_back(printed(value, site, Lists()))


def _read_back(xml: str) -> str:
    return str(xml).replace("&gt;", ">").replace("&#34;", '"')


@pytest.mark.parametrize("name", [PRINT_TEXT, PRINT_PLAIN, PRINT_RICH])
@pytest.mark.parametrize("value", [None, True, [], "\x00"])
def test_the_short_ways_refuse_what_the_long_way_refuses(name: str, value: object) -> None:
    with pytest.raises(ValueRefused):
        printers([PLAIN])[name](Context(), value, 0)  # type: ignore[arg-type]  # likewise


def test_the_short_ways_ask_the_rendering_for_its_lists() -> None:
    print_text = printers([Site("text", "<\ufdd02\ufdd1>")])[PRINT_TEXT]
    assert print_text(Context(), "one\n\ntwo", 0) == "one<42>two"  # type: ignore[arg-type]  # likewise


def test_sites_for_structures_take_rich_values_only() -> None:
    kinds = ("text", "plain", "code", "run", "block", "rows", "cells")
    assert [kind for kind in kinds if Site(kind).takes_rich_only] == ["run", "block", "rows", "cells"]


def test_a_site_of_which_nothing_more_is_known_has_no_extent_and_nothing_beside_it() -> None:
    assert Site("text") == ("text", "", "", "", (0, 0), (False, False))


def stamped(value: str) -> Rich:
    """A filter that an author of a program adds."""
    return Rich("run", lambda _state, _site: f"<w:r><w:t>{value}</w:t></w:r>")


def test_the_check_of_a_template_lets_a_filter_print_a_rich_value_whole() -> None:
    template = Template.open(docx("{{ name | stamped }}"), ImprovementAim, {"stamped": stamped})
    assert template.problems == ()
