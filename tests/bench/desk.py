"""How fast the desk is with a large cycle, and whether it grows: `python -m tests.bench.desk [PARTNERSHIPS]`."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.scrutiny_response.desk.at_the_desk import Browser, browser
from tests.synthetic import write_cycle

REQUESTS = 10_000
_TIMES = 20


def main() -> None:
    """Print the figures, each the median of some."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    with tempfile.TemporaryDirectory() as folder:
        write_cycle(Path(folder, "inputs"), count)
        print(f"start, to the first line: {_started(Path(folder)):.2f} s")
        one = browser(Path(folder))
        begun = time.perf_counter()
        one.get("/")
        print(f"{count} partnerships read for the first time: {time.perf_counter() - begun:.2f} s")
        slug = "partnership-00000"
        for address in ("/", "/due", "/year", f"/partnership/{slug}", f"/partnership/{slug}/criteria",
                        f"/partnership/{slug}/inspection", f"/partnership/{slug}/list/areas"):  # fmt: skip
            print(f"{address}: {_median(partial(one.get, address)):.0f} ms")
        _saves(one, f"/partnership/{slug}/criteria")
        _memory(one, slug)


def _saves(one: Browser, page: str) -> None:
    """Time the level after an answer, and the save of one."""
    form = one.form(page)
    answers = ("met", "not met")

    def save(number: list[int] = [0]) -> None:  # noqa: B006  # it counts
        number[0] += 1
        form["criteria.progress-3.answer"] = answers[number[0] % 2]
        form["seen"] = one.post(page, form, headers={"X-Desk-Quiet": "1"}).json["seen"]  # type: ignore[index]  # it is JSON

    print(f"answer saved, with the level: {_median(save):.0f} ms")


def _memory(one: Browser, slug: str) -> None:
    addresses = (
        f"/partnership/{slug}",
        f"/partnership/{slug}/criteria",
        f"/partnership/{slug}/letter",
        "/new",
        "/documents",
    )
    for number in range(REQUESTS + 1):
        one.get(addresses[number % len(addresses)])
        if number % (REQUESTS // 5) == 0:
            print(f"memory after {number} requests: {_resident():.0f} MB", flush=True)


def _resident() -> float:
    """Return how many megabytes this process holds, where the system says so in Linux's way."""
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) / 1024


def _median(do: Callable[[], object]) -> float:
    times = []
    for _ in range(_TIMES):
        begun = time.perf_counter()
        do()
        times.append(1000 * (time.perf_counter() - begun))
    return statistics.median(times)


def _started(folder: Path) -> float:
    begun = time.perf_counter()
    words = [sys.executable, "-m", "scrutiny_response", "desk", str(folder), "--no-browser"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:  # noqa: S603  # our own words
        if process.stdout is not None:
            process.stdout.readline()
        took = time.perf_counter() - begun
        process.kill()
    return took


if __name__ == "__main__":
    main()
