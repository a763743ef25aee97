"""Word files → PDF files as LibreOffice writes them: lists of files, a process for each core, each result checked."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event
from typing import Protocol

from msgspec import Struct

from engross import interrupts, paths, temporary
from engross.pdf import guarded
from engross.pdf.command_line import FILTER, UNSEEN, WITHOUT_SCREEN, export_options
from engross.pdf.files import Archive, WordFile
from engross.pdf.profile import write_profile
from engross.pdf.program import fails, find_program, trial
from engross.problems import FilePlace, Problem

LONGEST_LIST = 64
"""The most files that one process is given. A longer list gains nothing more on the start of the process."""
SHORTEST_LIST = 4
"""The fewest files for which another process pays: starting one takes as long as converting about three letters."""
PATIENCE = 90.0
"""How many seconds may pass without another PDF before a process is ended. So a list's limit grows with its files."""

Result = bytes | Problem
"""A PDF, or why there is none."""

_CHECKED_EVERY = 0.05
_END = 10.0
"""How many seconds are waited for processes that are being ended."""
_SENTENCES = {
    "failed": "LibreOffice could not make a PDF of this file",
    "hung": "LibreOffice did not finish with this file in {patience:g} seconds",
}


class Office(Protocol):
    """LibreOffice, however it is run."""

    def as_they_come(self, files: Sequence[WordFile], archive: Archive | None = None) -> Iterator[tuple[int, Result]]:
        """Yield the number of each file with its PDF or the problem with it, as soon as that is known."""


class Converter(Struct, frozen=True):
    """LibreOffice on this machine. `processes` is how many run at once; `patience` in seconds (see PATIENCE)."""

    program: Path
    processes: int = 1
    patience: float = PATIENCE

    @classmethod
    def find(cls, program: Path | None = None) -> Converter:
        """Return LibreOffice as installed, or at `program`; Refused, with what to install, if it is not there."""
        return cls(find_program(program), os.cpu_count() or 1)

    def convert(self, files: Sequence[WordFile], archive: Archive | None = None) -> tuple[Result, ...]:
        """Return for each file, in this order, what `as_they_come` yields for it."""
        results = dict(self.as_they_come(files, archive))
        return tuple(results[number] for number in range(len(files)))

    def as_they_come(self, files: Sequence[WordFile], archive: Archive | None = None) -> Iterator[tuple[int, Result]]:
        """Yield the number of each file with the PDF as LibreOffice writes it, or the problem with that file.

        The PDFs are tagged and claim PDF/UA; if `archive` is given, PDF/A too. They carry clock times, which
        `postprocess` takes away. Each comes as soon as it is whole, while LibreOffice is at the next.
        """
        try:
            temporary.folder()  # made here, where only one asks for it
        except OSError as error:
            yield from ((number, _no_room(error)) for number in range(len(files)))
            return
        step = _how_many_lists(len(files), self.processes)
        stop = Event()
        under_way: list[Future[None]] = []
        answers: SimpleQueue[tuple[int, Result] | Future[None]] = SimpleQueue()

        def end() -> None:
            """Where somebody pressed Ctrl-C: end LibreOffice, start no more of it, and wait for its folders to go."""
            stop.set()
            wait(under_way, _END)

        with ThreadPoolExecutor(max_workers=max(1, self.processes)) as pool, interrupts.on_exit(end):
            for first in range(step):
                tell = _Teller(range(first, len(files), step), answers)
                under_way.append(pool.submit(self._convert_list, files[first::step], archive, stop, tell))
                under_way[-1].add_done_callback(answers.put)
            for _ in under_way:
                while not isinstance(answer := _next_of(answers), Future):
                    yield answer
                answer.result()

    def _convert_list(
        self, files: Sequence[WordFile], archive: Archive | None, stop: Event, tell: _Teller
    ) -> None:  # fmt: skip
        """Convert one list in its own folder and profile; try again, without a failing file, what it took with it."""
        try:
            with temporary.directory() as folder:
                run = _Run(self, folder, archive, stop, tell)
                for number, file in enumerate(files):
                    run.source(number).write_bytes(file.data)
                causes = dict(_settle(run, len(files)))
                left = [(n, files[n].name, causes.get(n, "failed")) for n in tell.waiting()]
                results = {n: self._result(run.target(n), name, cause) for n, name, cause in left}
                is_full = any(map(_may_want_room, results.values())) and temporary.is_full(folder)
        except OSError as error:
            results, is_full = dict.fromkeys(tell.waiting(), _no_room(error)), False
        for number, result in results.items():
            tell(number, _no_room() if is_full and _may_want_room(result) else result)

    def _result(self, target: Path, name: str, cause: str) -> Result:
        data = read_pdf(target)
        if data is not None:
            return data
        if cause == "nothing":
            return fails(self.program)
        hint = "open it in Word, save it again as Word Document (.docx), then run again"
        return Problem(f"pdf-{cause}", FilePlace(name), _SENTENCES[cause].format(patience=self.patience), hint)


def _next_of(answers: SimpleQueue[tuple[int, Result] | Future[None]]) -> tuple[int, Result] | Future[None]:
    """Return what comes next; a stop is heard while it is waited for."""
    while True:
        with suppress(Empty):
            return answers.get(timeout=interrupts.GLANCE)


