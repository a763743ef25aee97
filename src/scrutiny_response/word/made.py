"""What a template makes itself (macros, block variables) → plain text, or XML that stands only where it fits."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape
from typing import Any

from jinja2 import runtime

from scrutiny_response.word.bounds import MOST_TEXT, too_much
from scrutiny_response.word.printing import Rich, Site, as_text, escaped

_STRUCTURE = re.compile("<w:(p|tbl|r|tr|tc)[ />]")
_KINDS = {"p": "block", "tbl": "block", "tr": "rows", "tc": "cells", "r": "run"}


@dataclass(frozen=True, slots=True)
class Made(Rich):
    """XML that a macro or a block variable made: paragraphs, rows, cells, runs, or text with breaks."""

    xml: str = ""


def made(xml: str) -> str | Made:
    """What a macro or a block variable gives: text as any other where it is nothing else, so that filters can use it.

    Anything more is printed as it is where it fits, and used as text nowhere.
    """
    if len(xml) > MOST_TEXT:
        too_much()
    if "<" not in xml:
        return unescape(xml)
    if xml[0] != "<" or xml.startswith("</"):
        return Made("run", lambda _, site: _text_at(xml, site), xml)
    found = _STRUCTURE.search(xml)
    kind = _KINDS[found[1]] if found else "run"
    return Made(kind, lambda _, site: _runs_at(xml, site) if kind == "run" else xml, xml)


def written(value: object) -> str:
    """The XML of what `made` gave."""
    return value.xml if isinstance(value, Made) else escaped(as_text(value))


def _text_at(xml: str, site: Site) -> str:
    if site.kind == "text":
        return xml
    return f'<w:r>{site.run_properties}<w:t xml:space="preserve">{xml}</w:t></w:r>'


def _runs_at(xml: str, site: Site) -> str:
    if site.kind == "run":
        return xml
    return f'</w:t></w:r>{xml}<w:r>{site.run_properties}<w:t xml:space="preserve">'


def concatenated(values: Iterable[object]) -> str:
    """What `~` makes of these values: one text. Raises ValueRefused where one of them is no text."""
    texts = [as_text(value) for value in values]
    if sum(map(len, texts)) > MOST_TEXT:
        too_much()
    return "".join(texts)


class Macro(runtime.Macro):
    """A macro that gives what `made` makes of its text."""

    def _invoke(self, arguments: list[Any], autoescape: bool) -> Any:  # noqa: ARG002  # Jinja names the parameters
        return made(self._func(*arguments))


Markup, markup_join = made, concatenated
"""Under these names the code that Jinja writes looks for them."""
