"""A template's package → the same with the document's state as a mark behind the text and in the properties.

The words on the face, in the header and in the title are the template's own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache, partial
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from engross.word import DeclaredShape, Template
from scrutiny_response.domain.asked_letters import FOLLOW_UPS
from scrutiny_response.domain.assessment import State
from scrutiny_response.domain.filters import FILTERS, initial_capital
from scrutiny_response.domain.further import Declarations, Declared, Further, FurtherType
from scrutiny_response.domain.plan_identity import IDENTITIES, PROPERTY, plan_identity
from scrutiny_response.domain.response import Response

if TYPE_CHECKING:
    from engross.word import Package

_STATE = "{{ assessment.state }}"
MARKED = tuple(state for state in State if not state.is_final)
"""The states that are marked: those in which a document does not leave the house as it is."""

NEVER_ISSUED = frozenset(
    {"tracked-changes", "hidden-text", "editing-marks", "author", "unanswered-prompt", "local-address"}
)
"""The problems of a template with which no document is issued."""


_PLAN = re.compile(r"\.actions\b.*\.(?:status|measure)\b", re.DOTALL)
"""What the text of a plan's template holds: it goes over actions, and says how far they have come."""


@lru_cache(maxsize=16)
def response_with(declared: Declarations) -> DeclaredShape:
    """Return the type of what a cycle's templates print, with the further values that its cycle file declares."""
    properties = {each.name: _property(each) for each in declared}
    kept = {"type": "object", "title": "further values", "additionalProperties": False}
    return DeclaredShape(Response, Further, {**kept, "properties": properties, "required": list(properties)})


def _property(declared: Declared) -> dict[str, Any]:
    part = {"description": declared.meaning or declared.title, "examples": [declared.example]}
    scalar = _SCALARS[declared.type.one]
    if declared.type.is_list:
        return {**part, "type": "array", "items": scalar}
    return {**part, **scalar, "type": scalar["type"] if declared.is_always_there else [scalar["type"], "null"]}


_SCALARS: Mapping[FurtherType, Mapping[str, str]] = {
    FurtherType.TEXT: {"type": "string"},
    FurtherType.DATE: {"type": "string", "format": "date"},
    FurtherType.NUMBER: {"type": "number"},
    FurtherType.YES_OR_NO: {"type": "boolean"},
}


def open_template(data: bytes, file: str, declared: Declarations = ()) -> Template:
    """Return a cycle's template, compiled, checked and marked with the state; Refused with all that is wrong with it.

    `file` is its path, whose name up to the first dot is the kind of document. `declared` are the values of the
    office's own.
    """
    kind = PurePath(file).name.split(".")[0]
    return Template.open(
        data,
        shape=response_with(declared),
        filters={**FILTERS, "plan_identity": plan_identity},
        file=file,
        prepare=partial(with_state, kind=kind),
        identities=IDENTITIES,
    )


def with_state(package: Package, kind: str = "") -> Package:
    """The template with the marks of the states that are not final, and the state among the document's properties.

    `kind` is the kind of document: if it is internal, every page and the properties say so too, whatever the state.
    A plan says in its properties, too, which plan it is; a letter that answers an event, which event.
    """
    from engross.word import watermarked, with_properties  # noqa: PLC0415  # a kept template is not prepared again
    from engross.word.tools import show  # noqa: PLC0415  # likewise

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
    if kind in FOLLOW_UPS:
        custom["Answers"] = "{% if follow_up %}{{ follow_up.answers }}{% endif %}"
    if _PLAN.search(show(package)):
        custom[PROPERTY] = f"{{{{ assessment | plan_identity({kind!r}, issue) }}}}"
    return with_properties(watermarked(package, marks), status=_STATE, custom=custom)
