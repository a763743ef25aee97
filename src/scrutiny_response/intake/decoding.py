"""The bytes of a file → its text, or what keeps them from being text that Word can hold."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator

from engross.problems import FilePlace, Problem
from scrutiny_response.intake.disk import LARGEST
from scrutiny_response.intake.tree import Source

_SAVE_AS_UTF8 = "open it in Notepad, choose File, Save as, set Encoding to UTF-8 and save"
_KEEP = "copy a sample assessment, which is text, and edit it in Notepad"
_OTHERS = {
    b"PK\x03\x04": "a Word, Excel or zip file",
    b"\xd0\xcf\x11\xe0": "a Word or Excel file of before 2007, or an Outlook message",
    b"%PDF-": "a PDF",
    b"{\\rtf": "a Rich Text document, as WordPad saves it",
    b"<!doctype html": "a web page",
    b"<html": "a web page",
}
"""How files that are no text begin, in small letters where they have letters."""
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
LOST = "\N{REPLACEMENT CHARACTER}"
"""What stands where a character was lost or refused."""

_NEVER = re.compile(
    "[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffd\ufdd0-\ufdef"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"
)
_ESCAPED = re.compile(_NEVER.pattern.replace("\u2028\u2029", "\r"))
_KINDS = {"Cc": "a control character", "Cs": "half of a character", "Cn": "no character at all"}


def decoded(data: bytes, file: str) -> tuple[str, list[Problem]]:
    """Return the text with line feeds at its line ends, and the problems in it.

    Characters that Word cannot hold are problems, and stand as U+FFFD in the text, so that whatever else is wrong with
    it can be said at once. The text is empty if nothing of the file can be read.
    """
    other = next((kind for start, kind in _OTHERS.items() if data[:20].lower().startswith(start.lower())), None)
    if other:
        return "", [Problem("not-text", FilePlace(file), f"the file is {other}, whatever its name says", _KEEP)]
    if len(data) > LARGEST:
        message = f"the file has more than {LARGEST:,} bytes, which no assessment has"
        return "", [Problem("file-too-large", FilePlace(file), message, "check that it is the right file")]
    if data.startswith(_UTF16) or b"\0" in data[:4]:
        return "", [Problem("wrong-encoding", FilePlace(file), "the file is UTF-16 text, not UTF-8", _SAVE_AS_UTF8)]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return "", [_not_utf8(error, file)]
    text = re.sub("\r\n?", "\n", text) if "\r" in text else text
    if _is_sound(text.replace("\n", "")):
        return text, []
    shown = _NEVER.sub(LOST, text)
    return shown, list(_never_held(text, Source(file, tuple(shown.split("\n")))))


def unholdable(value: str) -> str | None:
    """Return the first character of a value that Word cannot hold, in words; None if there is none."""
    match = None if _is_sound(value) else _ESCAPED.search(value)
    return named(match[0]) if match else None


def _is_sound(text: str) -> bool:
    """Return whether all of it is letters, signs and plain spaces, as nearly always; much faster than a closer look."""
    return text.isprintable() and LOST not in text


def named(character: str) -> str:
    """Return a character as U+0007 (a control character) and the like."""
    kind = unicodedata.name(character, _KINDS.get(unicodedata.category(character), "unnamed")).casefold()
    return f"U+{ord(character):04X} ({kind})"


def _not_utf8(error: UnicodeDecodeError, file: str) -> Problem:
    data = error.object  # without any byte order mark
    readable = data[: error.start].decode()
    text = _NEVER.sub(LOST, readable + data[error.start :].decode("cp1252", "replace"))
    line = readable.count("\n") + 1
    column = len(readable) - (readable.rfind("\n") + 1) + 1
    place = Source(file, tuple(text.split("\n"))).place(line, column)
    byte = data[error.start]
    message = f"byte 0x{byte:02X} is not UTF-8 text; in Windows-1252, the older Windows encoding, it would be"
    guess = data[error.start : error.start + 1].decode("cp1252", "replace")
    return Problem("wrong-encoding", place, f"{message} {guess}", _SAVE_AS_UTF8)


def _never_held(text: str, source: Source) -> Iterator[Problem]:
    """Yield one problem for each character, at its first place, so that a damaged file does not fill the screen."""
    starts_by_character: dict[str, list[int]] = {}
    for match in _NEVER.finditer(text):
        starts_by_character.setdefault(match[0], []).append(match.start())
    for character, starts in starts_by_character.items():
        line = text.count("\n", 0, starts[0]) + 1
        column = starts[0] - (text.rfind("\n", 0, starts[0]) + 1) + 1
        times = f", {len(starts)} times in all" if len(starts) > 1 else ""
        what = "a letter was lost here when the file was converted" if character == LOST else "Word cannot hold it"
        message = f"{named(character)} stands here{times}; {what}"
        yield Problem("unholdable-character", source.place(line, column), message, "delete it and type the text again")
