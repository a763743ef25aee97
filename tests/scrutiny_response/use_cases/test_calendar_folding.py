"""The lines of a calendar are folded as the library folds them, and as any program unfolds them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Event
from icalendar.parser import Contentline

from scrutiny_response.use_cases.calendars.folding import folded, text_of

_PIECES = st.sampled_from(["word ", "é", "Ùisdean", "😀", "\\", "\\n", "^", "^'", ",", "x" * 60])
_LINES = st.lists(_PIECES, max_size=40).map("".join)


@given(_LINES)
def test_a_line_is_folded_as_the_library_folds_it(line: str) -> None:
    plain = re.sub(r"[\\^]", "-", line)  # at these its versions differ
    library: Any = Contentline  # it has no types
    assert folded(plain) == library(plain).to_ical()


@given(_LINES)
@example("x" * 72 + "\\\\n, and more")
@example("x" * 71 + "\\\\\\n, and more")
def test_a_folded_line_is_short_whole_and_takes_no_escape_apart(line: str) -> None:
    pieces = folded(line).split(b"\r\n ")
    assert b"".join(pieces) == line.encode()
    assert all(len(piece) <= 74 for piece in pieces)
    assert not any((len(piece) - len(piece.rstrip(b"\\^"))) % 2 for piece in pieces[:-1] if set(piece) - set(b"\\^"))


@pytest.mark.parametrize("words", ["short", "A long description, é and; all that: " * 9])
def test_an_event_says_what_the_library_makes_it_say(words: str) -> None:
    event = Event()
    event.add("uid", "one@example")
    event.add("summary", words)
    assert text_of(event) == event.to_ical(sorted=False)
