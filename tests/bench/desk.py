"""How fast the desk is with a large cycle, and whether it grows: `python -m tests.bench.desk [PARTNERSHIPS]`."""

from __future__ import annotations

import datetime as dt
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from playwright.sync_api import sync_playwright

from scrutiny_response.desk.opening import opened
from tests.scrutiny_response.desk.at_the_desk import Browser, browser
from tests.synthetic import write_cycle

REQUESTS = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000  # the second word
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
            print(f"{address}: {_median(partial(one.get, address))}")
        _saves(one, f"/partnership/{slug}/criteria")
        _in_chromium(Path(folder), f"/partnership/{slug}/criteria")
        _memory(one, slug)


def _saves(one: Browser, page: str) -> None:
    """Time the level after an answer, and the save of one."""
    form = one.form(page)
    answers = ("met", "not met")

    def save(number: list[int] = [0]) -> None:  # noqa: B006  # it counts
        number[0] += 1
        form["criteria.progress-3.answer"] = answers[number[0] % 2]
        form["seen"] = one.post(page, form, headers={"X-Desk-Quiet": "1"}).json["seen"]  # type: ignore[index]  # it is JSON

    print(f"answer saved, with the level: {_median(save)}")


_ANSWERED = """() => new Promise((done) => {
  const aside = document.getElementById("level-now"), saved = document.getElementById("saved");
  const row = [...document.querySelectorAll('[name="criteria.progress-3.answer"]')];
  saved.textContent = "";
  const seen = new MutationObserver(() => {
    if (saved.textContent) { seen.disconnect(); requestAnimationFrame(() => done(performance.now() - begun)); }
  });
  seen.observe(saved, { childList: true });
  const begun = performance.now();
  row.find((each) => !each.checked).click();
})"""
"""Answers a criterion as somebody would, and says after how many milliseconds the level stands there anew."""


def _in_chromium(folder: Path, page: str) -> None:
    """Time the level after an answer as somebody sees it, and what the processor does for it at the server."""
    program = shutil.which("chromium")
    if program is None:
        print("the level in a browser: Chromium is not on this machine")
        return
    with sync_playwright() as playwright, opened(folder, dt.date.today) as (desk, _):  # any day will do
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        tab = browser.new_page()
        tab.goto(desk.session.address)
        tab.goto(desk.session.origin + page)
        took, spent = [], []
        for _ in range(_TIMES):
            begun = time.process_time()
            took.append(tab.evaluate(_ANSWERED))
            spent.append(1000 * (time.process_time() - begun))
        print(f"the level in Chromium after an answer: {statistics.median(took):.0f} ms, of which the processor worked "
              f"{statistics.median(spent):.0f} ms at the server (the slowest of {_TIMES}: {max(took):.0f} ms)")  # fmt: skip
        browser.close()


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


def _median(do: Callable[[], object]) -> str:
    """Return how long something takes, and for how long of that the processor works: others may keep it busy."""
    took, spent = [], []
    for _ in range(_TIMES):
        begun, worked = time.perf_counter(), time.process_time()
        do()
        took.append(1000 * (time.perf_counter() - begun))
        spent.append(1000 * (time.process_time() - worked))
    return f"{statistics.median(took):.0f} ms, the processor {statistics.median(spent):.0f} ms"


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
