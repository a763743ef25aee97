"""A text that stands on lines of its own → the same with only those words changed that differ."""

from __future__ import annotations

from collections.abc import Iterator

from scrutiny_response.intake.rewriting.rendering import WIDTH, folded

_TOO_LONG = 160
"""From how many characters on a line is broken anew."""


def changed_lines(written: str, old: str, new: str) -> str | None:
    """Return a text below its key, from its `>` or `|` on, saying something new; None if it is laid out in a rare way.

    The caller reads the result again before it is used.
    """
    head, _, body = written.partition("\n")
    offsets = list(_offsets(body, is_folded=head.startswith(">")))
    if "".join(character for _, character in offsets) != old:
        return None
    same = _common(old, new)
    same_at_end = _common(old[same:][::-1], new[same:][::-1])
    if same + same_at_end == 0:
        return None
    last = len(old) - same_at_end - 1
    is_taken_out = same + same_at_end == len(new) and last >= same > 0
    if is_taken_out and body[offsets[last][0]] == "\n" and old[same - 1] == old[last]:
        same, same_at_end, last = same - 1, same_at_end + 1, last - 1  # the space before it, and not the line's end
    start = offsets[same][0] if same < len(old) else len(body)
    end = start if last < same else offsets[last][0] + 1
    indent = body[: len(body) - len(body.lstrip(" "))]
    added = _lines_added(new[same : len(new) - same_at_end], indent, is_folded=head.startswith(">"))
    changed = f"{body[:start]}{added}{body[end:]}"
    lines = changed.split("\n")
    if head.startswith(">"):
        lines = [part for line in lines for part in _broken(line, len(indent))]
    return "\n".join([head, *lines])


def _common(one: str, other: str) -> int:
    """Return how many characters two texts begin with that are the same."""
    differ = (number for number, (here, there) in enumerate(zip(one, other, strict=False)) if here != there)
    return next(differ, min(len(one), len(other)))


def _lines_added(text: str, indent: str, *, is_folded: bool) -> str:
    lines = text.split("\n")
    return ("\n\n" if is_folded else "\n").join([lines[0], *(f"{indent}{line}" for line in lines[1:])])


def _broken(line: str, indent: int) -> list[str]:
    if len(line) <= _TOO_LONG:
        return [line]
    return [f"{' ' * indent}{part}" for part in folded(line.strip(" "), WIDTH - indent)]


def _offsets(body: str, *, is_folded: bool) -> Iterator[tuple[int, str]]:
    """Yield each character of the value together with its offset in the written text."""
    indent = len(body) - len(body.lstrip(" "))
    position, breaks = 0, 0
    for number, line in enumerate(body.split("\n")):
        content = line[indent:]
        if number and not is_folded:
            yield position - 1, "\n"
        elif number and content and breaks <= 1:
            yield position - 1, " "
        elif number and content:
            yield from ((position - 1, "\n") for _ in range(breaks - 1))
        breaks = 1 if content or not number else breaks + 1
        start = position + indent
        yield from ((start + column, character) for column, character in enumerate(content))
        position += len(line) + 1
