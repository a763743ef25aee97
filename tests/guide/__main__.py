"""The examples of the guide, run now → docs/template-guide.md with what they give."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.guide.examples import GUIDE, cycle_folder, refreshed

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, cycle_folder(Path(folder)):
        text = refreshed(GUIDE.read_text(encoding="utf-8"))
    GUIDE.write_text(text, encoding="utf-8")
