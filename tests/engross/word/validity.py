"""A .docx file's bytes → what the Open XML schemas' rules find in it."""

from __future__ import annotations

import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Any

from openxml_audit import OpenXmlValidator
from openxml_audit.schema.validator import SchemaValidator

_GOOD: dict[tuple[int, tuple[str, ...]], Any] = {}
"""Which children an element may have, as was found out before, with the rule, whose number is then no other's."""
_ask_again = SchemaValidator._validate_content_model  # noqa: SLF001  # half of the validator's time


def _ask_once(self: SchemaValidator, rule: Any, children: list[Any], context: Any) -> None:
    """Ask once whether a rule lets an element have children of these names: documents repeat themselves."""
    key = id(rule), tuple(child.tag for child in children)
    if key in _GOOD:
        return
    told = len(context.errors)
    _ask_again(self, rule, children, context)
    if len(context.errors) == told:
        _GOOD[key] = rule


SchemaValidator._validate_content_model = _ask_once  # noqa: SLF001  # as above


def audit(data: bytes) -> list[str]:
    """What openxml-audit finds, as sentences without places."""
    return list(_audited(data))


@lru_cache(maxsize=64)  # a file that many tests begin from is looked at once
def _audited(data: bytes) -> tuple[str, ...]:
    """A fresh validator each time, as one that is used again leaks."""
    with tempfile.NamedTemporaryFile(suffix=".docx") as file:
        Path(file.name).write_bytes(data)
        return tuple(sorted({error.description for error in OpenXmlValidator().validate(file.name).errors}))
