"""What happened, as messages say it."""

from __future__ import annotations

import datetime as dt

import pytest
from msgspec.structs import replace

from scrutiny_response.domain.events import EVENTS
from scrutiny_response.domain.history import cannot_be_before
from scrutiny_response.intake.build import Hint, stand_in


@pytest.mark.parametrize("kind", EVENTS)
def test_what_happened_last_is_told_in_words_and_not_by_the_name_of_its_kind(kind: str) -> None:
    event = replace(stand_in(Hint(EVENTS[kind], is_tuple=False, is_optional=False)), date=dt.date(2027, 2, 3))
    words = cannot_be_before(event, "this happened on 2027-01-01")
    assert words.startswith("this happened on 2027-01-01, before what happened last: ")
    assert words.endswith(" on 2027-02-03")
    assert "-" not in words.replace("2027-01-01", "").replace("2027-02-03", "")
