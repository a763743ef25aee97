"""The text of a paragraph → the tags in it, with Word's typing habits undone inside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

OBJECT = "￼"
"""Stands in a paragraph's text for what is not text: a picture, a note reference, a field mark."""

MOST_FAULTS = 20
"""How many faults of one paragraph are told: each may take as long to find as the paragraph is."""
CLOSERS = {"{{": "}}", "{%": "%}", "{#": "#}"}
LITERALS = {"{_{": "{{", "}_}": "}}", "{_%": "{%", "%_}": "%}"}
_QUOTES = {'"': '"', "'": "'", "“": "”", "„": "”", "”": "”", "‘": "’", "’": "’", "‚": "’"}
_STRAIGHT = {"”": '"', "’": "'"}
_SPACES = "\u00a0\u202f\u2007\u2009\t\n\r"
_INVISIBLE = "\u200b\u200c\u200d\ufeff\u00ad"
_PLAIN = r"""((?:[\w .|~=<>!+*/,:-]++|'[^'\\{}\t\n\r]*+'|"[^"\\{}\t\n\r]*+")*+)"""
_SIMPLE = {"{{": re.compile(_PLAIN + r"\}\}"), "{%": re.compile(_PLAIN + r"%\}")}
"""A tag without brackets and without anything odd in its strings, as most are: it needs no reading by character."""
_BRACKETS = {"(": ")", "[": "]", "{": "}"}
_SIGN = re.compile("[{}%#](?=.)", re.DOTALL)
_SPACED = re.compile(r"\{\s+([{%])(?:[^{}]*?[}%]\s*\})?")
_SINGLE = re.compile(r"\{\s*[a-z_]\w*(?:\.\w+)+(?:\s*\|[^{}]*)?\s*\}")


class ScannedTag(NamedTuple):
    """One tag in a text, from `start` to `end`: its opening delimiter and the code within, or what is wrong with it."""

    start: int
    end: int
    opener: str
    code: str = ""
    fault: str = ""


def without_dashes(code: str) -> tuple[str, tuple[bool, bool]]:
    """Return the code of a tag that prints without the dashes at its ends, and at which of them it has one."""
    first, last = code.startswith("-"), code.rstrip().endswith("-")
    return (code[1:] if first else code).rstrip().removesuffix("-" * last), (first, last)


def scan(text: str) -> Iterator[ScannedTag]:
    """Every tag, literal brace, stray delimiter and mistyped tag of a text, in order, until too many are wrong."""
    faults = 0
    for tag in _scanned(text):
        yield tag
        faults += tag.fault not in {"", "single-braces"}
        if faults == MOST_FAULTS:
            return


def _scanned(text: str) -> Iterator[ScannedTag]:
    at = 0
    while sign := _SIGN.search(text, at):
        at = sign.start()
        pair = text[at : at + 2]
        if pair in CLOSERS:
            tag = _comment(text, at) if pair == "{#" else _tag(text, at)
            yield tag
            at = tag.end
        elif text[at : at + 3] in LITERALS:
            yield ScannedTag(at, at + 3, text[at : at + 3])
            at += 3
        elif pair in {"}}", "%}", "#}"}:
            yield ScannedTag(at, at + 2, pair, fault="stray-delimiter")
            at += 2
        elif (mistyped := _mistyped(text, at)) is not None:
            yield mistyped
            at = mistyped.end
        else:
            at += 1


def _mistyped(text: str, at: int) -> ScannedTag | None:
    """What looks like a tag and is none: spaces between its braces, or single braces around the name of a field."""
    if text[at] != "{":
        return None
    if spaced := _SPACED.match(text, at):
        return ScannedTag(at, spaced.end(), "{" + spaced[1], fault="spaced-braces")
    if single := _SINGLE.match(text, at):
        return ScannedTag(at, single.end(), "{{", fault="single-braces")
    return None


def _comment(text: str, start: int) -> ScannedTag:
    end = text.find("#}", start + 2)
    if end < 0:
        return ScannedTag(start, len(text), "{#", fault="unclosed-tag")
    return ScannedTag(start, end + 2, "{#", text[start + 2 : end])


def _tag(text: str, start: int) -> ScannedTag:
    opener = text[start : start + 2]
    simple = _SIMPLE[opener].match(text, start + 2)
    if simple:
        return ScannedTag(start, simple.end(), opener, simple[1])
    closed = _Reading(text, start + 2, CLOSERS[opener]).run()
    if closed is None:
        plain = text.find(CLOSERS[opener], start + 2)
        closed = (plain + 2, _plainly(text[start + 2 : plain])) if plain >= 0 else None
    if closed is None:
        following = min((i for i in (text.find(o, start + 2) for o in CLOSERS) if i >= 0), default=len(text))
        return ScannedTag(start, following, opener, fault="unclosed-tag")
    end, code = closed
    inner = next((i for i in (text.find(o, start + 2, end) for o in ("{{", "{%")) if i >= 0), -1)
    if inner >= 0 and not _quoted(text, start + 2, inner):
        return ScannedTag(start, inner, opener, fault="unclosed-tag")
    return ScannedTag(start, end, opener, code)


def _quoted(text: str, start: int, at: int) -> bool:
    """Whether a place within a tag lies in a string or, for `{{`, is one bracket in another."""
    return _Reading(text, start, "").quoted_at(at)


def _plainly(code: str) -> str:
    for space in _SPACES:
        code = code.replace(space, " ")
    return code


class _Reading:
    """Reads one tag's code: strings and brackets are followed, so that a delimiter within them closes nothing."""

    def __init__(self, text: str, at: int, closer: str) -> None:
        self.text, self.at, self.closer = text, at, closer
        self.code: list[str] = []
        self.open: list[str] = []

    def run(self) -> tuple[int, str] | None:
        """Return the end of the tag and its code, or None if it does not close."""
        while self.at < len(self.text):
            if not self.open and self.text.startswith(self.closer, self.at):
                return self.at + len(self.closer), "".join(self.code)
            if not self.step():
                return None
        return None

    def quoted_at(self, place: int) -> bool:
        while self.at < place:
            if not self.step():
                return True
        return self.at > place or bool(self.open)

    def step(self) -> bool:
        character = self.text[self.at]
        if character in _QUOTES:
            return self.string(character)
        if character in _BRACKETS:
            self.open.append(_BRACKETS[character])
        elif self.open and character == self.open[-1]:
            self.open.pop()
        if character not in _INVISIBLE:
            self.code.append(" " if character in _SPACES else "-" if character in "–—" else character)
        self.at += 1
        return True

    def string(self, quote: str) -> bool:
        """Reads a string; typographic quotation marks that delimit it become straight ones."""
        closing = _QUOTES[quote]
        straight = _STRAIGHT.get(closing, closing)
        ends = {quote} if quote == straight else {closing, straight}
        index = self.at + 1
        content: list[str] = []
        while index < len(self.text) and self.text[index] not in ends:
            step = 2 if self.text[index] == "\\" else 1
            content.append(self.text[index : index + step])
            index += step
        if index >= len(self.text):
            return False
        inner = "".join(content)
        if quote != straight:
            inner = inner.replace(straight, "\\" + straight)
        self.code.append(straight + _plainly_string(inner) + straight)
        self.at = index + 1
        return True


def _plainly_string(inner: str) -> str:
    return inner.replace("\n", " ").replace("\r", " ").replace("\t", " ")
