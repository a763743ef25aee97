"""Sentences → a folder of Word templates of one paragraph each, for tests that are not about the shipped ones."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path

import docx

from scrutiny_response import resources


def write_templates(folder: Path, *, title: str | None = None, **texts: str) -> Path:
    """Make the folder, with a template of this text, and with this title, for each name; return the folder."""
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.docx").write_bytes(_template(text, title))
    return folder


def write_stand_ins(folder: Path) -> Path:
    """Make the folder, with a small template in place of each shipped one; return the folder.

    For tests of what happens around the documents: the shipped templates take a second to compile in each process.
    """
    names = (path.stem for path in resources.templates().glob("*.docx"))
    return write_templates(folder, **dict.fromkeys(names, "{{ assessment.reference }}, {{ signatory.name }}"))


@cache
def _template(text: str, title: str | None) -> bytes:
    document = docx.Document()
    document.add_paragraph(text)
    if title is not None:
        document.core_properties.title = title
    file = BytesIO()
    document.save(file)
    return file.getvalue()