class _Teller:
    """What becomes of the files of one list, each told once, under the number that it has among all."""

    def __init__(self, numbers: Sequence[int], answers: SimpleQueue[tuple[int, Result] | Future[None]]) -> None:
        self._numbers = numbers
        self._answers = answers
        self._told: set[int] = set()

    def __call__(self, number: int, result: Result) -> None:
        self._told.add(number)
        self._answers.put((self._numbers[number], result))

    def waiting(self) -> list[int]:
        """Return the files of which nothing was told."""
        return [number for number in range(len(self._numbers)) if number not in self._told]


class _Run(Struct, frozen=True):
    """One folder with numbered sources, their PDFs and a profile of LibreOffice's own."""

    office: Converter
    folder: Path
    archive: Archive | None
    stop: Event
    tell: _Teller

    def source(self, number: int) -> Path:
        return self.folder / f"{number}.docx"

    def target(self, number: int) -> Path:
        return self.folder / f"{number}.pdf"

    def missing(self, numbers: Sequence[int]) -> list[int]:
        return [n for n in numbers if read_pdf(self.target(n)) is None]

    def makes_anything(self, number: int) -> bool:
        """Whether LibreOffice makes a PDF of a document that is surely whole, tried under a number that is free."""
        self.source(number).write_bytes(trial())
        self([number])
        return not self.missing([number])

    def tell_whole(self, numbers: Sequence[int]) -> int:
        """Tell the PDFs that are whole, as one of a later file is begun; return how many are begun."""
        begun = [n for n in numbers if paths.is_file(self.target(n))]
        waiting = set(self.tell.waiting())
        for number in begun[:-1]:
            if number in waiting and (pdf := read_pdf(self.target(number))) is not None:
                self.tell(number, pdf)
        return len(begun)

    def __call__(self, numbers: Sequence[int]) -> str:
        """Convert these; how the process ended: "ended", "crashed", "hung" or "stopped"."""
        profile = self.folder / "profile"
        if not profile.is_dir():
            write_profile(profile, self.office.program)
        command = [
            str(self.office.program.absolute()),
            f"-env:UserInstallation={profile.as_uri()}",
            *UNSEEN,
            f"--infilter={FILTER}",
            *("--convert-to", f"pdf:writer_pdf_Export:{export_options(self.archive)}"),
            *("--outdir", str(self.folder)),
            *(str(self.source(n)) for n in numbers),
        ]
        if self.stop.is_set():
            return "stopped"
        with guarded.started(command, self.folder, WITHOUT_SCREEN) as process:
            end = _watch(process, self, numbers)
        if end != "ended":
            shutil.rmtree(profile, ignore_errors=True)  # it may be half written, or locked
        return end


def _settle(run: _Run, count: int) -> Iterator[tuple[int, str]]:
    """Run until each file has its PDF or its cause, and yield the causes.

    A file that LibreOffice reports and skips is tried once more. Where the process crashed or hung, the first file
    without a PDF is the one it was at: that one is tried alone, and the rest goes on without it. Where there is not one
    PDF, it may be LibreOffice itself that fails or hangs; each file would then be waited for in vain, and blamed.
    """
    waiting = list(range(count))
    retried = is_working = False
    while waiting:
        end = run(waiting)
        waiting = run.missing(waiting)
        is_working = is_working or len(waiting) < count or end == "stopped" or run.makes_anything(count)
        if not is_working:
            yield from ((n, "nothing") for n in waiting)
            return
        if end == "stopped" or (end == "ended" and (retried or not waiting)):
            yield from ((n, "failed") for n in waiting)
            return
        retried = end == "ended"
        if not retried and waiting:
            suspect = waiting.pop(0)
            yield suspect, "hung" if run([suspect]) == "hung" else "failed"


def _how_many_lists(count: int, processes: int) -> int:
    """Return as many lists as pay for so many files, none over the longest, so that the processes end together."""
    rounds = -(-count // (LONGEST_LIST * processes))
    return min(rounds * processes, -(-count // SHORTEST_LIST))


def _may_want_room(result: Result) -> bool:
    return isinstance(result, Problem) and result.id in {"pdf-failed", "pdf-hung", "libreoffice-fails"}


def _no_room(error: OSError | None = None) -> Problem:
    return temporary.no_room("LibreOffice cannot make PDFs", error)


def _watch(process: subprocess.Popen[bytes], run: _Run, numbers: Sequence[int]) -> str:
    """Wait for the end, or for too many seconds without another PDF, and leave nothing running."""
    patience = run.office.patience
    seen, deadline = 0, time.monotonic() + patience
    try:
        while process.poll() is None:
            count = run.tell_whole(numbers)
            if count > seen:
                seen, deadline = count, time.monotonic() + patience
            if time.monotonic() > deadline:
                return "hung"
            if run.stop.is_set():
                return "stopped"
            with suppress(subprocess.TimeoutExpired):
                process.wait(_CHECKED_EVERY)
        return "crashed" if process.returncode else "ended"
    finally:
        guarded.end(process)


def read_pdf(path: Path) -> bytes | None:
    """Return the PDF at `path`; None if there is none, or one that breaks off."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    return data if data.startswith(b"%PDF") and b"%%EOF" in data[-1024:] else None
