"""The headings of a plan's tags → the same, a level further down, where a page before it has the plan's heading."""

from __future__ import annotations

from collections.abc import Mapping

from pikepdf import Name, Object, Pdf

from engross.pdf.structure_tree import elements, role, role_map

_LEVELS = ("/H1", "/H2", "/H3", "/H4", "/H5", "/H6")
"""The types of headings; ISO 32000-1 has no more."""


def demote_headings(report: Pdf, part: Object) -> None:
    """Let each heading of a part of the tree be one of the next level, if one of them is of the first.

    What is of the last level stays there.
    """
    roles = role_map(report.Root.StructTreeRoot)
    headings = [(element, role(element, roles)) for element in elements(part)]
    levels = [(element, _LEVELS.index(kind)) for element, kind in headings if kind in _LEVELS]
    if not any(level == 0 for _, level in levels):
        return
    for element, level in levels:
        element.S = Name(_named(_LEVELS[min(level + 1, len(_LEVELS) - 1)], roles))


def _named(kind: str, roles: Mapping[str, str]) -> str:
    """A name of a standard type: its own, unless the report takes that for another one and has one that means it."""
    if roles.get(kind, kind) == kind:
        return kind
    return next((name for name, target in roles.items() if target == kind), kind)
