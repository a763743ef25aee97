"""Assessment files, and the calendars that are there → calendar files that Outlook and others read.

What was there before is read first, so that a date that moved is the same event with a higher sequence, and one that
is gone is cancelled. No clock is asked: the same files in the same folder give the same bytes.
"""

from __future__ import annotations

from scrutiny_response.use_cases.calendars.events import calendar
from scrutiny_response.use_cases.calendars.make import Calendars, write

__all__ = ["Calendars", "calendar", "write"]
