"""A file of a cycle → whether it is one of the samples that came with the software, as it came."""

from __future__ import annotations

from functools import cache

from engross import paths
from scrutiny_response import resources


def is_sample(name: str, data: bytes) -> bool:
    """Return whether a file of this name, with these bytes, is a sample that nobody has changed."""
    return _shipped(name) == data


@cache
def _shipped(name: str) -> bytes | None:
    sample = resources.inputs() / name
    return sample.read_bytes() if paths.is_file(sample) else None
