"""The plan's lists → lists of the report under new numbers, so that they begin again and touch none of the report's."""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Callable
from itertools import count

from engross.word.attach.ids import VML_NAMES
from engross.word.attach.media import Media
from engross.word.attach.order import insert_in_order
from engross.word.attach.parts import PackageEditor, Parts
from engross.word.opc.numbers import number_or
from engross.word.opc.xml_names import NAMESPACES, VAL, Element, make, val, w

ABSTRACT, ABSTRACT_ID, NUM, NUM_ID = w("abstractNum"), w("abstractNumId"), w("num"), w("numId")
_BULLET, _BULLET_ID = w("numPicBullet"), w("numPicBulletId")


class Lists:
    """Carries the lists that are used, with their definitions and picture bullets."""

    def __init__(self, editor: PackageEditor, plan: Parts, media: Media) -> None:
        self.editor = editor
        self.media = media
        self.part = editor.one("numbering")
        self.plan_part = plan.one("numbering")
        self.plan_root = plan.root(self.plan_part) if self.plan_part else None
        self.style_of: Callable[[str], str] = lambda key: key
        self.numbers: dict[str, str] = {}
        self._definitions: dict[str, str] = {}
        self._bullets: dict[str, str] = {}

    def settle(self, story: Element) -> None:
        """Let every use of a list in a story of the plan name its new number."""
        for use in list(story.iterfind(".//w:numPr/w:numId", NAMESPACES)):
            use.set(VAL, self.find(val(use)))

    def find(self, number: str) -> str:
        """The report's number for a list of the plan; "0", which is no list, where the plan does not define it."""
        if number not in self.numbers:
            item = self._of_plan(NUM, NUM_ID, number)
            self.numbers[number] = "0" if item is None else self._carry(item)
        return self.numbers[number]

    def _of_plan(self, tag: str, key: str, wanted: str) -> Element | None:
        items = self.plan_root.iterfind(tag) if self.plan_root is not None else ()
        return next((item for item in items if item.get(key) == wanted), None)

    def _root(self) -> Element:
        if not self.part:
            self.part = self.editor.add_word_part("numbering", make("w:numbering"))
        return self.editor.edit(self.part)

    def _carry(self, num: Element) -> str:
        root = self._root()
        new = copy.deepcopy(num)
        key = str(max((number_or(0, item.get(NUM_ID)) for item in root.iter(NUM)), default=0) + 1)
        new.set(NUM_ID, key)
        link = new.find(ABSTRACT_ID)
        definition = self._definition(val(link))
        if link is None or not definition:
            return "0"
        link.set(VAL, definition)
        for level in new.iter(w("lvl")):
            self._settle_level(level)
        insert_in_order(root, new)
        return key

    def _definition(self, key: str) -> str:
        """The report's id of the copy of a definition of the plan."""
        original = self._of_plan(ABSTRACT, ABSTRACT_ID, key)
        if original is not None and key not in self._definitions:
            root = self._root()
            number = max((number_or(-1, item.get(ABSTRACT_ID)) for item in root.iter(ABSTRACT)), default=-1) + 1
            self._definitions[key] = str(number)
            insert_in_order(root, self._definition_copy(original, number))
        return self._definitions.get(key, "")

    def _definition_copy(self, definition: Element, number: int) -> Element:
        new = copy.deepcopy(definition)
        new.set(ABSTRACT_ID, str(number))
        linked = self._linked(val(definition.find(w("numStyleLink"))))
        if linked is not None:
            for level in list(new.iterfind(w("lvl"))):
                new.remove(level)
            new.extend(copy.deepcopy(level) for level in linked.iterfind(w("lvl")))
        for tag in ("styleLink", "numStyleLink", "name"):
            for item in list(new.iterfind(w(tag))):
                new.remove(item)
        nsid = new.find(w("nsid"))
        if nsid is not None:
            nsid.set(VAL, self._fresh_nsid(val(nsid), number))
        for level in new.iterfind(w("lvl")):
            self._settle_level(level)
        return new

    def _linked(self, style: str) -> Element | None:
        """The definition that carries the levels of a numbering style."""
        if not style or self.plan_root is None:
            return None
        return next(
            (item for item in self.plan_root.iterfind(ABSTRACT) if val(item.find(w("styleLink"))) == style), None
        )

    def _fresh_nsid(self, old: str, number: int) -> str:
        """Lists with the same nsid are one list to Word; a new one that is the same in every run."""
        taken = {val(item) for item in self._root().iterfind("w:abstractNum/w:nsid", NAMESPACES)}
        turn = 0
        new = old
        while new in taken or turn == 0:
            turn += 1
            new = hashlib.sha256(f"{old} {number} {turn}".encode()).hexdigest()[:8].upper()
        return new

    def _settle_level(self, level: Element) -> None:
        """A level drives no style of the report, and names styles and bullets by their new ids."""
        for tag in ("pStyle",):
            for item in list(level.iterfind(w(tag))):
                level.remove(item)
        for use in list(level.iter(w("rStyle"))):
            use.set(VAL, self.style_of(val(use)))
        bullet = level.find(w("lvlPicBulletId"))
        if bullet is not None:
            bullet.set(VAL, self._bullet(val(bullet)))

    def _bullet(self, key: str) -> str:
        original = self._of_plan(_BULLET, _BULLET_ID, key)
        if original is not None and key not in self._bullets:
            root, new = self._root(), copy.deepcopy(original)
            number = max((number_or(-1, item.get(_BULLET_ID)) for item in root.iter(_BULLET)), default=-1) + 1
            new.set(_BULLET_ID, str(number))
            _rename_shapes(new, {item.get("id", "") for item in root.iter(VML_NAMES)})
            self.media.relink(new, self.plan_part, self.part)
            insert_in_order(root, new)
            self._bullets[key] = str(number)
        return self._bullets.get(key, key)


def _rename_shapes(bullet: Element, taken: set[str]) -> None:
    """Give the shapes of a picture bullet ids that no other bullet's have."""
    renamed: dict[str, str] = {}
    for item in bullet.iter(VML_NAMES):
        old = item.get("id", "")
        if old:
            renamed[old] = next(
                name for turn in count(1) if (name := f"{old}_{turn}" if turn > 1 else old) not in taken
            )
            item.set("id", renamed[old])
    for item in bullet.iter(VML_NAMES):
        kind = item.get("type", "")
        if kind[1:] in renamed:
            item.set("type", f"#{renamed[kind[1:]]}")
