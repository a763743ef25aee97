"""What identifies a record → the name of the bookmark that stands where its identity is printed, one to one."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

LONGEST_NAME = 40
"""The most characters of a bookmark's name that Word reads."""
_ESCAPED = re.compile("[^A-Z0-9]")

Identities = Mapping[type, str]
"""Types whose records are told apart by one of their fields, and the name of that field."""
NONE_IDENTIFIED: Identities = MappingProxyType({})
"""No type at all: no bookmark is set."""


@lru_cache(maxsize=256)  # the areas and actions of one plan are called as those of the next
def bookmark_name(kind: str, identity: str) -> str:
    """Return the name of the bookmark for a record of this kind: `action_SV1_2e_1` for the action "SV1.1".

    Word tells names apart by letters, digits and underscores, and not by capitals: capitals and digits stand as they
    are, any other character as its number in hexadecimal between underscores. A name that would be longer than Word
    reads ends in a hash of the identity. ValueError for an identity that is empty.
    """
    if not identity:
        raise ValueError("nothing identifies this record")
    escaped = _ESCAPED.sub(lambda character: f"_{ord(character[0]):x}_", identity)
    name = f"{kind}_{escaped}"
    if len(name) <= LONGEST_NAME:
        return name
    digest = hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{kind}__{digest}"[:LONGEST_NAME]
