"""The table of fields on a terminal: its columns, its width, and tags that can be copied."""

from __future__ import annotations

from engross.word.tools.dictionary import FieldEntry, dictionary
from scrutiny_response.cli.reports.field_table import field_table
from scrutiny_response.domain.filters import FILTERS
from scrutiny_response.domain.response import Response

ENTRIES = dictionary(Response, FILTERS)


def test_the_table_for_a_terminal_has_a_column_for_each_thing() -> None:
    entries = [
        FieldEntry("", "state", "text: draft or issued", "How far it has come", "draft", "{{ state }}"),
        FieldEntry(
            "", "ended", "date", "The last day of the inspection, on which all is counted", "", "{{ ended | date }}"
        ),
    ]
    assert field_table(entries, width=60) == (
        "Everywhere\n\n"
        "  Name   Type        Meaning                         Example\n"
        "  -----  ----------  ------------------------------  -------\n"
        "  state  text:       How far it has come             draft\n"
        "         draft or\n"
        "         issued\n"
        "  ended  date        The last day of the\n"
        "                     inspection, on which all is\n"
        "                     counted\n"
        "    {{ ended | date }}"
    )


def test_the_table_for_a_terminal_keeps_its_width_and_never_wraps_a_tag() -> None:
    lines = field_table(ENTRIES, width=100).split("\n")
    assert max(len(line) for line in lines if "{" not in line) <= 100
    assert [entry.write for entry in ENTRIES if f"{{{{ {entry.name} }}}}" != entry.write and
            f"    {entry.write}" not in lines] == []  # fmt: skip
