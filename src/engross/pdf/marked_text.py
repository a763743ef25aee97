"""A tagged PDF → the text of its marked content, as the library playa reads it: no program is needed."""

from __future__ import annotations

from collections.abc import Mapping

import playa

MarkedText = Mapping[tuple[int, int], str]
"""The text of each piece of marked content, by the number of its page, from 0, and its identifier there."""


def marked_text(data: bytes) -> MarkedText:
    """Return the text of the marked content of a PDF."""
    texts: dict[tuple[int, int], str] = {}
    with playa.parse(data) as document:
        for number, page in enumerate(document.pages):
            for item in page.texts:
                if item.mcid is not None:
                    key = number, item.mcid
                    texts[key] = texts.get(key, "") + item.chars
    return texts
