"""What is attach's own among names: the bookmarks that it sets, and elements that declare their namespace."""

from __future__ import annotations

import hashlib
import re

from lxml import etree

from engross.word.opc.xml_names import Element

APPENDIX = "AttachedAppendix"
"""The bookmark around what was attached first; a hidden one, with a low line first, LibreOffice drops.

Those around what was attached later have a number, from 2, behind it. Where it is known what was attached, a digest of
its key follows: other programs keep bookmarks, but not the custom XML in which the key itself stands.
"""
APPENDIX_LINE = "AttachedLine"
"""How the bookmarks of those lines of contents begin that lead nowhere, and could not be found again otherwise."""


_MARK = re.compile(rf"{APPENDIX}([0-9]{{0,4}})(?:_([0-9a-f]{{16}}))?")


def mark_of(number: int, key: str) -> str:
    """Return the bookmark around the appendix with this number, whose key may be empty."""
    return f"{APPENDIX}{number if number > 1 else ''}" + (f"_{key_digest(key)}" if key else "")


def number_of(mark: str) -> int:
    """Return the number of the bookmark around an appendix; 0 for any other bookmark."""
    matched = _MARK.fullmatch(mark)
    return int(matched[1] or 1) if matched else 0


def digest_in(mark: str) -> str:
    """Return the digest of an appendix's key that the bookmark around it holds; empty if it holds none."""
    matched = _MARK.fullmatch(mark)
    return (matched[2] or "") if matched else ""


def key_digest(key: str) -> str:
    """Return a digest of a key, for a bookmark's name, which Word allows forty characters; empty for no key."""
    return hashlib.sha256(key.encode()).hexdigest()[:16] if key else ""


def line_mark(mark: str, key: str) -> str:
    """Return the name of the bookmark of a line of contents that leads into the appendix with this mark."""
    number = number_of(mark)
    return f"{APPENDIX_LINE}{key}" if number == 1 else f"{APPENDIX_LINE}{number}_{key}"


def is_line_of(mark: str, name: str) -> bool:
    """Return whether a bookmark is one of those that `line_mark` names for an appendix."""
    matched = re.fullmatch(rf"{APPENDIX_LINE}(?:([0-9]+)_)?[0-9_]*", name)
    return matched is not None and int(matched[1] or 1) == number_of(mark)


def make_root(space: str, local: str) -> Element:
    """Return the root of a part whose namespace needs no prefix."""
    return etree.Element(f"{{{space}}}{local}", nsmap={None: space})  # type: ignore[dict-item]  # the stubs forbid None
