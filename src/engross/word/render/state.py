"""One rendering → what it counts and collects: turns of loops, fresh numbers, and the parts that follow from them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from jinja2.runtime import Context
from jinja2.utils import pass_context

from engross.word.model.grids import widen
from engross.word.opc.archive import Packed, deflated, packed
from engross.word.render.compiled import Compiled
from engross.word.render.repair import repair
from engross.word.values.bookmarks import bookmark_name
from engross.word.values.bounds import MOST_WORK, too_much
from engross.word.values.fragments import HELD, as_xml
from engross.word.values.printing import Rich, Site

if TYPE_CHECKING:
    from engross.word.model.list_labels import AddedList
    from engross.word.render.additions import Additions

_IDENTITY = "identity"
"""The key under which the number of a record's bookmark is kept until it ends."""

_LONGEST_STEM = 32
"""How much of a bookmark's name stays before the number of a turn: Word takes no more than 40 characters."""


class RenderState:
    """The changing part of one rendering; made for it and thrown away after it."""

    __slots__ = (
        "_additions", "_counts", "_identities", "_lists", "_made", "_names", "_notes", "_pairs", "_printed",
        "_references", "_taken", "_turns", "compiled", "held", "is_too_long", "length", "number", "open_text", "part",
        "turns", "work",
    )  # fmt: skip

    def __init__(self, compiled: Compiled) -> None:
        self.compiled = compiled
        self._additions: Additions | None = None
        self.turns = 0
        self.work = 0
        self.begin_part("")
        self.number = compiled.first_number
        self._lists: dict[str, int] = {}
        self._pairs: dict[str, int] = {}
        self._names: dict[str, str] = {}
        self._identities: set[str] = set()
        self._turns: dict[str, int] = {}
        self._counts: dict[str, int] = {}
        self._taken = set(compiled.bookmarks)
        self._made: set[str] = set()
        self._printed: set[str] = set()
        self._references: list[tuple[str, int]] = []
        self._notes: dict[str, list[str]] = {kind: [] for kind in compiled.notes}

    def begin_part(self, name: str) -> None:
        """Take note of the part that is rendered from here on, and count its length from the beginning."""
        self.part = name
        self.length = self.open_text = 0
        self.is_too_long = False
        self.held = HELD

    def is_first(self, xml: str) -> bool:
        """Whether this piece of a template was not printed in this document before; it is from here on."""
        is_first = xml not in self._printed
        self._printed.add(xml)
        return is_first

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

    def turn(self, name: str) -> None:
        """Let a bookmark of a loop have a name of its own from here on: a numbered one from the second turn on."""
        if name not in self._names:
            self._names[name] = name
            return
        count = self._turns[name] = self._turns.get(name, 1) + 1
        while (numbered := f"{name[:_LONGEST_STEM]}_{count}").lower() in self._taken:
            count += 1
        self._taken.add(numbered.lower())
        self._names[name] = numbered

    def now(self, name: str) -> str:
        """The name that a shape of a loop, called "shape:" and its name, has in this turn."""
        return self._names[name].removeprefix("shape:")

    def count(self, kind: str, step: int, begins: int | None, form: str) -> str:
        """Count captions of a kind: on by a step, or to where they begin; the count in a form such as "ROMAN"."""
        from engross.word.model.number_forms import counted  # noqa: PLC0415  # few documents have captions

        number = self._counts[kind] = self._counts.get(kind, 0) + step if begins is None else begins
        return counted(number, form)

    def made(self, name: str) -> str:
        """Take note of a bookmark that not every document has; its name."""
        self._made.add(name.lower())
        return name

    def named(self, name: str) -> str:
        """The name that a bookmark of a loop has in this turn."""
        return self.made(self._names[name])

    def refer(self, name: str, number: int) -> str:
        """The name of a bookmark, asked for by the tag with this number: it must be there in the end."""
        self._references.append((name, number))
        return name

    def follow(self, name: str, number: int) -> str:
        """The same for the name that a bookmark of a loop has in this turn."""
        return self.refer(self._names.get(name, name), number)

    def lost_references(self) -> Iterator[tuple[str, int]]:
        """The bookmarks that are asked for and are not in the document, with the numbers of the tags that ask."""
        there = self._made | self.compiled.certain
        yield from ((name, number) for name, number in self._references if name.lower() not in there)

    def identity(self, record: object, field: str) -> Rich | str:
        """The beginning of the bookmark that says which record's identity is printed; "" if it has none, or had one."""
        self._pairs.pop(_IDENTITY, None)
        identity = getattr(record, field, None) if self.compiled.identities.get(type(record)) == field else None
        name = bookmark_name(type(record).__name__.lower(), identity) if identity and isinstance(identity, str) else ""
        if not name or name in self._identities:
            return ""
        self._identities.add(name)
        return _run(f'<w:bookmarkStart w:id="{self.begin(_IDENTITY)}" w:name="{name}"/>')

    def identity_end(self, record: object, field: str) -> Rich | str:  # noqa: ARG002  # asked as the beginning is
        """The end of the bookmark that `identity` began last; "" if it began none."""
        number = self._pairs.pop(_IDENTITY, None)
        return "" if number is None else _run(f'<w:bookmarkEnd w:id="{number}"/>')

    def note(self, kind: str, caller: Callable[[], object]) -> str:
        """Take in a note of this kind (footnotes, endnotes) with its content; the number that refers to it."""
        notes = self._notes[kind]
        part, around = self.compiled.notes[kind], self.part
        self.part = part.part
        content = widen(as_xml(caller()))
        self.part = around
        self.work += len(content)
        if self.work > MOST_WORK:
            too_much()
        number = part.first_id + len(notes)
        notes.append(f'<w:{part.element} w:id="{number}">{content}</w:{part.element}>')
        return str(number)

    @property
    def additions(self) -> Additions:
        """What this rendering adds to its package; made when it is first asked for."""
        if self._additions is None:
            from engross.word.render.additions import Additions  # noqa: PLC0415  # many documents add nothing

            self._additions = Additions(self.compiled.insertion_points())
        return self._additions

    def relate(self, kind: str, target: str, *, external: bool = False) -> str:
        """The id of a relationship of the part that is being rendered, such as a "hyperlink" to an address."""
        return self.additions.relate(self.part, kind, target, external=external)

    def new_list(self, like: int, starts: Mapping[int, int] | None = None) -> int:
        """The number of a fresh list that looks like the template's list `like`; see Additions."""
        return self.additions.new_list(like, starts)

    def added_lists(self) -> Mapping[int, AddedList]:
        """The lists that this rendering has added so far, by number: the definition of each, and where it begins."""
        return {} if self._additions is None else self._additions.begun

    def restart(self, key: str) -> None:
        """Let the template's list with this number begin anew with its next item."""
        if key in self._lists:
            self._lists[key] = 0

    def list(self, key: str) -> int:
        """The number of the list that now stands for the template's list with this number."""
        current = self._lists.setdefault(key, int(key))
        if not current:
            current = self._lists[key] = self.new_list(int(key))
        return current

    def link(self, target: object) -> str:
        """The id of a hyperlink of the part that is being rendered; ValueRefused where its address is not allowed."""
        from engross.word.values.addresses import address  # noqa: PLC0415  # likewise

        return self.relate("hyperlink", address(target), external=True)

    def inner_link(self, name: str) -> str:
        """The id of a hyperlink of the part that is being rendered, to a bookmark of the document."""
        return self.relate("hyperlink", f"#{name}", external=True)

    def finish(self) -> dict[str, Packed]:
        """The parts that follow from what was rendered."""
        parts = {part.part: deflated(part.part, self._noted(kind)) for kind, part in self.compiled.notes.items()}
        if self._additions is not None:
            parts.update((name, packed(part)) for name, part in self._additions.parts().items())
        return parts

    def _noted(self, kind: str) -> bytes:
        part = self.compiled.notes[kind]
        return repair("".join((part.head, *self._notes[kind], part.tail))).encode()


def _run(xml: str) -> Rich:
    """What stands among the runs of a paragraph, as a value that prints itself."""

    def make(_state: Any, _site: Site) -> str:
        return xml

    return Rich("run", make)


def _asked(method: str) -> Any:
    @pass_context
    def filter_(context: Context, key: Any, *more: Any) -> object:
        return getattr(context.parent["_state"], method)(key, *more)

    return filter_


@pass_context
def _fresh(context: Context, _: object) -> int:
    number: int = context.parent["_state"].fresh()
    return number


STATE_FILTERS = {
    "_fresh": _fresh,
    "_begin": _asked("begin"),
    "_end": _asked("end"),
    "_turn": _asked("turn"),
    "_made": _asked("made"),
    "_named": _asked("named"),
    "_now": _asked("now"),
    "_count": _asked("count"),
    "_refer": _asked("refer"),
    "_follow": _asked("follow"),
    "_restart": _asked("restart"),
    "_list": _asked("list"),
    "_link": _asked("link"),
    "_inner_link": _asked("inner_link"),
    "_identity": _asked("identity"),
    "_identity_end": _asked("identity_end"),
}
"""Filters that the engine itself puts into attributes; a template cannot name them."""
