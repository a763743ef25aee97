"""Lines and areas that are painted outside of every tag → artifacts (ISO 32000-1, 14.8.2.2; ISO 14289-1, 7.1).

LibreOffice 7.4 paints the borders of paragraphs and some of tables so; it tags all text. Text and pictures outside of
tags are left as they are: they may say something.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pikepdf
from pikepdf import ContentStreamInstruction, Name, Operator, Pdf

from engross.pdf.written_pages import WrittenPage

_OPENS, _CLOSES = {"BMC", "BDC"}, "EMC"
_BUILDS = {"m", "l", "c", "v", "y", "h", "re", "W", "W*"}
_PAINTS = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*"}
_SHADES = "sh"
_BEGIN = ContentStreamInstruction([Name.Artifact], Operator("BMC"))
_END = ContentStreamInstruction([], Operator(_CLOSES))


def turn_into_artifacts(pdf: Pdf, written: Sequence[WrittenPage] | None = None) -> None:
    """Mark each path that a page paints outside of marked content as an artifact; `written` are the pages as read."""
    for number, page in enumerate(pdf.pages):
        if written is not None and next(loose_paths(written[number].operators), None) is None:
            continue
        instructions = list(pikepdf.parse_content_stream(page))
        paths = list(loose_paths([str(instruction.operator) for instruction in instructions]))
        for first, last in reversed(paths):
            instructions[first : last + 1] = [_BEGIN, *instructions[first : last + 1], _END]
        if paths:
            page.obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))


def loose_paths(operators: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the start and the end of each path painted outside of marked content."""
    depth, first = 0, -1
    for number, operator in enumerate(operators):
        if operator in _OPENS:
            depth += 1
        elif operator == _CLOSES:
            depth = max(0, depth - 1)
        if operator in _BUILDS:
            first = number if first < 0 else first
            continue
        if depth == 0 and operator == _SHADES:
            yield number, number
        elif depth == 0 and operator in _PAINTS and first >= 0:
            yield first, number
        first = -1
