"""The file that a partnership sent → a Word package; other formats through LibreOffice, pictures of pages refused."""

from __future__ import annotations

from pathlib import Path

from engross import files
from engross.pdf import to_word
from engross.problems import FilePlace, Problem, Refused
from engross.word import Package

_SIGNS = ((b"{\\rtf", ".rtf"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".doc"))
_PDF = b"%PDF-"


def read_file(path: Path) -> bytes:
    """Return a file's bytes; Refused if it cannot be read."""
    try:
        return files.read_file(path)
    except OSError as error:
        message, hint = f"the file cannot be read ({error.strerror})", "check its name and its permissions"
        raise Refused([Problem("unreadable-file", FilePlace(path.as_posix()), message, hint)]) from None


def as_package(data: bytes, file: str) -> Package:
    """Return a file as a Word package. Refused for a PDF, and for what neither Word nor LibreOffice reads."""
    if data[:1024].lstrip().startswith(_PDF):
        message, hint = (
            "this is a PDF, whose tables cannot be read for certain",
            "ask the partnership for the plan in Word",
        )
        raise Refused([Problem("returned-as-pdf", FilePlace(file), message, hint)])
    kind = next((ending for sign, ending in _SIGNS if data.startswith(sign)), "")
    if b"mimetypeapplication/vnd.oasis.opendocument.text" in data[:200]:
        kind = ".odt"
    if kind:
        return Package.open(to_word(data, kind, file), file)
    return Package.open(data, file)
