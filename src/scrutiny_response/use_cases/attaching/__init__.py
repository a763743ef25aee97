"""Assessments, or two files → inspection reports with the plan as their appendix, in Word or in PDF.

`cycle` attaches the plans of a cycle to the reports that its assessments name, `pair` one plan to one report.
"""

from __future__ import annotations

from scrutiny_response.use_cases.attaching.cycle import attach_plans
from scrutiny_response.use_cases.attaching.outcome import AttachedPlan, AttachOutcome, Became
from scrutiny_response.use_cases.attaching.pair import attach_pair
from scrutiny_response.use_cases.attaching.sheets import COVER, LIST, SheetChoices

__all__ = ["COVER", "LIST", "AttachOutcome", "AttachedPlan", "Became", "SheetChoices", "attach_pair", "attach_plans"]
