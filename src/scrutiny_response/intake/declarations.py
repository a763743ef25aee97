"""A cycle file's tree → the further values that it declares, what it says of them for all, and what is wrong."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress

from scrutiny_response.domain.further import Declarations, Declared, FurtherType
from scrutiny_response.intake.fast_validator import fast_validator
from scrutiny_response.intake.faults import Fault
from scrutiny_response.intake.scalars import shortened
from scrutiny_response.intake.schema import Schema, further_part
from scrutiny_response.intake.tree import Map, Text

FURTHER = "further"
"""The key under which a cycle file declares values of the office's own, and an assessment says them."""
_NAME = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)
_VALUE, _EXAMPLE = "value", "example"


def declarations(root: Map) -> Declarations:
    """Return what a cycle file declares, as far as its shape is right."""
    return tuple(declared for declared, _ in _declared(root))


def declarations_in(values: object) -> Declarations:
    """Return what a cycle file declares whose values were kept without places, as far as their shape is right."""
    further = values.get(FURTHER) if isinstance(values, Mapping) else None
    given = further.items() if isinstance(further, Mapping) else ()
    declared: list[Declared] = []
    for name, each in given:
        with suppress(ValueError):
            declared += [_from_words(name, each)] if isinstance(each, Mapping) and _NAME.fullmatch(name) else []
    return tuple(declared)


def declaration_faults(root: Map) -> Iterator[Fault]:
    """Yield what is wrong with the names of what is declared, and with the values and examples that are given."""
    further = root.get(Text(FURTHER))
    for key, node in further.items() if isinstance(further, Map) else ():
        if not _NAME.fullmatch(key):
            message = f"`{shortened(key)}` is no name for a value"
            hint = f"write it in small letters, figures and underscores, beginning with a letter: `{_as_name(key)}`"
            yield Fault((FURTHER, str(key)), "not-a-name", message, hint, node, key)
    for declared, node in _declared(root):
        part = further_part(declared)
        parts = {_VALUE: part} if declared.type.is_list else {_VALUE: part, _EXAMPLE: part}
        document = {"type": "object", "properties": parts}
        for fault in Schema(document, fast_validator(document)).faults(_only(node, parts)):
            yield fault._replace(path=(FURTHER, declared.name, *fault.path))


def values_for_all(further: Map) -> Map:
    """Return the values that a cycle file says for every assessment, by their names."""
    values = Map(further.source, further.line, further.column)
    for key, node in further.items():
        if isinstance(node, Map) and _VALUE in node:
            values.put(further.keys_by_name[key], node[Text(_VALUE)])
    return values


def _declared(root: Map) -> Iterator[tuple[Declared, Map]]:
    further = root.get(Text(FURTHER))
    for key, node in further.items() if isinstance(further, Map) else ():
        if isinstance(node, Map) and _NAME.fullmatch(key):
            with suppress(ValueError):  # the schema says which types there are
                yield _one(str(key), node), node


def _one(name: str, node: Map) -> Declared:
    return _from_words(name, {str(key): value for key, value in node.items()})


def _from_words(name: str, words: Mapping[str, object]) -> Declared:
    """Return one declaration; ValueError if its type is none."""
    written = {key: str(words.get(key, "")) for key in ("type", "meaning", _EXAMPLE, "required")}
    return Declared(
        name=name,
        type=FurtherType(written["type"]),
        meaning=written["meaning"],
        example=written[_EXAMPLE],
        required=written["required"].casefold() == "true",
        is_given=_VALUE in words,
    )


def _only(node: Map, names: Collection[str]) -> Map:
    """Return what of a declaration its own type speaks of."""
    kept = Map(node.source, node.line, node.column)
    for key, value in node.items():
        if key in names:
            kept.put(key, value)
    return kept


def _as_name(written: str) -> str:
    words = re.sub(r"[^a-z0-9]+", "_", written.casefold()).strip("_")
    return words if _NAME.fullmatch(words) else f"value_{words}".rstrip("_")
