"""One word on the command line → the value that it stands for; argparse says what is wrong with any other."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Sequence
from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engross import paths
from engross.paths import Kind
from scrutiny_response.intake.file_names import is_likely_copy, own_templates

if TYPE_CHECKING:
    from scrutiny_response.intake.named import Named

MOST_WORKERS = 256
"""The most processes that may be asked for; Windows waits for 61 at most, and uses no more."""


def workers(word: str) -> int:
    """Return how many processes to work with."""
    if not word.isascii() or not word.isdigit() or not 1 <= int(word) <= MOST_WORKERS:
        raise argparse.ArgumentTypeError(f"{word} is not a number of processes from 1 to {MOST_WORKERS}")
    return int(word)


def there(word: str) -> Path:
    """Return a path at which there is something."""
    looked = paths.look(word)
    if looked.kind is Kind.NOTHING:
        raise argparse.ArgumentTypeError(f"there is nothing called {word} here")
    if looked.kind in {Kind.BROKEN_LINK, Kind.UNKNOWN}:
        raise argparse.ArgumentTypeError(f"{word} cannot be read: {looked.reason}")
    return Path(word)


def assessments(word: str) -> Path:
    """Return a path at which there is something, or the assessment in `inputs` that a reference or a name means."""
    path = issued(word)
    if isinstance(path, Path):
        return path
    where = ", and no assessment in inputs has this reference or name" if paths.is_folder(Path("inputs")) else ""
    raise argparse.ArgumentTypeError(f"there is nothing called {word} here{where}{_unread()}")


def _unread() -> str:
    """Say which assessments in `inputs` cannot be read: one of them may be the one that is meant."""
    from scrutiny_response.intake.named import unread

    files = list(unread(Path("inputs")))
    more = f" and {len(files) - 1} more" if len(files) > 1 else ""
    return f"; {files[0]}{more} cannot be read, and may be it" if files else ""


def issued(word: str) -> Path | str:
    """Return the same; or the word itself, which may be a reference whose assessment is not here any more."""
    if paths.look(word).kind is not Kind.NOTHING:
        return there(word)
    from scrutiny_response.intake.named import meant

    candidates = meant(word, Path("inputs"))
    if len(candidates) > 1:
        files = " and ".join(f"{candidate.file} ({candidate.reference or 'no reference'})" for candidate in candidates)
        hint = _one_is_a_copy(candidates) or "name one of them by its file or its reference"
        raise argparse.ArgumentTypeError(f"{word} means {files}; {hint}")
    return Path(candidates[0].file) if candidates else word


def _one_is_a_copy(candidates: Sequence[Named]) -> str:
    """Return what to do where one of the files that a word means is a copy of another; empty if none is."""
    names = {Path(candidate.file).name: candidate.reference for candidate in candidates}
    for copy, original in permutations(names, 2):
        if names[copy] == names[original] and is_likely_copy(copy, original):
            return (
                f"{copy} is a copy of {original}, as OneDrive or Explorer makes them: see which of the two is right, "
                f"keep it as {original}, and move the other out of the folder"
            )
    return ""


def day(word: str) -> dt.date:
    """Return a day written 2026-12-07."""
    from scrutiny_response.intake.scalars import Unreadable, date_from

    try:
        return date_from(word)
    except Unreadable as error:
        raise argparse.ArgumentTypeError(f"{error}; {error.hint}") from error


def timescale(word: str) -> Any:
    """Return a day, a length of time or a time between two days, as they are written in a file."""
    from scrutiny_response.intake.scalars import Unreadable, timescale_from

    try:
        return timescale_from(word)
    except Unreadable as error:
        raise argparse.ArgumentTypeError(f"{error}; {error.hint}") from error


def day_or_length(word: str) -> Any:
    """Return a day, or a length of time, as 2027-10-11 or "2 weeks"."""
    from scrutiny_response.domain.timeframes import Span

    when = timescale(word)
    if isinstance(when, Span):
        raise argparse.ArgumentTypeError(f'{word} is a time between two days; write a day, or a length as "2 weeks"')
    return when


def area(word: str) -> tuple[str, str]:
    """Return an area's reference and what is said of it: A1=REASON."""
    reference, sign, text = word.partition("=")
    if not sign or not reference.strip() or not text.strip():
        raise argparse.ArgumentTypeError(f"{word} says nothing of an area; write it as A1=TEXT")
    return line(reference.strip()), line(text.strip())


