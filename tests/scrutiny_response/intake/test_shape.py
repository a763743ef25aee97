"""The schema, the Structs and the names in the files describe one shape."""

from __future__ import annotations

import json
from collections.abc import Iterator
from enum import Enum
from typing import Any, get_type_hints

import jsonschema
import pytest

from scrutiny_response import resources
from scrutiny_response.domain.assessment import Assessment, CriterionAnswer
from scrutiny_response.domain.further import Further
from scrutiny_response.intake.build import hints, is_struct
from scrutiny_response.intake.cycles import RATINGS
from scrutiny_response.intake.declarations import FURTHER
from scrutiny_response.intake.faults import FAULTS
from scrutiny_response.intake.schema import schema
from scrutiny_response.intake.tree import List, Node, Source, text
from scrutiny_response.intake.validator import validator
from tests.scrutiny_response.intake.reading import framework

NOT_IN_THE_FILE = {"Monitoring": {"proposed"}, "CriterionAnswer": {"criterion"}}
SAY_NOTHING_OF_VALUES = {
    *("$schema", "title", "description", "examples", "default", "$ref", "$defs"),
    *("properties", "items"),  # they lead to other parts of the schema
}


def parts(part: Any) -> Iterator[dict[str, Any]]:
    """Every schema within a schema, itself first."""
    yield part
    for name in ("properties", "$defs"):
        for inner in part.get(name, {}).values():
            yield from parts(inner)
    for name in ("items", "additionalProperties"):
        if isinstance(part.get(name), dict):
            yield from parts(part[name])


def as_read(example: Any) -> Node:
    """An example as it would be read from a file."""
    if isinstance(example, list):
        items = List(Source("example"))
        items.extend(as_read(item) for item in example)
        return items
    written = str(example).lower() if isinstance(example, bool) else example
    return text(written, Source("example"), is_plain=True)


def differences(cls: Any, wanted: Any) -> Iterator[str]:
    """Where a Struct and its schema do not say the same, within it too."""
    properties = wanted["properties"]
    names = [name for name in hints(cls) if name not in NOT_IN_THE_FILE.get(cls.__name__, ())]
    if names != list(properties):
        yield f"{cls.__name__} has {names}, its schema {list(properties)}"
    for name in names:
        hint, inner = hints(cls)[name], properties[name]
        if hint.type is Further:  # what there is in it, a cycle file declares
            inner = {"type": "string" if inner["properties"] == {} else "with fields"}
        if hint.type is CriterionAnswer:
            inner = inner["additionalProperties"]
        elif hint.is_tuple:
            inner = inner["items"]
        if is_struct(hint.type) and "properties" in inner:
            yield from differences(hint.type, inner)
        elif isinstance(hint.type, type) and issubclass(hint.type, Enum):
            if [str(word) for word in hint.type] != inner["enum"]:
                yield f"{cls.__name__}.{name} knows other words than its schema"
        elif inner["type"] != ("boolean" if hint.type is bool else "string"):
            yield f"{cls.__name__}.{name} is of another type than in its schema"


def test_schema_and_type_have_the_same_names_in_the_same_order_and_nesting() -> None:
    assert list(differences(Assessment, schema("assessment").document)) == []


def said_otherwise(cls: Any, wanted: Any) -> Iterator[str]:
    """Where a schema does not begin with the words that templates' authors read of the same field."""
    annotations = get_type_hints(cls, include_extras=True)
    for name, hint in hints(cls).items():
        if name in NOT_IN_THE_FILE.get(cls.__name__, ()):
            continue
        inner = wanted["properties"][name]
        if not inner["description"].startswith(f"{annotations[name].__metadata__[0]}."):
            yield f"{cls.__name__}.{name}: {inner['description']}"
        if hint.is_tuple:
            inner = inner["items"] if "items" in inner else inner["additionalProperties"]
        if is_struct(hint.type) and "properties" in inner:
            yield from said_otherwise(hint.type, inner)


def test_the_schema_says_of_each_field_what_the_dictionary_of_templates_says() -> None:
    assert list(said_otherwise(Assessment, schema("assessment").document)) == []


def test_what_the_schema_requires_the_type_cannot_do_without() -> None:
    for part in parts(schema("assessment").document):
        for name in part.get("required", ()):
            assert "default" not in part["properties"][name]


def test_the_criteria_in_the_schema_are_those_of_the_framework_with_their_words() -> None:
    criteria = schema("assessment").document["properties"]["criteria"]["properties"]
    assert [(name, shown["title"], shown["description"]) for name, shown in criteria.items()] == [
        (it.id, f"Criterion {it.number}", f"{it.text}.") for it in framework().criteria()
    ]


def test_a_cycle_file_says_what_an_assessment_may_say_and_its_ratings_and_what_it_declares() -> None:
    common, own = (dict(schema(name).document["properties"]) for name in ("cycle", "assessment"))
    del common[RATINGS], common[FURTHER], own[FURTHER]
    assert set(common) <= set(own)
    assert common["inspection"]["properties"] == own["inspection"]["properties"]
    for name in set(common) - {"inspection", "monitoring"}:
        assert common[name] == own[name]
    assert common["monitoring"]["properties"] == own["monitoring"]["properties"]


@pytest.mark.parametrize("name", ["assessment", "cycle"])
def test_every_property_has_a_title_and_a_description_for_the_editor(name: str) -> None:
    for part in parts(schema(name).document):
        for inner in part.get("properties", {}).values():
            assert inner["title"]
            assert inner["description"].endswith(".")


@pytest.mark.parametrize("name", ["assessment", "cycle", "framework"])
def test_every_shipped_schema_is_one_and_its_keywords_are_all_said_in_words(name: str) -> None:
    document = json.loads((resources.schemas() / f"{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(document)
    used = {keyword for part in parts(document) for keyword in part}
    assert used - SAY_NOTHING_OF_VALUES <= set(FAULTS)


@pytest.mark.parametrize("name", ["assessment", "cycle"])
def test_every_example_in_a_schema_would_be_accepted(name: str) -> None:
    for part in parts(schema(name).document):
        for example in part.get("examples", ()):
            assert list(validator(schema(name).document).evolve(schema=part).iter_errors(as_read(example))) == []
