"""The framework for support as values: conditions, criteria, levels and what may be agreed at each level.

Everything here is filled from `framework.yaml`: no number, name or sentence of the framework stands in code.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, TypeVar

from msgspec import Struct

_T = TypeVar("_T", "Level", "Evaluation", "Circumstance")

POINT_LISTS = ("aims", "potential_benefits", "situations", "characteristics")
"""The lists of statements that each level has, as they are called in `Level` and in the file."""

AGREEABLE = ("interval", "first", "review")
"""What of the monitoring a level may ask to be agreed, as it is called in an assessment's monitoring."""


class Criterion(Struct, frozen=True, kw_only=True):
    """One criterion of a condition (Appendix One)."""

    id: Annotated[str, "The criterion's identifier", "self-assessment-1"]
    number: Annotated[str, "Its number: condition, full stop, criterion", "1.1"]
    text: Annotated[str, "The criterion in words", "The partnership accepts scrutiny findings and evaluations"]


class Condition(Struct, frozen=True, kw_only=True):
    """One of the conditions of improvement (Appendix One)."""

    id: Annotated[str, "The condition's identifier", "self-assessment"]
    number: Annotated[int, "Its number in the framework", "1"]
    name: Annotated[str, "The condition's name", "Self-assess accurately"]
    criteria: Annotated[tuple[Criterion, ...], "Its criteria, in order"]

    @property
    def label(self) -> Annotated[str, "Its name as it stands in the middle of a sentence", "self-assess accurately"]:
        return self.name if self.name[1:2].isupper() else self.name[:1].lower() + self.name[1:]


class Point(Struct, frozen=True, kw_only=True):
    """One listed statement about a level: an aim, a potential benefit, a situation or a characteristic.

    Appendices Two and Three. `soft` names where else a soft placement may belong, for example "or commissioned";
    it is empty if the placement is sure.
    """

    id: Annotated[str, "The statement's identifier: its level, its list and its number", "assisted-4"]
    text: Annotated[str, "The statement in words", "Promote continuous improvement"]
    soft: Annotated[str, "Where else the framework may have meant to place it; usually empty", "or commissioned"] = ""


class Level(Struct, frozen=True, kw_only=True):
    """A level of support, with what the framework says of it (the bands, Appendices Two and Three)."""

    id: Annotated[str, "The level's short identifier", "assisted"]
    name: Annotated[str, "Its full name as it stands in the middle of a sentence", "assisted improvement support"]
    order: Annotated[int, "Its place in the order of the levels; more support is a higher number", "3"]
    counts: Annotated[tuple[int, ...], "How many conditions met indicate this level", "2"]
    source: Annotated[str, 'Whether the framework states this band ("stated") or it was inferred', "inferred"]
    quote: Annotated[str, "The framework's own words about this band; often empty", "requires support"] = ""
    meaning: Annotated[str, "What the level means, as a sentence", "The partnership is likely to benefit from..."]
    aims: Annotated[tuple[Point, ...], "The aims of support at this level (Appendix Two)"]
    potential_benefits: Annotated[tuple[Point, ...], "The potential benefits of support at this level (Appendix Two)"]
    situations: Annotated[tuple[Point, ...], "Situations where support is likely to be of value (Appendix Two)"]
    characteristics: Annotated[tuple[Point, ...], "Illustrative characteristics of the support (Appendix Three)"]
    must_be_agreed: Annotated[
        tuple[str, ...], 'What of "interval", "first" and "review" must be agreed before a final document', "review"
    ]


class Evaluation(Struct, frozen=True, kw_only=True):
    """One word of the evaluation scale, and the level that it suggests as the second indicator."""

    id: Annotated[str, "The word of the scale", "adequate"]
    grade: Annotated[int, "Its number on the scale; 6 is the best", "3"]
    meaning: Annotated[str, "What the word means", "strengths just outweigh weaknesses"]
    level: Annotated[str, "The identifier of the level it suggests", "commissioned"]


class Circumstance(Struct, frozen=True, kw_only=True):
    """A circumstance of the inspection that suggests a level whatever the evaluation (Appendix Two)."""

    id: Annotated[str, "The circumstance's identifier", "suspended-inspection"]
    text: Annotated[str, "The circumstance in words", "the inspection was suspended"]
    level: Annotated[str, "The identifier of the level it suggests", "directed"]


class Programme(Struct, frozen=True, kw_only=True):
    """A programme of scrutiny, and what a sentence calls the scrutiny of it."""

    name: Annotated[str, "The programme's name, as assessments give it", "justice"]
    scrutiny_of: Annotated[str, "What is scrutinised, to follow “our scrutiny of”", "justice services"]


class InspectionType(Struct, frozen=True, kw_only=True):
    """A type of inspection, and what a sentence calls it and its report."""

    type: Annotated[str, "The type's name, as assessments give it", "thematic review"]
    noun: Annotated[str, "What a sentence calls it for short", "review"]
    report: Annotated[str, "What a sentence calls its report", "review report"]


