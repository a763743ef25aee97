"""The tags of a template, by their numbers; and the marks that stand for them in the tree."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from lxml import etree

from engross.problems import Problem, Severity, WordPlace
from engross.word.opc.xml_names import Element, name

MOST_TAGS = 20_000
"""The most tags that a template may have."""
MARK = "tag"
"""The target of the processing instruction that marks a tag's place in the tree."""
ATTRIBUTE_MARK = re.compile("\ufdd0(\\d+)\ufdd1")

CONTAINERS = {
    name("w:hyperlink"): "a hyperlink",
    name("w:sdt"): "a content control",
    name("w:fldSimple"): "a field",
    name("w:ins"): "a tracked insertion",
    name("w:moveTo"): "a tracked move",
    name("w:del"): "a tracked deletion",
    name("w:moveFrom"): "a tracked move",
    name("w:dir"): "a change of direction",
    name("w:bdo"): "a change of direction",
}
BLOCKS = {"if": "endif", "for": "endfor", "macro": "endmacro", "call": "endcall", "with": "endwith",
          "filter": "endfilter", "autoescape": "endautoescape", "block": "endblock"}  # fmt: skip
MIDDLES = {"elif": ("if",), "else": ("if", "for")}
CLOSINGS = {closing: opening for opening, closing in (*BLOCKS.items(), ("set", "endset"))}
CELL_WORDS = frozenset({"cellbg", "colspan", "vm", "hm"})
RESTART, CONTINUE = "restart_numbering", "continue_numbering"
LIST_WORDS = frozenset({RESTART, CONTINUE})
"""The statements about the numbers of the list that their paragraph belongs to."""


class Tag(NamedTuple):
    """One tag of a template.

    `kind` is print, statement, comment, literal, note or check (read, but not written); `level` the letter of a
    structural tag (p, tr, tc, r) or ""; `word` the statement's first word; `code` what Jinja reads; `where` makes its
    place, which is seldom asked for; `joins` whether `{%-` or `-%}` join the neighbouring paragraphs (before, after);
    `ours` that the engine added the tag; `inner` are the numbers of the tags within a note; `dashes` whether `{{-` or
    `-}}` take the space beside the tag away (before, after).
    """

    kind: str
    level: str
    word: str
    code: str
    where: Callable[[], WordPlace]
    joins: tuple[bool, bool] = (False, False)
    ours: bool = False
    inner: tuple[int, ...] = ()
    dashes: tuple[bool, bool] = (False, False)

    @property
    def place(self) -> WordPlace:
        """Where the tag stands."""
        return self.where()

    @property
    def opens(self) -> bool:
        """Whether a block begins here."""
        return self.kind == "statement" and (self.word in BLOCKS or (self.word == "set" and is_block_set(self.code)))

    @property
    def is_block(self) -> bool:
        """Whether this tag is the opening, middle or closing tag of a block."""
        return self.opens or (self.kind == "statement" and (self.word in MIDDLES or self.word in CLOSINGS))


def nowhere() -> WordPlace:
    """Return the place of a tag that the engine adds by itself."""
    return WordPlace("", "")


class Tags:
    """The tags of a template, numbered over all its parts, and the problems found with them."""

    def __init__(self) -> None:
        self.tags: list[Tag] = []
        self.problems: list[Problem] = []
        self._told: set[Problem] = set()
        self._is_full = False

    def add(self, tag: Tag) -> int:
        """Take a tag in; its number."""
        self.tags.append(tag)
        return len(self.tags) - 1

    def refuse_more(self, where: Callable[[], WordPlace]) -> None:
        """Note that a template has too many tags, once: at the first of them."""
        if not self._is_full:
            self.report("too-many-tags", where(), f"the template has more than {MOST_TAGS:,} tags",
                        "put what repeats into a loop")  # fmt: skip
        self._is_full = True

    @property
    def errors(self) -> int:
        """How many of the problems refuse the template."""
        return sum(problem.is_error for problem in self.problems)

    def report(self, id: str, place: WordPlace, message: str, hint: str, severity: Severity = Severity.ERROR) -> None:
        """Note a problem, once: a text box is stored twice in a file."""
        problem = Problem(id, place, message, hint, severity)
        if problem not in self._told:
            self._told.add(problem)
            self.problems.append(problem)


def mark(number: int) -> Element:
    """Return the processing instruction that stands for a tag in the tree."""
    return etree.ProcessingInstruction(MARK, str(number))


def is_mark(node: Element) -> bool:
    """Return whether a node of the tree stands for a tag."""
    return node.tag is etree.PI  # type: ignore[comparison-overlap]  # the stubs say str only


def number_of(node: Element) -> int:
    """Return the number of the tag that a mark stands for."""
    return int(node.text or "")


def is_block_set(code: str) -> bool:
    """Return whether a set statement opens a block: its name is followed by no single equals sign outside brackets."""
    depth = 0
    for at, character in enumerate(code):
        depth += (character in "([{") - (character in ")]}")
        if character == "=" and depth == 0 and code[at - 1] not in "=!<>" and code[at + 1 : at + 2] != "=":
            return False
    return True
