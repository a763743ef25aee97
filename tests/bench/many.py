"""Very many assessments, at three sizes → time and memory on two cores, and on a local Dask cluster of four workers.

Run with `python -m tests.bench.many [COUNT]`, 100,000 if not said; the other sizes are a hundredth and a tenth of it.
Both ways write the same documents, which is asserted. With a hundred thousand it takes a quarter of an hour or more, and 10 GB of disk.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.cycle import Cost, command
from tests.synthetic import write_cycle

COUNT, CORES, DASK_WORKERS = 100_000, 2, 4


@contextmanager
def cluster() -> Iterator[str]:
    """The address of a local cluster, each of whose workers is a process of its own."""
    from distributed import LocalCluster  # noqa: PLC0415  # only where it is measured

    with LocalCluster(n_workers=DASK_WORKERS, threads_per_worker=1, dashboard_address=None) as local:  # type: ignore[no-untyped-call]  # Dask gives it no types
        yield str(local.scheduler_address)


def main(count: int = COUNT) -> None:
    """Measure and print."""
    print(f"{'':<34}{'assessments':>12}{'clock s':>10}{'CPU s':>9}{'a second':>10}{'peak MB':>9}{'ms each more':>14}")
    with TemporaryDirectory() as name:
        inputs = {size: write_cycle(Path(name) / f"{size}/inputs", size) for size in (count // 100, count // 10, count)}
        hashes = {}
        for size, output in _ways(f"{CORES} processes", ["--workers", str(CORES)], inputs):
            hashes[size] = _hash(output)
        with cluster() as address:
            for size, output in _ways(f"Dask, {DASK_WORKERS} workers", ["--dask", address], inputs):
                assert _hash(output) == hashes[size], "other documents"


def _ways(how: str, words: list[str], inputs: dict[int, Path]) -> Iterator[tuple[int, Path]]:
    """Yield each size with its output folder, which is taken away afterwards, when its row is printed."""
    earlier: tuple[int, Cost] | None = None
    for size, place in inputs.items():
        output = place.parent / "output"
        shutil.rmtree(output, ignore_errors=True)
        cost = command("generate", *words, "-o", str(output), str(place), cwd=place.parent)
        more = (cost.wall - earlier[1].wall) / (size - earlier[0]) * 1000 if earlier else cost.wall / size * 1000
        print(f"{how:<34}{size:>12,}{cost.wall:>10.1f}{cost.cpu:>9.1f}{size / cost.wall:>10.0f}{cost.peak:>9.0f}"
              f"{more:>14.2f}", flush=True)  # fmt: skip
        earlier = size, cost
        yield size, output
        shutil.rmtree(output)


def _hash(output: Path) -> str:
    """Return one hash of all documents with their paths."""
    digest = hashlib.sha256()
    for path in sorted(output.rglob("*.docx")):
        digest.update(path.relative_to(output).as_posix().encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