def line(word: str) -> str:
    """Return a text on one line that says something, in characters that documents may hold."""
    from scrutiny_response.intake.decoding import unholdable
    from scrutiny_response.intake.scalars import Unreadable, check_line

    if character := unholdable(word):
        raise argparse.ArgumentTypeError(f"this text has {character}, which no document can hold; type it anew")
    try:
        check_line(word)
    except Unreadable as error:
        raise argparse.ArgumentTypeError(f"{error}; {error.hint}") from error
    return word


def folder(word: str) -> Path:
    """Return a folder that is there."""
    looked = paths.look(word)
    if looked.kind in {Kind.BROKEN_LINK, Kind.UNKNOWN}:
        raise argparse.ArgumentTypeError(f"the folder {word} cannot be read: {looked.reason}")
    if looked.kind is not Kind.FOLDER:
        raise argparse.ArgumentTypeError(f"there is no folder called {word} here")
    return Path(word)


def word_files(word: str) -> list[Path]:
    """Return a file; or the Word files directly in a folder, but for what only lies beside one, such as Word's own."""
    path = there(word)
    if not paths.is_folder(path):
        return [path]
    try:
        inside = [path / name for name in own_templates(file.name for file in path.iterdir())]
    except OSError as error:
        raise argparse.ArgumentTypeError(f"the folder {word} cannot be read: {paths.reason(error)}") from error
    if not inside:
        raise argparse.ArgumentTypeError(f"the folder {word} holds no Word file (*.docx)")
    return inside


def document(word: str) -> Path:
    """Return the path of a Word document to write."""
    path = Path(word)
    if path.suffix.lower() != ".docx":
        raise argparse.ArgumentTypeError(f"{word or 'nothing'} does not end in .docx")
    return path


def workbook(word: str) -> Path:
    """Return the path of a workbook."""
    path = Path(word)
    if path.suffix.lower() != ".xlsx":
        raise argparse.ArgumentTypeError(f"{word or 'nothing'} does not end in .xlsx")
    return path


def taken(word: str) -> tuple[str, str]:
    """Return a cell, empty for all, and whose answer is taken there: the workbook's or the file's."""
    cell, _, whose = word.rpartition("=")
    if whose not in {"workbook", "file"}:
        raise argparse.ArgumentTypeError(f'{word} is not like "Skerravale, C14=workbook", nor workbook or file alone')
    return cell.strip(), whose


def page(word: str) -> Path:
    """Return the path of a page to write."""
    path = Path(word)
    if path.suffix.lower() not in {".html", ".htm"}:
        raise argparse.ArgumentTypeError(f"{word} does not end in .html")
    return path


def alarm(word: str) -> Any:
    """Return how long before a date to remind of it: a length of time, or the word none."""
    if word == "none":
        return word
    from scrutiny_response.intake.scalars import Unreadable, length_from

    try:
        return length_from(word)
    except Unreadable as error:
        raise argparse.ArgumentTypeError(f"{error}; {error.hint}") from error


def acceptable(word: str) -> str:
    """Return the identifier of what may be meant, or ID@PLACE."""
    from scrutiny_response.domain.contradictions.second_look import MAY_BE_MEANT

    id_, _, _ = word.partition("@")
    if id_ not in MAY_BE_MEANT:
        raise argparse.ArgumentTypeError(f"{id_} is nothing that can be accepted: {', '.join(sorted(MAY_BE_MEANT))}")
    return word


def problem_id(word: str) -> str:
    """Return the identifier of a problem, or a former one."""
    from scrutiny_response.use_cases.explain import unknown_id

    if fault := unknown_id(word):
        raise argparse.ArgumentTypeError(fault)
    return word


def choices(words: str) -> frozenset[Any]:
    """Return what to take from a house style document, named with commas between."""
    from engross.word.restyle import Choice

    choices_by_name = {str(choice): choice for choice in Choice}
    for word in words.split(","):
        if word.strip() not in choices_by_name:
            raise argparse.ArgumentTypeError(f"{word.strip()!r} is not one of {', '.join(choices_by_name)}")
    return frozenset(choices_by_name[word.strip()] for word in words.split(","))
