"""`manifest.json` → its records, one at a time, by the names of their assessment files.

A manifest has each record on a line of its own, in the order of the names. Only these names and the places of the lines
are held in memory. One that someone reformatted is read whole, and laid out so in a temporary file.
"""

from __future__ import annotations

import json
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from io import BytesIO
from itertools import pairwise
from pathlib import Path, PurePosixPath
from tempfile import TemporaryFile
from typing import IO, NamedTuple, Self

from engross import paths, temporary
from engross.problems import FilePlace, Problem, Refused
from scrutiny_response.store import manifest
from scrutiny_response.store.manifest import Document, Header, Record
from scrutiny_response.store.spill import Spill, SpilledColumn, out_of_space

_BEGIN, _NAME, _END = b'{"file": "', len('{"file": '), b"]}\n"
_DECODER = json.JSONDecoder()


class Layout(NamedTuple):
    """A manifest's header, the files of its records in order, and where their lines begin and the last one ends."""

    header: Header
    files: list[str]
    starts: array[int]


class ManifestIndex:
    """The records of a manifest by their numbers, in the order of `files`, the names of their assessment files.

    Its file is open until it is closed. Reading raises Refused if a record is damaged.
    """

    def __init__(self, path: Path, layout: Layout | None = None, stream: IO[bytes] | None = None) -> None:
        self.path = path
        self.header, self.files, self._starts = layout or Layout(Header(), [], array("Q"))
        self._stream = stream or BytesIO()
        self._parsed: SpilledColumn[Record] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __len__(self) -> int:
        return len(self.files)

    def close(self) -> None:
        """Let the file go; nothing can be read of it any more."""
        self._stream.close()

    def find(self, file: str) -> int:
        """Return the number of an assessment file's record; -1 if there is none."""
        number = bisect_left(self.files, file)
        return number if number < len(self.files) and self.files[number] == file else -1

    def without(self, files: Iterable[str]) -> Iterator[int]:
        """Return the numbers of the records of all other files."""
        is_excluded = bytearray(len(self.files))
        for file in files:
            number = self.find(file)
            if number >= 0:
                is_excluded[number] = 1
        return (number for number, excluded in enumerate(is_excluded) if not excluded)

    def line(self, number: int) -> bytes:
        """Return a record as it is written."""
        start, end = self._starts[number], self._starts[number + 1]
        self._stream.seek(start)
        return self._stream.read(end - start).rstrip(b",\n")

    def record(self, number: int) -> Record:
        """Return a record. It is parsed once; from then on it is a value in a temporary file."""
        if self._parsed and self._parsed.has(number):
            return self._parsed[number]
        return self._keep(number, self._parse(number))

    def of_file(self, file: str) -> Record | None:
        """Return the record of an assessment file; None if there is none."""
        number = self.find(file)
        return self.record(number) if number >= 0 else None

    def at_turn(self, file: str) -> Record | None:
        """Return the same when the file's turn comes, which holds the record as long as that lasts.

        Only a record with orphaned documents is needed afterwards in every run, and kept: to keep one costs as much as
        half a parse.
        """
        number = self.find(file)
        if number < 0:
            return None
        record = self._parse(number)
        return self._keep(number, record) if record.orphaned else record

    def _keep(self, number: int, record: Record) -> Record:
        if self._parsed is None:
            self._parsed = SpilledColumn(Spill())
        self._parsed.put(number, record)
        return record

    def damaged(self, error: Exception, what: str = "the manifest") -> Refused:
        """Return what is raised if a record does not hold what it should."""
        return _unreadable(self.path, f"{what} is damaged ({manifest.in_words(error)})")

    def records(self) -> Iterator[Record]:
        """Yield all of them once, in their order, for those who want no other."""
        return map(self._parse, range(len(self)))

    def document(self, path: str) -> Document | None:
        """Return the document that is recorded at a path in the output folder, whichever assessment made it."""
        owner = self._owners.get(hash(paths.key(path)))
        return None if owner is None else self.record(owner).document(path)

    @cached_property
    def _owners(self) -> dict[int, int]:
        """The number of the record for each path; these are hashed, as a number takes less room than a name."""
        return {
            hash(paths.key(document.path)): number
            for number, record in enumerate(map(self.record, range(len(self))))
            for document in (*record.orphaned, *record.documents)
        }

    @cached_property
    def numbers_of_names(self) -> Mapping[str, Sequence[int]]:
        """The numbers of the records whose files' names are one on a disk that ignores capitals, by the names' keys."""
        numbers: defaultdict[str, array[int]] = defaultdict(lambda: array("L"))
        for number, file in enumerate(self.files):
            numbers[paths.key(PurePosixPath(file).name)].append(number)
        return numbers

    def _parse(self, number: int) -> Record:
        try:
            return manifest.record(self.line(number))
        except manifest.DAMAGE as error:
            raise self.damaged(error, f"the record of {self.files[number]}") from error


def read(path: Path) -> ManifestIndex:
    """Return the manifest in a file, without records if there is none; Refused if it cannot be read."""
    try:
        stream = path.open("rb")
        layout = _layout(stream)
        if layout:
            return ManifestIndex(path, layout, stream)
        with stream:
            stream.seek(0)
            head, records = manifest.read(stream.read())
        return indexed(path, head, (manifest.line(records[file]) for file in sorted(records)))
    except FileNotFoundError:
        return ManifestIndex(path)
    except OSError as error:
        raise _unreadable(path, f"the manifest cannot be read ({paths.reason(error)})") from error
    except manifest.OtherForm as error:
        raise _unreadable(path, str(error), "use the version of the software that wrote it, or ") from error
    except manifest.DAMAGE as error:
        raise ManifestIndex(path).damaged(error) from error


def indexed(path: Path, head: Header, lines: Iterable[bytes]) -> ManifestIndex:
    """Return a manifest in a temporary file; `path` is where problems are said to be."""
    with out_of_space():
        stream = TemporaryFile(dir=temporary.folder())  # noqa: SIM115  # the index closes it
        stream.writelines(manifest.pieces(head, lines))
        stream.seek(0)
        return ManifestIndex(path, _layout(stream), stream)


def _layout(stream: IO[bytes]) -> Layout | None:
    """Where the lines of a manifest are; None if they are not laid out as they should be."""
    place = len(begin := stream.readline())
    files, starts = [], array("Q")
    try:
        head = manifest.header_of(json.loads(begin + _END))
        while (line := stream.readline()).startswith(_BEGIN):
            files.append(_DECODER.raw_decode(line.decode(), _NAME)[0])
            starts.append(place)
            place += len(line)
    except manifest.DAMAGE:
        return None
    starts.append(place)
    is_so = line == _END and all(first < second for first, second in pairwise(files))
    return Layout(head, files, starts) if is_so else None


def _unreadable(path: Path, message: str, else_: str = "") -> Refused:
    hint = f"{else_}move it away: the documents that are there then count as edited by hand"
    return Refused([Problem("unreadable-manifest", FilePlace(path.as_posix()), message, hint)])
