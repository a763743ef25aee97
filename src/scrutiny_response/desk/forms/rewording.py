"""Rules of what a message may say and the words of a page for it → a message in those words.

A test holds that each rule is met by a message that there is: one that is worded anew takes its rule along.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

Rules = tuple[tuple[re.Pattern[str], str], ...]
"""What a message may say, as an expression, and the words of a page for it, in the order in which they are tried."""


def rules(*pairs: tuple[str, str]) -> Rules:
    """Return the rules of these expressions and words."""
    return tuple((re.compile(pattern), words) for pattern, words in pairs)


def reworded(text: str, by: Iterable[tuple[re.Pattern[str], str]]) -> str:
    """Return a message by the rules, each upon what the one before it gave."""
    for pattern, words in by:
        text = pattern.sub(words, text)
    return text
