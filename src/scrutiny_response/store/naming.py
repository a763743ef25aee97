"""An assessment and a kind of document → where it belongs in the output folder: a name that every system takes."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from scrutiny_response.domain.assessment import Assessment, State
from scrutiny_response.domain.path_patterns import document_pattern_fault

LONGEST = 80
"""The most characters of one folder's or file's name, so that two of them fit into the 260 of a Windows path."""
MOST_BYTES = 200
"""The most bytes of one name in UTF-8; file systems allow 255, and a file being written has a longer name."""

_FORBIDDEN = str.maketrans(dict.fromkeys('<>:"/\\|?*', "-"))
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³]) *(\.|$)|desktop\.ini$", re.IGNORECASE)
_LEADING_ON = frozenset({"a", "an", "and", "for", "in", "na", "nan", "of", "on", "the", "with"})
"""Words with which a name that was cut does not end: they lead on to the next."""
_NOT_ON_SHAREPOINT = re.compile("_vti_", re.IGNORECASE)


def name(assessment: Assessment, document: str, suffix: str = ".docx", *, cut_in_words: bool = False) -> str:
    """Where a document belongs in the output folder: a safe relative path with `/` between its steps.

    The assessment's file name pattern is filled in. Every state but issued shows in the file's name, also if the
    pattern does not ask for it, and so does that a document is internal. A partnership's name that is too long is cut
    between words; or wherever the room ends, as versions before 0.3 did, if it is `cut_in_words`. Raises ValueError if
    the pattern cannot be used, which intake refuses.
    """
    return _filled_in(*_parts(assessment, document, suffix), cut_in_words)


def names(assessment: Assessment, document: str, suffix: str = ".docx") -> tuple[str, ...]:
    """Where a document may belong: as it is called now, and as earlier versions called it if that is another name."""
    parts = _parts(assessment, document, suffix)
    now = _filled_in(*parts, cut_in_words=False)
    steps, values = parts
    if all(_fits(step.format_map(values), ending) for step, ending in steps):  # nothing is cut in either way
        return (now,)
    return tuple(dict.fromkeys((now, _filled_in(*parts, cut_in_words=True))))


_Parts = tuple[list[tuple[str, str]], dict[str, str]]
"""The steps of a path with the ending of each, and what their fields stand for."""


def _parts(assessment: Assessment, document: str, suffix: str) -> _Parts:
    pattern = assessment.file_name.removesuffix(suffix)
    fault = document_pattern_fault(pattern)
    if fault:
        raise ValueError(f"the file name pattern {pattern!r} cannot be used: {fault.message}")
    state = assessment.state.replace(" ", "-")
    values = {
        "partnership": safe(assessment.partnership.name),
        "reference": safe(assessment.reference),
        "document": safe(document),
        "state": state,
    }
    *folders, last = pattern.split("/")
    shown = assessment.state is State.ISSUED or "{state}" in last
    ending = ("-internal" if assessment.is_internal(document) else "") + ("" if shown else f"-{state}") + suffix
    return [*((step, "") for step in folders), (last, ending)], values


def _filled_in(steps: list[tuple[str, str]], values: dict[str, str], cut_in_words: bool) -> str:  # one of two ways
    return "/".join(_filled(step, values, ending, cut_in_words) for step, ending in steps)


@lru_cache(maxsize=64)  # the letter and the plan of a partnership are asked for one after the other
def safe(text: str, ending: str = "") -> str:
    """The text as one file's or folder's name that Windows, macOS, Linux and SharePoint take; `ending` is kept whole.

    Letters stay as they are, in Unicode's composed form (NFC); what no name may hold becomes a hyphen.
    """
    visible = (
        text
        if text.isprintable()
        else "".join(" " if each.isspace() else each for each in text if not _is_hidden(each))
    )
    words = " ".join(unicodedata.normalize("NFC", visible).translate(_FORBIDDEN).split())
    words = _NOT_ON_SHAREPOINT.sub("-vti-", words)
    cut = _shortened(words.lstrip(" .~-"), ending).rstrip(" .") or "unnamed"
    return ("_" if _RESERVED.match(cut) else "") + cut + ending


def _is_hidden(character: str) -> bool:
    """Control and format characters, surrogates, private and unassigned code points; not white space."""
    return unicodedata.category(character)[0] == "C" and not character.isspace()


def _filled(step: str, values: dict[str, str], ending: str, cut_in_words: bool) -> str:  # one of two ways
    """One step of the pattern as a safe name; if it is too long, the partnership's name is cut first."""
    filled = step.format_map(values)
    if _fits(filled, ending):
        return safe(filled, ending)
    values = dict(values)
    while not cut_in_words and not _fits(step.format_map(values), ending) and " " in values["partnership"]:
        values["partnership"] = _without_last_word(values["partnership"])
    for field in ("partnership", "reference", "document"):
        while not _fits(step.format_map(values), ending) and values[field]:
            values[field] = values[field][:-1]
    return safe(step.format_map(values), ending)


def _without_last_word(text: str) -> str:
    words = text.split()[:-1]
    while len(words) > 1 and words[-1].strip(" ,;-–—").casefold() in {"", *_LEADING_ON}:
        words.pop()
    return " ".join(words).rstrip(" ,;-–—")


def _fits(text: str, ending: str) -> bool:
    if text.isascii() and ending.isascii() and len(ending) < LONGEST:  # nearly always
        return len(text) <= LONGEST - len(ending)
    return _shortened(text, ending) == text


def _shortened(text: str, ending: str) -> str:
    room = MOST_BYTES - len(ending.encode())
    return text[: LONGEST - len(ending)].encode()[:room].decode(errors="ignore")
