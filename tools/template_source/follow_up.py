"""The wording of the letters that answer an event of the record → their designs, by their file names."""

from __future__ import annotations

from collections.abc import Sequence

from tools.template_source.correspondence import opening, sign_off
from tools.template_source.markup import Block, Bold, Column, Row, paragraph, rows_each, table, when
from tools.template_source.parts import Design, section
from tools.template_source.shared import STATE_TITLE, contact, footer, letterhead, running_header, state_lines

_PLAN = "the partnership’s {% if follow_up.revised %}revised {% endif %}improvement plan"
_OF_LETTER = "our letter of {{ letter.date | date }}"


def designs() -> dict[str, Design]:
    """The templates of the letters."""
    view = "Our view of the plan"
    return {
        "plan-received.docx": _letter("Improvement plan received", "Your plan", "received", _received()),
        "plan-accepted.docx": _letter("Improvement plan accepted", view, "received", _accepted()),
        "plan-returned.docx": _letter("Improvement plan to be revised", view, "due", _returned()),
        "reminder.docx": _letter("Reminder of the improvement plan", "The plan is still to come", "due", _reminder()),
        "update-due.docx": _letter("Update on the improvement plan", "What we ask you to send", "due", _update()),
        "review-outcome.docx": _letter("Outcome of the progress review", "The review", "areas", _review()),
        "closing.docx": _letter("End of formal monitoring", "Monitoring has ended", "reason", _closing()),
    }


def _letter(subject: str, heading: str, needs: str, body: Block) -> Design:
    """A letter on a subject, under a first heading, whose body `needs` a value of the event that it answers."""
    return Design(
        title=f"{subject}: {{{{ partnership.name }}}}{STATE_TITLE}",
        subject="{{ inspection.title }}",
        status="{{ assessment.state }}",
        first_header=letterhead(),
        header=running_header(subject),
        footer=footer(),
        body=[
            state_lines(),
            when(
                f"follow_up and follow_up.{needs}",
                opening("follow_up.dated", subject, "{{ inspection.title }}"),
                paragraph("Heading1", heading),
                body,
                sign_off(with_formats=True),
                otherwise=[paragraph("Normal", "The record has no event that this letter would answer.")],
            ),
            section(first=True),
        ],
    )


def _ask(about: str) -> Block:
    """Return the last paragraph, which stays with the sign-off, so that no signature stands alone on a page."""
    return paragraph("LeadIn", "Please contact ", *contact(), f", {about}.")


def _received() -> Block:
    return [
        paragraph(
            "Normal",
            f"Thank you for {_PLAN}, which we received on ",
            Bold("{{ follow_up.received | date }}"),
            ". {% if follow_up.revised %}It takes the place of the plan that you sent us before.{% else %}"
            f"It follows {_OF_LETTER}, after the {{{{ inspection_type.noun }}}} in your area.{{% endif %}}",
        ),
        paragraph(
            "Normal",
            "We are reading it beside what we found, and will write to you about it"
            "{% if follow_up.reply_by %} by {{ follow_up.reply_by | date }}{% endif %}.",
        ),
        _ask("if there is anything that you would like us to know while we read it"),
    ]


def _accepted() -> Block:
    return [
        paragraph(
            "Normal",
            f"Thank you for {_PLAN}, which we received on {{{{ follow_up.received | date }}}}. We have read it beside "
            "what we found. The plan reflects the findings and is fit for purpose.",
        ),
        when(
            "follow_up.publication or follow_up.review",
            paragraph("Heading1", "What happens next"),
            when(
                "follow_up.publication",
                paragraph(
                    "ListBullet",
                    "We expect the partnership to publish the plan by ",
                    Bold("{{ follow_up.publication | date }}"),
                    ", where people who use its services can find it.",
                ),
            ),
            when(
                "follow_up.review",
                paragraph("ListBullet", "The progress review begins on ", Bold("{{ follow_up.review | date }}"), "."),
            ),
            when(
                "follow_up.evidence",
                paragraph(
                    "ListBullet",
                    "Please send us the evidence for the review by ",
                    Bold("{{ follow_up.evidence | date }}"),
                    ": for each action, what shows that it has made a difference.",
                ),
            ),
        ),
        when(
            "schedule.monitoring",
            paragraph("Normal", f"The dates of monitoring stay as they are in {_OF_LETTER}."),
        ),
        _ask("with any question about this letter"),
    ]


