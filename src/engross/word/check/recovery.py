"""Tags that do not pair → a source that can be parsed nevertheless, to check each tag in it."""

from __future__ import annotations

from engross.word.language.jinja_tokens import PRINT, PRINT_END, STATEMENT, STATEMENT_END
from engross.word.tags.jinja_source import JinjaSource
from engross.word.tags.tag_table import BLOCKS, CLOSINGS, MIDDLES, Tag, Tags

CERTAIN = frozenset({"unknown-field", "date-without-filter", "list-printed", "object-printed", "yes-or-no-printed"})
"""What can be said for certain of a tag whose block is not whole: nothing that hangs on loops and conditions."""

_ALONE = frozenset({"set", "do", "break", "continue"})


def recovered(source: JinjaSource, tags: Tags) -> JinjaSource:
    """The tags of a source alone, in order, with the ends that are missing put in and those too many left out."""
    lines: list[str] = []
    numbers: list[int] = []
    opened: list[str] = []
    for number in source.lines:
        tag = tags.tags[number]
        text = _line(tag, opened)
        if text:
            lines.append(text)
            numbers.append(number)
    return JinjaSource("".join(lines) + "".join(map(_end, reversed(opened))), tuple(numbers), "")


def _line(tag: Tag, opened: list[str]) -> str:
    if tag.kind == "print":
        return f"{PRINT}{tag.code}\n{PRINT_END}"
    if tag.kind != "statement":
        return ""
    whole = f"{STATEMENT}{tag.code}\n{STATEMENT_END}"
    if tag.opens:
        opened.append(tag.word)
        return whole
    if tag.word in MIDDLES:
        return whole if opened and opened[-1] in MIDDLES[tag.word] else ""
    if tag.word in CLOSINGS:
        return _closed(CLOSINGS[tag.word], opened, whole)
    return whole if tag.word in _ALONE else ""


def _closed(word: str, opened: list[str], whole: str) -> str:
    """The ends of the blocks that were left open within this one, and its own; nothing if it was never opened."""
    if word not in opened:
        return ""
    missing = ""
    while opened[-1] != word:
        missing += _end(opened.pop())
    opened.pop()
    return missing + whole


def _end(word: str) -> str:
    return f"{STATEMENT}{BLOCKS.get(word, 'endset')}{STATEMENT_END}"
