"""A Word file → what it says of itself: its title, language and dates."""

from __future__ import annotations

import datetime as dt
import zipfile
from io import BytesIO

from lxml import etree
from msgspec import Struct

_CORE = "docProps/core.xml"
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"


class Properties(Struct, frozen=True):
    """What a document says of itself: title, language (BCP 47) and dates; what is not known is empty or None.

    `source` says from what the PDF was made, for `source_of`; empty to say nothing. `custom` are other
    texts, by their names.
    """

    title: str = ""
    language: str = ""
    created: dt.datetime | None = None
    modified: dt.datetime | None = None
    source: str = ""
    custom: tuple[tuple[str, str], ...] = ()


def properties(data: bytes) -> Properties:
    """Return the title, language and dates in a Word file's core properties; empty if it has none."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            root = etree.fromstring(archive.read(_CORE), etree.XMLParser(resolve_entities=False, no_network=True))
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError, NotImplementedError, RuntimeError):
        return Properties()
    return Properties(
        (root.findtext(f"{_DC}title") or "").strip(),
        (root.findtext(f"{_DC}language") or "").strip(),
        _date(root.findtext(f"{_TERMS}created")),
        _date(root.findtext(f"{_TERMS}modified")),
    )


def _date(words: str | None) -> dt.datetime | None:
    try:
        date = dt.datetime.fromisoformat(words or "")
    except ValueError:
        return None
    return date if date.tzinfo else date.replace(tzinfo=dt.UTC)
