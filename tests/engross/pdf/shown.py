"""A PDF → what poppler's programs show of it: text, tags, pictures of pages."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from tests.needs import lacking


def shown(program: str, data: bytes, folder: Path, *options: str) -> str:
    """What `program` prints about the PDF; pictures of pages go to `folder` as shown-1.png, shown-2.png …

    Where poppler is missing the test is skipped, or with CI=true fails, saying what to install.
    """
    found = shutil.which(program)
    if not found:
        lacking(f"{program} was not found; install it (Debian and Ubuntu: sudo apt install poppler-utils)")
    path = folder / "shown.pdf"
    path.write_bytes(data)
    out = {"pdftotext": ["-"], "pdftoppm": [str(folder / "shown")]}.get(program, [])
    command = [found, *options, str(path), *out]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603  # no shell, our own file
