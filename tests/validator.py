"""A .docx file's bytes → what openxml-audit (the Open XML SDK's rules) says against it, without what it gets wrong."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from openxml_audit import OpenXmlValidator

FALSE = re.compile(
    r"stylesWithEffects|glossary|customXml|webSettings|Numbering definition '0'"  # reported without a fault
    r"|required relationship type .*/(?:fontTable|theme)'"  # Word itself does without them
)


def findings(package: bytes) -> set[str]:
    """The validator's errors as "part: what", numbers taken out so that two files can be compared.

    Each file gets a validator of its own: one that is used twice remembers the first file.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "document.docx"
        path.write_bytes(package)
        errors = OpenXmlValidator().validate(path).errors
    said = (f"{error.part_uri}: {error.description}" for error in errors)
    return {re.sub(r"\d+", "N", text) for text in said if not FALSE.search(text)}
