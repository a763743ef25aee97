"""The sample cycle → the pictures of the desk in the guide: `python -m tools.desk_pictures`; needs Chromium."""

from __future__ import annotations

import datetime as dt
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from scrutiny_response import resources
from scrutiny_response.desk.opening import opened

PICTURES = Path(__file__).parents[1] / "docs" / "pictures"
PAGES = {
    "desk-partnerships.png": "/",
    "desk-criteria.png": "/partnership/skerravale/criteria",
    "desk-task-list.png": "/partnership/scarlay-islands",
}
_DAY = dt.date(2026, 12, 1)


def main() -> int:
    """Write each picture anew; return an exit code."""
    program = shutil.which("chromium")
    if program is None:
        sys.stderr.write("Chromium is not on this machine\n")
        return 1
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        cycle = Path(folder, "Sample cycle")
        shutil.copytree(resources.inputs(), cycle / "inputs")
        for file in cycle.glob("inputs/*.yaml"):  # as in an office, where they would not be told to be samples
            file.write_text(f"{file.read_text(encoding='utf-8')}# Ours\n", encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1100, "height": 760})
        with opened(cycle, lambda: _DAY) as (desk, _):
            page.goto(desk.session.address)
            for name, address in PAGES.items():
                page.goto(desk.session.origin + address)
                page.screenshot(path=PICTURES / name)
        browser.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
