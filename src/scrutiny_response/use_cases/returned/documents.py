"""The file that a partnership sent → a Word package; other formats through LibreOffice, pictures of pages refused."""

from __future__ import annotations

from pathlib import Path

from engross import files
from engross.problems import FilePlace, Problem, Refused
from engross.pdf import to_word
from engross.word import Package

_SIGNS = ((b"{\\rtf", ".rtf"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".doc"))
_PDF = b"%PDF-"


def read_file(path: Path) -> bytes:
    """Return a file's bytes; Refused if it cannot be read."""
    try:
        return files.read_file(path)
    except OSError as error:
        raise Refused([Problem("unreadable-file", FilePlace(path.as_posix()), f"the file cannot be read ({error.strerror})",
                               "close it if it is open in Word, and check its permissions")]) from None  # fmt: skip


def as_package(data: bytes, file: str) -> Package:
    """Return a file as a Word package. Refused for a PDF, and for what neither Word nor LibreOffice reads."""
    if data[:1024].lstrip().startswith(_PDF):
        message = "this is a PDF: its tables cannot be read with certainty"
        raise Refused([Problem("returned-as-pdf", FilePlace(file), message, "ask the partnership for the plan in Word")])
    kind = next((ending for sign, ending in _SIGNS if data.startswith(sign)), "")
    if b"mimetypeapplication/vnd.oasis.opendocument.text" in data[:200]:
        kind = ".odt"
    if kind:
        return Package.open(to_word(data, kind, file), file)
    return Package.open(data, file)
