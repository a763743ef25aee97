"""A number → a cycle of so many assessments, like the sample cycle's and with names as invented, for tests and measures."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from scrutiny_response import resources


def write_cycle(folder: Path, count: int, like: Path | None = None) -> Path:
    """Fill a folder with a cycle file and `count` assessment files, like those shipped or those in `like`; the folder."""
    inputs = like or resources.inputs()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "cycle.yaml").write_bytes((inputs / "cycle.yaml").read_bytes())
    samples = _samples(inputs)
    for number in range(count):
        text = samples[number % len(samples)]
        text = re.sub(r"^reference: .*$", f"reference: PSR-2026-{number:05}", text, count=1, flags=re.MULTILINE)
        text = re.sub(r"^(partnership:\n  name: .*)$", rf"\1 {number:05}", text, count=1, flags=re.MULTILINE)
        (folder / f"partnership-{number:05}.yaml").write_text(text, encoding="utf-8")
    return folder


@cache
def _samples(inputs: Path) -> tuple[str, ...]:
    files = sorted(path for path in inputs.glob("*.yaml") if path.stem != "cycle")
    return tuple(path.read_text(encoding="utf-8") for path in files)
