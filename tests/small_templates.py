"""Sentences → a folder of Word templates of one paragraph each, for tests that are not about the shipped ones."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from scrutiny_response import resources
from tests.word_files import paragraph, word_file


def write_templates(folder: Path, **texts: str) -> Path:
    """Make the folder, with a template of this text for each name; return the folder."""
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.docx").write_bytes(_template(text))
    return folder


def write_stand_ins(folder: Path) -> Path:
    """Make the folder, with a small template in place of each shipped one; return the folder.

    For tests of what happens around the documents: the shipped templates take a second to compile in each process.
    """
    names = (path.stem for path in resources.templates().glob("*.docx"))
    return write_templates(folder, **dict.fromkeys(names, "{{ assessment.reference }}, {{ signatory.name }}"))


@cache
def _template(text: str) -> bytes:
    return word_file(paragraph(text))
