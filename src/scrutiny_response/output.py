"""Names and bytes → files in the output folder, each of which appears whole or not at all."""

from __future__ import annotations

import errno
import os
import re
import string
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import chain, count
from pathlib import Path, PurePosixPath

from scrutiny_response import stopping
from scrutiny_response.assessment import Assessment, State
from scrutiny_response.problems import FilePlace, Problem, Refused
from scrutiny_response.words import all_of

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
_WRITING = count(1)


def name(assessment: Assessment, document: str, suffix: str = ".docx", *, file: str = "") -> str:
    """Where a document belongs in the output folder: a safe relative path with `/` between its steps.

    The assessment's file name pattern is filled in; every state but issued shows in the file's name, also where the
    pattern does not ask for it. `file` is the assessment's file, for the problem. Raises Refused where the pattern
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
    """What is wrong with a file name pattern, in words; empty where nothing is."""
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


def key(path: str) -> str:
    """What two paths have in common where one would overwrite the other on a disk that ignores case."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def write(folder: Path, path: str, data: bytes) -> Problem | None:
    """Put a file at `path` (as `name` gives it) in the output folder: whole, in one step, or not at all.

    An older file there is replaced. The problem where it cannot be written, for example because it is open in Word.
    """

    def whole(target: Path) -> None:
        _write_whole(target, data)

    return _put(folder, path, whole)


def place(staged: Path, folder: Path, path: str) -> Problem | None:
    """Move a staged file, whole and flushed, to `path` in the output folder on the same disk; else like `write`."""
    return _put(folder, path, staged.replace)


def _put(folder: Path, path: str, arrive: Callable[[Path], object]) -> Problem | None:
    target = folder / path
    try:
        if not folder.is_dir():
            folder.mkdir(parents=True, exist_ok=True)
        for step in folders_between(folder, path):
            if step.is_symlink():
                return _link(step)
            if not step.is_dir():
                step.mkdir(exist_ok=True)
        arrive(target)
    except OSError as error:
        return unwritable(target, error)
    return None


def _is_hidden(character: str) -> bool:
    """Control and format characters, surrogates, private and unassigned code points; not white space."""
    return unicodedata.category(character)[0] == "C" and not character.isspace()


def _filled(step: str, values: dict[str, str], ending: str = "") -> str:
    """One step of the pattern as a safe name; where it is too long, the partnership's name is cut first."""
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


def folders_between(folder: Path, path: str) -> Iterator[Path]:
    """The folders that lie between an output folder and a file in it, from the outermost."""
    for step in PurePosixPath(path).parent.parts:
        folder /= step
        yield folder


def _write_whole(target: Path, data: bytes) -> None:
    """Written beside its place, flushed to the disk, and moved in one step; nothing is left behind where that fails."""
    beside = target.with_name(f".{os.getpid()}-{next(_WRITING)}.part")
    with stopping.cleared(lambda: _unlinked(beside)):
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(target)


def _unlinked(path: Path) -> None:
    with suppress(OSError):  # it has been moved, or its folder is gone
        path.unlink()


def _link(step: Path) -> Problem:
    return Problem(
        "link-in-output",
        FilePlace(str(step)),
        "this is a link to another place, and documents are written only inside the output folder",
        "take the link away, or choose the folder it leads to with --output",
    )


def unwritable(target: Path, error: OSError) -> Problem:
    """Why a document cannot be written, and what to do."""
    why = error.strerror or type(error).__name__
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        hint = "free some space on the disk and run again"
    elif error.errno == errno.ENAMETOOLONG:
        hint = "choose an output folder with a shorter path"
    elif error.errno == errno.ENOENT:  # which Windows says of too long a path, too
        hint = "see whether the folder is still there; if it is, choose one with a shorter path; then run again"
    elif error.errno in {errno.EEXIST, errno.EISDIR, errno.ENOTDIR, errno.ENOTEMPTY}:
        hint = "a file or a folder of this name is in the way: move it and run again"
    else:
        hint = "close it if it is open in Word, check that the folder may be written, and run again"
    return Problem("unwritable-file", FilePlace(str(target)), f"the document cannot be written ({why})", hint)
