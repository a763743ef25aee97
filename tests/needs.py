"""A program that a test needs and that is not here → the test skipped, or failed where nothing may be left out."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest


def lacking(words: str) -> NoReturn:
    """Skip the test with these words; with CI=true fail it: there, everything must have been installed."""
    if os.environ.get("CI", "").lower() == "true":
        pytest.fail(words)
    pytest.skip(words)
