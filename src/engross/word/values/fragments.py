"""What a template makes itself (macros, block variables) → plain text, or XML that stands only if it fits."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape
from typing import Any

from jinja2 import runtime

from engross.word.values.bounds import MOST_TEXT, too_much
from engross.word.values.printing import Rich, Site, ValueRefused, as_text, escaped

_STRUCTURE = re.compile("<w:(p|tbl|r|tr|tc)[ />]")
_KINDS = {"p": "block", "tbl": "block", "tr": "rows", "tc": "cells", "r": "run"}

_ONCE = re.compile(r'<w:(?:bookmark|perm)(?:Start|End) [^<>]*/>|<w:id w:val="-?\d+"/>| w14:(?:para|text)Id="\w+"')
"""Ends of bookmarks, numbers of controls and of paragraphs: what nothing may hold twice, and a copy may lack."""
_DRAWING = re.compile(r'(<wp:docPr [^<>]*?\bid=")\d+')

MOST_MADE = 100_000_000
"""The most characters, codes included, of one part of a document."""
_LESS = "repeat less, or print shorter texts: at most"
_MANY_TURNS, _MUCH_WORK = 1000, 100_000
"""From how many turns of loops, or characters made by operators, the length of a part is worth counting."""
HELD = 8
"""From how many pieces on, before it is known how long they are, a loop hands over what it has made of a part."""
GROUP = 1 << 16
"""How many characters are about to be handed over together."""
_TOO_LONG = re.compile(f">[^<]{{{MOST_TEXT + 1}}}")
"""A text that XML's readers refuse, as one that is there to use up their memory."""


class Fragment(Rich, frozen=True):
    """XML that a macro or a block variable made: paragraphs, rows, cells, runs, or text with breaks."""

    xml: str = ""


def fragment(xml: str) -> str | Fragment:
    """What a macro or a block variable gives: text as any other if it is nothing else, so that filters can use it.

    Anything more is printed as it is if it fits, and used as text nowhere.
    """
    if len(xml) > MOST_TEXT:
        too_much()
    if "<" not in xml:
        return unescape(xml)
    if xml[0] != "<" or xml.startswith("</"):
        return Fragment("run", lambda state, site: _text_at(_anew(xml, state), site), xml)
    structure = _STRUCTURE.search(xml)
    kind = _KINDS[structure[1]] if structure else "run"

    def make(state: Any, site: Site) -> str:
        printed = _anew(xml, state)
        return _runs_at(printed, site) if kind == "run" else printed

    return Fragment(kind, make, xml)


def _anew(xml: str, state: Any) -> str:
    """What was made once, as it is printed here: where it was printed before, without what a document has once."""
    if not (_ONCE.search(xml) or _DRAWING.search(xml)) or state.is_first(xml):
        return xml
    return _DRAWING.sub(lambda match: f"{match[1]}{state.fresh()}", _ONCE.sub("", xml))


def as_xml(value: object) -> str:
    """Return the XML of what `made` gave."""
    return value.xml if isinstance(value, Fragment) else escaped(as_text(value))


def _text_at(xml: str, site: Site) -> str:
    if site.kind == "text":
        return xml
    return f'<w:r>{site.run_properties}<w:t xml:space="preserve">{xml}</w:t></w:r>'


def _runs_at(xml: str, site: Site) -> str:
    if site.kind == "run":
        return xml
    return f'</w:t></w:r>{xml}<w:r>{site.run_properties}<w:t xml:space="preserve">'


def concatenated(values: Iterable[object]) -> str:
    """Return what `~` makes of these values: one text. Raises ValueRefused if one of them is no text."""
    texts = [as_text(value) for value in values]
    if sum(map(len, texts)) > MOST_TEXT:
        too_much()
    return "".join(texts)


class TooLong(ValueRefused):
    """A part that would be longer than one of a document can be; it is about no single tag."""


def passed(context: runtime.Context, pieces: list[str]) -> str:
    """Return what comes next of a part that is not yet at its end, put together; nothing once the part is too long."""
    state = context.parent["_state"]
    text = "".join(pieces)
    state.length += len(text)
    begun = state.open_text + (text.find("<") if "<" in text else len(text))
    if begun > MOST_TEXT or (len(text) > MOST_TEXT and _TOO_LONG.search(text)):
        state.is_too_long = True
    state.held = max(HELD, len(pieces) * GROUP // (len(text) + 1))
    state.open_text = len(text) - text.rfind(">") - 1 if "<" in text else begun
    return "" if state.is_too_long or _is_much(state) else text


def whole(context: runtime.Context, pieces: list[str]) -> str:
    """The end of a part, put together; raises TooLong where the part is longer than one can be.

    How long it is counts only where much was repeated, or something long made.
    """
    state = context.parent["_state"]
    text = "".join(pieces)
    if not state.length and len(text) <= MOST_TEXT:  # as nearly all parts are, made at once
        return text
    text = passed(context, [text])
    if _is_much(state):
        raise TooLong("too-long", f"this would become {state.length:,} characters long, with its codes",
                      f"{_LESS} {MOST_MADE:,} characters")  # fmt: skip
    if state.is_too_long:
        raise TooLong("too-long", "a text of one formatting would become longer than any program reads",
                      f"{_LESS} {MOST_TEXT:,} characters")  # fmt: skip
    return text


def _is_much(state: Any) -> bool:
    return bool(state.length > MOST_MADE and (state.turns > _MANY_TURNS or state.work > _MUCH_WORK))


class Macro(runtime.Macro):
    """A macro that gives what `made` makes of its text."""

    def _invoke(self, arguments: list[Any], autoescape: bool) -> Any:  # noqa: ARG002  # Jinja names the parameters
        return fragment(self._func(*arguments))


Markup, markup_join = fragment, concatenated
"""Under these names the code that Jinja writes looks for them."""
