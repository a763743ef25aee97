"""What a Word file says and what its PDF says → where they differ, in order, after one normalisation of both.

The normalisation: only letters of Latin (the Unicode blocks up to Latin Extended-A), digits, punctuation and
currencies count, without letters put together of several characters: what a font lacks LibreOffice takes from another,
and paints it in another order. Compatibility characters are as their plain ones (Unicode's NFKC: ligatures,
superscripts), capitals and small letters the same (a PDF has painted capitals), and there is no space, no hyphen and no
sign of which leaders are made (full stops, middle dots, underscores).
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate, islice

from msgspec import Struct
from msgspec.structs import replace

from engross.print_copy import GAP, Margins, PrintedText

LONGEST_GAP = 60
"""How many characters may stand in one gap: a label such as "Recommendation 12:", a page number behind its dots."""
_MOST_PLACES = 400
"""How many readings of labels are followed at a time."""
_TRIED = 8
_SHOWN = 8
"""How many words a difference shows."""
_ENDS = 40
"""How many characters before a page's end a difference of footers begins to show."""
_COUNTING = r"\u0021-\u007e\u00a1-\u00de\u00e0-\u017e\u2010-\u2027\u2030-\u203a\u20a0-\u20bf\ufb00-\ufb06"
_HYPHENS = "\u002d\u00ad\u2010\u2011\u2012"
_LEADERS = "._\u00b7\u2024-\u2026"
_DROPPED = re.compile(rf".[\u0300-\u036f]+|[^{_COUNTING}{GAP}]|[{re.escape(_HYPHENS)}{_LEADERS}]", re.DOTALL)

Difference = tuple[str, str]
"""What the Word file says, and what its PDF says in its place."""


def first_difference(word: PrintedText, pdf: PrintedText) -> Difference | None:
    """Return where a PDF first says something else than its Word file; None if it says the same.

    Where something floats is the layout's choice: in a file with text boxes or frames, words count in any order.
    """
    pairs = ((word.text, pdf.text), (word.notes, pdf.notes), (word.boxes, pdf.boxes))
    differences = [difference for pair in pairs if (difference := _difference(*pair)) is not None]
    if not differences or ((word.boxes or pdf.boxes) and _has_the_same_words(word, pdf)):
        return None
    return differences[0]


def first_margin_difference(word: PrintedText, untagged: Sequence[str]) -> tuple[int, Difference] | None:
    """Return the first page that has other headers and footers than it may have, and what they are; None if none has.

    What a page says outside of the tags begins with its header and ends with its footer.
    """
    for number, text in enumerate(untagged, 1):
        possible = word.first_margins if number == 1 else word.margins
        shown = _Text.of(text.replace(GAP, ""))
        if possible and not any(_stand_around(margins, shown.plain) for margins in possible):
            stored = (_Text.of(margin).around(0) for margin in possible[0])
            around = (shown.around(0), shown.around(max(0, len(shown.plain) - _ENDS)))
            return number, (" … ".join(filter(None, stored)), " … ".join(dict.fromkeys(filter(None, around))))
    return None


def _stand_around(margins: Margins, shown: str) -> bool:
    """Return whether a text begins with a header and ends with a footer."""
    header, footer = (_Text.of(margin).plain for margin in margins)
    begins, ends = _end_of(header, shown), _end_of(footer[::-1], shown[::-1])
    return begins is not None and ends is not None and begins + ends <= len(shown)


def _end_of(stored: str, shown: str) -> int | None:
    """Return the first place at which what is stored may end that a text begins with; None if it does not."""
    reading = _Reading(shown, (0,), 0)
    for number, piece in enumerate(stored.split(GAP)):
        if number:
            reading = replace(reading, slack=reading.slack + LONGEST_GAP)
        if piece:
            reading = reading.past(piece)
            if not reading.places:
                return None
    return min(reading.places)


def normalised(text: str) -> str:
    """Return a text as it is compared; its gaps stay."""
    composed = unicodedata.normalize("NFC", text)
    plain = unicodedata.normalize("NFKC", _DROPPED.sub("", composed)).casefold()
    return _DROPPED.sub("", unicodedata.normalize("NFC", plain))


class _Text(Struct, frozen=True):
    """A text as it is compared, and its words as they stand, each with the place at which it ends."""

    plain: str
    words: tuple[str, ...]
    ends: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> _Text:
        words = tuple(text.split())
        plain = [normalised(word) for word in words]
        return cls("".join(plain), words, tuple(accumulate(map(len, plain))))

    def around(self, place: int) -> str:
        """Return the words as they stand at a place, with one before."""
        first = max(0, bisect_right(self.ends, place) - 1)
        return " ".join(filter(None, (word.replace(GAP, "") for word in self.words[first : first + _SHOWN])))


def _difference(word: str, pdf: str) -> Difference | None:
    stored, shown = _Text.of(word), _Text.of(pdf.replace(GAP, ""))
    reading = _Reading(shown.plain, (0,), 0)
    at = 0
    for number, piece in enumerate(stored.plain.split(GAP)):
        if number:
            reading, at = replace(reading, slack=reading.slack + LONGEST_GAP), at + 1
        if piece:
            following = reading.past(piece)
            if not following.places:
                start, common = reading.nearest(piece)
                return stored.around(at + common), shown.around(start + common)
            reading = following
        at += len(piece)
    rest = len(shown.plain) - max(reading.places)
    return None if rest <= reading.slack else (stored.around(at), shown.around(len(shown.plain) - rest))


class _Reading(Struct, frozen=True):
    """How far a text has been read: the places where what follows may begin, after a gap of up to `slack` characters.

    There are several where a gap may end sooner or later.
    """

    text: str
    places: tuple[int, ...]
    slack: int

    def past(self, piece: str) -> _Reading:
        """Return the reading past a piece; it has no places if the piece does not follow."""
        ends = sorted({start + len(piece) for start in self._starts(piece)})
        return _Reading(self.text, tuple(ends[:_MOST_PLACES]), 0)

    def nearest(self, piece: str) -> tuple[int, int]:
        """Return where most of a piece follows that does not follow whole, and how much of it."""
        tried = (start for place in self.places[:_TRIED] for start in range(place, place + self.slack + 1))
        common, start = max((_length_in_common(piece, self.text, start), -start) for start in tried)
        return -start, common

    def _starts(self, piece: str) -> Iterator[int]:
        for place in self.places:
            last = place + self.slack + len(piece)
            start = self.text.find(piece, place, last)
            while start >= 0:
                yield start
                start = self.text.find(piece, start + 1, last)


def _length_in_common(piece: str, text: str, start: int) -> int:
    """Return how many characters of a text from a place on are those of a piece."""
    pairs = enumerate(zip(piece, islice(text, start, None), strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(piece), len(text) - start))


def _has_the_same_words(word: PrintedText, pdf: PrintedText) -> bool:
    """Return whether both have the same words, but for what stands in gaps."""
    stored, shown = map(_counted, (word, pdf))
    gaps = stored.pop(GAP, 0)
    return not stored - shown and (shown - stored).total() <= gaps


def _counted(text: PrintedText) -> Counter[str]:
    words = " ".join((text.text, text.notes, text.boxes)).replace(GAP, f" {GAP} ").split()
    return Counter(filter(None, map(normalised, words)))
