"""The wording that letter and plan have in common → blocks: letterhead, markings, states and common tables."""

from __future__ import annotations

from tools.template_source.markup import (
    Block,
    Bold,
    Column,
    Field,
    Gaelic,
    Link,
    Piece,
    Row,
    choose,
    each,
    paragraph,
    rows_each,
    table,
    when,
)
from tools.template_source.parts import EMAIL

STATE_TITLE = '{% if assessment.state != "issued" %} ({{ assessment.state }}){% endif %}'
"""What a document's title says of its state."""


def _marking() -> Block:
    """The protective marking, where there is one, for the top and the bottom of each page."""
    return when("assessment.marking", paragraph("Marking", "{{ assessment.marking }}"))


def letterhead() -> Block:
    """The header of the first page."""
    return [
        _marking(),
        paragraph("Letterhead", "Care Inspectorate"),
        paragraph("LetterheadDetails", "Compass House, 11 Riverside Drive, Dundee DD1 4NY"),
        paragraph("LetterheadDetails", "Telephone 0345 600 9527"),
    ]


def running_header(document: str) -> Block:
    """The header of the other pages; `document` says what the document is."""
    return [
        _marking(),
        paragraph("Header", f"{document}: {{{{ partnership.name }}}}"),
        when('assessment.state != "issued"', paragraph("Header", "Document state: {{ assessment.state }}")),
    ]


def footer() -> Block:
    """The footer of every page."""
    return [
        paragraph(
            "Footer",
            "Our reference {{ assessment.reference }}  |  Page ",
            Field("PAGE", "1"),
            " of ",
            Field("NUMPAGES", "1"),
        ),
        _marking(),
    ]


def state_lines() -> Block:
    """What every document but an issued one says of its state on its face."""
    return [
        choose(*(_state(name, text) for name, text in _STATES)),
        when(
            'assessment.embargoed_until and assessment.state != "issued"',
            paragraph(
                "State",
                "Embargoed until {{ assessment.embargoed_until | date }}: please do not share or quote this document "
                "before then.",
            ),
            otherwise=[
                when(
                    'assessment.state == "embargoed"',
                    paragraph("State", "Embargoed: please do not share or quote this document before publication."),
                )
            ],
        ),
    ]


_STATES = (
    ("draft", "Draft: this document is being prepared and is not final."),
    ("panel approved", "Panel approved: this document is not final until its factual accuracy has been checked."),
    ("factual accuracy", "For a factual accuracy check: this document is shared in confidence and is not final."),
)


def _state(name: str, text: str) -> tuple[str, list[Block]]:
    return f'assessment.state == "{name}"', [paragraph("State", text)]


def gaelic_name(style: str) -> Block:
    """The partnership's Gaelic name, where it has one."""
    return when("partnership.gaelic_name", paragraph(style, Gaelic("{{ partnership.gaelic_name }}")))


def conditions_table() -> Block:
    """How far each condition of improvement is met."""
    return table(
        "Conditions of improvement",
        "Each condition of improvement, how many of its criteria are met, and whether the condition is met",
        (Column("Condition of improvement", 4898), Column("Criteria met", 2200), Column("Result", 2200)),
        rows_each(
            "result in indication.conditions",
            Row(
                (
                    "{{ result.condition.number }}. {{ result.condition.name }}",
                    "{{ result.met }} of {{ result.total }}"
                    "{% if result.not_assessed %} ({{ result.not_assessed }} not yet assessed){% endif %}",
                    "{% if result.is_met is none %}Not yet determined{% elif result.is_met %}Met{% else %}Not met"
                    "{% endif %}",
                )
            ),
        ),
        together=True,
    )


VIEW = (
    '{% if decision.decided_by and "panel" in decision.decided_by | lower %}The panel’s view is that '
    "{% else %}The view behind this decision is that {% endif %}"
)
"""What begins the meaning of a level that was decided otherwise than indicated, for it is a view and no finding."""

CONDITIONS_MET = (
    "{% if indication.conditions_met == framework.conditions | length %}"
    "All {{ framework.conditions | length | in_words }} conditions of improvement are met"
    "{% else %}Of the {{ framework.conditions | length | in_words }} conditions of improvement, "
    '{{ indication.conditions_met | in_words }} {{ "is" if indication.conditions_met < 2 else "are" }} met'
    "{% if indication.level is none %} so far{% endif %}{% endif %}."
)
"""The sentence that sums up the conditions."""


NOT_DETERMINED = (
    "The level of support is not yet determined. It lies between {{ indication.lowest.name }} and "
    "{{ indication.highest.name }}."
)
"""What is said of the level while criteria are still to be assessed."""


def conditions_rule() -> Block:
    """The sentences before the table of conditions."""
    return paragraph(
        "LeadIn",
        "The framework looks at {{ framework.conditions | length | in_words }} conditions of improvement. A condition "
        "is met where more than half of its criteria are met.",
    )


