"""A YAML or JSON file of any shape → plain values: texts, numbers, dates, yes or no, lists and groups of fields.

Read as strictly as an assessment: no anchors, no tags, no key twice. A word without quotes is what YAML 1.2 takes it
for; a day written 2026-11-23 is a date.
"""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

from engross.problems import Refused, in_order
from scrutiny_response.intake.documents import read_tree
from scrutiny_response.intake.tree import List, Map, Node, Text

_WORDS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_WHOLE = re.compile(r"[-+]?[0-9]+", re.ASCII)
_BROKEN = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_LONGEST_NUMBER = 300


def read_values(path: Path) -> dict[str, Any]:
    """The values in a YAML or JSON file whose top level is keys; Refused with every problem in it, with its place."""
    root, problems = read_tree(path)
    if problems or root is None:
        raise Refused(in_order(problems))
    return _group(root)


def _group(node: Map) -> dict[str, Any]:
    """Return the keys in the order of the file; a key without a value holds nothing."""
    return {str(key): None if key in node.empty else _plain(node[key]) for key in node.keys_by_name.values()}


def _plain(node: Node) -> Any:
    if isinstance(node, Map):
        return _group(node)
    if isinstance(node, List):
        return [_plain(item) for item in node]
    return _scalar(node)


def _scalar(written: Text) -> Any:
    if not written.is_plain:
        return str(written)
    if written.is_empty:
        return None
    if written in _WORDS:
        return _WORDS[written]
    if _WHOLE.fullmatch(written) and len(written) < _LONGEST_NUMBER:
        return int(written)
    if _BROKEN.fullmatch(written):
        return float(written)
    return _day(str(written)) if _DAY.fullmatch(written) else str(written)


def _day(written: str) -> dt.date | str:
    """Return a date; what is written like one but is none stays text, as nothing says that a date is wanted."""
    try:
        return dt.date.fromisoformat(written)
    except ValueError:
        return written
