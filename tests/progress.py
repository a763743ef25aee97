"""What a command says of its progress, which depends on how fast the machine is → what it said beside."""

from __future__ import annotations

import re

_LINE = re.compile(
    rb"^[A-Z][a-z]+(?: [a-z]+)*: \d+ of \d+(?:, (?:about )?\d+ (?:seconds?|minutes) left)?\r?\n", re.MULTILINE
)


def without_progress(said: bytes) -> bytes:
    """Return what a process wrote to its standard error, without the lines that a slow run writes now and then."""
    return _LINE.sub(b"", said)
