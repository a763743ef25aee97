"""A document with a long list → the same JSON as if it were written whole."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from scrutiny_response.cli.reports import json_stream

PLAIN = st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.lists(st.text(max_size=5), max_size=2)
OBJECTS = st.dictionaries(st.text(max_size=5), PLAIN, max_size=3)


@given(OBJECTS, st.lists(OBJECTS, max_size=4))
def test_piece_by_piece_it_is_what_is_written_whole(document: dict[str, Any], items: list[dict[str, Any]]) -> None:
    document.pop("items", None)
    pieces = list(json_stream.pieces(document, "items", items))
    assert "".join(pieces) == json.dumps({**document, "items": items}, indent=2)
    assert len(pieces) == len(items) + 1, "each item is a piece of its own"
