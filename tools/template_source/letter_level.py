"""The wording of the letter on the level of support and on the support itself → blocks."""

from __future__ import annotations

from tools.template_source.markup import Block, Bold, choose, each, paragraph, when
from tools.template_source.shared import NOT_DETERMINED, bespoke, decision_sentence, support


def level() -> Block:
    """The level of support and why, or why it cannot be said yet."""
    return [
        when(
            "letter.names_level",
            paragraph("Heading1", "Level of support and why"),
            when("level", _reasons(), otherwise=[_not_determined()]),
            otherwise=[
                paragraph("Heading1", "Support for improvement and why"),
                when("level", _unnamed(), otherwise=[_still_open()]),
            ],
        ),
        bespoke("level"),
    ]


def _reasons() -> Block:
    return [
        paragraph(
            "Normal",
            "{% if indication.level %}The result for the conditions of improvement indicates "
            "{{ indication.level.name }}.{% else %}Some criteria are not yet assessed, so the result for the "
            "conditions of improvement indicates a level between {{ indication.lowest.name }} and "
            "{{ indication.highest.name }}.{% endif %}",
        ),
        when("indication.second", _second()),
        when(
            "decision",
            decision_sentence(),
            when("decision.rationale", _rationale()),
            otherwise=[
                paragraph(
                    "Normal", "The level of support on which this letter rests is ", Bold("{{ level.name }}"), "."
                )
            ],
        ),
        paragraph("Normal", "{{ level.meaning }}"),
    ]


def _rationale() -> Block:
    return [
        paragraph(
            "LeadIn",
            "{% if decided_otherwise %}This differs from what is indicated, for the following "
            "reason.{% else %}The reason for this decision is as follows.{% endif %}",
        ),
        paragraph("Normal", "{{ decision.rationale }}"),
    ]


def _unnamed() -> Block:
    return paragraph(
        "Normal",
        "{{ level.meaning }} We reached this view from the inspection as a whole, including the result for the "
        "conditions of improvement{% if indication.second %} and {{ indication.second.reason }}{% endif %}.",
    )


def _second() -> Block:
    return paragraph(
        "Normal",
        "A second indicator, which rests on {{ indication.second.reason }}, suggests "
        "{% if indication.level and indication.agree %}the same level"
        "{% else %}{{ indication.second.level.name }}{% endif %}.",
    )


def _not_determined() -> Block:
    return [
        paragraph(
            "LeadIn",
            NOT_DETERMINED
            + " {% if indication.settled_by | length == 1 %}This criterion, not yet assessed, would settle it."
            "{% else %}These criteria, not yet assessed, would settle it.{% endif %}",
        ),
        _open_criteria(),
    ]


def _still_open() -> Block:
    return [
        paragraph(
            "LeadIn",
            "We cannot yet say which support is likely to help. "
            "{% if indication.settled_by | length == 1 %}This criterion is still to be assessed."
            "{% else %}These criteria are still to be assessed.{% endif %}",
        ),
        _open_criteria(),
    ]


def _open_criteria() -> Block:
    return each(
        "criterion in indication.settled_by",
        paragraph("ListBullet", "{{ criterion.number }} {{ criterion.text }}"),
    )


def support_offered() -> Block:
    """What the support may include."""
    return [
        paragraph("Heading1", "What the support may include"),
        when("level", _lead()),
        support(", and we will agree with you what fits best."),
        bespoke("support"),
    ]


def _lead() -> Block:
    return choose(
        (
            'level.id == "local"',
            [
                paragraph(
                    "Normal",
                    "The partnership leads its own improvement. We and our scrutiny partners are glad to help where "
                    "you would find it useful.",
                )
            ],
        ),
        (
            'level.id == "commissioned"',
            [
                paragraph(
                    "Normal",
                    "The partnership leads its improvement and chooses the support that it commissions. We can point "
                    "to effective practice elsewhere and to sources of advice.",
                )
            ],
        ),
        (
            'level.id == "assisted"',
            [
                paragraph(
                    "Normal",
                    "The partnership leads its improvement, with help from us, from our scrutiny partners or from "
                    "others outside the partnership.",
                )
            ],
        ),
        (
            'level.id == "directed"',
            [
                paragraph(
                    "Normal",
                    "The partnership leads its improvement, and we and our scrutiny partners will work closely "
                    "alongside it. The support is more structured than at other levels, and its timeframes are "
                    "agreed with you.",
                )
            ],
        ),
    )