def support(agreement: str) -> Block:
    """The aims of the support and its characteristics, each with where it comes from if not from the level itself.

    `agreement` follows the sentence that introduces the characteristics.
    """
    return [
        when(
            "level",
            paragraph("LeadIn", "The aims of this support:"),
            each("aim in level.aims", paragraph("ListBullet", "{{ aim.text }}")),
        ),
        when(
            "not level and not characteristics",
            paragraph("Normal", "The support will be described once the remaining criteria have been assessed."),
        ),
        when(
            "characteristics",
            paragraph(
                "LeadIn",
                "{% if characteristics | length == 1 %}The support may have this characteristic. It is an example"
                "{% else %}The support may have these characteristics. They are examples{% endif %}"
                + agreement
                + "{% if not level %} More may be added once the remaining criteria have been assessed.{% endif %}",
            ),
            each(
                "characteristic in characteristics",
                paragraph(
                    "ListBullet",
                    "{{ characteristic.text }}"
                    "{% if characteristic.added and letter.names_level %} (from {{ characteristic.level.name }})"
                    "{% endif %}"
                    "{% if characteristic.reworded %} (in words chosen for this partnership){% endif %}",
                ),
            ),
        ),
    ]


HOW_OFTEN = (
    "{% if assessment.monitoring.interval and schedule.monitoring | length > 1 %} Monitoring "
    '{% if "interval" in assessment.monitoring.proposed %}is proposed{% else %}takes place{% endif %} '
    "{{ assessment.monitoring.interval | every }}."
    "{% elif assessment.monitoring.interval and not schedule.monitoring %} Monitoring takes place "
    "{{ assessment.monitoring.interval | every }}, and its first date is still to be agreed.{% endif %}"
)
"""The sentence on the interval of monitoring, where there is more than one date of it or none is agreed yet."""


def schedule() -> Block:
    """What happens when, and who acts."""
    return [
        paragraph("LeadIn", "The table shows what happens when, and who acts." + HOW_OFTEN),
        _schedule_table(),
    ]


def _schedule_table() -> Block:
    return table(
        "Monitoring and timeframes",
        "Each date that is agreed or proposed, what happens then and who acts",
        (Column("What", 1950), Column("When", 4550), Column("Who", 2798)),
        rows_each(
            "milestone in schedule.milestones",
            Row(
                (
                    "{{ milestone.kind | initial_capital }}",
                    [
                        paragraph(
                            "TableText",
                            "{{ milestone.date | date }}"
                            "{% if milestone.until %} to {{ milestone.until | date }}{% endif %}",
                        ),
                        origin("milestone", "TableText", ' and milestone.kind != "monitoring"'),
                        when("milestone.proposed", paragraph("TableText", "Proposed, and not yet agreed.")),
                    ],
                    "{% if milestone.by %}{{ milestone.by | initial_capital }}{% else %}To be agreed{% endif %}",
                )
            ),
        ),
    )


def origin(milestone: str, style: str, where: str = "") -> Block:
    """From what a date was counted, under the condition `where` too, and whether a holiday or a weekend moved it."""
    return [
        when(f"{milestone}.basis{where}", paragraph(style, f"{{{{ {milestone}.basis }}}}")),
        when(f"{milestone}.moved", paragraph(style, f"Next working day, as {{{{ {milestone}.moved }}}}.")),
    ]


def decision_sentence() -> Block:
    """Which level was decided, by whom and when."""
    return paragraph(
        "Normal",
        "{% if decision.decided_by and decision.date %}On {{ decision.date | date }} {{ decision.decided_by | ours }} "
        "decided on {% elif decision.decided_by %}{{ decision.decided_by | ours | initial_capital }} decided on "
        "{% elif decision.date %}The level of support decided on {{ decision.date | date }} is "
        "{% else %}The level of support decided is {% endif %}",
        Bold("{{ level.name }}"),
        ".",
    )


def meaning() -> Block:
    """What the level means: as what the answers indicate, or as the view of those who decided otherwise."""
    return paragraph(
        "Normal",
        "{% if decision and decided_otherwise %}" + VIEW + "{{ level.meaning | initial_small }}"
        "{% else %}{{ level.meaning }}{% endif %}",
    )


def disclaimer() -> str:
    """What the framework is and is not; of its levels only where they are named."""
    return (
        "{% if letter.names_level %}{{ framework.disclaimer }}{% else %}{{ framework.disclaimer_unnamed }}{% endif %}"
    )


def contact() -> tuple[Piece, ...]:
    """Whom to ask, within a sentence, with whatever of role, e-mail address and telephone number is known."""
    return (
        "{{ contact.name }}{% if contact.role and contact.role | lower not in contact.name | lower %}, "
        "{{ contact.role }}{% endif %}{% if contact.email %}, at ",
        Link("{{ contact.email }}", EMAIL),
        "{% endif %}{% if contact.telephone %}{% if contact.email %} or{% else %},{% endif %} on "
        "{{ contact.telephone }}{% endif %}",
    )


def plan_due() -> tuple[Piece, ...]:
    """By when, or between which days, the partnership sends its plan."""
    return (
        "{% if schedule.plan_due.until %}between {% else %}by {% endif %}",
        Bold("{{ schedule.plan_due.date | date }}"),
        "{% if schedule.plan_due.until %} and ",
        Bold("{{ schedule.plan_due.until | date }}"),
        "{% endif %}",
    )


def bespoke(name: str) -> Block:
    """The bespoke paragraphs that close a section."""
    return each(
        f'bespoke in letter.paragraphs if bespoke.section == "{name}"',
        paragraph("Normal", "{{ bespoke.text }}"),
    )
