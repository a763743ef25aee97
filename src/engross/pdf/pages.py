"""A PDF → its pages as pictures and as text, through poppler's pdftoppm and pdftotext."""

from __future__ import annotations

import shutil
from pathlib import Path

from msgspec import Struct

from engross import temporary
from engross.pdf import guarded
from engross.problems import FilePlace, Problem, Refused

RESOLUTION = 80
"""Dots per inch: A4 is 661 pixels wide, enough to read 12 point text."""
_PATIENCE = 120.0


class Page(Struct, frozen=True):
    """One page: its picture as PNG, and its text."""

    picture: bytes
    text: str


def require_poppler() -> None:
    """Raise Refused, with what to install, if poppler is missing."""
    missing = [name for name in ("pdftoppm", "pdftotext") if shutil.which(name) is None]
    if missing:
        message = f"pictures of pages need poppler, and its program {missing[0]} is not on this machine"
        hint = (
            "install it (Debian and Ubuntu: sudo apt install poppler-utils; macOS: brew install poppler; "
            "Windows: winget install oschwartz10612.Poppler, or unpack it and put its folder bin on the PATH)"
        )
        raise Refused([Problem("poppler-missing", FilePlace("poppler"), message, hint)])


def page_pictures(name: str, data: bytes) -> tuple[Page, ...]:
    """Return the pages of a PDF, in order; Refused if poppler is missing, or cannot show this file called `name`."""
    require_poppler()
    try:
        with temporary.directory() as folder:
            pictures, text = _drawn(name, data, folder)
    except OSError as error:
        raise Refused([temporary.no_room("pictures of pages cannot be made", error)]) from error
    texts = text.split("\f")
    return tuple(Page(picture, _plain(texts[n]) if n < len(texts) else "") for n, picture in enumerate(pictures))


def _drawn(name: str, data: bytes, folder: Path) -> tuple[list[bytes], str]:
    """Return the pictures of the pages, and their text."""
    source, text = folder / "pages.pdf", folder / "pages.txt"
    source.write_bytes(data)
    for words in (
        ("pdftoppm", "-r", str(RESOLUTION), "-png", str(source), str(source.with_suffix(""))),
        ("pdftotext", "-layout", "-enc", "UTF-8", str(source), str(text)),
    ):
        if not guarded.run(words, folder, _PATIENCE):
            if temporary.is_full(folder):
                raise Refused([temporary.no_room("pictures of pages cannot be made")])
            message = f"poppler could not make pictures of its pages ({words[0]} failed)"
            raise Refused([Problem("no-pictures", FilePlace(name), message, "open the document in Word")])
    pictures = [path.read_bytes() for path in sorted(folder.glob("*.png"), key=_number)]
    return pictures, text.read_text(encoding="utf-8", errors="replace")


def _plain(text: str) -> str:
    """Return the text of a page as it was laid out, without the space that laid it out.

    Without -layout, pdftotext takes each hyphen at the end of a line for one that only breaks a word, and drops it.
    """
    return "\n".join(" ".join(line.split()) for line in text.strip().splitlines())


def _number(path: Path) -> int:
    return int(path.stem.rpartition("-")[2])
