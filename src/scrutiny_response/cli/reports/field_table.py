"""The dictionary of fields → a table for a terminal: name, type, meaning and example, and how the field is written."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from itertools import zip_longest

from engross.word.tools import FieldEntry, by_group

_HEAD = ("Name", "Type", "Meaning", "Example")
_INDENT, _GAP = "  ", "  "
_LEAST = 60
"""The width below which no table can be read."""


def field_table(entries: Iterable[FieldEntry], width: int = 110) -> str:
    """Return the dictionary as a table no wider than this, its long texts wrapped.

    Under a field stands the tag that gives it, if that is more than its name in braces; a tag is never wrapped, so
    that it can be copied.
    """
    groups = by_group(entries)
    told = [_cells(row) for _, rows in groups for row in rows]
    widths = _widths(told, max(width, _LEAST))
    lines = []
    for group, rows in groups:
        lines += ["", group, "", *_row(_HEAD, widths), *_row(["-" * width for width in widths], widths)]
        for row in rows:
            lines += _row(_cells(row), widths)
            if row.write != f"{{{{ {row.name} }}}}":
                lines.append(f"{_INDENT}{_INDENT}{row.write}")
    return "\n".join(lines[1:])


def _cells(row: FieldEntry) -> tuple[str, str, str, str]:
    return row.name, row.type, row.meaning, row.example


def _widths(told: Sequence[Sequence[str]], width: int) -> list[int]:
    """Return how wide each column is: as its longest text, up to its share; the rest is for the meaning."""
    room = width - len(_INDENT) - len(_GAP) * (len(_HEAD) - 1)
    shares = (room * 3 // 10, room * 2 // 10, room, room * 2 // 10)
    longest = [max(map(len, column)) for column in zip(_HEAD, *told, strict=True)]
    widths = [min(each, share) for each, share in zip(longest, shares, strict=True)]
    widths[2] = min(widths[2], room - widths[0] - widths[1] - widths[3])
    return widths


def _row(cells: Sequence[str], widths: Sequence[int]) -> list[str]:
    columns = [textwrap.wrap(cell, width) for cell, width in zip(cells, widths, strict=True)]
    lines = zip_longest(*columns, fillvalue="")
    return [
        (_INDENT + _GAP.join(f"{text:<{width}}" for text, width in zip(line, widths, strict=True))).rstrip()
        for line in lines
    ]
