"""A file that cannot be replaced or removed → which program may have it open, by its kind."""

from __future__ import annotations

from pathlib import PurePath

_PROGRAMS = {
    "": "close it if it is open in Word",
    ".docx": "close it if it is open in Word",
    ".xlsx": "close it if it is open in Excel",
    ".pdf": "close it if a PDF reader shows it",
    ".ics": "close it if a calendar program has it open",
    ".html": "close it if an editor has it open",
}


def close_it(path: PurePath) -> str:
    """Return the first thing to do about a file that is in use: to close it in the program that opens its kind."""
    waiting = "wait until the virus scanner or the synchronising program (such as OneDrive) is done with it"
    return _PROGRAMS.get(path.suffix.casefold(), waiting)
