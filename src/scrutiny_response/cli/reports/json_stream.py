"""A document for programs that ends in a long list → its JSON, piece by piece, so that it is never in memory whole."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

_NONE = "[]\n}"


def pieces(document: Mapping[str, Any], name: str, items: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Yield the JSON of a document with the items as its last entry, called `name`, as json.dumps would indent it."""
    whole = _dumped({**document, name: []})
    separator = whole.removesuffix(_NONE) + "["
    for item in items:
        yield separator + "\n    " + _dumped(item).replace("\n", "\n    ")
        separator = ","
    yield "\n  ]\n}" if separator == "," else whole


def _dumped(value: Mapping[str, Any]) -> str:
    """In ASCII alone: Windows PowerShell takes what a pipe brings for text in another encoding than UTF-8."""
    return json.dumps(value, indent=2)
