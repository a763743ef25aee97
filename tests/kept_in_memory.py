"""Templates that tests open again and again → compiled once or twice in each process, and then as installed software has
them: kept, and read back.

A checkout keeps none on disk, so each test compiled the shipped templates for itself: a quarter of all tests' time.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import replace

from engross.problems import Problem
from engross.word import kept
from engross.word.render.compiled import Compiled

if TYPE_CHECKING:
    from engross.word.check import Use

_installation, _key_of, _load, _keep = kept.installation, kept.key_of, kept.load, kept.keep


class KeptInMemory:
    """Stands for the folder of kept templates. What is opened once only, as a random template, is not kept."""

    def __init__(self) -> None:
        self._opened: set[str] = set()
        self._written: dict[str, bytes] = {}

    def key_of(self, data: bytes, file: str, decides: object) -> str:
        """Return the name of a template that was opened earlier; "" at its first time."""
        if kept.installation is not _installation:  # a test of what is kept on disk
            return _key_of(data, file, decides)
        named = kept._named(decides)  # noqa: SLF001  # the same rule
        if named is None:
            return ""
        key = hashlib.sha256(repr((hashlib.sha256(data).digest(), file, named)).encode("utf-8", "replace")).hexdigest()
        is_again = key in self._opened
        self._opened.add(key)
        return key if is_again else ""

    def load(
        self, key: str, filters: Mapping[str, Callable[..., Any]], uses: Callable[[], frozenset[Use]]
    ) -> tuple[Compiled, tuple[Problem, ...]] | None:
        """Return what was kept, as it is read back from a file."""
        if kept.installation is not _installation:
            return _load(key, filters, uses)
        if key not in self._written:
            return None
        compiled, problems = kept._revived(self._written[key], filters)  # noqa: SLF001  # as from a file
        return replace(compiled, uses=uses), problems

    def keep(self, key: str, compiled: Compiled, problems: tuple[Problem, ...]) -> None:
        """Keep a template as it is written into a file."""
        if kept.installation is not _installation:
            _keep(key, compiled, problems)
        elif key:
            with suppress(pickle.PicklingError, TypeError, AttributeError):  # as there
                self._written[key] = kept._written(compiled, problems)  # noqa: SLF001  # as into a file


def use(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this process keep templates so from now on."""
    memory = KeptInMemory()
    for name in ("key_of", "load", "keep"):
        monkeypatch.setattr(kept, name, getattr(memory, name))
