"""A tagged PDF → the text of its marked content, as the library playa reads it: no program is needed."""

from __future__ import annotations

from collections.abc import Mapping

MarkedText = Mapping[tuple[int, int], str]
"""The text of each piece of marked content, by the number of its page, from 0, and its identifier there."""
UNTAGGED = -1
"""Stands for the identifier of what has none: headers, footers and rows that are repeated; each page has it."""


def marked_text(data: bytes) -> MarkedText:
    """Return the text of the marked content of a PDF, and of what stands outside of it on each page."""
    import playa  # noqa: PLC0415  # pages as LibreOffice writes them are read without it

    texts: dict[tuple[int, int], str] = {}
    with playa.parse(data) as document:
        for number, page in enumerate(document.pages):
            texts[number, UNTAGGED] = ""
            for item in page.texts:
                key = number, UNTAGGED if item.mcid is None else item.mcid
                texts[key] = texts.get(key, "") + item.chars
    return texts
