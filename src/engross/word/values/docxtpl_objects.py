"""The objects that docxtpl makes, which people bring along → what to give in their place."""

from __future__ import annotations

_DOCXTPL = {
    "InlineImage": 'give the name of the file or its bytes, and print it with {{ … | image(alt="…") }}',
    "Listing": "give the text itself: line breaks in it are kept",
}
_RICH_TEXT = "give the text itself, and print it with {{ … | markdown }}"


def in_place_of(value: object) -> str:
    """Return what to give in place of an object that docxtpl makes; "" for any other."""
    kind = type(value)
    return _DOCXTPL.get(kind.__name__, _RICH_TEXT) if kind.__module__.partition(".")[0] == "docxtpl" else ""
