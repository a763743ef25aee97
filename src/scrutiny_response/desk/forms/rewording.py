"""Rules of what a message may say and the words of a page for it → a message in those words.

A test holds that each rule is met by a message that there is: one that is worded anew takes its rule along.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

QUOTATION = re.compile(r"`[^`]*`")
"""What a message quotes: a key, a command, or what somebody typed."""
Rules = tuple[tuple[re.Pattern[str], str], ...]
"""What a message may say, as an expression, and the words of a page for it, in the order in which they are tried."""


def rules(*pairs: tuple[str, str]) -> Rules:
    """Return the rules of these expressions and words."""
    return tuple((re.compile(pattern), words) for pattern, words in pairs)


def reworded(text: str, by: Iterable[tuple[re.Pattern[str], str]]) -> str:
    """Return a message by the rules, each upon what the one before it gave; what it quotes stays as it was typed."""
    for pattern, words in by:
        text = reworded_by(pattern, words, text)
    return text


def reworded_by(pattern: re.Pattern[str], words: str, text: str) -> str:
    """Return a message by one rule, but for what would begin within a quotation of it."""
    pieces, done, start = [], 0, 0
    while match := pattern.search(text, start):
        quotation = quotation_around(text, match.start())
        if quotation is not None:
            start = quotation.end()
            continue
        pieces += [text[done : match.start()], match.expand(words)]
        done = match.end()
        start = max(done, match.start() + 1)
    return "".join((*pieces, text[done:]))


def quotation_around(text: str, index: int) -> re.Match[str] | None:
    """Return the quotation within which a character stands; None if it is in none."""
    return next((each for each in QUOTATION.finditer(text) if each.start() < index < each.end()), None)
