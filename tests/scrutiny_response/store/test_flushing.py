"""Whatever takes its name was on the disk before: a power cut at any moment leaves every file whole."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from scrutiny_response import resources
from scrutiny_response.generate import cycle
from scrutiny_response.generate.workers import Workers
from scrutiny_response.store import flushing, whole_files


class Disk:
    """A disk that keeps what was flushed and loses the rest when the power is cut; `lost` is what had a name by then."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *, at_once: bool) -> None:
        self.unflushed: set[int] = set()
        self.lost: list[str] = []
        self.flushes = {"one": 0, "all": 0}
        write, fsync, replace = os.write, os.fsync, Path.replace

        def written(descriptor: int, data: bytes) -> int:
            self.unflushed.add(os.fstat(descriptor).st_ino)
            return write(descriptor, data)

        def flushed(descriptor: int) -> None:
            self.flushes["one"] += 1
            self.unflushed.discard(os.fstat(descriptor).st_ino)
            fsync(descriptor)

        def all_flushed(_descriptor: int) -> int:
            self.flushes["all"] += 1
            self.unflushed.clear()
            return 0

        def moved(path: Path, target: Path) -> Path:
            self.lost += [str(target)] if path.stat().st_ino in self.unflushed else []
            return replace(path, target)

        monkeypatch.setattr(os, "write", written)
        monkeypatch.setattr(os, "fsync", flushed)
        monkeypatch.setattr(Path, "replace", moved)
        monkeypatch.setattr(flushing, "flush_call", lambda: all_flushed if at_once else None)
        monkeypatch.setattr(flushing, "is_local", lambda _device: True)


@pytest.mark.parametrize("at_once", [True, False])
def test_a_power_cut_at_any_moment_of_a_run_leaves_every_document_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: bool
) -> None:
    disk = Disk(monkeypatch, at_once=at_once)
    outcome = cycle.generate([resources.inputs()], tmp_path / "output", workers=Workers(1))
    documents = sum(len(one.changes) for one in outcome.outcomes)
    assert documents > 20
    assert disk.lost == []
    assert disk.flushes["all"] == at_once
    assert (disk.flushes["one"] < documents) == at_once, "by themselves, each is flushed"


def written(folder: Path) -> Sequence[str | OSError]:
    """What became of three files that were staged together."""
    return whole_files.write_parts(folder, [b"1", b"2", b"3"])


@pytest.fixture
def one_by_one(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The files that were flushed by themselves."""
    flushed: list[int] = []
    monkeypatch.setattr(os, "fsync", flushed.append)
    return flushed


@pytest.mark.parametrize(
    ("call", "is_local"), [(lambda _descriptor: -1, True), (None, True), (lambda _descriptor: 0, False)]
)
def test_where_all_cannot_be_flushed_at_once_each_is_by_itself(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    one_by_one: list[int],
    call: Callable[[int], int] | None,
    is_local: bool,
) -> None:
    monkeypatch.setattr(flushing, "flush_call", lambda: call)
    monkeypatch.setattr(flushing, "is_local", lambda _device: is_local)
    names = written(tmp_path)
    assert [(tmp_path / str(name)).read_bytes() for name in names] == [b"1", b"2", b"3"]
    assert len(one_by_one) == 3


def test_what_could_not_be_written_is_told_of_the_file_that_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    descriptors: list[int] = []

    def second_fails(descriptor: int) -> None:
        descriptors.append(descriptor)
        if len(descriptors) == 2:
            raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "fsync", second_fails)
    monkeypatch.setattr(flushing, "flush_call", lambda: lambda _descriptor: -1)
    monkeypatch.setattr(flushing, "is_local", lambda _device: True)
    first, second, third = written(tmp_path)
    assert (type(first), str(second), type(third)) == (str, "[Errno 5] Input/output error", str)
    for descriptor in descriptors:
        with pytest.raises(OSError, match="Bad file descriptor"):
            os.fstat(descriptor)


def test_an_older_system_that_does_not_tell_what_it_could_not_write_is_not_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(flushing, "_version", lambda: (5, 4))
    flushing.flush_call.cache_clear()
    try:
        assert flushing.flush_call() is None
    finally:
        flushing.flush_call.cache_clear()


def test_a_device_that_is_not_mounted_is_none_of_this_computers_disks() -> None:
    assert not flushing.is_local(os.makedev(4095, 1))
