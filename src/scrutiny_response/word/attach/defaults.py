"""The plan's document defaults → properties of its own styles, so that they look the same under other defaults."""

from __future__ import annotations

from scrutiny_response.word.attach.names import Element
from scrutiny_response.word.attach.parts import Parts


class Flattening:
    """The difference between two files' defaults, written into styles."""

    def __init__(self, report: Parts, plan: Parts) -> None:
        self.nothing_to_do = report is plan

    def flatten(self, style: Element) -> None:
        """Say in a style what the plan's defaults said for it."""
