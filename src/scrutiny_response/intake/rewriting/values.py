"""A tree of values that know their places → the same as plain values, which is what a file is to say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scrutiny_response.intake.tree import List, Map, Node

Value = str | Sequence["Value"] | Mapping[str, "Value"]
"""What a file says: a text, a list, or a group of keys. A date or a length is the text of it, a yes a `YesNo`."""

NewValue = str | bool | Sequence["NewValue"] | Mapping[str, "NewValue"]
"""What a file shall say."""


class YesNo(str):
    """A yes or a no as YAML writes it, `true` or `false` without quotes, which is not the text of the same letters."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, YesNo) and str.__eq__(self, other)

    def __hash__(self) -> int:
        return str.__hash__(self)


def yes_or_no(written: str) -> YesNo | None:
    """Return what a word without quotes says, if it is a yes or a no."""
    return YesNo(written.lower()) if written in {"true", "True", "TRUE", "false", "False", "FALSE"} else None


def value_of(node: Node) -> Value:
    """Return what a tree says; keys to which no value was given are left out."""
    if isinstance(node, Map):
        return {str(key): value_of(value) for key, value in node.items()}
    if isinstance(node, List):
        return [value_of(item) for item in node]
    return (yes_or_no(node) if node.is_plain else None) or str(node)


def settled(value: NewValue) -> Value:
    """Return a value as a file gives it back: a yes as its word, every list as a list, line ends as line feeds."""
    if isinstance(value, bool):
        return YesNo(str(value).lower())
    if isinstance(value, YesNo):
        return value
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(value, Mapping):
        return {key: settled(each) for key, each in value.items()}
    return [settled(each) for each in value]


def texts_in(value: Value) -> list[str]:
    """Return every text in a value, the keys too."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        return [text for key, each in value.items() for text in (key, *texts_in(each))]
    return [text for each in value for text in texts_in(each)]
