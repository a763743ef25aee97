"""The report and the document made from it → the certainty that everything of the report is still in it, unchanged."""

from __future__ import annotations
