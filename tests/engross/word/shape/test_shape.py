"""JSON schemas and type hints as shapes: what templates are checked against, beside the dataclasses of a cycle."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, IntEnum
from functools import cached_property
from typing import Annotated, Any, Literal, NamedTuple, NewType, NotRequired, TypedDict

import pytest
from msgspec import Struct

from engross.problems import Severity
from engross.word import Refused, Template
from engross.word.shape import shape_of
from engross.word.shape.hints import type_of_hint
from engross.word.tools.dictionary import dictionary, words
from tests.engross.word.check.test_check import checked
from tests.engross.word.paper import docx, texts

SCHEMA: dict[str, Any] = {
    "$defs": {
        "person": {
            "type": "object",
            "title": "person",
            "description": "Somebody",
            "properties": {"name": {"type": "string"}, "boss": {"$ref": "#/$defs/person"}},
            "required": ["name"],
        },
    },
    "type": "object",
    "required": ["name", "state", "on", "people", "count", "open", "either", "sized", "free", "nothing", "pair", "all"],
    "properties": {
        "name": {"type": "string", "description": "The name", "examples": ["Morag"]},
        "nick": {"type": "string"},
        "state": {"enum": ["draft", "issued"]},
        "on": {"type": "string", "format": "date"},
        "count": {"type": "integer"},
        "open": {"type": "boolean"},
        "people": {"type": "array", "items": {"$ref": "#/$defs/person"}},
        "sized": {"type": "array", "minItems": 1, "items": {"type": "string"}},
        "either": {"anyOf": [{"type": "string"}, {"type": "null"}]},
        "nothing": {"type": ["string", "null"]},
        "free": {"type": "object", "additionalProperties": {"type": "number"}},
        "pair": {"type": "array", "prefixItems": [{"type": "string"}, {"type": "integer"}]},
        "all": {
            "allOf": [{"$ref": "#/$defs/person"}, {"properties": {"age": {"type": "number"}}, "required": ["age"]}]
        },
    },
}


def by_schema(code: str, schema: object = SCHEMA) -> tuple[str, ...]:
    return checked(code, shape=schema)


@pytest.mark.parametrize(
    "code",
    [
        "{{ name }} {{ count }} {{ 'a' if open else 'b' }} {{ on | date }} {{ state }}",
        "{% for p in people %}{{ p.name }}{% if p.boss is defined %}{{ p.boss.name }}{% endif %}{% endfor %}",
        "{% if nick is defined %}{{ nick }}{% endif %}{{ nick | default('–') }}",
        "{% if either %}{{ either }}{% endif %}{% if nothing is not none %}{{ nothing }}{% endif %}",
        "{{ sized[0] }} {{ sized | first }} {{ sized | join_and }}",
        "{{ free.anything }} {% for key, value in free.items() %}{{ key }}: {{ value }}{% endfor %}",
        "{{ pair[0] }} {{ pair[1] }} {% set a, b = pair %}{{ a }}{{ b }}",
        "{{ all.name }} {{ all.age }}",
        "{% if state == 'issued' %}x{% endif %} {% if on == '2026-11-23' %}x{% endif %}",
        "{% for key, value in people[0].items() %}{{ key }}{% endfor %}"[:0] or "{{ on[:4] }}",
    ],
)
def test_what_a_schema_describes_is_let_pass(code: str) -> None:
    assert by_schema(code) == ()


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("{{ nmae }}", "unknown-name: nothing is called 'nmae' here; did you mean 'name'?"),
        ("{% for p in people %}{{ p.nmae }}{% endfor %}",
         "unknown-field: p has no field 'nmae'; did you mean 'name'?"),
        ("{% for p in people %}{% if p.boss is defined %}{{ p.boss.boss.nmae | default('') }}{% endif %}{% endfor %}",
         "optional-unguarded: p.boss.boss may be missing, and then it has no field 'nmae'; "
         "put it inside {% if p.boss.boss is defined %} … {% endif %}"),
        ("{{ nick }}", "optional-unguarded: nick may be missing, and then there is nothing to print; "
                       "put it inside {% if nick is defined %} … {% endif %}, or give a default: "
                       "{{ nick | default(\"…\") }}"),
        ("{% if nick %}x{% endif %}",
         "optional-unguarded: nick may be missing, and then it cannot be asked whether it is true; "
         "ask first whether it is there: nick is defined and nick"),
        ("{{ either }}", "optional-unguarded: either may be empty, and then there is nothing to print; "
                         "put it inside {% if either %} … {% endif %}, or give a default: "
                         "{{ either | default(\"…\") }}"),
        ("{{ nothing | upper }}", "optional-unguarded: nothing may be empty, and then there is nothing to print; "
                                  "put it inside {% if nothing %} … {% endif %}, or give a default: "
                                  "{{ nothing | default(\"…\") }}"),
        ("{{ on }}", "date-without-filter: on is a date and is printed without saying how; "
                     "add the filter: {{ on | date }}"),
        ("{{ people }}", "list-printed: people is a list and is printed whole; repeat it with {% for … in people %}"),
        ("{{ free }}", "object-printed: free is a group of fields and is printed whole; print one of its fields"),
        ("{{ all }}", "object-printed: all is an all and is printed whole; "
                      "print one of its fields, such as {{ all.name }}"),
        ("{% if state == 'isued' %}x{% endif %}", "unknown-word: state is never 'isued'; did you mean 'issued'?"),
        ("{% for x in name %}{% endfor %}",
         "loop-over-no-list: the loop goes over name, which is a text, not a list; name a list after 'in'"),
    ],
)  # fmt: skip
def test_what_a_schema_does_not_allow_is_said(code: str, said: str) -> None:
    assert said in by_schema(code)


def test_a_missing_field_that_is_asked_for_would_stop_the_rendering() -> None:
    """The reason for refusing `{% if nick %}`: strictness, as every name must be known."""
    template = Template.open(docx("{% if nick %}x{% endif %}"))
    with pytest.raises(Refused, match="nothing is called 'nick' here"):
        template.render({"name": "Morag"})


def test_a_schema_that_allows_more_properties_knows_them_all() -> None:
    schema = {
        "type": "object",
        "properties": {"a": {"type": "string"}},
        "required": ["a"],
        "additionalProperties": True,
    }
    assert by_schema("{{ a }} {{ b }}", schema) == ()


def test_a_reference_that_leads_nowhere_says_nothing() -> None:
    schema = {"type": "object", "required": ["a", "b"],
              "properties": {"a": {"$ref": "#/$defs/none"}, "b": {"$ref": "other.json"}}}  # fmt: skip
    assert by_schema("{{ a.b.c }} {{ b.c }}", schema) == ()


def test_a_reference_to_itself_is_followed_as_far_as_the_template_goes() -> None:
    deep = "{{ all.boss.boss.boss.name }}"
    said = by_schema(deep)
    assert [each.split(" may be")[0] for each in said] == [
        "optional-unguarded: all.boss",
        "optional-unguarded: all.boss.boss",
        "optional-unguarded: all.boss.boss.boss",
    ]


@pytest.mark.parametrize("schema", [{"type": "string"}, {"type": "object"}, {}, 3, None, str, "x"])
def test_what_describes_no_object_with_properties_is_no_shape(schema: object) -> None:
    with pytest.raises(
        TypeError, match="a shape is a dataclass, a Struct or the JSON schema of an object with properties"
    ):
        shape_of(schema)


class Rank(IntEnum):
    LOW = 1


class Plain(Enum):
    ONE = "one"


class Pair(NamedTuple):
    name: str
    number: int


class Keyed(TypedDict):
    name: str
    more: NotRequired[str]


Reference = NewType("Reference", str)


@dataclass(frozen=True)
class Holder:
    rank: Rank
    pair: Pair
    keyed: Keyed

    @cached_property
    def computed(self) -> Annotated[tuple[Pair, ...], "Pairs"]:
        return ()

    def pairs(self) -> Iterator[Pair]:
        """Every pair there is."""
        return iter(())


@pytest.mark.parametrize(
    ("hint", "said"),
    [
        (str, "text"),
        (int, "number"),
        (Decimal, "number"),
        (bool, "yes or no"),
        (dt.date, "date"),
        (dt.datetime, "date"),
        (dt.time, "time"),
        (str | None, "text, may be empty"),
        (dt.date | int, "date or number"),
        (tuple[str, ...], "list of texts"),
        (list[Holder], "list of holders"),
        (Sequence[dt.date], "list of dates"),
        (frozenset[int], "list of numbers"),
        (Mapping[str, int], "numbers by name"),
        (tuple[str, int], "several values"),
        (Literal["a", "b"], "text: a or b"),
        (Annotated[str, "Meaning"], "text"),
        (Annotated[str, ["Meaning"]], "text"),
        (Callable[[Any, str], str], "anything"),
        (Reference, "text"),
        (Rank, "number"),
        (Plain, "plain"),
        (Holder, "holder"),
        (Any, "anything"),
        (object, "anything"),
        (list, "list of anything"),
        (complex, "anything"),
    ],
)
def test_a_type_hint_is_said_in_an_authors_words(hint: object, said: str) -> None:
    assert words(type_of_hint(hint)) == said


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("{{ rank }} {{ pair.name }} {{ pair[1] }} {{ keyed.name }}", ()),
        ("{% for name, count in computed %}{{ name }}{{ count }}{% endfor %}", ()),
        ("{% for pair in pairs() %}{{ pair.name }}{% endfor %}", ()),
        ("{{ pair.nmae }}", ("unknown-field: pair has no field 'nmae'; check its spelling",)),
        ("{{ keyed.nmae }}", ("unknown-field: keyed has no field 'nmae'; did you mean 'name'?",)),
    ],
)
def test_named_tuples_typed_dicts_and_computed_fields_are_read(code: str, said: tuple[str, ...]) -> None:
    assert checked(code, shape=Holder) == said


def test_a_schema_and_a_dataclass_of_the_same_shape_give_the_same_warning() -> None:
    template = Template.open(docx("{{ (people | first).name }}"), SCHEMA)
    assert [problem.severity for problem in template.problems] == [Severity.WARNING]


PERSON = {
    "type": "object",
    "properties": {"name": {"type": "string"}},
    "required": ["name"],
    "additionalProperties": False,
}


def of(x: object, **beside: object) -> dict[str, Any]:
    """The schema of an object whose `x` is this, with definitions or the like beside it."""
    return {"type": "object", "properties": {"x": x}, "required": ["x"], **beside}


@pytest.mark.parametrize(
    ("code", "schema"),
    [
        ("{{ x.name }}{{ x.more }}", of({"$ref": "#/$defs/p", "properties": {"more": {}}, "required": ["more"]},
                                        **{"$defs": {"p": PERSON}})),
        ("{{ x.more }}", of({"if": {}, "then": PERSON, "properties": {"kind": {}}})),
        ("{{ x.more }}", of({"properties": {"kind": {}}, "unevaluatedProperties": {"type": "string"}})),
        ("{{ x.more }}", of({"allOf": [{"$ref": "https://example.org/s.json"}, PERSON | {"additionalProperties": True}]})),
        ("{{ x.more }}", of({"allOf": [PERSON, {"$ref": "https://example.org/s.json"}]})),
        ("{{ x.y }}", of({"$ref": "#/$defs/a"}, **{"$defs": {"a": {"allOf": [{"$ref": "#/$defs/a"}]}}})),
        ("{{ x.y }}", of({"$ref": "#/$defs/a"}, **{"$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}}})),
    ],
    ids=["beside a reference", "then", "unevaluated", "elsewhere first", "elsewhere last", "round", "round of two"],
)  # fmt: skip
def test_what_a_schema_may_allow_is_not_refused(code: str, schema: object) -> None:
    assert [said for said in by_schema(code, schema) if "has no field" in said] == []


@pytest.mark.parametrize(
    ("code", "schema", "said"),
    [
        ("{{ x.nmae }}", of({"$ref": "#/$defs/a~1b%20c"}, **{"$defs": {"a/b c": PERSON}}), "did you mean 'name'?"),
        ("{{ x.nmae }}", of({"$ref": "#/examples/0"}, examples=[PERSON]), "did you mean 'name'?"),
        ("{{ x[1].nmae }}", of({"type": "array", "items": [{}, PERSON]}), "did you mean 'name'?"),
        ("{{ x }}", of({"type": "string", "nullable": True}), "x may be empty"),
    ],
    ids=["encoded", "in a list", "a list of few", "nullable"],
)
def test_a_schema_is_read_in_every_draft_s_way(code: str, schema: object, said: str) -> None:
    assert said in " ".join(by_schema(code, schema))


@pytest.mark.parametrize(
    "wrong",
    [
        {"type": 5}, {"type": [5, {}]}, {"type": "tuple"}, {"anyOf": 5}, {"allOf": "ab"}, {"allOf": [5, None]}, {"enum": 5},
        {"enum": []}, {"$ref": 5}, {"$ref": "#/properties/x/type/y", "type": "string"}, {"type": "array", "minItems": "x"},
        {"prefixItems": 5}, {"type": "object", "properties": ["a"]}, {"properties": "a"}, {"properties": {}, "required": 1},
        {"type": "string", "description": 5, "title": [], "examples": 5}, {"examples": {"x": 1}},
        {"oneOf": [{}, 5], "properties": []},
    ],
    ids=str,
)  # fmt: skip
def test_what_is_wrong_with_a_schema_is_read_as_if_it_were_not_there(wrong: object) -> None:
    schema = of(wrong) | {"properties": {"x": wrong, "name": {"type": "string"}}, "required": ["x", "name"]}
    assert by_schema("{{ name }}{% if x %}y{% endif %}", schema) == ()
    assert "name" in {entry.name for entry in dictionary(schema, {})}


@pytest.mark.parametrize("keyword", ["allOf", "anyOf", "oneOf"])
def test_a_schema_that_refers_to_itself_in_many_ways_is_read_at_once(keyword: str) -> None:
    steps = {f"a{n}": {keyword: [{"$ref": f"#/$defs/a{n + 1}"}] * 2} for n in range(60)}
    schema = of({"$ref": "#/$defs/a0"}, **{"$defs": {**steps, "a60": PERSON}})
    assert "did you mean 'name'?" in " ".join(by_schema("{{ x.nmae }}", schema))


class Reader(Struct, frozen=True):
    """Somebody who reads."""

    name: Annotated[str, "The name", "Morag"]
    on: dt.date | None = None

    @property
    def initial(self) -> str:
        """The first letter."""
        return self.name[:1]

    def greeting(self, word: str) -> str:
        """Words at the beginning."""
        return f"{word} {self.name}"


class Letter(Struct, frozen=True):
    """A letter to a reader."""

    reader: Reader


def test_a_struct_is_a_shape_and_a_value_as_a_dataclass_is() -> None:
    code = "{{ reader.initial }} {{ reader.name }}{% if reader.on %} {{ reader.on | date }}{% endif %}, "
    template = Template.open(docx(code + "{{ reader.greeting('Dear') }}"), Letter)
    assert template.problems == ()
    letter = Letter(Reader("Morag", dt.date(2026, 12, 1)))
    assert texts(template.render(letter)) == ["M Morag 1 December 2026, Dear Morag"]
    assert [entry.name for entry in dictionary(Letter)] == [
        "reader", "reader.name", "reader.on", "reader.initial", "reader.greeting(…)",
    ]  # fmt: skip


def test_what_a_struct_does_not_have_is_told_with_the_nearest_name() -> None:
    assert checked("{{ reader.nane }}", shape=Letter) == (
        "unknown-field: reader has no field 'nane'; did you mean 'name'?",
    )
