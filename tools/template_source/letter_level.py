"""The wording of the letter on the level of support and on the support itself → blocks."""

from __future__ import annotations

from tools.template_source.markup import Block, Bold, choose, each, paragraph, when
from tools.template_source.shared import NOT_DETERMINED, VIEW, bespoke, decision_sentence, meaning, support


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
        meaning(),
    ]


def _rationale() -> Block:
    return [
        paragraph(
            "LeadIn",
            "{% if decided_otherwise %}This differs from "
            "{% if indication.level is none %}the levels between which the result for the conditions lies"
            "{% elif indication.second and indication.agree %}the level to which both indicators point"
            "{% else %}the level that the conditions indicate{% endif %}"
            "{% if agrees_with_second %}, and agrees with the second indicator{% endif %}, for the following reason."
            "{% elif indication.level and not indication.agree %}This is the level that the conditions indicate. It "
            "differs from the second indicator, for the following reason."
            "{% else %}The reason for this decision is as follows.{% endif %}",
        ),
        paragraph("Normal", "{{ decision.rationale }}"),
    ]


def _unnamed() -> Block:
    """The view and its reasons without a word of levels, whatever was indicated and decided."""
    return [
        paragraph(
            "Normal",
            "{% if decision and decided_otherwise %}" + VIEW + "{{ level.meaning | initial_small }} This view differs "
            "from what the result for the conditions of improvement would suggest by itself. It rests on the "
            "{{ inspection_type.noun }} as a whole."
            "{% else %}{{ level.meaning }} We reached this view from the {{ inspection_type.noun }} as a whole, "
            "including the result for the conditions of improvement.{% endif %}",
        ),
        when(
            "indication.second",
            paragraph(
                "Normal",
                _SECOND + "They point {% if agrees_with_second %}the same way"
                "{% elif indication.second.level.order < level.order %}to less support{% else %}to more support"
                "{% endif %}, because {{ indication.second.reason }}.",
            ),
        ),
        when(
            "decision and decision.rationale",
            paragraph("LeadIn", "The reason for this view is as follows."),
            paragraph("Normal", "{{ decision.rationale }}"),
        ),
    ]


_SECOND = (
    "We also looked at a second indicator: the evaluations and the circumstances of the {{ inspection_type.noun }}. "
)


def _second() -> Block:
    return paragraph(
        "Normal",
        _SECOND + "They point to {% if indication.level and indication.agree %}the same level"
        "{% else %}{{ indication.second.level.name }}{% endif %}, because {{ indication.second.reason }}.",
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
        when("indication.second", _second()),
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
                    "alongside it. The support is structured, and its timeframes are agreed with you.",
                )
            ],
        ),
    )
