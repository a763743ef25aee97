"""A cycle's folder → each partnership as it stands: its file's values, its level, its problems, what is due of it."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePath

from msgspec import Struct, field
from msgspec.structs import replace

from engross.problems import Problem, Refused
from scrutiny_response.domain.assessment import State
from scrutiny_response.domain.due import DueItem, due_items
from scrutiny_response.domain.events import Recorded
from scrutiny_response.domain.framework import Framework
from scrutiny_response.domain.further import Declarations
from scrutiny_response.domain.history import READY, in_words
from scrutiny_response.intake import (
    Reading,
    Source,
    assessment_files,
    find_cycle,
    read_assessment,
    read_framework,
    shared_by,
    sources,
)
from scrutiny_response.intake.cycles import cycle_from
from scrutiny_response.intake.documents import tree_of
from scrutiny_response.intake.rewriting import value_of
from scrutiny_response.intake.tree import DataPath
from scrutiny_response.store import record as store
from scrutiny_response.use_cases.cycle_view.folder import CycleFolder
from scrutiny_response.use_cases.cycle_view.level_now import LevelNow, level_now
from scrutiny_response.use_cases.editing import Values, value_at
from scrutiny_response.use_cases.recording import history_of


class Partnership(Struct, frozen=True, kw_only=True):
    """One assessment file as it lies: its bytes, what it says itself, and all that follows from it.

    `slug` is the file's name without its ending. `values` is None if the file cannot be read to its end. `paths` says
    which value a problem is about. `level` is what the answers indicate.
    """

    slug: str
    file: str
    data: bytes
    values: Values
    reading: Reading
    level: LevelNow
    problems: tuple[Problem, ...]
    paths: Mapping[Problem, DataPath]
    events: tuple[Recorded, ...] = ()
    due: tuple[DueItem, ...] = ()

    @property
    def name(self) -> str:
        """The partnership's name; the file's, while it has none."""
        return self._text("partnership", "name") or self.slug

    @property
    def reference(self) -> str:
        """Its reference, or nothing while it has none."""
        return self._text("reference")

    @property
    def state(self) -> str:
        """How far its documents have come; once something is issued, what its record says."""
        own = self._text("state") or "draft"
        return in_words(self.events) or (READY if self.is_final else own)

    @property
    def is_final(self) -> bool:
        """Whether its text is final, and may be issued."""
        return self._text("state") == State.ISSUED

    @property
    def decided(self) -> str:
        """The identifier of the decided level, or nothing if none is decided."""
        return self._text("decision", "level")

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that keep it from being accepted."""
        return tuple(problem for problem in self.problems if problem.is_error)

    def _text(self, *path: str) -> str:
        value = value_at(self.values, path)
        return value if isinstance(value, str) else ""


class CommonFile(Struct, frozen=True, kw_only=True):
    """The cycle file as it lies; without data if there is none, without values if it cannot be read to its end."""

    file: str
    data: bytes | None
    values: Values
    problems: tuple[Problem, ...]
    paths: Mapping[Problem, DataPath]
    declared: Declarations = ()


