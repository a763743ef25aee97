"""`scrutiny tracker`: assessments, their record and a day → a workbook, a committee paper, and recommendations."""

from scrutiny_response.use_cases.tracking.make import WrittenTracker, write
from scrutiny_response.use_cases.tracking.survey import Tracker, survey

__all__ = ["Tracker", "WrittenTracker", "survey", "write"]
