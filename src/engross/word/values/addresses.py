"""An address as people write it → one that Word can hold as the target of a link."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote, urlsplit

from engross.word.values.printing import ValueRefused, as_text

_ALLOWED = "%/:@!$&'()*+,;=~-._?"
_HOST = re.compile(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*\.?")
_MAILBOX = re.compile(r"[^\s@?/#]+@[^\s@?/#]+(\?[^#]*)?")
_TELEPHONE = re.compile(r"\+?[\d ().-]+")
_DOUBLED = re.compile(r"(?:https?://|mailto:)(?=(?:https?://|mailto:|tel:))", re.IGNORECASE)
_LONGEST = 2079
"""The longest address that Word keeps, in characters."""


def address(value: object) -> str:
    """Return an address that a document may lead to: http, https, mailto or tel, with spaces and the like encoded.

    A scheme before another, as Word puts one before a tag, is left out. Raises ValueRefused for anything else: Word
    calls a file unreadable for one broken address.
    """
    return _allowed(as_text(value))


@lru_cache(maxsize=256)  # letters lead to the same few addresses
def _allowed(given: str) -> str:
    text = _DOUBLED.sub("", given.strip())
    try:
        whole = _whole(text)
    except ValueError:
        whole = ""
    if not whole:
        raise ValueRefused("address-not-allowed", f"{text[:60]!r} is no address that a document may lead to",
                           "give an address that begins with https://, http://, mailto: or tel:")  # fmt: skip
    if len(whole) > _LONGEST:
        raise ValueRefused("address-too-long", f"the address {text[:60]}… is longer than Word allows",
                           f"give one of at most {_LONGEST:,} characters")  # fmt: skip
    return whole


def _whole(text: str) -> str:
    """The address, or "" (or ValueError) if it is none."""
    scheme, _, rest = text.partition(":")
    kinds = {"mailto": _MAILBOX, "tel": _TELEPHONE}
    if scheme.lower() in kinds:
        return f"{scheme.lower()}:{_quoted(rest)}" if kinds[scheme.lower()].fullmatch(rest) else ""
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname or "@" in parts.netloc:
        return ""
    host = parts.hostname.encode("idna").decode()
    if not _HOST.fullmatch(host):
        return ""
    port = f":{parts.port}" if parts.port else ""
    query = f"?{_quoted(parts.query)}" if parts.query else ""
    fragment = f"#{_quoted(parts.fragment)}" if parts.fragment else ""
    return f"{parts.scheme}://{host}{port}{_quoted(parts.path)}{query}{fragment}"


def _quoted(text: str) -> str:
    return re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", quote(text, safe=_ALLOWED))
