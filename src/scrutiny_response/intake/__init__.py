"""An inspection cycle's files → assessments and framework as frozen values, or every problem with its line and column.

An assessment file stands for one partnership; `cycle.yaml` (or `.yml`, `.json`) beside it says what is the same for
the whole cycle. A folder stands for the assessment files directly in it, in the order of their names; folders within
it are not looked into, so that reports and drafts may lie there.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

from scrutiny_response.intake.cycle_file import CycleFile, find_cycle
from scrutiny_response.intake.files import assessment_files, unread_folders
from scrutiny_response.intake.framework_file import FrameworkFile, find_framework
from scrutiny_response.intake.sources import Identified, Progress, Reading, Source, counted, sources

if TYPE_CHECKING:
    from scrutiny_response.intake.assessments import read_assessment, read_assessments, read_one, readings, shared_by
    from scrutiny_response.intake.cycles import read_ratings
    from scrutiny_response.intake.frameworks import framework_in, read_framework

__all__ = [
    "CycleFile",
    "FrameworkFile",
    "Identified",
    "Progress",
    "Reading",
    "Source",
    "assessment_files",
    "counted",
    "find_cycle",
    "find_framework",
    "framework_in",
    "read_assessment",
    "read_assessments",
    "read_framework",
    "read_one",
    "read_ratings",
    "readings",
    "shared_by",
    "sources",
    "unread_folders",
]


_READ_IN = {
    "framework_in": "frameworks",
    "read_assessment": "assessments",
    "read_assessments": "assessments",
    "read_framework": "frameworks",
    "read_one": "assessments",
    "read_ratings": "cycles",
    "readings": "assessments",
    "shared_by": "assessments",
}


def __getattr__(name: str) -> Any:
    """Load what reads YAML only when it is asked for: a run in which nothing has changed reads none."""
    if name not in _READ_IN:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = f"{__name__}.{_READ_IN[name]}"
    return getattr(sys.modules.get(module) or import_module(module), name)  # it is asked for each file
