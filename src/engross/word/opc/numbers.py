"""Numbers in the attributes of XML parts: the one reader of them, which no stranger's text can make fail."""

from __future__ import annotations

import re

from engross.word.opc.xml_names import Element, name

_WHOLE = re.compile(r"\s*([+-]?[0-9]{1,18})\s*", re.ASCII)
_HEXADECIMAL = re.compile(r"[0-9A-Fa-f]{1,4}")


def whole_number(text: str | None) -> int | None:
    """Return the whole number that a text holds (xsd:integer of at most 18 digits); None if it holds none."""
    matched = _WHOLE.fullmatch(text) if text else None
    return None if matched is None else int(matched[1])


def number_or(otherwise: int, text: str | None) -> int:
    """Return the whole number that a text holds, or else this one."""
    number = whole_number(text)
    return otherwise if number is None else number


def natural_number(text: str | None) -> int | None:
    """Return the whole number from 0 that a text holds; None if it holds none."""
    number = whole_number(text)
    return None if number is None or number < 0 else number


def natural_or(otherwise: int, text: str | None) -> int:
    """Return the whole number from 0 that a text holds, or else this one."""
    number = natural_number(text)
    return otherwise if number is None else number


def number_at(node: Element, attribute: str) -> int:
    """Return the whole number from 0 that an attribute such as "w:ilvl" holds; -1 if it holds none."""
    return natural_or(-1, node.get(name(attribute)))


def hexadecimal(text: str | None) -> int | None:
    """Return the number that one to four hexadecimal digits make; None if a text holds anything else."""
    return int(text, 16) if text and _HEXADECIMAL.fullmatch(text) else None
