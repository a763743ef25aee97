"""The schema of events is written from their types, says the same as their reader, and can be used by other programs."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from referencing import Registry, Resource

from scrutiny_response import resources
from scrutiny_response.domain.events import EVENTS, Event
from scrutiny_response.intake.faults import FAULTS
from scrutiny_response.intake.schema import schema
from scrutiny_response.intake.validator import validator
from scrutiny_response.store.event_dumper import as_yaml
from tests.scrutiny_response.event_samples import any_value
from tests.scrutiny_response.intake.test_shape import SAY_NOTHING_OF_VALUES, as_read, parts
from tools.build_event_schema import SCHEMA, written


def test_the_schema_in_the_repository_is_the_one_that_the_types_give() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == written()


def test_the_schema_is_one_and_its_keywords_are_all_said_in_words() -> None:
    document = json.loads(written())
    jsonschema.Draft202012Validator.check_schema(document)
    used = {keyword for part in parts(document) for keyword in part}
    assert used - SAY_NOTHING_OF_VALUES - {"oneOf"} <= set(FAULTS)


@pytest.mark.parametrize("kind", EVENTS)
def test_every_example_would_be_accepted(kind: str) -> None:
    document = schema("event", kind).document
    for part in parts(document):
        for example in part.get("examples", ()):
            assert list(validator(document).evolve(schema=part).iter_errors(as_read(example))) == []


def _by_name() -> Registry[Any]:
    names = ("assessment.schema.json", "event.schema.json")
    documents = [(name, json.loads((resources.schemas() / name).read_text(encoding="utf-8"))) for name in names]
    return Registry().with_resources([(name, Resource.from_contents(each)) for name, each in documents])


OTHERS = jsonschema.Draft202012Validator({"$ref": "event.schema.json"}, registry=_by_name())
"""What another program makes of the schema."""


def _in_json(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _in_json(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_in_json(each) for each in value]
    return value.isoformat() if isinstance(value, dt.date) else value


@given(event=st.one_of([any_value(cls) for cls in EVENTS.values()]))
def test_another_program_finds_every_event_valid(event: Event) -> None:
    values = _in_json(yaml.safe_load(as_yaml(event)))
    assert [error.message for error in OTHERS.iter_errors({**values, "number": 1})] == []
