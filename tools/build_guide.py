"""Templates, sample data and the type of the data → what the guide in docs shows: its pictures and the page of fields.

Run it after a change in the templates or in what templates may say. The pictures need LibreOffice and poppler
(pdftotext, pdftoppm); without a change in fonts, the same templates give the same pictures.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from engross.word.tools.dictionary import by_group, dictionary
from scrutiny_response.domain.filters import FILTERS
from scrutiny_response.domain.response import Response
from tools.guide_pictures import draw

DOCS = Path(__file__).resolve().parent.parent / "docs"
FIELDS = DOCS / "template-fields.md"
PICTURES = DOCS / "pictures"
_HEAD = """# The dictionary of fields

Every field that a template can use. Copy a tag from the first column into the template, with its braces. Where a tag
begins with `{% if %}` or `{% for %}`, put your own text in the place of the dots. A heading that names a `{% for %}`
tag says that the fields below it can be used between this tag and `{% endfor %}`.

This page is what `scrutiny template fields` prints; `scrutiny template fields --word fields.docx` makes a Word
document of it.
"""


def fields() -> str:
    """The page of fields: a table for each group."""
    pieces = [_HEAD]
    for group, entries in by_group(dictionary(Response, FILTERS)):
        rows = [
            f"| {_code(entry.write)} | {_cell(entry.type)} | {_cell(entry.meaning)} | {_cell(entry.example)} |"
            for entry in entries
        ]
        title = f"`{group}`" if "{" in group or "." in group else group
        pieces.append("\n".join([f"## {title}", "", "| how to write it | what it is | what it means | example |",
                                 "|---|---|---|---|", *rows, ""]))  # fmt: skip
    return "\n".join(pieces)


def _code(tag: str) -> str:
    return f"`{_cell(tag)}`"


def _cell(text: str) -> str:
    """A text for a table in Markdown, in which an upright stroke would end the cell, also within code."""
    return text.replace("|", "\\|")


def main(folder: Path = PICTURES) -> None:
    """Write the page of fields, and draw the pictures."""
    FIELDS.write_text(fields(), encoding="utf-8")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        for name, picture in draw(Path(work)).items():
            (folder / f"{name}.png").write_bytes(picture)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
