"""Words with `*` and `?` → the files that they mean, on Windows, whose shells hand such words on as they were typed."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from glob import iglob
from pathlib import Path

from scrutiny_response.intake.file_names import ASSESSMENTS, TEMPLATES, WORKBOOKS, ending, is_beside

_OF_FILES = (*ASSESSMENTS, *TEMPLATES, *WORKBOOKS, ".pdf")
"""How a word ends that is one of files: a reason may have a question mark in it, too."""


def expanded(words: Sequence[str]) -> list[str]:
    """Return the words of a command; on Windows, those of files with `*` or `?` as the names of the files they match.

    What only lies beside a file, such as Word's own, is none of them. A word that no file matches stays as it is.
    """
    if sys.platform != "win32":
        return list(words)
    return [each for word in words for each in sorted(_files(word)) or [word]]


def _files(word: str) -> Iterator[str]:
    if not set("*?") & set(word) or ending(word) not in _OF_FILES:
        return
    pattern = re.sub(r"\*+", "*", word).replace("[", "[[]")
    for name in iglob(pattern):  # noqa: PTH207  # a closed folder, or a name too long, is no exception here
        path = Path(name)
        if not is_beside(path.name):
            yield path.as_posix()
