"""Sentences → a folder of Word templates of one paragraph each, for tests that are not about the shipped ones."""

from __future__ import annotations

from pathlib import Path

import docx


def write_templates(folder: Path, **texts: str) -> Path:
    """Make the folder, with a template of this text for each name; the folder."""
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        document = docx.Document()
        document.add_paragraph(text)
        document.save(str(folder / f"{name}.docx"))
    return folder
