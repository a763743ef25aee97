"""The bytes of assessment and cycle files → the templates that they may ask for, compiled before their turn.

A folder may hold hundreds of templates of which a cycle asks for two: the others cost nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from engross.problems import Problem
from scrutiny_response.domain.template_variants import ASKED_BY_DEFAULT, kind_of
from scrutiny_response.generate.settings import Settings

WITH_WARNINGS = ""
"""Stands in place of a template's hash if something is to be said of it in the next run too."""


class AskedTemplates:
    """The templates of a run: which are known to be without fault, and which were compiled in it.

    `hashes` are those of all templates by their names, and `recorded` those of the templates that the last run, by the
    same software, compiled. `problems` are what was said of those compiled here; they refuse nothing.
    """

    def __init__(self, settings: Settings, hashes: Mapping[str, str], recorded: Mapping[str, str]) -> None:
        self._settings, self._hashes = settings, hashes
        self._without_fault = {name: value for name, value in recorded.items() if hashes.get(name) == value}
        self._open = {name for name in hashes if name not in self._without_fault}
        self.problems: list[Problem] = []

    @property
    def without_fault(self) -> Mapping[str, str]:
        """The templates that can be rendered, by their hashes, in the order of the folder; see `WITH_WARNINGS`."""
        return {name: self._without_fault[name] for name in self._hashes if name in self._without_fault}

    def begin(self, recorded: Iterable[str]) -> None:
        """Compile those that the last run compiled and that are others now; in a first run, what is asked by default.

        Raises Refused with the problems of all of them.
        """
        names = frozenset(recorded) or {name for name in self._open if kind_of(name) in ASKED_BY_DEFAULT}
        self._compile(self._open & names)

    def look(self, *texts: bytes | None) -> None:
        """Compile each template whose kind stands in these files' bytes and that is not known yet.

        One whose kind is written otherwise there (in escapes, or in UTF-16) is compiled when it is rendered, and then
        what is wrong with it refuses the assessment. Raises Refused with the problems of all of them.
        """
        if self._open:
            self._compile({name for name in self._open if self._may_ask(kind_of(name), texts)})

    def _may_ask(self, kind: str, texts: Iterable[bytes | None]) -> bool:
        return kind in ASKED_BY_DEFAULT or any(kind.encode() in text for text in texts if text)

    def _compile(self, names: set[str]) -> None:
        if not names:
            return
        from scrutiny_response.generate.build import compiled  # noqa: PLC0415  # a run that makes nothing loads no engine

        self._open -= names
        for name, template in compiled(self._settings.templates, self._settings.declared).open_all(names).items():
            self.problems += template.problems
            self._without_fault[name] = WITH_WARNINGS if template.problems else self._hashes[name]
