"""What a rebrand may take from the house style document, and what of it the owner asked for."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Choice(StrEnum):
    """One thing that is taken from the house style document."""

    STYLES = "styles"
    THEME = "theme"
    FONTS = "fonts"
    NUMBERING = "numbering"
    PAGE = "page"
    HEADERS = "headers"
    FOOTERS = "footers"


USUAL = frozenset(Choice) - {Choice.HEADERS, Choice.FOOTERS}
"""What is taken if nothing is said: not the headers and footers, as the template's hold tags."""


class RestyleChoices(Struct, frozen=True):
    """What to take; `clear_direct` takes direct formatting away, `lose_tags` lets the headers' and footers' tags go."""

    take: frozenset[Choice] = USUAL
    clear_direct: bool = False
    lose_tags: bool = False
