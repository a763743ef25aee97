"""What partnerships write → what it means: references, headers of columns, and words for a status."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

_UNSEEN = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x180E, 0x200E, 0x200F))
_SAME = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "‐": "-", "−": "-"})
_BEFORE_REFERENCE = re.compile(r"(?:action|reference|ref|no|number)(?:[.:\s]+)(?=\S*\d)")
_ENDS = " .,:;()[]-\t"
_HEADER_ENDS = _ENDS.replace(")", "").replace("(", "")
_TICKS = "✓✔☑✅"
_EMPTY_BOX = "☐"
_TICKED = re.compile("[☑☒🗹]([^☐☑☒🗹]+)")
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_DATE = re.compile(
    rf"(?<=\w)[\s:;,(\[-]+(?:on |at )?(?:(?:\d{{1,2}}(?:st|nd|rd|th)? )?(?:{_MONTHS}) \d{{4}}"
    r"|\d{1,2}[./]\d{1,2}[./]\d{2,4})[)\]]?$"
)


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """Return a text as it is compared: what cannot be seen, capitals, kinds of quotes and blanks make no difference."""
    text = unicodedata.normalize("NFKC", text.translate(_UNSEEN)).translate(_SAME)
    return " ".join(text.casefold().split())


@lru_cache(maxsize=8192)
def key_of(reference: str) -> str:
    """Return a reference as it is compared: "SV 1.1", "sv1.1." and "Action SV1.1" are the same."""
    text = _BEFORE_REFERENCE.sub("", plain(reference), count=1)
    return text.strip(_ENDS).replace(" ", "")


def role_of(header: str) -> str:
    """Return what a column with this header holds; "" where nobody knows. A date behind the words does not matter."""
    text = plain(header).strip(_HEADER_ENDS)
    undated = _DATE.sub("", text).removesuffix(" as").strip(_HEADER_ENDS)
    columns = _words("columns")
    return columns.get(text, "") or columns.get(undated, "")


def status_of(text: str) -> str:
    """Return the status meant by a text; "" if it means no known one.

    A tick behind the words makes no difference, and of a row of boxes the only ticked one counts. A date behind the
    words does: it may be that on which something is meant to be completed.
    """
    ticked = _TICKED.findall(text)
    if len(ticked) == 1 and _EMPTY_BOX in text:
        text = ticked[0]
    return _words("statuses").get(plain(text).strip(_ENDS + _TICKS), "")


def part_of(heading: str) -> str:
    """Return which other part of a plan stands under a heading; "" if it is none."""
    return _words("parts").get(plain(heading).strip(_ENDS), "")


def statuses() -> tuple[str, ...]:
    """Return the words for a status, in their order."""
    return tuple(_file()["statuses"])


@cache
def _words(group: str) -> Mapping[str, str]:
    """The words of a group with what they mean."""
    meanings = _file()[group]
    return {plain(str(word)): name for name, others in meanings.items() for word in (name, *others)}


@cache
def _file() -> Mapping[str, Any]:
    words: Mapping[str, Any] = yaml.safe_load(Path(__file__).with_name("words.yaml").read_text(encoding="utf-8"))
    return words