def _returned() -> Block:
    return [
        paragraph(
            "Normal",
            "Thank you for the partnership’s {% if follow_up.revised %}revised {% endif %}improvement plan"
            "{% if follow_up.received %}, which we received on {{ follow_up.received | date }}{% endif %}. "
            "It does not yet reflect all that we found.",
        ),
        when("follow_up.reason", paragraph("Normal", "{{ follow_up.reason | sentence }}")),
        when(
            "follow_up.areas",
            paragraph("Heading1", "What the plan does not yet reflect"),
            _areas("What is still to be added", "{{ area.text | sentence }}", ()),
        ),
        paragraph("Heading1", "What we ask you to do next"),
        paragraph(
            "Normal",
            "Please send us a revised plan by ",
            Bold("{{ follow_up.due | date }}"),
            ". We are glad to talk with you about it before then.",
        ),
        _ask("to arrange that, or with any question about this letter"),
    ]


def _areas(what: str, text: str, between: Sequence[tuple[Column, str]]) -> Block:
    """A table with a row for each area, and perhaps a column between the area and what is said of it."""
    width = 6298 - sum(column.width for column, _ in between)
    return table(
        "Areas for improvement",
        "Each area for improvement and what is said of it",
        (Column("Area for improvement", 3000), *(column for column, _ in between), Column(what, width)),
        rows_each(
            "area in follow_up.areas",
            Row(("{{ area.reference }}: {{ area.title }}", *(cell for _, cell in between), text)),
        ),
    )


def _reminder() -> Block:
    return [
        paragraph(
            "Normal",
            f"{_PLAN.replace('the ', 'The ', 1)} was due on ",
            Bold("{{ follow_up.due | date }}"),
            ". We had not received it by {{ follow_up.on | date }}.",
        ),
        paragraph(
            "Normal",
            "Please send it to us ",
            "{% if follow_up.reply_by %}by ",
            Bold("{{ follow_up.reply_by | date }}"),
            "{% else %}as soon as you can{% endif %}, or tell us when we may expect it. If it is on its way, thank "
            "you.",
        ),
        paragraph(
            "Normal", "If circumstances have changed, please talk to us. We can agree a different date and record why."
        ),
        _ask("with any question about this letter"),
    ]


def _update() -> Block:
    return [
        paragraph(
            "Normal",
            "The next monitoring of the partnership’s improvement plan takes place on ",
            Bold("{{ follow_up.due | date }}"),
            ".{% if follow_up.received %} We last received the plan from you on {{ follow_up.received | date }}."
            "{% endif %}",
        ),
        paragraph(
            "Normal",
            "Please send us your copy of the plan, filled in, by ",
            Bold("{{ (follow_up.reply_by or follow_up.due) | date }}"),
            ". In it, please say how far each action has come, what has changed in leads and timescales, and what "
            "shows that people’s experience is better.",
        ),
        _ask("with any question about this letter or the plan"),
    ]


def _review() -> Block:
    return [
        paragraph(
            "Normal",
            "On {{ follow_up.happened | date }} we completed the progress review that follows our "
            "{{ inspection_type.noun }} of {{ inspection.started | date }} to {{ inspection.ended | date }}. We "
            "considered how much progress the "
            "partnership has made in "
            "{% if follow_up.areas | length == 1 %}the area for improvement{% else %}each area for improvement"
            "{% endif %}.",
        ),
        paragraph("Heading1", "What we found"),
        _areas(
            "What we saw",
            "{% if area.text %}{{ area.text | sentence }}{% else %}We have nothing to add.{% endif %}",
            ((Column("Progress made", 1700), "{{ area.progress | initial_capital }}"),),
        ),
        paragraph("AfterTable", "Thank you to everyone who took part in the review."),
        _ask("with any question about this letter"),
    ]


def _closing() -> Block:
    return [
        paragraph(
            "Normal",
            f"Our formal monitoring of the partnership’s improvement plan, which followed {_OF_LETTER}, ended on ",
            Bold("{{ follow_up.happened | date }}"),
            ".",
        ),
        paragraph("Normal", "{{ follow_up.reason | sentence }}"),
        paragraph(
            "Normal",
            "There is nothing more that you need to send us about this plan. Thank you to everyone in the partnership "
            "who has worked on it.",
        ),
        _ask("if you would like to talk about how improvement goes on"),
    ]
