"""The letter and the plan as they are read: at every level, in every state, with much or nothing to say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cache, partial
from itertools import pairwise
from typing import Any

import pytest
from msgspec.structs import replace

from engross.word import Template
from scrutiny_response import resources
from scrutiny_response.domain.assessment import (
    Action,
    Area,
    Assessment,
    Bespoke,
    Copy,
    IndicatorEvaluation,
    Rewording,
    State,
    SupportChoices,
)
from scrutiny_response.domain.filters import FILTERS
from scrutiny_response.domain.response import Response, respond
from scrutiny_response.domain.timeframes import Span
from tests.pages import Pages
from tests.samples import (
    LEVELS,
    a_decision,
    a_letter,
    a_monitoring,
    an_area,
    an_assessment,
    criterion_answers,
    the_framework,
    weeks,
)
from tests.structure import faults

KINDS = ("letter", "improvement-plan")
BOTH = pytest.mark.parametrize("kind", KINDS)
EACH_LEVEL = pytest.mark.parametrize("level", list(LEVELS))
SECOND = "We also looked at a second indicator: the evaluations and the circumstances of the inspection."
OPEN = "++? +?? +++ --- ---"
"""Answers that leave the level between commissioned and assisted."""
NOTHING: dict[str, Any] = {
    "marking": None,
    "copies": (),
    "evaluations": (),
    "strengths": (),
    "areas": (),
    "plan_due": None,
    "documents": ("letter",),
}


@cache
def template(kind: str) -> Template:
    return Template.open(resources.templates() / f"{kind}.docx", shape=Response, filters=FILTERS)


def made(kind: str, assessment: Assessment | None = None, **changes: Any) -> bytes:
    """The document of this kind for the sample assessment with these changes."""
    response = respond(assessment or an_assessment(**changes), the_framework())
    return bytes(template(kind).render(response))


def pages(kind: str, assessment: Assessment | None = None, **changes: Any) -> Pages:
    return Pages(made(kind, assessment, **changes))


def letter(**changes: Any) -> Pages:
    return pages("letter", **changes)


def plan(**changes: Any) -> Pages:
    return pages("improvement-plan", **changes)


def at_level(level: str, **changes: Any) -> Assessment:
    """The sample with the answers that indicate this level, decided so without more words."""
    decision = a_decision(level, rationale=None)
    return an_assessment(criteria=criterion_answers(LEVELS[level]), decision=decision, evaluations=(), **changes)


def undetermined(**changes: Any) -> Assessment:
    """A draft whose level is not determined, with as little else as there may be."""
    nothing = NOTHING | {"monitoring": a_monitoring(interval=None, first=None, review=None)}
    return an_assessment(
        **{**nothing, "state": State.DRAFT, "criteria": criterion_answers(OPEN), "decision": None, **changes}
    )


CASES: dict[str, Callable[[], Assessment]] = {
    **{level: partial(at_level, level) for level in LEVELS},
    "undetermined": undetermined,
    "unnamed": lambda: an_assessment(letter=a_letter(names_level=False)),
    "unnamed and undetermined": lambda: undetermined(letter=a_letter(names_level=False)),
    "much": lambda: an_assessment(areas=tuple(an_area(reference=f"A{n}", actions=actions(8)) for n in range(1, 6))),
    "nothing": lambda: an_assessment(**NOTHING),
}


def actions(count: int) -> tuple[Action, ...]:
    return tuple(replace(an_area().actions[0], reference=f"A1.{n}") for n in range(1, count + 1))


@BOTH
@pytest.mark.parametrize("case", list(CASES))
def test_every_document_is_sound_and_has_no_tag_left(kind: str, case: str) -> None:
    data = made(kind, CASES[case]())
    assert faults(data) == []
    assert not any(mark in Pages(data).everything() for mark in ("{{", "{%", "}}", "%}", "None", "%7B"))


@BOTH
@pytest.mark.parametrize("case", list(CASES))
def test_headings_go_in_order_and_no_paragraph_is_empty(kind: str, case: str) -> None:
    found = pages(kind, CASES[case]())
    levels = [level for level, _ in found.headings]
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    assert [it for it in found.paragraphs if not it.text and not it.in_table] == []
    assert "Tag" not in {it.style for it in found.paragraphs}
    for kind_of_line in ("header", "footer"):
        assert all(line for lines in found.running(kind_of_line) for line in lines)


@BOTH
@pytest.mark.parametrize("case", list(CASES))
def test_every_table_has_more_than_its_header(kind: str, case: str) -> None:
    assert all(len(rows) > 1 for rows in pages(kind, CASES[case]()).tables)


@EACH_LEVEL
def test_the_letter_names_the_level_and_says_who_decided_it(level: str) -> None:
    name = the_framework().level(level).name
    found = pages("letter", at_level(level)).under("Level of support and why")
    assert found[0] == f"The result for the conditions of improvement indicates {name}."
    assert found[1] == f"On 27 October 2026 our Quality and Consistency Panel decided on {name}."
    assert found[2] == the_framework().level(level).meaning
    assert len(found) == 3


@BOTH
@EACH_LEVEL
def test_no_document_names_the_level_where_it_is_not_to_be_named(kind: str, level: str) -> None:
    support = SupportChoices(add=tuple(f"{it}-1" for it in LEVELS if it != level), leave_out=(), reword=())
    unnamed = at_level(level, letter=a_letter(names_level=False), support=support)
    everything = pages(kind, unnamed).everything().casefold()
    assert the_framework().level(level).meaning.casefold() in everything
    assert [it.name for it in the_framework().levels if it.name.casefold() in everything] == []


@BOTH
def test_no_document_names_a_level_that_is_neither_determined_nor_to_be_named(kind: str) -> None:
    everything = pages(kind, undetermined(letter=a_letter(names_level=False))).everything().casefold()
    assert [it.name for it in the_framework().levels if it.name.casefold() in everything] == []


@EACH_LEVEL
def test_the_letter_says_at_every_level_that_the_partnership_leads(level: str) -> None:
    first = pages("letter", at_level(level)).under("What the support may include")[0]
    assert first.startswith("The partnership leads its ")


def test_a_decision_that_differs_is_said_with_its_reason() -> None:
    found = letter(decision=a_decision("commissioned")).under("Level of support and why")
    assert found == [
        "The result for the conditions of improvement indicates assisted improvement support.",
        f"{SECOND} They point to the same level, because quality indicator 2.1 (Impact on children) was evaluated as "
        "weak.",
        "On 27 October 2026 our Quality and Consistency Panel decided on commissioned improvement support.",
        "This differs from the level to which both indicators point, for the following reason.",
        "New leaders have begun to act on the findings.",
        "The panel’s view is that the partnership is likely to be able to lead the required improvements with support "
        "that it commissions.",
    ]


def test_a_second_indicator_that_disagrees_is_said_with_its_level() -> None:
    good = (IndicatorEvaluation(quality_indicator="1.1 Safety", evaluation="good"),)
    found = letter(evaluations=good).under("Level of support and why")
    assert found[1] == (
        f"{SECOND} They point to local partnership led improvement, because quality indicator 1.1 (Safety) was "
        "evaluated as good."
    )
    assert found[3] == (
        "This is the level that the conditions indicate. It differs from the second indicator, for the following reason."
    )


def test_a_decision_that_follows_the_second_indicator_says_so() -> None:
    adequate = (IndicatorEvaluation(quality_indicator="Key processes", evaluation="adequate"),)
    found = letter(evaluations=adequate, decision=a_decision("commissioned")).under("Level of support and why")
    assert found[1] == (
        f"{SECOND} They point to commissioned improvement support, because “Key processes” was evaluated as adequate."
    )
    assert found[3] == (
        "This differs from the level that the conditions indicate, and agrees with the second indicator, for the "
        "following reason."
    )


def test_a_letter_that_names_no_level_says_why_it_was_decided_otherwise_and_nothing_of_levels() -> None:
    found = letter(decision=a_decision("local"), letter=a_letter(names_level=False))
    assert found.under("Support for improvement and why") == [
        "The panel’s view is that the partnership is likely to be able to lead and make the required improvements with "
        "little or no support. This view differs from what the result for the conditions of improvement would suggest "
        "by itself. It rests on the inspection as a whole.",
        f"{SECOND} They point to more support, because quality indicator 2.1 (Impact on children) was evaluated as weak.",
        "The reason for this view is as follows.",
        "New leaders have begun to act on the findings.",
    ]
    assert [text for text in found.texts if "level" in text] == []


def test_a_letter_without_a_decision_rests_on_the_indicated_level() -> None:
    found = letter(decision=None, evaluations=()).under("Level of support and why")
    assert found[1] == "The level of support on which this letter rests is assisted improvement support."


def test_a_level_decided_before_all_criteria_are_assessed_says_what_is_indicated() -> None:
    found = letter(criteria=criterion_answers(OPEN), evaluations=()).under("Level of support and why")
    assert found[0] == (
        "Some criteria are not yet assessed, so the result for the conditions of improvement indicates a level "
        "between commissioned improvement support and assisted improvement support."
    )


def test_an_undetermined_level_is_said_with_the_criteria_that_would_settle_it() -> None:
    found = pages("letter", undetermined())
    assert found.under("Level of support and why") == [
        "The level of support is not yet determined. It lies between commissioned improvement support and assisted "
        "improvement support. These criteria, not yet assessed, would settle it.",
        "2.2 Local partners, staff and stakeholders are all involved in self-evaluation",
        "2.3 The partnership uses self-evaluation to create long term plans to improve outcomes for people who "
        "require support",
    ]
    assert found.under("What the support may include") == [
        "The support will be described once the remaining criteria have been assessed."
    ]


def test_the_conditions_are_a_table_in_words() -> None:
    assert pages("letter", undetermined()).table("Conditions of improvement") == [
        ["Condition of improvement", "Criteria met", "Result"],
        ["1. Self-assess accurately", "2 of 3 (1 not yet assessed)", "Met"],
        ["2. Self-evaluate to secure improvement", "1 of 3 (2 not yet assessed)", "Not yet determined"],
        ["3. Develop strategic priorities", "3 of 3", "Met"],
        ["4. Implement strategic priorities", "0 of 3", "Not met"],
        ["5. Evaluate progress towards achieving improvement", "0 of 3", "Not met"],
    ]


@pytest.mark.parametrize(
    ("signs", "sentence"),
    [
        ("+++ +++ +++ +++ +++", "All five conditions of improvement are met."),
        ("+++ --- --- --- ---", "Of the five conditions of improvement, one is met."),
        ("--- --- --- --- ---", "Of the five conditions of improvement, none is met."),
        ("++- ++- --- --- ---", "Of the five conditions of improvement, two are met."),
        ("++- +?? ++- --- ---", "Of the five conditions of improvement, two are met so far."),
    ],
)
def test_the_conditions_are_summed_up_in_a_sentence(signs: str, sentence: str) -> None:
    assert sentence in letter(criteria=criterion_answers(signs), decision=None).texts


@pytest.mark.parametrize(
    ("count", "strengths", "areas"),
    [
        (1, "We found one main strength.", "We identified one area for improvement."),
        (2, "We found two main strengths.", "We identified two areas for improvement."),
    ],
)
def test_singular_and_plural_are_right(count: int, strengths: str, areas: str) -> None:
    texts = letter(strengths=("They listened.",) * count, areas=(an_area(),) * count).texts
    assert strengths in texts
    assert areas in texts


def test_without_evaluations_strengths_and_areas_there_are_no_headings_for_them() -> None:
    headings = [text for _, text in letter(**NOTHING).headings]
    assert headings == [
        "In brief",
        "Purpose and legal basis",
        "What we found",
        "The conditions of improvement",
        "Level of support and why",
        "What the support may include",
        "Monitoring and timeframes",
        "What we ask you to do next",
        "Publication and other formats",
    ]


def test_evaluations_are_a_table_with_their_meaning() -> None:
    lead = "We gave this evaluation, on a scale of six points from unsatisfactory to excellent."
    assert letter().under("Evaluations")[0] == lead
    assert letter().table("Evaluations") == [
        ["Quality indicator", "Evaluation", "What it means"],
        ["2.1 Impact on children", "Weak", "Important weaknesses, priority action required"],
    ]


def test_the_schedule_is_a_table_that_says_what_was_moved_and_what_is_proposed() -> None:
    monitoring = a_monitoring(first=dt.date(2027, 2, 1), proposed=("review",))
    assert letter(monitoring=monitoring).table("Monitoring and timeframes") == [
        ["What", "When", "Who"],
        [
            "Plan due",
            "5 January 2027 / 6 weeks from 23 November 2026 / Next working day, as Monday 4 January 2027 is a bank "
            "holiday (2 January, substitute).",
            "The partnership",
        ],
        ["Monitoring", "1 February 2027", "The link inspector"],
        [
            "Monitoring",
            "4 May 2027 / Next working day, as 1 May 2027 is a Saturday and Monday 3 May 2027 is a bank holiday (May Day).",
            "The link inspector",
        ],
        [
            "Monitoring",
            "3 August 2027 / Next working day, as 1 August 2027 is a Sunday and Monday 2 August 2027 is the summer "
            "bank holiday.",
            "The link inspector",
        ],
        ["Progress review", "1 November 2027 / Proposed, and not yet agreed.", "The link inspector"],
    ]


def test_without_dates_the_letter_says_so() -> None:
    assert pages("letter", undetermined()).under("Monitoring and timeframes") == [
        "No dates have been set. We will keep in touch with you about progress and agree dates with you if they would "
        "help."
    ]


def test_the_support_says_what_comes_from_elsewhere_and_what_was_reworded() -> None:
    support = SupportChoices(
        add=("commissioned-2",),
        leave_out=("assisted-1",),
        reword=(Rewording(characteristic="assisted-3", text="Staff college places are offered"),),
    )
    texts = letter(support=support).under("What the support may include")
    own = the_framework().level("assisted").characteristics
    assert own[0].text not in texts
    assert own[1].text in texts
    assert "Staff college places are offered (in words chosen for this partnership)" in texts
    added = the_framework().characteristic("commissioned-2")[1].text
    assert f"{added} (from commissioned improvement support)" in texts


@pytest.mark.parametrize(
    ("email", "telephone", "words"),
    [
        ("a@example.org", "0345 600 9527", "officer, at a@example.org or on 0345 600 9527, with any question"),
        ("a@example.org", None, "officer, at a@example.org, with any question"),
        (None, "0345 600 9527", "officer, on 0345 600 9527, with any question"),
        (None, None, "officer, with any question"),
    ],
)
def test_the_contact_is_said_with_what_is_known(email: str | None, telephone: str | None, words: str) -> None:
    contact = replace(an_assessment().contact, email=email, telephone=telephone)
    found = letter(contact=contact)
    assert any(words in text for text in found.under("What we ask you to do next"))
    assert ("mailto:a@example.org" in found.everything()) == bool(email)


def test_what_we_ask_next_is_counted_from_the_plan() -> None:
    found = letter(plan_due=weeks(6)).under("What we ask you to do next")
    assert found[0] == "Please send us the partnership’s improvement plan by 5 January 2027."
    asked = letter(plan_due=None, documents=("letter",)).under("What we ask you to do next")
    assert asked[0] == "Please let us know when you expect to share the partnership’s improvement plan with us."
    assert len(found) - len(asked) == 1


def test_a_plan_due_within_a_period_is_asked_for_between_its_days() -> None:
    due = Span(first=dt.date(2027, 2, 1), last=dt.date(2027, 2, 12))
    asked = letter(plan_due=due).under("What we ask you to do next")[0]
    assert asked == "Please send us the partnership’s improvement plan between 1 February 2027 and 12 February 2027."
    about = plan(plan_due=due).under("About this plan")[1]
    assert about.startswith("Please send us the plan between 1 February 2027 and 12 February 2027. If you would")
    assert plan().under("About this plan")[1].startswith("Please send us the plan by 5 January 2027. If you would")
    assert plan(plan_due=None).under("About this plan")[1].startswith("If you would like to talk anything through")


def test_each_bespoke_paragraph_closes_its_section() -> None:
    sections = {
        "purpose": "Purpose and legal basis",
        "findings": "What we found",
        "conditions": "The conditions of improvement",
        "level": "Level of support and why",
        "support": "What the support may include",
        "monitoring": "Monitoring and timeframes",
        "next steps": "What we ask you to do next",
    }
    own = tuple(Bespoke(section=name, text=f"Of our own on {name} & more.\n\nAnd again.") for name in sections)
    found = letter(letter=a_letter(paragraphs=own))
    for name, heading in sections.items():
        assert found.under(heading)[-2:] == [f"Of our own on {name} & more.", "And again."]


def test_the_other_formats_close_both_documents() -> None:
    formats = "This letter is available in other formats and other languages on request."
    published = letter(letter=a_letter(paragraphs=(Bespoke(section="publication", text="Ours."),)))
    assert published.under("Publication and other formats")[:3] == [
        "Our inspection report will be published on 24 November 2026.",
        "Ours.",
        formats,
    ]
    assert plan().texts[-1] == "This plan is available in other formats and other languages on request."


@pytest.mark.parametrize(
    ("publication", "sentence"),
    [
        (dt.date(2026, 11, 24), "Our inspection report will be published on 24 November 2026."),
        (dt.date(2026, 11, 23), "Our inspection report is published on 23 November 2026."),
        (dt.date(2026, 11, 20), "Our inspection report was published on 20 November 2026."),
        (None, "This letter is available in other formats and other languages on request."),
    ],
)
def test_the_publication_is_said_as_past_or_to_come(publication: dt.date | None, sentence: str) -> None:
    inspection = replace(an_assessment().inspection, publication=publication)
    assert letter(inspection=inspection).under("Publication and other formats")[0] == sentence


@BOTH
@pytest.mark.parametrize(
    ("state", "until", "lines"),
    [
        (State.DRAFT, None, ["Draft: this document is being prepared and is not final."]),
        (
            State.PANEL_APPROVED,
            None,
            ["Panel approved: this document is not final until its factual accuracy has been checked."],
        ),
        (
            State.FACTUAL_ACCURACY,
            dt.date(2026, 12, 1),
            [
                "For a factual accuracy check: this document is shared in confidence and is not final.",
                "Embargoed until 1 December 2026: please do not share or quote this document before then.",
            ],
        ),
        (State.EMBARGOED, None, ["Embargoed: please do not share or quote this document before publication."]),
        (
            State.EMBARGOED,
            dt.date(2026, 12, 1),
            ["Embargoed until 1 December 2026: please do not share or quote this document before then."],
        ),
        (State.ISSUED, dt.date(2026, 12, 1), []),
    ],
)
def test_the_state_is_on_the_face_in_the_header_and_in_the_title(
    kind: str, state: State, until: dt.date | None, lines: list[str]
) -> None:
    found = pages(kind, state=state, embargoed_until=until)
    assert [it.text for it in found.paragraphs if it.style == "State"] == lines
    running = found.running("header")[1]
    assert (f"Document state: {state}" in running) == (state is not State.ISSUED)
    assert found.property("title").endswith(f" ({state})") == (state is not State.ISSUED)


@BOTH
@pytest.mark.parametrize("marking", ["OFFICIAL-SENSITIVE", None])
def test_the_marking_is_at_the_top_and_the_bottom_of_every_page(kind: str, marking: str | None) -> None:
    found = pages(kind, marking=marking)
    for lines in (*found.running("header"), *found.running("footer")):
        assert ("OFFICIAL-SENSITIVE" in lines) == bool(marking)


def test_the_letter_opens_as_a_letter() -> None:
    found = letter(state=State.ISSUED).texts
    assert found[:19] == [
        "Our reference: PSR-2026-014",
        "Date: 23 November 2026",
        "Dr Morag Sinclair",
        "Chief officer",
        "Strathlorne Health and Social Care Partnership",
        "1 Ferry Road",
        "Lorne",
        "Copied to:",
        "Calum Reid, chief executive, Strathlorne Council",
        "Dear Dr Sinclair",
        "Joint inspection of services for children and young people at risk of harm",
        "Strathlorne Health and Social Care Partnership",
        "Com-pàirteachas Shrath Latharna",
        "In brief",
        "Level of support: assisted improvement support",
        "Improvement plan: due by 5 January 2027",
        "What we do first: monitoring on 1 February 2027",
        "Purpose and legal basis",
        "We are writing to you after the joint inspection in your area, which took place from 8 June 2026 to "
        "2 October 2026. It was part of our scrutiny of services for children and young people at risk of harm. "
        "We worked on it together with Healthcare Improvement Scotland and Education Scotland.",
    ]


def test_the_partnership_is_not_repeated_where_its_address_begins_with_it() -> None:
    name = an_assessment().partnership.name
    addressee = replace(an_assessment().addressee, address=(name, "1 Ferry Road"))
    address = [it.text for it in letter(addressee=addressee).paragraphs if it.style == "Address"]
    assert address == ["Dr Morag Sinclair", "Chief officer", name, "1 Ferry Road"]


def test_a_copy_without_a_name_begins_with_the_role() -> None:
    found = letter(copies=(Copy(name=None, role="chief executive", organisation="NHS Lorne", email=None),))
    assert "Chief executive, NHS Lorne" in found.texts
    assert "Copied to:" not in letter(copies=()).texts


def test_an_inspection_of_one_day_has_one_date() -> None:
    inspection = replace(an_assessment().inspection, ended=dt.date(2026, 6, 8), partners=())
    text = letter(inspection=inspection).under("Purpose and legal basis")[0]
    assert "which took place on 8 June 2026. It was" in text
    assert text.endswith("at risk of harm.")


def test_the_letter_closes_with_a_name_and_what_is_enclosed() -> None:
    closing = "Yours sincerely\u200bEilidh GarvieChief inspectorCare Inspectorate"
    assert letter().texts[-2:] == [closing, "Enclosed: improvement plan"]
    assert letter(documents=("letter",)).texts[-1:] == [closing]


def test_the_plan_lists_the_actions_of_each_area() -> None:
    found = plan()
    assert found.under("A1: Chronologies and shared risk assessment") == [
        "Chronologies were missing in half the records read.",
        "Source: page 14, key message 2",
        "Criteria that this area answers to:",
        "4.2 Local partners have the capacity and resources to implement required improvements",
        "5.1 The partnership can demonstrate progress with evidence-based improvement",
        "Actions for A1",
        "The words for a status are: not started, in progress, on track, delayed, completed, on hold and withdrawn.",
        *(cell for row in found.table("Actions") for cell in row),
    ]
    assert found.table("Actions")[1:] == [
        [
            "A1.1",
            "Agree one chronology template for all agencies",
            "Head of children's services",
            "31 March 2027",
            "Chronologies in 90% of audited records",
            "Not started",
        ],
        [
            "A1.2",
            "Train every lead professional in its use",
            "Learning and development manager",
            "1 April 2027 to 30 June 2027",
            "Attendance, and confidence before and after",
            "In progress",
        ],
    ]


def test_an_action_due_after_a_length_of_time_says_the_day_and_then_how_it_was_counted_and_moved() -> None:
    action = replace(an_area().actions[0], due=weeks(6))
    assert plan(areas=(an_area(actions=(action,)),)).table("Actions")[1][3] == (
        "5 January 2027 / 6 weeks from 23 November 2026 / Next working day, as Monday 4 January 2027 is a bank holiday "
        "(2 January, substitute)."
    )


def test_forty_actions_are_forty_rows() -> None:
    rows = plan(areas=(an_area(actions=actions(40)),)).table("Actions")
    assert [row[0] for row in rows] == ["Reference", *(f"A1.{n}" for n in range(1, 41))]


def test_where_no_action_is_planned_yet_there_are_rows_to_fill_in() -> None:
    assert plan(areas=(an_area(actions=()),)).table("Actions")[1:] == [[""] * 6] * 3


@pytest.mark.parametrize("areas", [(), (an_area(),)])
def test_the_partnership_can_plan_actions_of_its_own(areas: tuple[Area, ...]) -> None:
    found = plan(areas=areas)
    assert found.table("Further actions")[1:] == [[""] * 6] * 3
    none = "The areas for improvement are not yet recorded."
    assert (none in found.under("Areas for improvement and actions")) == (not areas)
    final = plan(areas=areas, state=State.ISSUED).under("Areas for improvement and actions")
    assert ("The inspection identified no areas for improvement." in final) == (not areas)


def test_an_area_that_answers_to_no_criterion_and_has_no_source_says_nothing_of_them() -> None:
    found = plan(areas=(an_area(source=None, criteria=(), actions=()),))
    assert found.under("A1: Chronologies and shared risk assessment")[:2] == [
        "Chronologies were missing in half the records read.",
        "Actions for A1",
    ]


def test_the_plan_says_how_the_level_could_become_a_lower_one() -> None:
    found = plan(criteria=criterion_answers(LEVELS["assisted"])).under("Level of support")
    assert found[:3] == [
        "On 27 October 2026 our Quality and Consistency Panel decided on assisted improvement support.",
        "The partnership is likely to benefit from assistance, by scrutiny partners or other external support, in "
        "making the required improvements.",
        "One further criterion met, for example 2.2, would indicate commissioned improvement support.",
    ]


def test_the_plan_has_rows_to_fill_in_for_governance_signatures_and_progress() -> None:
    found = plan()
    assert [row[0] for row in found.table("Governance")[1:]] == [
        "Group that oversees this plan",
        "Lead officer for this plan",
        "How often progress is considered",
        "Who receives reports on progress",
    ]
    assert [row[1:] for row in found.table("Sign-off")[1:]] == [["", "", ""]] * 3
    assert found.table("Progress log")[1:] == [[""] * 6] * 6


@pytest.mark.parametrize("caption", ["Versions", "Conditions of improvement", "Governance", "Sign-off"])
def test_no_row_of_a_short_table_stands_on_a_page_by_itself(caption: str) -> None:
    assert plan().styles_in(caption) == {"TableHeading", "TableTextTogether"}


def test_the_plan_is_controlled_on_its_cover() -> None:
    partnership = replace(an_assessment().partnership, boards=("NHS Lorne", "NHS Glen"), gaelic_name=None)
    assert plan(partnership=partnership).table("Document control") == [
        ["Item", "Detail"],
        ["Our reference", "PSR-2026-014"],
        ["Inspection", "Joint inspection of services for children and young people at risk of harm"],
        ["Dates of the inspection", "8 June 2026 to 2 October 2026"],
        ["Inspection report", "JI-2026-07"],
        ["Council", "Strathlorne Council"],
        ["NHS boards", "NHS Lorne and NHS Glen"],
        ["Document state", "Panel approved"],
        ["Date of first version", "23 November 2026"],
        ["Care Inspectorate contact", "Struan Bell, strategic support officer, at support@example.org"],
    ]


def test_every_finding_of_the_inspection_is_in_the_documents_word_for_word() -> None:
    odd = "Tea & <b>toast</b> “daily”, {{ not a tag }} è ì ò"
    areas = (an_area(title=f"Title {odd}", finding=f"Finding {odd}", source=f"Source {odd}"),)
    texts = letter(areas=areas, strengths=(f"Strength {odd}",)).texts
    assert {f"A1: Title {odd}", f"Finding {odd}", f"Strength {odd}"} <= set(texts)
    assert {f"A1: Title {odd}", f"Finding {odd}", f"Source: Source {odd}"} <= set(plan(areas=areas).texts)
