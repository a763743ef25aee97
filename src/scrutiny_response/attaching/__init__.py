"""Assessments, or two files → inspection reports with the plan as their appendix, in Word or in PDF.

`story` attaches the plans of a cycle to the reports that its assessments name, `pair` one plan to one report.
"""

from __future__ import annotations

from scrutiny_response.attaching.outcome import Attached
from scrutiny_response.attaching.pair import attach_pair
from scrutiny_response.attaching.story import attach_plans

__all__ = ["Attached", "attach_pair", "attach_plans"]
