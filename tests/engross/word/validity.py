"""A .docx file's bytes → what the Open XML schemas' rules find in it."""

from __future__ import annotations

import tempfile
from pathlib import Path

from openxml_audit import OpenXmlValidator


def audit(data: bytes) -> list[str]:
    """What openxml-audit finds, as sentences without places; a fresh validator, as one that is used again leaks."""
    with tempfile.NamedTemporaryFile(suffix=".docx") as file:
        Path(file.name).write_bytes(data)
        return sorted({error.description for error in OpenXmlValidator().validate(file.name).errors})
