"""What a file held before something was taken out of it, for a while: enough to put it back if nobody changed it."""

from __future__ import annotations

from collections import OrderedDict

from msgspec import Struct, field

_KEPT = 20
"""So many removals can be undone: each holds one file."""


class Undo(Struct):
    """The contents before, by the hash of the content after."""

    _before: OrderedDict[str, bytes] = field(default_factory=OrderedDict)

    def remember(self, after: str, content: bytes) -> None:
        """Keep what a file held before it came to have the content with the hash `after`."""
        self._before[after] = content
        while len(self._before) > _KEPT:
            self._before.popitem(last=False)

    def before(self, now: str) -> bytes | None:
        """Return what a file with this content held before; None if that is not known any more."""
        return self._before.get(now)
