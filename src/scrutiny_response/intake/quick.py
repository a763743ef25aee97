"""An assessment file's bytes, as nearly all are → its assessment and the few places that a sound one needs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from engross.problems import Place
from scrutiny_response.domain.assessment import Assessment
from scrutiny_response.intake.cycles import Cycle
from scrutiny_response.intake.decoding import decoded
from scrutiny_response.intake.plain_build import plain_builder
from scrutiny_response.intake.plain_values import GivenUp, merged_plain, plain_values
from scrutiny_response.intake.tree import Source


class Quick(NamedTuple):
    """An assessment that keeps to its schema: its file's lines, and where its reference and its documents stand."""

    assessment: Assessment
    source: Source
    reference: Place
    documents: Mapping[str, Place]


def quick_reading(data: bytes, file: str, cycle: Cycle) -> Quick | None:
    """Return what a file says; None if anything is out of the ordinary or wrong, for which it has to be read slowly."""
    common = cycle.plain
    if common is None:
        return None
    text, problems = decoded(data, file)
    if problems:
        return None
    try:
        own, marks = plain_values(text)
        assessment = plain_builder(Assessment, "assessment", cycle.declared)(merged_plain(own, common.values))
    except GivenUp:
        return None
    source = Source(file, tuple(text.split("\n")))
    places = {key: [source.place(*mark) for mark in own_marks] for key, own_marks in marks.items()}
    if own.get("documents") is None:
        documents = common.documents
    else:
        documents = dict(zip(own["documents"], places["documents"], strict=True))  # type: ignore[arg-type]  # it was checked
    return Quick(assessment, source, places["reference"][0], documents)