class Framework(Struct, frozen=True, kw_only=True):
    """The whole framework for support and post strategic scrutiny response."""

    version: Annotated[str, "The version of the framework's data", "2026.1"]
    title: Annotated[str, "The framework's title"]
    legal_basis: Annotated[str, "The duty on which the framework rests, to follow 'under'", "section 44(1)(b) of ..."]
    duty: Annotated[str, "The general duty in words", "a general duty of furthering improvement ..."]
    disclaimer: Annotated[str, "A sentence saying that the framework assists a decision and directs nobody"]
    disclaimer_unnamed: Annotated[str, "The same where a letter does not name the level; it says nothing of levels"] = (
        ""
    )
    purpose: Annotated[str, "A sentence saying what the framework is for and when it is used"]
    draws_on: Annotated[str, "The research that the framework draws on"]
    scrutiny_partners: Annotated[str, "Who is meant by scrutiny partners", "the Care Inspectorate and any ..."]
    between_levels: Annotated[str, "The sentence saying that support may take characteristics from several levels"]
    formats: Annotated[str, "The sentence on other formats and languages, where no document is named"]
    formats_of: Annotated[str, "The same with {document} where the document is named; it may be empty"] = ""
    programmes: Annotated[tuple[Programme, ...], "The programmes of scrutiny, and how a sentence speaks of them"] = ()
    inspection_types: Annotated[tuple[InspectionType, ...], "The types of inspection, and their nouns"] = ()
    conditions: Annotated[tuple[Condition, ...], "The conditions of improvement, in order"]
    levels: Annotated[tuple[Level, ...], "The levels of support, from the least to the most"]
    evaluations: Annotated[tuple[Evaluation, ...], "The evaluation scale, from the best to the worst"]
    circumstances: Annotated[tuple[Circumstance, ...], "Circumstances that suggest a level"]

    def criteria(self) -> Iterator[Criterion]:
        """Return every criterion of every condition, in the framework's order."""
        return (criterion for condition in self.conditions for criterion in condition.criteria)

    def other_formats(self, document: str) -> str:
        """Return the sentence on other formats and languages that closes a document: "This letter is available …"."""
        return self.formats_of.replace("{document}", document) or self.formats

    def scrutiny_of(self, programme: str) -> str:
        """Return what the programme of this name scrutinises, to follow "our scrutiny of"; empty if it is not known."""
        names = {programme.name.casefold(): programme.scrutiny_of for programme in self.programmes}
        return names.get(programme.casefold(), "")

    def inspection_type(self, name: str) -> InspectionType:
        """Return the type of inspection of this name.

        One that is not listed is called what it ends in if that is a noun of the list, else by its own name.
        """
        words = name.casefold()
        for listed in self.inspection_types:
            if listed.type.casefold() == words:
                return listed
        for listed in self.inspection_types:
            if words.endswith(f" {listed.noun.casefold()}"):
                return InspectionType(type=name, noun=listed.noun, report=listed.report)
        return InspectionType(type=name, noun=name, report="report")

    def level(self, id: str) -> Level:
        """Return the level with this identifier.

        KeyError if there is none.
        """
        return _named(self.levels, id)

    def level_for(self, count: int) -> Level:
        """Return the level whose band holds this count of conditions met.

        KeyError if none does.
        """
        for level in self.levels:
            if count in level.counts:
                return level
        raise KeyError(count)

    def evaluation(self, id: str) -> Evaluation:
        """Return the evaluation with this word.

        KeyError if there is none.
        """
        return _named(self.evaluations, id)

    def circumstance(self, id: str) -> Circumstance:
        """Return the circumstance with this identifier.

        KeyError if there is none.
        """
        return _named(self.circumstances, id)

    def characteristic(self, id: str) -> tuple[Level, Point]:
        """Return the characteristic with this identifier and the level it belongs to.

        KeyError if there is none.
        """
        for level in self.levels:
            for point in level.characteristics:
                if point.id == id:
                    return level, point
        raise KeyError(id)


def framework_from(data: Mapping[str, Any]) -> Framework:
    """Return the framework from plain data that the framework schema has accepted, as a YAML reader gives it.

    Lists become tuples; nothing is checked here: `contradictions` says what the schema cannot.
    """
    return Framework(
        **{
            **data,
            "conditions": tuple(_condition(condition) for condition in data["conditions"]),
            "levels": tuple(_level(level) for level in data["levels"]),
            "evaluations": tuple(Evaluation(**evaluation) for evaluation in data["evaluations"]),
            "circumstances": tuple(Circumstance(**circumstance) for circumstance in data["circumstances"]),
            "programmes": tuple(Programme(**programme) for programme in data.get("programmes", ())),
            "inspection_types": tuple(InspectionType(**each) for each in data.get("inspection_types", ())),
        }
    )


def _condition(data: Mapping[str, Any]) -> Condition:
    return Condition(**{**data, "criteria": tuple(Criterion(**criterion) for criterion in data["criteria"])})


def _level(data: Mapping[str, Any]) -> Level:
    listed = {name: tuple(Point(**point) for point in data[name]) for name in POINT_LISTS}
    plain = {name: tuple(data[name]) for name in ("counts", "must_be_agreed")}
    return Level(**{**data, **listed, **plain})


def _named(things: tuple[_T, ...], id: str) -> _T:
    for thing in things:
        if thing.id == id:
            return thing
    raise KeyError(id)
