"""The types of events → `schemas/event.schema.json`; `python -m tools.build_event_schema` writes it anew."""

from __future__ import annotations

import datetime as dt
import inspect
import json
from enum import Enum
from pathlib import Path
from typing import Any, get_type_hints

from msgspec.structs import fields

from scrutiny_response.domain.events import EVENTS
from scrutiny_response.intake.build import Hint, hints, is_struct

SCHEMA = Path(__file__).resolve().parent.parent / "schemas" / "event.schema.json"
_SHARED = "assessment.schema.json#/$defs"
_FORMS: dict[str, dict[str, Any]] = {
    "hash": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    "file": {"type": "string", "pattern": r"^(?!\.)[^/\\:\x00-\x1f]+$"},
    "path": {"type": "string", "pattern": r"^(?!.*(^|/)\.{0,2}(/|$))[^\\:\x00-\x1f]+$"},
    "text": {"$ref": f"{_SHARED}/text"},
    "line": {"$ref": f"{_SHARED}/line"},
}
"""How texts are written; a file or a path never leads out of its folder."""


def document() -> dict[str, Any]:
    """Return the whole schema: each kind of event by its word, one of which a file holds."""
    definitions = {}
    for word, cls in EVENTS.items():
        whole = _object(cls)
        kind = {"title": "Event", "description": "What happened.", "type": "string", "enum": [word]}
        whole["properties"] = {"event": kind, **whole["properties"]}
        whole["required"] = ["event", *whole["required"]]
        definitions[word] = whole
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Event",
        "description": "Something that happened to a reference, as the folder `record` keeps it. "
        "The software writes each file once, and never changes or removes it.",
        "oneOf": [{"$ref": f"#/$defs/{word}"} for word in EVENTS],
        "$defs": definitions,
    }


def written() -> str:
    """Return the schema as it lies in its file."""
    return json.dumps(document(), ensure_ascii=False, indent=2) + "\n"


def _object(cls: Any) -> dict[str, Any]:
    described = get_type_hints(cls, include_extras=True)
    may_be_empty = {item.name for item in fields(cls) if item.default == ()}
    properties = {}
    for name, hint in hints(cls).items():
        description, *rest = described[name].__metadata__
        example, form = (*rest, "", "line")[:2] if len(rest) != 1 else (rest[0], "line")
        inner = _value(hint.type, form, example)
        if hint.is_tuple:
            inner = {"type": "array", "items": inner, **({} if name in may_be_empty else {"minItems": 1})}
        properties[name] = {"title": _title(name), "description": f"{description}.", **inner}
    return {
        "title": cls.__name__,
        "description": inspect.getdoc(cls),
        "type": "object",
        "properties": properties,
        "required": [name for name, hint in hints(cls).items() if _is_required(name, hint, may_be_empty)],
        "additionalProperties": False,
    }


def _value(kind: Any, form: str, example: str) -> dict[str, Any]:
    """Return what one value of a type is in a file."""
    examples = {"examples": [example]} if example else {}
    if is_struct(kind):
        return _object(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {"type": "string", "enum": [str(word) for word in kind]}
    if kind is bool:
        return {"type": "boolean", "default": False}
    if kind is int:
        return {"type": "integer", "minimum": 1}
    if kind is str:
        return {**_FORMS[form], **examples}
    return {"$ref": f"{_SHARED}/{'date' if kind is dt.date else 'timescale'}", **examples}


def _title(name: str) -> str:
    return name.replace("_", " ").capitalize().replace("Pdf", "PDF")


def _is_required(name: str, hint: Hint, may_be_empty: set[str]) -> bool:
    return not (hint.is_optional or hint.type is bool or name in may_be_empty)


if __name__ == "__main__":
    SCHEMA.write_text(written(), encoding="utf-8")
