"""An inspection cycle's files → assessments and framework as frozen values, or every problem with its line and column.

An assessment file stands for one partnership; `cycle.yaml` (or `.yml`, `.json`) beside it says what is the same for
the whole cycle. A folder stands for the assessment files directly in it, in the order of their names; folders within
it are not looked into, so that reports and drafts may lie there.
"""

from __future__ import annotations

from scrutiny_response.intake.assessments import (
    Identified,
    Reading,
    Source,
    read_assessment,
    read_assessments,
    shared_by,
    sources,
)
from scrutiny_response.intake.cycle_file import CycleFile, find_cycle
from scrutiny_response.intake.documents import in_order
from scrutiny_response.intake.files import assessment_files
from scrutiny_response.intake.frameworks import read_framework

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
