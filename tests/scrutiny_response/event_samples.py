"""Events of an invented partnership, and any event whatever, for the tests of the record."""

from __future__ import annotations

import datetime as dt
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

from hypothesis import strategies as st
from msgspec.structs import fields

from engross.problems import Refused
from scrutiny_response.domain.event_parts import HASH, Inputs, IssuedDocument
from scrutiny_response.domain.events import Event, Issued, Recorded, Withdrawn
from scrutiny_response.domain.timeframes import Length, Span, Unit
from scrutiny_response.intake import scalars
from scrutiny_response.intake.build import hints, is_struct
from scrutiny_response.intake.decoding import unholdable
from scrutiny_response.store import record as store

REFERENCE = "PSR-2026-010"
_Value = TypeVar("_Value")


def issued(date: dt.date = dt.date(2026, 12, 7), file: str = "2026-12-07-issued-letter.docx") -> Issued:
    """The letter of a reference, issued."""
    inputs = Inputs(assessment=HASH, cycle=None, framework=HASH, framework_version="2026-03", software="0.9.0")
    letter = IssuedDocument(
        document="letter",
        dated=date,
        path="PSR-2026-010-Strathlorne/letter.docx",
        file=file,
        hash=HASH,
        pdf=None,
        pdf_hash=None,
        template="letter.docx",
        template_hash=HASH,
        inputs=inputs,
        replaces=None,
        answers=None,
        as_edited=None,
    )
    return Issued(
        reference=REFERENCE,
        date=date,
        software="0.9.0",
        partnership="Strathlorne Health and Social Care Partnership",
        assessment="inputs/strathlorne.yaml",
        level="assisted",
        approved_by="Eilidh Garvie, chief inspector",
        documents=(letter,),
    )


def withdrawn(date: dt.date = dt.date(2026, 12, 9)) -> Withdrawn:
    """The letter of a reference, withdrawn."""
    reason = "It names another partnership.\n\nA corrected letter follows."
    return Withdrawn(reference=REFERENCE, date=date, software="0.9.0", documents=("letter",), reason=reason)


def write(record: Path, *events: Event) -> list[Recorded]:
    """Write events one after the other, as a run does for each; return them as they lie in the record."""
    written: list[Recorded] = []
    for event in events:
        with store.writing(record, "issue"):
            folder = store.folder_of(record, event.reference)
            recorded = store.append(folder, store.free_stem(folder, event.date, event.kind), event, written)
        if not isinstance(recorded, Recorded):
            raise Refused([recorded])
        written.append(recorded)
    return written


def _is_line(text: str) -> bool:
    try:
        scalars.check_line(text)
    except scalars.Unreadable:
        return False
    return not unholdable(text)


_letters = st.characters(exclude_categories=["Cs", "Cc", "Cn", "Zl", "Zp"])
"""Few of these have to be filtered out: too many would end a test of values that are put together of several."""
lines = st.text(_letters, min_size=1, max_size=20).map(str.strip).filter(_is_line)
texts = st.builds(str.join, st.sampled_from(["\n", "\n\n", "\t"]), st.lists(lines, min_size=1, max_size=3))
days = st.dates(dt.date(1990, 1, 1), dt.date(2100, 12, 31))
lengths = st.builds(
    lambda count, unit: Length(count=count, unit=unit), st.integers(1, 120), st.sampled_from(list(Unit))
)
spans = st.builds(lambda one, other: Span(first=min(one, other), last=max(one, other)), days, days).filter(
    lambda span: span.first < span.last
)
_FORMS = {
    "line": lines,
    "text": texts,
    "hash": st.just(HASH),
    "file": st.sampled_from(["2026-12-07-issued-letter.docx", "a b.odt", "plan’s.docx"]),
    "path": st.sampled_from(["letter.docx", "PSR-2026-010 Strathlorne/letter.docx", "a/b/c.docx"]),
}


def any_value(cls: type[_Value]) -> st.SearchStrategy[_Value]:
    """Any value of a type of the record."""
    described = get_type_hints(cls, include_extras=True)
    drawn: dict[str, st.SearchStrategy[Any]] = {}
    may_be_empty = {item.name for item in fields(cls) if item.default == ()}  # type: ignore[arg-type]  # all are Structs
    for name, hint in hints(cls).items():  # type: ignore[arg-type]  # a type is hashable
        metadata = described[name].__metadata__
        one = _any_of(hint.type, metadata[2] if len(metadata) > 2 else "line")
        if hint.is_tuple:
            one = st.lists(one, min_size=0 if name in may_be_empty else 1, max_size=2).map(tuple)
        drawn[name] = st.none() | one if hint.is_optional else one
    return st.builds(cls, **drawn)


def _any_of(kind: Any, form: str) -> st.SearchStrategy[Any]:
    if is_struct(kind):
        return any_value(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return st.sampled_from(list(kind))
    if kind is str:
        return _FORMS[form]
    plain = {bool: st.booleans(), int: st.integers(1, 999), dt.date: days}
    return plain[kind] if kind in plain else days | lengths | spans
