"""Two builds → the table of ratios, this one to commit 2354721; run with `python -m tests.bench.versus [WORD ...]`.

The works take turns in one run, each a few times, so that what else the machine does falls on both; a figure is the
median of processor time, and the clock's too where somebody waits for the disk. Both builds read the same assessments
and print through the same templates, and what they print is compared part by part. `--earlier FOLDER` names a tree of
that commit; else it is taken from the repository. Words choose rows: `engine`, `commands`, `cold`, `memory`, `pdf`.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.versus import builds, commands, engine, files, pdfs

ROWS: dict[str, Callable[..., Iterator[str]]] = {
    "engine": engine.rows,
    "commands": commands.rows,
    "cold": commands.cold,
    "memory": commands.memory,
    "pdf": pdfs.rows,
}


def main(words: Sequence[str] | None = None) -> int:
    """Measure what was asked for and print it; 0 also if nothing can be compared here, which is said."""
    parser = argparse.ArgumentParser(prog="versus")
    parser.add_argument("rows", nargs="*", metavar="WORD", help=f"of {', '.join(ROWS)}; if not given: all")
    parser.add_argument("--earlier", type=Path, help="a tree of the earlier commit")
    parser.add_argument("--count", type=int, default=1_000, help="how many assessments the cycle has")
    parser.add_argument("--rounds", type=int, default=3, help="how often whole commands take turns")
    options = parser.parse_args(words)
    with TemporaryDirectory() as name:
        folder = Path(name)
        try:
            pair = builds.both(folder, options.earlier)
        except builds.Unavailable as error:
            print(f"skipped: {error}")
            return 0
        files.prepare(folder / "works", pair[0].tree)
        print(f"{'':<44}{'earlier':>10}{'this':>10}{'ratio':>7}  aim")
        for word, rows in ROWS.items():
            if not options.rows or word in options.rows:
                for row in rows(folder, pair, options):
                    print(row, flush=True)
        shutil.rmtree(folder / "works")
    return 0


if __name__ == "__main__":
    sys.exit(main())
