"""One Word file at a time → its PDF, by a LibreOffice that stays for the next: for pages that somebody looks at.

It is never asked for what is issued: there, each list of files has a process of its own. Its PDFs are the same
bytes, but that LibreOffice may space the number of a list item otherwise; their words are the same.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

from msgspec import Struct

from engross import interrupts, paths, temporary
from engross.pdf import guarded, kept_macro
from engross.pdf.command_line import UNSEEN, WITHOUT_SCREEN
from engross.pdf.converter import Converter, Result, read_pdf
from engross.pdf.files import Archive, WordFile
from engross.pdf.profile import write_profile

_GLANCE = 0.01
"""How many seconds lie between two looks at what LibreOffice has done."""


class Limits(Struct, frozen=True):
    """When a kept LibreOffice ends: by files, and by seconds of silence, at one file, and before it is ready."""

    files: int = 50
    silence: float = 120.0
    patience: float = 30.0
    start: float = 60.0


class _Lost(Exception):
    """LibreOffice has ended, or gives no answer."""


class _Session(Struct):
    """A LibreOffice that runs, its folder, and how many files it was given."""

    process: subprocess.Popen[bytes]
    folder: Path
    count: int = 0

    def pdf_of(self, data: bytes, patience: float) -> bytes | None:
        """Return the PDF of a Word file, None if LibreOffice can make none; _Lost if it answers no more."""
        source, pdf, asked, told = (self.folder / f"{self.count}{end}" for end in (".docx", ".pdf", ".ask", ".told"))
        self.count += 1
        source.write_bytes(data)
        asked.touch()
        self.wait_for(told, patience)
        content = read_pdf(pdf)
        for path in (source, pdf, asked, told):
            with suppress(OSError):
                path.unlink(missing_ok=True)
        return content

    def wait_for(self, file: Path, patience: float) -> None:
        """Wait until LibreOffice has written a file; _Lost if it has ended, or needs more seconds than `patience`."""
        deadline = time.monotonic() + patience
        while not paths.is_file(file):
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise _Lost
            time.sleep(_GLANCE)

    def end(self) -> None:
        """End LibreOffice and take its folder away."""
        guarded.end(self.process)
        shutil.rmtree(self.folder, ignore_errors=True)


class KeptConverter:
    """LibreOffice on this machine, which stays: its first file takes as long as ever, and the next a tenth of that.

    It is replaced after so many files, after silence and after any failure, and ends with this process, however that
    comes about. What it cannot do, and what is for an archive, has a process of its own, which says what is wrong.
    """

    def __init__(self, office: Converter, limits: Limits | None = None) -> None:
        self._office = office
        self._limits = limits or Limits()
        self._turn = threading.Lock()
        self._session: _Session | None = None
        self._silence: threading.Timer | None = None
        self._cannot_stay = False
        self._owner = os.getpid()
        interrupts.at_end(self._end_with_process)

    def convert(self, files: Sequence[WordFile], archive: Archive | None = None) -> tuple[Result, ...]:
        """Return for each file, in this order, what `Converter.convert` returns for it."""
        results = dict(self.as_they_come(files, archive))
        return tuple(results[number] for number in range(len(files)))

    def as_they_come(self, files: Sequence[WordFile], archive: Archive | None = None) -> Iterator[tuple[int, Result]]:
        """Yield the number of each file with its PDF or the problem with it, as soon as that is known."""
        if archive is not None:
            yield from self._office.as_they_come(files, archive)
            return
        for number, file in enumerate(files):
            with self._turn:
                result = self._kept(file) or self._office.convert([file])[0]
            yield number, result

    def close(self) -> None:
        """End LibreOffice; the next file begins another."""
        with self._turn:
            self._end()

    def _kept(self, file: WordFile) -> bytes | None:
        """Return the PDF as the LibreOffice that stays makes it; None if it can make none, and then it is ended."""
        try:
            session = self._begun()
            pdf = session.pdf_of(file.data, self._limits.patience) if session else None
        except (OSError, _Lost):
            pdf = None
        if session := self._session:
            if pdf is None or session.count >= self._limits.files:
                self._end()
            else:
                self._end_after_silence(session)
        return pdf

    def _begun(self) -> _Session | None:
        """Return the LibreOffice that runs, or a new one; None if it does not run macros here, as some managed ones."""
        if self._silence is not None:
            self._silence.cancel()
        if self._session is None and not self._cannot_stay:
            folder = Path(tempfile.mkdtemp(dir=temporary.folder()))
            profile = folder / "profile"
            write_profile(profile, self._office.program)
            kept_macro.write_macro(profile, folder)
            program = str(self._office.program.absolute())
            command = [program, f"-env:UserInstallation={profile.as_uri()}", *UNSEEN, kept_macro.RUN]
            self._session = _Session(guarded.started(command, folder, WITHOUT_SCREEN), folder)
            try:
                self._session.wait_for(folder / kept_macro.READY, self._limits.start)
            except _Lost:
                self._cannot_stay = True
                raise
        return self._session

    def _end_after_silence(self, session: _Session) -> None:
        count = session.count

        def end() -> None:
            with self._turn:
                if self._session is session and session.count == count:
                    self._end()

        self._silence = threading.Timer(self._limits.silence, end)
        self._silence.daemon = True
        self._silence.start()

    def _end(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            session.end()

    def _end_with_process(self) -> None:
        """End without waiting for a turn: the one that has it may be the one that was stopped."""
        if os.getpid() == self._owner:
            self._end()


@cache
def kept(office: Converter) -> KeptConverter:
    """Return the LibreOffice that stays in this process."""
    return KeptConverter(office)