class CycleView(Struct):
    """What stands in a cycle's folder; it remembers what it read, by the bytes."""

    folder: CycleFolder
    _read: dict[str, tuple[Source, Partnership]] = field(default_factory=dict)
    _followed: dict[str, tuple[object, Partnership]] = field(default_factory=dict)

    def framework(self) -> Framework:
        """Return the framework that comes with the software."""
        return read_framework(None)

    def partnerships(self, on: dt.date) -> tuple[Partnership, ...]:
        """Return all partnerships, by their names, with what is due of them on a day."""
        read = [self._partnership(source) for source in self._sources()]
        shared = shared_by([(partnership.file, partnership.reading.identified) for partnership in read])
        record = self.folder.record
        whole = [
            self._followed_up(_with_shared(each, shared[number]) if number in shared else each, record, on)
            for number, each in enumerate(read)
        ]
        self._forget({partnership.file for partnership in whole})
        return tuple(sorted(whole, key=lambda each: (each.name.casefold(), each.slug)))

    def partnership(self, slug: str, on: dt.date) -> Partnership | None:
        """Return one partnership; None if the cycle has none of this name.

        What it shares with others is told as these were read last.
        """
        source = next(self._sources(slug), None)
        if source is None:
            return None
        one = self._partnership(source)
        read = [partnership for _, partnership in list(self._read.values())]
        shared = shared_by([(partnership.file, partnership.reading.identified) for partnership in read])
        problems = next((shared[number] for number, each in enumerate(read) if each is one and number in shared), [])
        return self._followed_up(_with_shared(one, problems) if problems else one, self.folder.record, on)

    def others(self) -> tuple[Problem, ...]:
        """Return what is wrong with what lies among the assessments and is none."""
        return tuple(file for file in assessment_files([self.folder.inputs]) if isinstance(file, Problem))

    def common(self) -> CommonFile:
        """Return the cycle file."""
        file = find_cycle(self.folder.inputs)
        cycle = cycle_from(file)
        root = tree_of(file.data, file.file)[0] if file.data is not None else None
        return CommonFile(
            file=file.file,
            data=file.data,
            values=value_of(root) if root is not None else None if file.data else {},
            problems=cycle.problems,
            paths=cycle.paths,
            declared=cycle.declared,
        )

    def _sources(self, slug: str = "") -> Iterator[Source]:
        """Yield the bytes of each assessment file, or of the one with this name."""
        cycle = find_cycle(self.folder.inputs)
        listed = (file for file in assessment_files([self.folder.inputs]) if isinstance(file, str))
        files = (file for file in listed if not slug or slug_of(file) == slug)
        for source in sources(files, lambda _: True):
            if isinstance(source, Source):
                yield source
            else:
                yield Source(source.file, b"", cycle)

    def _partnership(self, source: Source) -> Partnership:
        cached = self._read.get(source.file)
        if cached is None or cached[0] != source:
            cached = self._read[source.file] = source, _partnership(source, self.framework())
        return cached[1]

    def _followed_up(self, read: Partnership, record: Path, on: dt.date) -> Partnership:
        """Return it with its events and what is due; the names of its events say whether there are new ones."""
        names = _event_files(record, read.reference)
        key = (read.data, read.reading, on, names, len(read.problems))
        cached = self._followed.get(read.file)
        if cached is None or cached[0] != key:
            cached = self._followed[read.file] = key, _followed(read, record, on)
        return cached[1]

    def _forget(self, files: set[str]) -> None:
        for remembered in (self._read, self._followed):
            for file in set(remembered) - files:
                del remembered[file]


def slug_of(file: str) -> str:
    """Return the name by which pages know a file: without `.yaml`, but with any other end, so that no two have one."""
    path = PurePath(file)
    return path.stem if path.suffix == ".yaml" else path.name


def _partnership(source: Source, framework: Framework) -> Partnership:
    reading = read_assessment(source, framework)
    own = tree_of(source.data, source.file)[0]
    values = value_of(own) if own is not None else None
    return Partnership(
        slug=slug_of(source.file),
        file=source.file,
        data=source.data,
        values=values,
        reading=reading,
        level=level_now(values, framework),
        problems=reading.problems,
        paths=reading.paths,
    )


def _with_shared(read: Partnership, problems: list[Problem]) -> Partnership:
    paths = {**read.paths, **dict.fromkeys(problems, ("reference",))}
    return replace(read, problems=(*read.problems, *problems), paths=paths)


def _followed(read: Partnership, record: Path, on: dt.date) -> Partnership:
    assessment = read.reading.assessment
    if not read.reference:
        return read
    try:
        events = history_of(record, read.reference)
        due = due_items(assessment, events, on) if assessment else ()
    except Refused as refused:
        return replace(read, problems=(*read.problems, *refused.problems))
    return replace(read, events=events, due=due)


def _event_files(record: Path, reference: str) -> tuple[str, ...]:
    """Return the names of a reference's events: what is recorded is never changed, only added to."""
    if not reference:
        return ()
    try:
        return tuple(sorted(os.listdir(store.folder_of(record, reference))))  # noqa: PTH208  # asked for every file
    except OSError:
        return ()
