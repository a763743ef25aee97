"""A report's PDF and a plan's PDF → one PDF: the report with the plan as its appendix, or a refusal that says why."""

from __future__ import annotations

from scrutiny_response.pdf.attach.story import Attached, Choices, Enclosure, attach, detach

__all__ = ["Attached", "Choices", "Enclosure", "attach", "detach"]
