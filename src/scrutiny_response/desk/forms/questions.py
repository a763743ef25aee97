"""One value that a file may hold → a question: its label, its hint, how it is answered, and what can be chosen."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

from msgspec import Struct

from scrutiny_response.desk.forms.shape import Part
from scrutiny_response.desk.forms.surface import on_a_page, spelled_in
from scrutiny_response.intake.tree import DataPath
from scrutiny_response.use_cases.editing import Values


class Kind(StrEnum):
    """How a question is answered."""

    LINE = "line"
    TEXT = "text"
    LINES = "lines"
    DATE = "date"
    DATES = "dates"
    TIME = "time"
    CHOICE = "choice"
    CHECKS = "checks"


class Option(Struct, frozen=True):
    """One of the answers that can be chosen."""

    value: str
    text: str
    hint: str = ""


class Question(Struct, frozen=True, kw_only=True):
    """A question about the value at a path.

    `common` is what the cycle's settings say, which stands if nothing is answered; `may_be_none` offers to say that
    there is none although the settings name some.
    """

    path: DataPath
    kind: Kind
    label: str
    hint: str = ""
    options: tuple[Option, ...] = ()
    is_needed: bool = False
    autocomplete: str = "off"
    common: str = ""
    may_be_none: bool = False

    @property
    def name(self) -> str:
        """The name of its fields in a form."""
        return ".".join(map(str, self.path)) or "text"

    @property
    def is_short(self) -> bool:
        """Whether there are few answers to choose from, of a word or two each: they stand in a row."""
        return len(self.options) <= _FEW and all(
            len(option.text) <= _WORD and not option.hint for option in self.options
        )

    @property
    def is_long(self) -> bool:
        """Whether there are too many answers to choose from for showing all of them at once."""
        return len(self.options) > _MANY


_DEFAULT = re.compile(r"If not given: ([\w -]+)\.")
_MANY = 8
_FEW, _WORD = 3, 18
_KINDS = {"date": Kind.DATE, "timescale": Kind.TIME, "length": Kind.TIME, "alarm": Kind.TIME, "text": Kind.TEXT}
YES_NO = (Option("true", "Yes"), Option("false", "No"))
_DATE_HINT = "For example, 27 3 2027"
_TIME_HINT = "For example, 31 March 2027, 6 weeks, 20 working days, or 1 March 2027 to 31 May 2027."
_LENGTH_HINT = "For example, 4 weeks, 20 working days or 3 months."
_LINES_HINT = "One on each line."
_HINTS = {
    "reference": "It appears in the letter and in the names of the documents. No two partnerships may share it.",
    "addressee.address": "One line of the envelope on each line, without commas at the ends.",
    "inspection.report": "The report's Word or PDF file, seen from the folder of the partnerships' files. "
    "Words in braces are filled in: reference, partnership, report_reference. For example, reports/{reference}.docx",
    "second_indicator": "Which evaluation counts for the second indicator.",
    "circumstances": "Choose all that apply.",
    "areas.criteria": "Choose those that this area answers to.",
    "criteria.answer": "",
    "criteria.evidence": "",
    "criteria.source": "For example, record reading, week 9",
    "letter.date": "From it lengths of time are counted. Usually said once for all, under Settings. "
    "For example, 27 3 2027",
    "signatory.signature": "A PNG or JPEG picture in the folder signatures, which lies with the partnerships' files. "
    "It is printed in issued documents only. For example, garvie.png",
    "support.reword.characteristic": "",
    "documents": "Each is made from the template of its name; if none is chosen, the letter and the improvement plan.",
    "internal": "These are not for the partnership, and say so on every page. The decision record always is one.",
    "decision.level": "Leave this until the panel has decided.",
    "support.add": "Characteristics of other levels that belong to the support too.",
    "support.leave_out": "Characteristics of the decided level that do not belong to the support.",
    "marking": "Shown at the top and bottom of each page.",
    "embargoed_until": "The day the embargo ends, where there is one. For example, 27 3 2027",
    "alarm": "How long before each date calendars remind of it. Write none for no reminder.",
    "file_name": "The words in braces are filled in; a slash makes a folder.",
}
"""What is said where the schema speaks of identifiers, or of how a file is written."""
_AUTOCOMPLETE: Mapping[tuple[str, ...], str] = {
    ("signatory", "name"): "name",
    ("signatory", "role"): "organization-title",
    ("contact", "name"): "name",
    ("contact", "role"): "organization-title",
    ("contact", "email"): "email",
    ("contact", "telephone"): "tel",
}


def question(  # noqa: PLR0913  # what is asked about, and what is known of it
    path: DataPath,
    part: Part,
    *,
    within: DataPath = (),
    options: Sequence[Option] = (),
    needed: bool = False,
    common: Values = None,
) -> Question:
    """Return the question about the value at a path, which begins `within` an item.

    `options` are those that the framework or the cycle offers.
    """
    where = ".".join(step for step in (*within, *path) if isinstance(step, str))
    kind = _kind(part, has_options=bool(options))
    offered = tuple(options) or _enumerated(part)
    by_value = {option.value: option.text for option in offered}
    return Question(
        path=path,
        kind=kind,
        label=part["title"],
        hint=_hint(where, kind, part, by_value),
        options=offered,
        is_needed=needed,
        autocomplete=_AUTOCOMPLETE.get(tuple(map(str, path)), "off"),
        common=in_words(_chosen(common, by_value)),
        may_be_none=kind in {Kind.LINES, Kind.CHECKS} and bool(common),
    )


def in_words(value: Values) -> str:
    """Return a value as it is mentioned: lists with commas."""
    if isinstance(value, str):
        return {"true": "yes", "false": "no"}.get(str(value)) or spelled_in(value)
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {in_words(inner)}" for key, inner in value.items())
    return ", ".join(in_words(item) for item in value or ())


def _chosen(value: Values, by_value: Mapping[str, str]) -> Values:
    """Return a value with the words of the options that it names."""
    if isinstance(value, str):
        return by_value.get(value, value)
    return [_chosen(item, by_value) for item in value] if isinstance(value, list) else value


def _kind(part: Part, *, has_options: bool) -> Kind:
    if part.get("type") == "array":
        if part["items"].get("format") == "date":
            return Kind.DATES
        return Kind.CHECKS if has_options else Kind.LINES
    if has_options or "enum" in part or part.get("type") == "boolean":
        return Kind.CHOICE
    return _KINDS.get(str(part.get("format")), Kind.LINE)


def _enumerated(part: Part) -> tuple[Option, ...]:
    if part.get("type") == "boolean":
        return YES_NO
    return tuple(Option(value, value if value.isupper() else value.capitalize()) for value in part.get("enum", ()))


def _hint(where: str, kind: Kind, part: Part, by_value: Mapping[str, str]) -> str:
    """Return what is said below a label: what the schema says of the value, and an example."""
    own = _HINTS.get(where)
    default = _DEFAULT.search(description := part.get("description", ""))
    if default:
        description = description.replace(default[0], f"If not given: {by_value.get(default[1], default[1])}.")
    text = own if own is not None else on_a_page(description).replace("`", "")
    if own is None and part.get("title", "").casefold() == text.rstrip(".").casefold().removeprefix("the "):
        text = ""
    return " ".join(filter(None, (text, _example(kind, part) if own is None or kind is Kind.TIME else "")))


def _example(kind: Kind, part: Part) -> str:
    if kind is Kind.DATE:
        return _DATE_HINT
    if kind is Kind.TIME:
        return _TIME_HINT if part.get("format") == "timescale" else _LENGTH_HINT
    if kind in {Kind.LINES, Kind.DATES}:
        return _LINES_HINT
    example = next(iter(part.get("examples", ())), None)
    return f"For example, {example}" if kind is Kind.LINE and isinstance(example, str) else ""
