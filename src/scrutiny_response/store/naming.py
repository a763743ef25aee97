"""An assessment and a kind of document → where it belongs in the output folder: a name that every system takes."""

from __future__ import annotations

import re
import string
import unicodedata
from itertools import chain

from engross.problems import FilePlace, Problem, Refused
from engross.suggestions import all_of
from scrutiny_response.domain.assessment import Assessment, State

FIELDS = ("reference", "partnership", "document", "state")
"""What a file name pattern may name in braces."""
MOST_OWN_WORDS = 40
"""The most characters that a pattern itself may add to one name, so that there is room for what is filled in."""
LONGEST = 80
"""The most characters of one folder's or file's name, so that two of them fit into the 260 of a Windows path."""
MOST_BYTES = 200
"""The most bytes of one name in UTF-8; file systems allow 255, and a file being written has a longer name."""

_FORBIDDEN = str.maketrans(dict.fromkeys('<>:"/\\|?*', "-"))
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³]) *(\.|$)", re.IGNORECASE)


def name(assessment: Assessment, document: str, suffix: str = ".docx", *, file: str = "") -> str:
    """Where a document belongs in the output folder: a safe relative path with `/` between its steps.

    The assessment's file name pattern is filled in; every state but issued shows in the file's name, also if the
    pattern does not ask for it. `file` is the assessment's file, for the problem. Raises Refused if the pattern
    cannot be used.
    """
    pattern = assessment.file_name.removesuffix(suffix)
    fault = pattern_fault(pattern)
    if fault:
        hint = "write it like {reference}-{partnership}/{document}"
        raise Refused([Problem("file-name-pattern", FilePlace(file), fault, hint)])
    state = assessment.state.replace(" ", "-")
    values = {
        "partnership": safe(assessment.partnership.name),
        "reference": safe(assessment.reference),
        "document": safe(document),
        "state": state,
    }
    *folders, last = pattern.split("/")
    shown = assessment.state is State.ISSUED or "{state}" in last
    return "/".join(
        [*(_filled(step, values) for step in folders), _filled(last, values, ("" if shown else f"-{state}") + suffix)]
    )


def pattern_fault(pattern: str) -> str:
    """What is wrong with a file name pattern, in words; empty if nothing is."""
    try:
        pieces = [list(string.Formatter().parse(step)) for step in pattern.split("/")]
    except ValueError:
        return f"the file name pattern `{pattern}` has a brace without its partner"
    for _, field, spec, conversion in chain.from_iterable(pieces):
        if field is not None and (field not in FIELDS or spec or conversion):
            return f"the file name pattern has `{field}` in braces, where {all_of(FIELDS)} are known"
    if any(not step.strip(" .") for step in pattern.split("/")):
        return f"the file name pattern `{pattern}` must be a path inside the output folder, without empty steps or `..`"
    if any(sum(len(words) for words, *_ in step) > MOST_OWN_WORDS for step in pieces):
        return f"the file name pattern `{pattern}` adds more than {MOST_OWN_WORDS} characters of its own to a name"
    return ""


def safe(text: str, ending: str = "") -> str:
    """The text as the name of one file or folder that Windows, macOS and Linux all take; `ending` is kept whole.

    Letters stay as they are, in Unicode's composed form (NFC); what no name may hold becomes a hyphen.
    """
    visible = (
        text
        if text.isprintable()
        else "".join(" " if each.isspace() else each for each in text if not _is_hidden(each))
    )
    words = " ".join(unicodedata.normalize("NFC", visible).translate(_FORBIDDEN).split())
    cut = _shortened(words.lstrip(" .~-"), ending).rstrip(" .") or "unnamed"
    return ("_" if _RESERVED.match(cut) else "") + cut + ending


def _is_hidden(character: str) -> bool:
    """Control and format characters, surrogates, private and unassigned code points; not white space."""
    return unicodedata.category(character)[0] == "C" and not character.isspace()


def _filled(step: str, values: dict[str, str], ending: str = "") -> str:
    """One step of the pattern as a safe name; if it is too long, the partnership's name is cut first."""
    values = dict(values)
    for field in ("partnership", "reference", "document"):
        while not _fits(step.format_map(values), ending) and values[field]:
            values[field] = values[field][:-1]
    return safe(step.format_map(values), ending)


def _fits(text: str, ending: str) -> bool:
    return _shortened(text, ending) == text


def _shortened(text: str, ending: str) -> str:
    room = MOST_BYTES - len(ending.encode())
    return text[: LONGEST - len(ending)].encode()[:room].decode(errors="ignore")
