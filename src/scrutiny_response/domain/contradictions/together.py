"""The assessments of one run → what two of them may not share."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from scrutiny_response.domain.assessment import Assessment
from scrutiny_response.domain.contradictions.case import Contradiction
from scrutiny_response.domain.identity import Identity


def identity(assessment: Assessment) -> Identity:
    """Return what of the assessment no other may have."""
    return Identity(str(assessment.reference), file_stem(assessment))


def duplicates(identities: Sequence[Identity]) -> Iterator[tuple[int, int, Contradiction]]:
    """What two assessments of one cycle share and may not: each finding with the number of its own and of the other."""
    references = [each.reference.casefold() for each in identities]
    for own, other in _pairs(references):
        message = f"the reference `{identities[own].reference}` is also that of {{other}}"
        yield own, other, Contradiction(("reference",), "repeated-reference", message, "give each its own reference")
    for own, other in _pairs([each.file_stem for each in identities]):
        if references[own] != references[other]:
            message = "its documents would have the same file names as those of {other}"
            hint = "change `reference`, or add `{reference}` to `file_name`"
            yield own, other, Contradiction(("reference",), "repeated-file-name", message, hint)


def _pairs(keys: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield each position whose key another has too, with the first of those others."""
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for position, key in enumerate(keys):
        if key:
            groups[key].append(position)
    for group in groups.values():
        for position in group if len(group) > 1 else ():
            yield position, group[1] if position == group[0] else group[0]


def file_stem(assessment: Assessment) -> str:
    """Return what the assessment's file names have in common, as coarsely as any file system compares names."""
    filled = assessment.file_name.replace("{reference}", assessment.reference)
    filled = filled.replace("{partnership}", assessment.partnership.name).replace("{state}", assessment.state)
    return re.sub(r"[\W_]+", "-", filled.casefold())
