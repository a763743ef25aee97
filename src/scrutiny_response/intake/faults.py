"""One error of the JSON schema validator → faults in words that people understand, with what to do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from engross.suggestions import all_of, nearest, nearest_hint, one_of
from scrutiny_response.intake.scalars import Unreadable, shortened
from scrutiny_response.intake.tree import DataPath, List, Map, Node, Text

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError


class Fault(NamedTuple):
    """Something wrong with the value at a path; `key` is the key itself where the key is what is wrong."""

    path: DataPath
    id: str
    message: str
    hint: str
    node: Node
    key: Text | None = None


def missing(path: DataPath, node: Map, wanted: Mapping[str, Any], *, or_cycle: bool = False) -> Fault:
    """Return the fault of a key that is not in the map, or has no value; `wanted` is the schema of what is missing."""
    name = str(path[-1])
    if name in node.empty:
        return Fault(path, "missing-key", f"`{name}` has no value", _filled(name, wanted), node, node.empty[name])
    hint = f"add {_filled(name, wanted, verb='')}"
    if or_cycle:
        hint += ", here or once in the cycle file"
    return Fault(path, "missing-key", f"`{name}` is missing{_from(path[:-1])}", hint, node)


def _filled(name: str, wanted: Mapping[str, Any], verb: str = "write ") -> str:
    """Return what to write for a key, with an example."""
    if "properties" in wanted:
        inner = wanted.get("required") or list(wanted["properties"])[:3]
        return f"{verb}`{name}:`, and below it {all_of(inner)}"
    if wanted.get("type") == "array":
        return f"{verb}`{name}:`, and below it each item after `- `"
    if "enum" in wanted:
        return f"{verb}`{name}:` with {one_of(wanted['enum'])}"
    example = next(iter(wanted.get("examples", ())), "...")
    return f"{verb}`{name}: ...`" + (f", for example `{name}: {shortened(str(example))}`" if example != "..." else "")


def _from(path: DataPath) -> str:
    """Which group of keys is meant, where the place does not say it."""
    if not path:
        return ""
    if isinstance(path[-1], int):
        return f" from this item of `{path[-2]}`"
    return f" from `{path[-1]}`"


def _type(error: ValidationError) -> Iterator[Fault]:
    path, node, wanted = _path(error), _node(error), _wanted(error)
    expected = wanted if isinstance(wanted, str) else wanted[0]
    kinds = _EXPECTED[expected] if isinstance(wanted, str) else " or ".join(_EXPECTED[each] for each in wanted)
    if isinstance(node, Text) and node.is_empty:
        yield Fault(path, "empty-item", "this item is empty", "write something after the `- `, or remove it", node)
        return
    message = f"{_name(path)} is {_found(node)}, where {kinds} was expected"
    yield Fault(path, "wrong-kind", message, _kind_hint(expected, node, _schema(error)), node)


_EXPECTED = {
    "string": "a text",
    "array": "a list",
    "object": "a group of keys",
    "boolean": "`true` or `false`",
    "integer": "a whole number",
    "number": "a number",
}


def _kind_hint(expected: str, node: Node, schema: Mapping[str, Any]) -> str:
    if expected == "array":
        return "write each item on a line of its own, after `- `"
    if expected == "object":
        keys = schema.get("required") or list(schema.get("properties", {}))[:3]
        return f"write {all_of(keys) if keys else 'each name, with a colon,'} below it, two spaces further in"
    if expected == "boolean":
        meant = {"yes": "true", "on": "true", "true": "true", "no": "false", "off": "false", "false": "false"}
        word = meant.get(str(node).casefold()) if isinstance(node, Text) else None
        return f"write {word}, without quotes" if word else "write one of the two, without quotes"
    if expected == "integer":
        return "write it in figures, without quotes"
    if expected == "number":
        return "write it in figures, such as 12 or 12.5, without commas or a unit"
    return "put a text that holds a colon, or begins with a bracket or a hyphen, in quotes"


def _enum(error: ValidationError) -> Iterator[Fault]:
    node, words = _node(error), [str(word) for word in _wanted(error)]
    message = f"`{shortened(str(node))}` is not one of {one_of(words)}"
    hint = nearest_hint(str(node), words) or "use one of them"
    yield Fault(_path(error), "unknown-word", message, hint, node)


def _unknown_keys(error: ValidationError) -> Iterator[Fault]:
    node, path = _node(error), _path(error)
    keys = list(_schema(error).get("properties", {}))
    if isinstance(node, Map):
        for name in (*node, *node.empty):
            if name not in keys and (name in node.empty or _wanted(error) is False):
                key = node.keys_by_name[name]
                message, value = _unknown_message(key, path), node.get(key, key)
                is_own = _name(path) == "`further`"
                hint = _undeclared(key, keys) if is_own else _unknown_hint(key, keys, node)
                yield Fault((*path, str(key)), "unknown-key", message, hint, value, key)


def _unknown_message(key: Text, path: DataPath) -> str:
    where = _from(path).replace(" from ", " of ", 1)
    return f"`{shortened(key)}` is not a key{where or ' here'}"


def _unknown_hint(key: Text, keys: list[str], node: Map) -> str:
    if key == "<<":
        return "YAML merge keys are not used: write the values out where they are needed"
    meant = nearest_hint(key, keys)
    if meant:
        return meant
    if key in node.empty and getattr(node.place, "text", "")[node.column - 1 :].startswith("{"):
        curly = ", straight ones," if re.search("[“”„]", key) else ","
        return f"a text that holds a comma stands in quotes{curly} here within braces"
    return f"the keys here are {all_of(keys)}"


def _undeclared(key: Text, keys: list[str]) -> str:
    """Return what to do about a value of the office's own that its cycle file does not declare."""
    return nearest_hint(key, keys) or "declare it in the cycle file under `further`, with its `type`"


