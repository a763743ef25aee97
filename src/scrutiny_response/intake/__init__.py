"""An inspection cycle's files → assessments and framework as frozen values, or every problem with its line and column.

An assessment file stands for one partnership; `cycle.yaml` (or `.yml`, `.json`) beside it says what is the same for
the whole cycle. A folder stands for the assessment files directly in it, in the order of their names; folders within
it are not looked into, so that reports and drafts may lie there.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from scrutiny_response.intake.cycle_file import CycleFile, find_cycle
from scrutiny_response.intake.documents import in_order
from scrutiny_response.intake.files import assessment_files
from scrutiny_response.intake.frameworks import read_framework
from scrutiny_response.intake.sources import Identified, Reading, Source, sources

if TYPE_CHECKING:
    from scrutiny_response.intake.assessments import read_assessment, read_assessments, shared_by

__all__ = [
    "CycleFile",
    "Identified",
    "Reading",
    "Source",
    "assessment_files",
    "find_cycle",
    "in_order",
    "read_assessment",
    "read_assessments",
    "read_framework",
    "shared_by",
    "sources",
]


def __getattr__(name: str) -> Any:
    """What reads assessments is loaded when it is asked for: a run in which nothing has changed reads none."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.assessments"), name)
