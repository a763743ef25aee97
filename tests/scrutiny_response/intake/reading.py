"""Where the cases are, and how a test reads a file or a text."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from scrutiny_response.domain.framework import Framework
from scrutiny_response.intake import Reading, read_assessments, read_framework
from tests.paths import CASES

ACCEPTED = CASES / "accepted"
REFUSED = CASES / "refused"
WARNED = CASES / "warned"
PLAINEST = ACCEPTED / "plainest.yaml"


@cache
def framework() -> Framework:
    return read_framework()


def reading(path: Path) -> Reading:
    """The one reading of one assessment file."""
    (only,) = read_assessments([path], framework())
    return only


def beside_the_cycle(folder: Path, name: str, content: str | bytes) -> Path:
    """A new assessment file beside the accepted cases' cycle file."""
    (folder / "cycle.yaml").write_bytes((ACCEPTED / "cycle.yaml").read_bytes())
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path
