"""What a file is by its name alone: one of ours, or what editors, systems and synchronisers lay beside it.

The one place that says so, for every command: a name that one of them passes over, all pass over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

ASSESSMENTS = (".yaml", ".yml", ".json")
"""The endings of the files that are read as assessments, in capitals or not."""
TEMPLATES = (".docx",)
"""The endings of Word templates and documents, in capitals or not."""
CALENDARS = (".ics",)
"""The endings of calendars, in capitals or not."""
WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")
"""The endings of workbooks, and of what people take for the same; only the first is read."""

_BESIDE = (".", "~")
"""How names begin of files that lie beside others: hidden ones (macOS's `._letter.docx`), Word's `~$letter.docx`."""
_LAID_BY_SYSTEMS = {"desktop.ini", "thumbs.db", "icon\r"}
"""What Windows and macOS lay into a folder without being asked, in small letters."""
_COPIES = (
    r"(?i: - copy(?: \(\d+\))?| copy(?: \d+)?| \(\d+\)| \([^()]*conflicted copy[^()]*\))"  # Explorer, Finder, Dropbox
    r"|-(?:DESKTOP|LAPTOP|WIN|PC)-[A-Z0-9]+(?:-\d+)?"  # OneDrive adds the computer's name, here one of Windows's making
)
_COPY = rf"(?s:(?P<name>.+?))(?:{_COPIES})"
_LIKELY_COPY = rf"(?s:(?P<name>.+?))(?:{_COPIES}|-[A-Z0-9][A-Z0-9-]*[A-Z0-9])"


def is_own(name: str, endings: Iterable[str]) -> bool:
    """Return whether a file is one of those with these endings, and none that only lies beside one."""
    return ending(name) in endings and not is_beside(name)


def is_beside(name: str) -> bool:
    """Return whether a name is that of what systems and programs lay beside files without being asked."""
    return name.startswith(_BESIDE) or name.casefold() in _LAID_BY_SYSTEMS


def is_workbook(name: str) -> bool:
    """Return whether a file is a workbook by its name, whether it can be read or not."""
    return ending(name) in WORKBOOKS


def own_templates(names: Iterable[str]) -> list[str]:
    """Return the names that are templates', in one order on every system; a copy beside its original is none."""
    return [name for name, original in _templates(names) if not original]


def copied_templates(names: Iterable[str]) -> list[tuple[str, str]]:
    """Return the names of copies that lie beside their templates, each with its template's name, in one order."""
    return [(name, original) for name, original in _templates(names) if original]


def is_likely_copy(name: str, other: str) -> bool:
    """Return whether a file's name is one that a copy of the other file may have.

    Somebody may have chosen it, too (`north-AYRSHIRE.yaml` beside `north.yaml`): ask only if the two say the same.
    """
    return _is_copy(name, other, _LIKELY_COPY)


def ending(name: str) -> str:
    """Return what stands from the last dot of a name on, in small letters."""
    return f".{name.rpartition('.')[2].casefold()}"


def stem(name: str) -> str:
    """Return a file's name without its ending."""
    return name.rpartition(".")[0]


def _templates(names: Iterable[str]) -> list[tuple[str, str]]:
    """Return the names that are templates' or those of copies, sorted, each with that of which it is the copy."""
    templates = sorted(name for name in names if is_own(name, TEMPLATES))
    there = {(stem(name), ending(name)): name for name in templates}
    return [(name, _original(name, there)) for name in templates]


def _original(name: str, there: Mapping[tuple[str, str], str]) -> str:
    """Return which of the files that are there, by stem and ending, a file is the copy of; empty if of none.

    What systems add to a name begins with a space or a hyphen, so that not every name is held against every other.
    """
    own, end = stem(name), ending(name)
    originals = (there.get((own[:at], end), "") for at, sign in enumerate(own) if sign in " -")
    return next((original for original in originals if original and _is_copy(name, original, _COPY)), "")


def _is_copy(name: str, other: str, copies: str) -> bool:
    own, original = stem(name), stem(other)
    if own == original or not own.startswith(original) or ending(name) != ending(other):
        return False  # nearly always: then no pattern need be compiled
    match = re.fullmatch(copies, own)
    return match is not None and match["name"] == original
