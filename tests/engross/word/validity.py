"""A .docx file's bytes → what the Open XML schemas' rules find in it."""

from __future__ import annotations

import tempfile
from functools import lru_cache
from pathlib import Path

from openxml_audit import OpenXmlValidator


def audit(data: bytes) -> list[str]:
    """What openxml-audit finds, as sentences without places."""
    return list(_audited(data))


@lru_cache(maxsize=64)  # a file that many tests begin from is looked at once
def _audited(data: bytes) -> tuple[str, ...]:
    """A fresh validator each time, as one that is used again leaks."""
    with tempfile.NamedTemporaryFile(suffix=".docx") as file:
        Path(file.name).write_bytes(data)
        return tuple(sorted({error.description for error in OpenXmlValidator().validate(file.name).errors}))
