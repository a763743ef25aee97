"""The dictionary of fields: complete, in an author's words, and every tag in it right as it stands."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest

from engross.word import Template
from engross.word.shape import shape_of
from engross.word.shape.types import all_records
from engross.word.tools.dictionary import FieldEntry, dictionary, unused
from engross.word.tools.dictionary_document import as_document
from scrutiny_response.domain.filters import FILTERS
from scrutiny_response.domain.response import Response
from tests.engross.word.check.test_check import Letter, shown
from tests.engross.word.paper import docx, texts, xml
from tests.engross.word.shape.test_shape import SCHEMA
from tests.engross.word.validity import audit
from tests.structure import faults

ENTRIES = dictionary(Letter, {"shown": shown})
BY_NAME: Mapping[str, FieldEntry] = {entry.name: entry for entry in ENTRIES}


@pytest.mark.parametrize(
    ("name", "type_", "write"),
    [
        ("partnership", "partnership", "{{ partnership.name }}"),
        ("partnership.name", "text", "{{ partnership.name }}"),
        ("partnership.gaelic_name", "text, may be empty",
         "{% if partnership.gaelic_name %}{{ partnership.gaelic_name }}{% endif %}"),
        ("partnership.councils", "list of texts", "{{ partnership.councils | join_and }}"),
        ("state", "text: draft or issued", "{{ state }}"),
        ("ended", "date", "{{ ended | date }}"),
        ("at", "time", '{{ at.strftime("%H:%M") }}'),
        ("agreed", "yes or no", "{% if agreed %} … {% endif %}"),
        ("areas", "list of areas", "{% for area in areas %} … {% endfor %}"),
        ("area.title", "text", "{{ area.title }}"),
        ("area.parts", "list of areas; its fields stand under {% for area in areas %}",
         "{% for part in area.parts %} … {% endfor %}"),
        ("action.due", "date", "{{ action.due | date }}"),
        ("notes", "list of texts, may be empty", "{% if notes %}{{ notes | join_and }}{% endif %}"),
        ("counts", "numbers by name", "{% for name, value in counts.items() %} … {% endfor %}"),
        ("due", "date or span", "{{ due | shown }}"),
        ("decision", "decision, may be empty", "{% if decision %} … {% endif %}"),
        ("decision.date", "date, may be empty", "{% if decision.date %}{{ decision.date | date }}{% endif %}"),
        ("anything", "anything", "{{ anything }}"),
    ],
)  # fmt: skip
def test_a_field_is_told_with_its_type_and_the_tag_that_gives_it(name: str, type_: str, write: str) -> None:
    assert (BY_NAME[name].type, BY_NAME[name].write) == (type_, write)


def test_meaning_and_example_come_from_the_shape() -> None:
    assert BY_NAME["partnership.name"] == FieldEntry(
        "partnership", "partnership.name", "text", "The partnership's name", "Strathlorne", "{{ partnership.name }}"
    )
    assert dictionary(SCHEMA)[0] == FieldEntry("", "name", "text", "The name", "Morag", "{{ name }}")


def test_every_record_and_every_field_is_told_once() -> None:
    told = dictionary(Response, FILTERS)
    assert len({(entry.group, entry.name) for entry in told}) == len(told)
    expected = sum(len(record.fields()) for record in all_records(shape_of(Response)))
    assert len(told) == expected


def test_every_field_of_the_cycle_has_a_meaning() -> None:
    assert [entry.name for entry in dictionary(Response, FILTERS) if not entry.meaning] == []


def _around(entry: FieldEntry, entries: tuple[FieldEntry, ...]) -> str:
    """The tag of an entry, within the loops and conditions in which its group can be used."""
    code, group = entry.write, entry.group
    while group:
        if group.startswith("{%"):
            path = group.removesuffix(" %}").rsplit(" in ", 1)[1]
            code = f"{group}{code}{{% endfor %}}"
        else:
            path = group
            code = f"{{% if {path} %}}{code}{{% endif %}}"
        group = next(each.group for each in entries if each.name == path)
    return code


def test_every_tag_in_the_dictionary_of_the_cycle_is_right_as_it_stands() -> None:
    entries = dictionary(Response, FILTERS)
    written = [_around(entry, entries) for entry in entries if "(…)" not in entry.name and ".… }}" not in entry.write]
    assert len(written) > 150
    usable = [code for code in written if "(…)" not in code]
    assert Template.open(docx(*usable), Response, FILTERS).problems == ()


def test_the_entries_are_plain_values_for_json() -> None:
    assert json.loads(json.dumps(BY_NAME["ended"].as_json())) == {
        "group": "",
        "name": "ended",
        "type": "date",
        "meaning": "",
        "example": "",
        "write": "{{ ended | date }}",
    }


def test_the_word_document_has_a_heading_and_a_table_for_each_group() -> None:
    made = as_document(ENTRIES)
    assert faults(bytes(made)) == []
    assert [said for said in audit(bytes(made)) if "relationships/theme" not in said] == []  # Word needs no theme
    shown_texts = texts(made)
    assert shown_texts[0] == "Fields that templates can use"
    assert shown_texts[2:10] == [
        "Everywhere", "How to write it", "What it is", "What it means", "Example",
        "{{ partnership.name }}", "partnership", "",
    ]  # fmt: skip
    body = xml(made)
    groups = {entry.group for entry in ENTRIES}
    assert body.count("<w:tbl>") == body.count("<w:tblHeader/>") == len(groups)
    assert all(entry.write in shown_texts for entry in ENTRIES)
    assert bytes(made) == bytes(as_document(ENTRIES))


def uses(*body: str) -> frozenset[tuple[object, str]]:
    return Template.open(docx(*body), Letter, {"shown": shown}).uses


def test_the_fields_that_no_template_uses_are_told_by_record() -> None:
    first = uses("{{ partnership.name }} {{ state }} {{ ended | date }}{% for a in areas %}{{ a.title }}{% endfor %}")
    second = uses("{{ number }} {{ due | shown }}{% if decision %}{{ decision.level }}{% endif %}")
    assert unused(Letter, first | second) == (
        ("letter", ("colour", "kind", "at", "agreed", "notes", "counts", "anything")),
        ("partnership", ("gaelic_name", "councils")),
        ("area", ("source", "actions")),
        ("decision", ("date",)),
    )


def test_a_field_that_only_a_condition_or_a_filter_reads_is_used() -> None:
    used = uses("{% if agreed %}x{% endif %}", "{{ areas | map(attribute='title') | join(', ') }}")
    left = dict(unused(Letter, used))
    assert "agreed" not in left["letter"]
    assert "title" not in left["area"]
