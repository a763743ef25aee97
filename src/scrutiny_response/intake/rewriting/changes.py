"""A value as it is written and what it shall say → the splices that make it say so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from msgspec import Struct

from scrutiny_response.intake.rewriting.brackets import Wanted, rebuilt
from scrutiny_response.intake.rewriting.inner_texts import changed_lines
from scrutiny_response.intake.rewriting.layout import Entry, Layout, Part
from scrutiny_response.intake.rewriting.matching import matched
from scrutiny_response.intake.rewriting.original import Original, Splice
from scrutiny_response.intake.rewriting.rendering import Manner, Rendered, entry, in_brackets, inline, item, rendered
from scrutiny_response.intake.rewriting.values import Value
from scrutiny_response.intake.tree import Source, Text
from scrutiny_response.intake.yaml_text import composed


class Slot(Struct, frozen=True):
    """Where a value stands: its part, the offset from which it may stand, and the manner of what stands there."""

    part: Part
    behind: int
    manner: Manner


class Changes:
    """The splices of one file, in one walk over what it says; `order` of keys is that of a JSON schema."""

    def __init__(self, original: Original, layout: Layout, *, is_json: bool) -> None:
        self.original, self.layout, self.is_json = original, layout, is_json

    def of_root(self, value: Mapping[str, Value], order: Mapping[str, Any]) -> list[Splice]:
        """Return the splices after which the file says this value."""
        root = self.layout.root
        manner = Manner(root.column, in_brackets=root.in_brackets, is_json=self.is_json)
        if root.in_brackets or any(each.key in value for each in root.entries):
            return self._of(Slot(root, root.start, manner), value, order)
        lines = rendered(value, manner).body or ("{}",)
        return [Splice(root.start, root.end, "\n".join(lines))]

    def of_whole_keys(self, value: Mapping[str, Value], _: Mapping[str, Any]) -> list[Splice]:
        """Return splices that write the whole value of each changed key anew, for layouts that are rare.

        None if keys come or go, or a comment would be lost.
        """
        root = self.layout.root
        own = {each.key: each for each in root.entries}
        if root.in_brackets or set(own) != set(value):
            return []
        changed = [own[key] for key in value if own[key].value.value() != value[key]]
        if any("#" in self.layout.text[each.behind : each.end] for each in changed):
            return []
        slots = [(self._slot(each, root), value[str(each.key)]) for each in changed]
        return [splice for slot, new in slots for splice in self._whole(slot, rendered(new, slot.manner))]

    def _of(self, slot: Slot, value: Value, order: Mapping[str, Any]) -> list[Splice]:
        part = slot.part
        if not part.says_nothing and part.value() == value:
            return []
        if isinstance(value, str) and not (part.is_map or part.is_list):
            return self._text(slot, value)
        if isinstance(value, Mapping) and part.is_map and (part.in_brackets or _keeps_some(part, value)):
            return self._brackets(slot, value, order) if part.in_brackets else self._map(slot, value, order)
        is_list = isinstance(value, Sequence) and not isinstance(value, str)
        if is_list and part.is_list and (part.in_brackets or value):
            assert isinstance(value, Sequence)  # noqa: S101 - the types cannot say it
            return self._brackets(slot, value, order) if part.in_brackets else self._list(slot, value, order)
        return self._whole(slot, rendered(value, slot.manner, used=self._column(slot.behind) + 1))

    def _column(self, offset: int) -> int:
        return offset - self.layout.line_start(offset)

    def _whole(self, slot: Slot, new: Rendered) -> list[Splice]:
        """Put something in place of a whole value; a comment behind it stays on the line of the key."""
        if slot.manner.in_brackets:
            space = " " if self.layout.text[slot.behind - 1 : slot.part.start] == ":" else ""
            return [Splice(slot.part.start, slot.part.end, f"{space}{new.head}")]
        start, end = slot.behind, max(slot.part.end, slot.behind)
        splices = [Splice(start, end, f" {new.head}" if new.head else "")]
        if new.body:
            below = self.layout.line_end(end)
            splices.append(Splice(below, below, "\n" + "\n".join(new.body)))
        return splices

    def _text(self, slot: Slot, value: str) -> list[Splice]:
        part, style = slot.part, slot.part.node.style
        if style in {"|", ">"}:
            inner = changed_lines(self.layout.text[part.start : part.end], str(part.value()), value)
            if inner is not None and _reads(inner, value):
                return [Splice(part.start, part.end, inner)]
            return self._whole(slot, rendered(value, slot.manner, used=self._column(part.start)))
        if "\n" in value and not slot.manner.in_brackets:
            return self._whole(slot, rendered(value, slot.manner))
        new = inline(value, slot.manner, quotes=style or "")
        if part.start == part.end:
            return self._whole(slot, Rendered(new))
        return [Splice(part.start, part.end, new)]

    def _map(self, slot: Slot, value: Mapping[str, Value], order: Mapping[str, Any]) -> list[Splice]:
        entries = slot.part.entries
        splices: list[Splice] = []
        for number, each in enumerate(entries):
            if each.key in value:
                splices += self._of(self._slot(each, slot.part), value[str(each.key)], below(order, each.key))
            elif not each.value.says_nothing:
                splices.append(self._without(entries, number))
        own = {each.key for each in entries}
        kept = [each for each in entries if each.key in value or each.value.says_nothing]
        for key in sorted((key for key in value if key not in own), key=lambda key: rank(order, key)):
            splices.append(self._added(kept, slot.part, key, value[key], order))
        return splices

    def _slot(self, each: Entry, around: Part) -> Slot:
        manner = Manner(around.column + 2, in_brackets=around.in_brackets, is_json=self.is_json)
        return Slot(each.value, each.behind, manner)

    def _added(self, kept: Sequence[Entry], around: Part, key: str, value: Value, order: Mapping[str, Any]) -> Splice:
        """Add a key behind the one that comes before it in the order."""
        manner = Manner(around.column, is_json=self.is_json)
        lines = [f"{' ' * around.column}{in_brackets({key: value}, manner)[1:-1]}"]
        if not (isinstance(value, Mapping) and value and all(each.value.in_brackets for each in kept)):
            lines = entry(key, value, manner)
        earlier = [each for each in kept if rank(order, each.key) < rank(order, key)]
        if not earlier:
            first = kept[0].start
            return Splice(first, first, "\n".join(lines).lstrip(" ") + "\n" + " " * around.column)
        end = self.layout.line_end(earlier[-1].end)
        is_short = len(lines) == 1 and "\n" not in self.layout.text[earlier[-1].start : earlier[-1].end]
        gap = "\n" if self._has_gaps(around) and not is_short else ""
        if end == len(self.layout.text):
            return Splice(end, end, f"{gap}\n" + "\n".join(lines))
        return Splice(end + 1, end + 1, gap + "\n".join(lines) + "\n")

    def _has_gaps(self, around: Part) -> bool:
        """Return whether an empty line stands before each key but the first, or nearly each."""
        text, later = self.layout.text, range(1, len(around.entries))
        gaps = [number for number in later if text[: self._lead(around.entries, number)].endswith("\n\n")]
        return len(gaps) * 2 > len(later)

    def _lead(self, entries: Sequence[Entry], number: int) -> int:
        """Return where the comment lines begin that stand directly above a key, otherwise its own line.

        A line of the text above that begins with "#" is no comment.
        """
        text, start = self.layout.text, self.layout.line_start(entries[number].start)
        earlier = entries[number - 1].end if number else -1
        while (line := self.layout.line_start(max(start - 1, 0))) > earlier and start:
            if not text[line:start].lstrip(" ").startswith("#"):
                break
            start = line
        return start

    def _without(self, entries: Sequence[Entry], number: int) -> Splice:
        """Take a key out with its lines, the comment directly above it, and one of two empty lines around it."""
        text, each = self.layout.text, entries[number]
        if text[self.layout.line_start(each.start) : each.start].strip():  # behind a dash
            following = entries[number + 1].start if number + 1 < len(entries) else each.end
            has_comment = "#" in text[self.layout.line_end(each.end) : following]
            return Splice(each.start, self.layout.line_end(each.end) if has_comment else following, "")
        start, end = self._lead(entries, number), min(self.layout.line_end(each.end) + 1, len(text))
        is_between = text[:start].endswith("\n\n") and (text.startswith("\n", end) or end == len(text))
        return Splice(start - 1 if is_between else start, end, "")

    def _list(self, slot: Slot, value: Sequence[Value], order: Mapping[str, Any]) -> list[Splice]:
        part, text = slot.part, self.layout.text
        was = matched([each.value.value() for each in part.entries], value)
        ends = [min(self.layout.line_end(each.end) + 1, len(text)) for each in part.entries]
        lines = _ItemLines([self.layout.line_start(part.start), *ends[:-1]], ends, part.column)
        inner = {
            number: self._of(self._slot(part.entries[number], part), each, order.get("items", {}))
            for number, each in zip(was, value, strict=True)
            if number is not None
        }
        kept = list(inner)
        return (
            self._in_place(lines, was, value, inner) if kept == sorted(kept) else self._moved(lines, was, value, inner)
        )

    def _in_place(
        self, lines: _ItemLines, was: Sequence[int | None], value: Sequence[Value], inner: Mapping[int, list[Splice]]
    ) -> list[Splice]:
        """Take items out and put others in; those that stay do not move."""
        splices = [splice for each in inner.values() for splice in each]
        gone = [number for number in range(len(lines.ends)) if number not in inner]
        splices += [Splice(lines.starts[number], lines.ends[number], "") for number in gone]
        position, manner = lines.starts[0], Manner(lines.column, is_json=self.is_json)
        for number, each in zip(was, value, strict=True):
            if number is not None:
                position = lines.ends[number]
                continue
            text = "\n".join(item(each, manner))
            is_last = position == len(self.layout.text) and not self.layout.text.endswith("\n")
            splices.append(Splice(position, position, f"\n{text}" if is_last else f"{text}\n"))
        return splices

    def _moved(
        self, lines: _ItemLines, was: Sequence[int | None], value: Sequence[Value], inner: Mapping[int, list[Splice]]
    ) -> list[Splice]:
        """Put the lines of the items into another order; those of an item go with the comments above it."""
        manner, pieces = Manner(lines.column, is_json=self.is_json), []
        for number, each in zip(was, value, strict=True):
            if number is None:
                pieces.append("\n".join(item(each, manner)) + "\n")
            else:
                piece = self.original.patched(lines.starts[number], lines.ends[number], inner[number])
                pieces.append(piece if piece.endswith("\n") else f"{piece}\n")
        new, end = "".join(pieces), lines.ends[-1]
        return [Splice(lines.starts[0], end, new if self.layout.text[end - 1] == "\n" else new[:-1])]

    def _brackets(
        self, slot: Slot, value: Mapping[str, Value] | Sequence[Value], order: Mapping[str, Any]
    ) -> list[Splice]:
        """Change what stands within brackets: the values in place, if the same keys or items stay."""
        part = slot.part
        if part.is_empty and not (slot.manner.in_brackets or self.is_json):
            return self._whole(slot, rendered(value, slot.manner, used=self._column(slot.behind) + 1))
        wanted = _wanted(part, value, order)
        splices = [
            splice
            for was, key, each in wanted
            if was is not None and (key is None or key in value)
            for splice in self._of(self._slot(part.entries[was], part), each, below(order, key))
        ]
        if [each.was for each in wanted] == list(range(len(part.entries))):
            return splices
        return [rebuilt(self.original, part, wanted, splices, is_json=self.is_json)]


class _ItemLines(NamedTuple):
    """Where the lines of each item of a list begin and end, with the comments above it, and the dashes' column."""

    starts: Sequence[int]
    ends: Sequence[int]
    column: int


