"""An HTML file → what a real browser makes of it: Debian's Chromium, without a window, in a profile of its own."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from tests.needs import lacking

_QUIET = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--window-size=1280,1500"),
)


def in_browser(page: Path, profile: Path, *words: str) -> str:
    """What Chromium prints about a page with these further words; `profile` is a folder that is not there yet."""
    program = shutil.which("chromium")
    if program is None:
        lacking("Chromium is not on this machine; install it (Debian and Ubuntu: sudo apt install chromium)")
    profile.mkdir()
    command = [program, *_QUIET, f"--user-data-dir={profile}", *words, page.resolve().as_uri()]
    ran = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=120, check=True)  # noqa: S603  # found just above
    return ran.stdout
