"""A .docx file's bytes → what Word would stumble over in it, as sentences."""

from __future__ import annotations

import zipfile
from functools import lru_cache

from lxml import etree

from tests.structure import names, shape
from tests.structure.paper import Paper

RULES = (*shape.RULES, *names.RULES)


def faults(package: bytes) -> list[str]:
    """Each structural fault in a .docx file, as "part: what is wrong"; an empty list where Word would open it quietly.

    Knows the rules of Office Open XML that no public validator checks, and those that matter most of the ones they do.
    """
    return list(_faults(package))


@lru_cache(maxsize=64)  # a file that many tests begin from is looked at once
def _faults(package: bytes) -> tuple[str, ...]:
    try:
        paper = Paper(package)
    except (zipfile.BadZipFile, KeyError, StopIteration, etree.XMLSyntaxError) as error:
        return (f"package: cannot be read: {error}",)
    return tuple(fault for rule in RULES for fault in rule(paper))
