"""A file's values in the order in which people are asked for them: one section a page, in groups as a task list."""

from __future__ import annotations

from msgspec import Struct

from scrutiny_response.intake.declarations import FURTHER


class Section(Struct, frozen=True):
    """A page of questions: the paths of their values, and the lists that belong to it, each of which has a page."""

    slug: str
    title: str
    paths: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    text: str = ""


class Group(Struct, frozen=True):
    """Sections under a heading of the task list."""

    title: str
    sections: tuple[Section, ...]


class Items(Struct, frozen=True):
    """How a list is shown: its title, what one item is called, and which of its keys tell items apart."""

    title: str
    one: str
    tells: tuple[str, ...] = ()
    text: str = ""


_SIGNING = Section("signing", "Who signs, and whom to ask", ("signatory", "contact"))
_ATTACHMENT = Section(
    "report", "The plan in the report", ("attachment",), text="How the plan is attached to the inspection report."
)
_CALENDAR = Section("calendar", "Holidays and reminders", ("holidays.remove", "alarm"), ("holidays.add",))

ASSESSMENT = (
    Group(
        "The partnership",
        (
            Section("partnership", "Partnership", ("reference", "partnership")),
            Section("addressee", "Addressee", ("addressee",)),
            Section("copies", "Copies", lists=("copies",)),
            Section("inspection", "Inspection", ("inspection",)),
        ),
    ),
    Group(
        "What was found",
        (
            Section("evaluations", "Evaluations", lists=("evaluations",)),
            Section("circumstances", "Second indicator", ("second_indicator", "circumstances")),
            Section("strengths", "Strengths", lists=("strengths",)),
            Section("areas", "Areas for improvement and their actions", lists=("areas",)),
            Section("criteria", "Criteria and the level they indicate"),
        ),
    ),
    Group(
        "What was decided",
        (
            Section("decision", "Decision", ("decision",)),
            Section("support", "Support", ("support.add", "support.leave_out"), ("support.reword",)),
            Section("monitoring", "Monitoring and the plan", ("plan_due", "monitoring")),
        ),
    ),
    Group(
        "The papers",
        (
            Section("letter", "Letter", ("letter.date", "letter.names_level"), ("letter.paragraphs",)),
            _SIGNING,
            Section("state", "State and marking", ("state", "embargoed_until", "marking")),
            Section("papers", "Documents wanted", ("documents", "internal", "file_name")),
        ),
    ),
    Group(
        "Only where needed",
        (
            Section(
                "extension",
                "More time",
                ("extension",),
                text="Where a timescale was extended. What was agreed first stays where it is.",
            ),
            _ATTACHMENT,
            _CALENDAR,
            Section(
                FURTHER,
                "Further values",
                (FURTHER,),
                text="Values of your own, as they are declared for the cycle.",
            ),
        ),
    ),
)
"""What is asked of one partnership."""

CYCLE = (
    Group(
        "The same for all",
        (
            Section("inspection", "Inspection", ("inspection",)),
            Section("letter", "Letter", ("letter.date", "letter.names_level"), ("letter.paragraphs",)),
            _SIGNING,
            Section("state", "State and marking", ("state", "embargoed_until", "marking")),
            Section("papers", "Documents wanted", ("documents", "internal", "file_name")),
        ),
    ),
    Group(
        "House rules",
        (
            Section(
                "monitoring",
                "Monitoring and the plan",
                ("plan_due", "monitoring"),
                text="What is proposed where a partnership's level asks for it and nothing was agreed.",
            ),
            _ATTACHMENT,
            _CALENDAR,
        ),
    ),
)
"""What is asked of the cycle."""

GROUPS = {"assessment": ASSESSMENT, "cycle": CYCLE}

ITEMS = {
    "copies": Items("Copies", "copy", ("name", "role", "organisation"), "Who receives a copy of the letter."),
    "evaluations": Items("Evaluations", "evaluation", ("quality_indicator", "evaluation")),
    "strengths": Items("Strengths", "strength", text="One sentence or short paragraph for each."),
    "areas": Items("Areas for improvement", "area", ("reference", "title")),
    "actions": Items("Actions", "action", ("reference", "action")),
    "reword": Items("Characteristics in other words", "characteristic", ("characteristic", "text")),
    "paragraphs": Items("Paragraphs of its own", "paragraph", ("section", "text")),
    "attachment": Items(
        "Plans in the report", "plan", ("heading", "document"), "Each becomes an appendix of the report."
    ),
    "add": Items("Further holidays", "holiday", ("date", "name")),
}
"""The lists, by the last key of their path."""


def section(kind: str, slug: str) -> Section | None:
    """Return a section of this kind of file; None if there is none of this name."""
    return next((each for group in GROUPS[kind] for each in group.sections if each.slug == slug), None)


def section_of(kind: str, path: str) -> Section | None:
    """Return the section in which a value is asked for, by its path as `key.key`."""
    every = [each for group in GROUPS[kind] for each in group.sections]
    if path == "criteria" or path.startswith("criteria."):
        return section(kind, "criteria")
    return next(
        (each for each in every for own in (*each.paths, *each.lists) if f"{path}.".startswith(f"{own}.")),
        next((each for each in every for own in (*each.paths, *each.lists) if f"{own}.".startswith(f"{path}.")), None),
    )


def following(kind: str, slug: str, passed_over: str = "") -> Section | None:
    """Return the section after this one, but for the one that is passed over."""
    every = [
        each
        for group in GROUPS[kind]
        for each in group.sections
        if passed_over in {"", slug} or each.slug != passed_over
    ]
    slugs = [each.slug for each in every]
    number = slugs.index(slug) + 1
    return every[number] if number < len(every) else None