def _wanted(part: Part, value: Mapping[str, Value] | Sequence[Value], order: Mapping[str, Any]) -> list[Wanted]:
    if not isinstance(value, Mapping):
        was = matched([each.value.value() for each in part.entries], value)
        return [Wanted(number, None, each) for number, each in zip(was, value, strict=True)]
    by_key = {str(each.key): number for number, each in enumerate(part.entries)}
    silent = {str(each.key): "" for each in part.entries if each.value.says_nothing}
    both = {**silent, **value}
    return [Wanted(by_key.get(key), key, both[key]) for key in _in_order(list(by_key), both, order)]


def _in_order(own: Sequence[str], value: Mapping[str, Value], order: Mapping[str, Any]) -> list[str]:
    """Return the keys of a value: those that are there in their order, the new ones where the schema has them."""
    keys = [key for key in own if key in value]
    for key in sorted((key for key in value if key not in own), key=lambda key: rank(order, key)):
        earlier = [number for number, each in enumerate(keys) if rank(order, each) <= rank(order, key)]
        keys.insert(earlier[-1] + 1 if earlier else 0, key)
    return keys


def below(order: Mapping[str, Any], key: str | None) -> Mapping[str, Any]:
    """Return the part of a schema for the value of a key, or for an item."""
    if key is None:
        return order.get("items", {})  # type: ignore[no-any-return]  # a JSON schema has parts of any kind
    return order.get("properties", {}).get(key) or order.get("additionalProperties") or {}


def rank(order: Mapping[str, Any], key: str | None) -> int:
    """Return the position of a key among those of a schema; one that the schema does not name comes last."""
    names = list(order.get("properties", ()))
    return names.index(key) if key in names else len(names)


def _keeps_some(part: Part, value: Mapping[str, Value]) -> bool:
    return any(each.key in value or each.value.says_nothing for each in part.entries)


def _reads(written: str, value: str) -> bool:
    root, problems = composed(f"k: {written}\n", Source("", tuple(f"k: {written}".split("\n"))))
    return not problems and isinstance(root, dict) and root.get(Text("k")) == value
