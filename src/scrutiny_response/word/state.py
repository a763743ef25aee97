"""What one rendering counts and collects: turns of loops, fresh numbers, and the parts that follow from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from jinja2.runtime import Context
from jinja2.utils import pass_context

from scrutiny_response.word.repair import repair

if TYPE_CHECKING:
    from scrutiny_response.word.compilation import Compiled


class State:
    """The changing part of one rendering; made for it and thrown away after it."""

    __slots__ = ("_names", "_notes", "_pairs", "compiled", "number", "turns")

    def __init__(self, compiled: Compiled) -> None:
        self.compiled = compiled
        self.turns = 0
        self.number = compiled.first_number
        self._pairs: dict[str, int] = {}
        self._names: Counter[str] = Counter()
        self._notes: dict[str, list[str]] = {kind: [] for kind in compiled.notes}

    def fresh(self) -> int:
        """A number that no drawing, bookmark or other numbered thing of this document has."""
        self.number += 1
        return self.number

    def begin(self, key: str) -> int:
        """A fresh number for something that begins here and ends where `end` is asked with the same key."""
        self._pairs[key] = self.fresh()
        return self._pairs[key]

    def end(self, key: str) -> int:
        """The number of what began last under this key."""
        return self._pairs[key]

    def unique(self, name: str) -> str:
        """A bookmark's name the first time, and a numbered one each time after."""
        self._names[name] += 1
        count = self._names[name]
        return name if count == 1 else f"{name[:32]}_{count}"

    def note(self, kind: str, caller: Callable[[], str]) -> str:
        """Take in a note of this kind (footnotes, endnotes) with its content; the number that refers to it."""
        notes = self._notes[kind]
        content = caller()
        part = self.compiled.notes[kind]
        number = part.first_id + len(notes)
        notes.append(f'<w:{part.element} w:id="{number}">{content}</w:{part.element}>')
        return str(number)

    def finish(self) -> dict[str, str]:
        """The parts that follow from what was rendered."""
        return {
            part.part: repair("".join((part.head, *self._notes[kind], part.tail)))
            for kind, part in self.compiled.notes.items()
        }


def _asked(method: str) -> Any:
    @pass_context
    def filter_(context: Context, key: str) -> object:
        return getattr(context.parent["_state"], method)(key)

    return filter_


@pass_context
def _fresh(context: Context, _: object) -> int:
    number: int = context.parent["_state"].fresh()
    return number


STATE_FILTERS = {"_fresh": _fresh, "_begin": _asked("begin"), "_end": _asked("end"), "_unique": _asked("unique")}
"""Filters that the engine itself puts into attributes; a template cannot name them."""
