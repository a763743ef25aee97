"""What is left to do for a part of notes when a template is compiled: apart from how it comes about."""

from __future__ import annotations

from msgspec import Struct


class NotesPart(Struct, frozen=True):
    """A part of notes that is written anew for each document: `head` and `tail` are what stands around the notes."""

    part: str
    element: str
    first_id: int
    head: str
    tail: str
