"""What no two assessments of one run may share."""

from __future__ import annotations

from typing import NamedTuple


class Identity(NamedTuple):
    """What no two assessments of one run may share: the reference, and what their file names have in common."""

    reference: str
    file_stem: str
