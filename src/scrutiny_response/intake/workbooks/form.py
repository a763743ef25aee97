"""A schema and the framework → the form that a sheet of a workbook is: sections, and in them fields and tables.

The words are the schema's; only which keys stand together, and in what order, is said here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum, auto
from functools import cached_property
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from scrutiny_response.domain.framework import Framework
from scrutiny_response.domain.further import Declarations
from scrutiny_response.intake.declarations import FURTHER
from scrutiny_response.intake.schema import assessment_schema, schema
from scrutiny_response.intake.tree import DataPath

SECTIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("The document", ("reference", "state", "marking", "embargoed_until")),
    ("Partnership", ("partnership",)),
    ("Addressee", ("addressee",)),
    ("Copies", ("copies",)),
    ("Inspection", ("inspection",)),
    ("Evaluations", ("evaluations", "second_indicator", "circumstances")),
    ("Strengths", ("strengths",)),
    ("Areas for improvement", ("areas",)),
    ("Criteria", ("criteria",)),
    ("Decision", ("decision",)),
    ("Support", ("support",)),
    ("Monitoring", ("monitoring", "plan_due")),
    ("Letter", ("letter",)),
    ("Extension", ("extension",)),
    ("Documents", ("documents", "internal", "file_name", "alarm")),
    ("Attachment to the report", ("attachment",)),
    ("Signatory", ("signatory",)),
    ("Contact", ("contact",)),
    ("Holidays", ("holidays",)),
    ("Further values", (FURTHER,)),
)
"""Which keys of an assessment stand under which heading, in the order of the sheet."""

ACTIONS: DataPath = ("areas", "actions")
"""What has a sheet of its own, for all partnerships."""

IN_EACH_ROW = "One in each row"
"""The head of a list of texts."""


class Kind(Enum):
    """What is expected in a cell; what exactly it may say is for the schema to check."""

    TEXT = auto()
    DATE = auto()
    """A date, and in some cells a length of time or two dates in words."""
    YES_OR_NO = auto()
    NUMBER = auto()
    WORDS = auto()
    """Several words with commas between, which are a list."""


class Column(Struct, frozen=True):
    """What one cell holds: the key, its words, and what may be chosen; a list's items have no key."""

    key: str
    title: str
    help: str
    kind: Kind = Kind.TEXT
    choices: tuple[str, ...] = ()
    is_long: bool = False


class Field(Struct, frozen=True):
    """One question with one answer."""

    path: DataPath
    column: Column

    @property
    def title(self) -> str:
        return self.column.title

    @property
    def key(self) -> str:
        return ".".join(map(str, self.path))


class Table(Struct, frozen=True):
    """A list with a row for each item; with `rows`, one of a fixed set of keys, each with its words."""

    path: DataPath
    title: str
    help: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, str], ...] = ()
    is_one_or_many: bool = False
    """Whether one item may stand by itself, without a list."""

    @property
    def key(self) -> str:
        """What stands before its heading; its rows have the brackets alone, or their own key."""
        return f"{'.'.join(map(str, self.path))}:"

    @property
    def row_key(self) -> str:
        return f"{self.key[:-1]}[]"

    def key_of(self, row: str) -> str:
        return f"{self.key[:-1]}.{row}"

    @property
    def holds_texts(self) -> bool:
        """Whether its items are texts and not groups of keys."""
        return not self.columns[0].key


class Section(Struct, frozen=True):
    """A heading with what stands below it."""

    title: str
    blocks: tuple[Field | Table, ...]

    @property
    def key(self) -> str:
        return f"# {self.title}"


class Form(Struct, frozen=True, dict=True):
    """All sections of a sheet."""

    sections: tuple[Section, ...]

    @cached_property
    def blocks(self) -> tuple[Field | Table, ...]:
        return tuple(block for section in self.sections for block in section.blocks)


def assessment_form(framework: Framework, declared: Declarations = ()) -> Form:
    """Return the form of one partnership; `declared` are the values of the office's own."""
    return _form(assessment_schema(declared).document["properties"], framework)


def cycle_form(framework: Framework) -> Form:
    """Return the form of what is the same for the whole cycle; what it declares stands in its file alone."""
    properties = schema("cycle").document["properties"]
    return _form({key: part for key, part in properties.items() if key != FURTHER}, framework)


def action_columns() -> tuple[Column, ...]:
    """Return the columns of an action, as they stand on the sheet of all actions."""
    actions = schema("assessment").document["properties"]["areas"]["items"]["properties"]["actions"]
    return tuple(_column(key, part) for key, part in actions["items"]["properties"].items())


def _form(properties: Mapping[str, Any], framework: Framework) -> Form:
    choices = _choices(framework)
    sections = [
        Section(title, tuple(block for key in keys if key in properties for block in _blocks((key,), properties[key],
                                                                                            choices, framework)))
        for title, keys in SECTIONS
    ]  # fmt: skip
    return Form(tuple(section for section in sections if section.blocks))


def _choices(framework: Framework) -> Mapping[str, tuple[str, ...]]:
    """Return what may be chosen in cells of which the schema leaves it to the framework."""
    levels = tuple(level.id for level in framework.levels)
    characteristics = tuple(point.id for level in framework.levels for point in level.characteristics)
    return {
        "decision.level": levels,
        "evaluations.evaluation": tuple(evaluation.id for evaluation in framework.evaluations),
        "circumstances": tuple(circumstance.id for circumstance in framework.circumstances),
        "support.add": characteristics,
        "support.leave_out": characteristics,
        "support.reword.characteristic": characteristics,
    }


def _blocks(
    path: DataPath, part: Mapping[str, Any], choices: Mapping[str, tuple[str, ...]], framework: Framework
) -> Iterator[Field | Table]:
    key = ".".join(map(str, path))
    if path == ("criteria",):
        columns = tuple(_column(name, each) for name, each in part["additionalProperties"]["properties"].items())
        rows = tuple((criterion.id, f"{criterion.number}  {criterion.text}") for criterion in framework.criteria())
        yield Table(path, part["title"], part["description"], columns, rows)
    elif "array" in part.get("type", ()) and "object" in part.get("type", ()):
        columns = tuple(_column(name, each) for name, each in part["items"]["properties"].items())
        yield Table(path, part["title"], part["description"], columns, is_one_or_many=True)
    elif part.get("type") == "object":
        for name, each in part["properties"].items():
            yield from _blocks((*path, name), each, choices, framework)
    elif part.get("type") == "array":
        items = part["items"]
        if items.get("type") == "object":
            columns = tuple(
                _column(name, each, choices.get(f"{key}.{name}", ()))
                for name, each in items["properties"].items()
                if (*path, name) != ACTIONS
            )
        else:
            one = _column("", items, choices.get(key, ()))
            columns = (replace(one, title=IN_EACH_ROW, help=part["description"]),)
        yield Table(path, part["title"], part["description"], columns)
    else:
        yield Field(path, _column(str(path[-1]), part, choices.get(key, ())))


def _column(key: str, part: Mapping[str, Any], choices: Sequence[str] = ()) -> Column:
    kind = Kind.TEXT
    if part.get("type") == "boolean":
        kind, choices = Kind.YES_OR_NO, ("yes", "no")
    elif part.get("type") == "array":
        kind = Kind.WORDS
    elif part.get("type") == "number":
        kind = Kind.NUMBER
    elif part.get("format") in {"date", "timescale"}:
        kind = Kind.DATE
    choices = tuple(part.get("enum", choices))
    return Column(key, part["title"], part["description"], kind, choices, is_long=part.get("format") == "text")
