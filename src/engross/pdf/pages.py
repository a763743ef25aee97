"""A PDF → its pages as pictures and as text, through poppler's pdftoppm and pdftotext."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from engross import temporary
from engross.problems import FilePlace, Problem, Refused

RESOLUTION = 80
"""Dots per inch: A4 is 661 pixels wide, enough to read 12 point text."""
_PATIENCE = 120.0


@dataclass(frozen=True, slots=True)
class Page:
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
    with temporary.directory() as folder:
        source = folder / "pages.pdf"
        try:
            source.write_bytes(data)
            _run("pdftoppm", "-r", str(RESOLUTION), "-png", str(source), str(source.with_suffix("")))
            text = _run("pdftotext", "-layout", "-enc", "UTF-8", str(source), "-").decode("utf-8", "replace")
        except (subprocess.SubprocessError, OSError) as error:
            message = f"poppler could not make pictures of its pages ({type(error).__name__})"
            raise Refused([Problem("no-pictures", FilePlace(name), message, "open the document in Word")]) from error
        pictures = [path.read_bytes() for path in sorted(folder.glob("*.png"), key=_number)]
    texts = text.split("\f")
    return tuple(Page(picture, _plain(texts[n]) if n < len(texts) else "") for n, picture in enumerate(pictures))


def _plain(text: str) -> str:
    """Return the text of a page as it was laid out, without the space that laid it out.

    Without -layout, pdftotext takes each hyphen at the end of a line for one that only breaks a word, and drops it.
    """
    return "\n".join(" ".join(line.split()) for line in text.strip().splitlines())


def _run(*words: str) -> bytes:
    return subprocess.run(words, capture_output=True, check=True, timeout=_PATIENCE).stdout  # noqa: S603  # our own words


def _number(path: Path) -> int:
    return int(path.stem.rpartition("-")[2])
