"""Files that go in and come out, and the choices about them: values that need neither LibreOffice nor pikepdf."""

from __future__ import annotations

import datetime as dt
from enum import IntEnum
from pathlib import Path

from msgspec import Struct

from engross import files, paths
from engross.labels import WORDS
from engross.problems import FilePlace, Problem, Refused

NO_DATE = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)
"""The date if one must stand and none is known: the one that the Word files' archives carry."""

MOST_BYTES = 512 * 1024 * 1024
"""The largest report or plan that is read, in bytes."""


class Archive(IntEnum):
    """The PDF/A version that is asked for: 3 may carry other files, 2 may not."""

    A2B = 2
    A3B = 3


class WordFile(Struct, frozen=True):
    """A Word file to convert: what problems call it, and its content. Two may have the same name.

    If it is final, a PDF that says something else is refused, of which else a warning tells.
    """

    name: str
    data: bytes
    is_final: bool = False

    @classmethod
    def read(cls, path: Path, *, is_final: bool = False) -> WordFile:
        """Return the Word file at `path`; Refused if it cannot be read."""
        try:
            return cls(path.as_posix(), files.read_file(path, MOST_BYTES), is_final)
        except OSError as error:
            message = f"the file cannot be read ({paths.reason(error)})"
            hint = "check its name and its permissions"
            raise Refused([Problem("unreadable-file", FilePlace(path.as_posix()), message, hint)]) from None


class PdfFile(Struct, frozen=True):
    """A PDF file: what problems call it, and its content."""

    name: str
    data: bytes


class ConvertedPdf(Struct, frozen=True):
    """A PDF, and the warnings about it."""

    data: bytes
    warnings: tuple[Problem, ...] = ()


class PdfAttachChoices(Struct, frozen=True):
    """How the plan is attached.

    `title` is what its entry in the outline says after its label; `label` the word for an appendix, where the report
    has none yet; `letter` its letter or number (empty: the one that follows the report's appendices, in their manner).
    Without a label the entry is the title alone. `after` is the outline entry after whose section it stands (empty: at
    the end); `restart` says whether its pages are labelled from 1 or continue; `key` what tells this plan from others
    in the same report (empty: the title). `is_page` says that it is a page that goes with appendices, `is_first` that
    it stands before all that was attached after the same entry, `is_below` that such a page right before it has its
    heading, under which its own stand; `before` is the key, or without one the title, of the plan right before which
    such a page stands, and whose letter it has, if that plan is there. The numbers printed on its pages are those of
    the plan's PDF, and stay.
    """

    title: str = "improvement plan"
    label: str = WORDS[0]
    letter: str = ""
    after: str = ""
    restart: bool = True
    key: str = ""
    is_page: bool = False
    is_first: bool = False
    is_below: bool = False
    before: str = ""


class Enclosure(Struct, frozen=True):
    """A Word file to embed: its name without folders, its content, and when it was last changed."""

    name: str
    data: bytes
    modified: dt.datetime = NO_DATE


class AttachedPdf(Struct, frozen=True):
    """The report with its appendix, what could not be kept (warnings and information), and the appendix's heading.

    `replaced` says that the plan was there before; the data are the report's own where it was there as it is.
    """

    data: bytes
    problems: tuple[Problem, ...]
    title: str
    replaced: bool = False
