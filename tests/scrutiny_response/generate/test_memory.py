"""What a command holds in memory hardly grows with each assessment, whatever it does."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.paths import ROOT

MOST = 6_000
"""Bytes for each assessment. A tenth of it is held; the rest is room that Python keeps of what was freed, to a limit."""


@pytest.mark.parametrize(
    ("named", "most"),
    [
        ("few documents", 15_000),
        pytest.param("documents", MOST, marks=pytest.mark.soak),
        pytest.param("what is shown", 2 * MOST, marks=pytest.mark.soak),
    ],
)
def test_memory_hardly_grows_with_the_number_of_assessments(named: str, most: int) -> None:
    """Also where a command goes on from what was made before.

    Of fewer assessments, what is kept until the next chunk is more for each. Held whole, they take from 17 to 53 KB.
    """
    words = [sys.executable, "-m", "tests.memory", named]
    run = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603  # our own words
    grown = json.loads(run.stdout)
    assert len(grown) in {2, 4}
    assert max(grown) < most, grown