def _required(error: ValidationError) -> Iterator[Fault]:
    """Find all missing keys anew: the validator gives one error for each, and names it only in its message."""
    node, path, schema = _node(error), _path(error), _schema(error)
    if not isinstance(node, Map):
        return
    misspelt = {nearest(key, schema.get("properties", {})) for key in node if key not in schema.get("properties", {})}
    for name in _wanted(error):
        if name not in node and name not in misspelt:
            yield missing((*path, name), node, schema.get("properties", {}).get(name, {}))


def _format(error: ValidationError) -> Iterator[Fault]:
    cause = error.cause
    if isinstance(cause, Unreadable):
        yield Fault(_path(error), _form_id(str(_wanted(error))), str(cause), cause.hint, _node(error))


def _form_id(form: str) -> str:
    form = "length" if form == "alarm" else form  # which it is, but for one word
    return f"not-an-{form}" if form.startswith(tuple("aeiou")) else f"not-a-{form}"


def _pattern(error: ValidationError) -> Iterator[Fault]:
    example = next(iter(_schema(error).get("examples", ())), None)
    hint = f"write it like {example}" if example else str(_schema(error).get("description", "write it otherwise"))
    message = f"`{shortened(str(_node(error)))}` does not have the expected form"
    yield Fault(_path(error), "wrong-form", message, hint, _node(error))


def _too_short(error: ValidationError) -> Iterator[Fault]:
    yield Fault(_path(error), "empty-text", "this text is empty", "write the text", _node(error))


def _too_few(error: ValidationError) -> Iterator[Fault]:
    yield Fault(_path(error), "empty-list", f"{_name(_path(error))} is empty", "give at least one item", _node(error))


def _too_small(error: ValidationError) -> Iterator[Fault]:
    message = f"{_node(error)} is too small"
    yield Fault(_path(error), "too-small", message, f"write {_wanted(error)} or more", _node(error))


def _repeated(error: ValidationError) -> Iterator[Fault]:
    items, seen = _node(error), list[Node]()
    for number, item in enumerate(items if isinstance(items, List) else ()):
        if item in seen:
            message = f"`{shortened(str(item))}` is in this list already"
            yield Fault((*_path(error), number), "repeated-item", message, "keep one of them", item)
        seen.append(item)


def _path(error: ValidationError) -> DataPath:
    return tuple(str(step) if isinstance(step, str) else step for step in error.absolute_path)


def _schema(error: ValidationError) -> Mapping[str, Any]:
    schema: Any = error.schema
    return dict(schema)


def _wanted(error: ValidationError) -> Any:
    return error.validator_value


def _node(error: ValidationError) -> Node:
    node: Node = error.instance  # type: ignore[assignment]  # the trees checked here have no others
    return node


def _name(path: DataPath) -> str:
    if not path:
        return "the file"
    return f"`{path[-1]}`" if isinstance(path[-1], str) else "this item"


def _found(node: Node) -> str:
    if isinstance(node, Map):
        return "a group of keys"
    return "a list" if isinstance(node, List) else f"the text `{shortened(node)}`"


FAULTS: Mapping[str, Callable[[ValidationError], Iterator[Fault]]] = {
    "type": _type,
    "enum": _enum,
    "additionalProperties": _unknown_keys,
    "required": _required,
    "format": _format,
    "pattern": _pattern,
    "minLength": _too_short,
    "minItems": _too_few,
    "minimum": _too_small,
    "uniqueItems": _repeated,
}
"""What says each keyword of the shipped schemas in words; a test holds that none is missing."""
