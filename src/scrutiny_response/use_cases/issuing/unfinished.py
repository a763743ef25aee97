"""A withdrawal whose run was killed between its event and the last document → what still lies in the output folder."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from scrutiny_response.domain.event_parts import IssuedDocument
from scrutiny_response.domain.events import Recorded, Withdrawn
from scrutiny_response.domain.history import standing
from scrutiny_response.generate.records import hash_of_events
from scrutiny_response.store import manifest, recovery, staging


def last_withdrawal(history: Sequence[Recorded], names: Collection[str]) -> int | None:
    """Return at which place of a history these documents were withdrawn last; None if one of them was not, or stands.

    If none are named, it is the last withdrawal of anything.
    """
    places = [place for place, (_, _, event) in enumerate(history) if isinstance(event, Withdrawn)]
    if not places or set(names) & set(standing(history)):
        return None
    event = history[places[-1]].event
    return places[-1] if isinstance(event, Withdrawn) and set(names) <= set(event.documents) else None


def left_behind(folder: Path, reference: str, history: Sequence[Recorded], place: int) -> list[tuple[str, str]]:
    """Return the path and the hash of each document that the withdrawal at this place took, and that lies there still.

    What a run made since then is none: it knew of the withdrawal. Raise Refused if the manifest cannot be read.
    """
    with recovery.read_manifest(folder) as lines:
        recorded = [record for record in lines.records() if record.summary["reference"] == reference]
    earlier = {None, *(hash_of_events(history[:end]) for end in range(place + 1))}
    if any(record.inputs.record not in earlier for record in recorded):
        return []
    taken, stands = standing(history[:place]), standing(history)
    withdrawn = getattr(history[place].event, "documents", ())
    documents = [each.document for name, each in taken.items() if name in withdrawn and name not in stands]
    return [(document.path, document.hash) for document in documents if _lies_there(folder, document, recorded)]


def _lies_there(folder: Path, document: IssuedDocument, recorded: Sequence[manifest.Record]) -> bool:
    """Return whether a document lies there as it was issued, or something else does in its place, as edited."""
    hash_ = staging.hash_on_disk(folder / document.path)
    return hash_ == document.hash or (hash_ is not None and any(record.document(document.path) for record in recorded))
