"""A template's package → the same with the document's state as a mark behind the text and in the properties.

The words on the face, in the header and in the title are the template's own.
"""

from __future__ import annotations

from engross.word import Package, watermarked, with_properties
from scrutiny_response.domain.assessment import State
from scrutiny_response.domain.filters import initial_capital

_STATE = "{{ assessment.state }}"
MARKED = tuple(state for state in State if not state.is_final)
"""The states that are marked: those in which a document does not leave the house as it is."""

NEVER_ISSUED = frozenset({"tracked-changes", "hidden-text", "editing-marks", "author", "unanswered-prompt"})
"""The problems of a template with which no document is issued."""


def with_state(package: Package, kind: str = "") -> Package:
    """The template with the marks of the states that are not final, and the state among the document's properties.

    `kind` is the kind of document: where it is internal, every page and the properties say so too, whatever the state.
    """
    internal = f'assessment.is_internal("{kind}")'
    states = [(f'assessment.state == "{state}"', initial_capital(state)) for state in MARKED]
    marks = [
        *((f"{condition} and {internal}", f"Internal, {words.lower()}") for condition, words in states),
        *states,
        (internal, "Internal"),
    ]
    custom = {
        "Document state": _STATE,
        "Audience": f"{{% if {internal} %}}internal{{% else %}}partnership{{% endif %}}",
    }
    return with_properties(watermarked(package, marks), status=_STATE, custom=custom)
