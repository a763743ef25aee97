"""A finished PDF → the same with a digest of its bytes, so that it is seen if somebody changes it later."""

from __future__ import annotations

import re
from io import BytesIO

from pikepdf import ObjectStreamMode, Pdf, Stream, String

from engross.files import hash_of
from engross.pdf.postprocess import save

_ENTRY, _DIGEST = "/SCRN_Result", "/SCRN_Digest"
_BLANK = "0" * 64
_WRITTEN = re.compile(rf"{_DIGEST} \(([0-9a-f]{{64}})\)".encode())
"""The digest as it stands in the bytes: what a stream's dictionary says is never compressed."""


def seal(data: bytes) -> bytes:
    """Return a PDF with a digest of its bytes in it; the digest itself counts as zeros."""
    with Pdf.open(BytesIO(data)) as pdf:
        return save_sealed(pdf)


def save_sealed(pdf: Pdf, least_version: str = "", streams: ObjectStreamMode = ObjectStreamMode.preserve) -> bytes:
    """Return the bytes of `pdf` as `save` gives them, with their digest."""
    pdf.Root[_ENTRY] = Stream(pdf, b" ", {_DIGEST: String(_BLANK)})
    written = save(pdf, least_version, streams)
    digest = hash_of(written)
    start = next(place.start(1) for place in _WRITTEN.finditer(written) if place[1] == _BLANK.encode())
    return written[:start] + digest.encode() + written[start + len(digest) :]


def is_as_sealed(data: bytes) -> bool | None:
    """Return whether a PDF is as `seal` left it; None if it says nothing of it."""
    places = list(_WRITTEN.finditer(data))
    if not places:
        return None
    start, end = places[-1].span(1)
    blank = data[:start] + _BLANK.encode() + data[end:]
    return len(places) == 1 and hash_of(blank) == data[start:end].decode()
