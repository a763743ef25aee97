"""The one table of dates: which comes before which, and what is said if two of them contradict each other."""

from __future__ import annotations

from msgspec import Struct

from scrutiny_response.domain.assessment import State


class Order(Struct, frozen=True, kw_only=True):
    """One line of the table: the `earlier` of two dates is never after the `later`; the same day is no contradiction.

    What is said of it stands at the `later` one, or at the `earlier` where `at_earlier`. In `message` and `hint`,
    {earlier} and {later} are the two days, {name} the reference of an action. `states` are those that it concerns,
    all if there are none; `reads` is what it rests on beside the two dates.
    """

    id: str
    earlier: str
    later: str
    message: str
    hint: str
    at_earlier: bool = False
    states: tuple[State, ...] = ()
    reads: tuple[str, ...] = ()


_NOT_ISSUED = tuple(state for state in State if state is not State.ISSUED)
_COUNTED = ("letter.date", "holidays")

TABLE = (
    Order(
        id="ended-before-started",
        earlier="start",
        later="end",
        message="the inspection ended on {later}, before it started on {earlier}",
        hint="write `ended: {earlier}` or later, or correct the start",
    ),
    Order(
        id="published-before-end",
        earlier="end",
        later="publication",
        message="the publication on {later} is before the inspection's end on {earlier}",
        hint="write `publication: {earlier}` or later, or correct the end",
    ),
    Order(
        id="decided-before-end",
        earlier="end",
        later="decision",
        message="the level was decided on {later}, before the inspection ended on {earlier}",
        hint="write `date: {earlier}` or later, or correct the end",
    ),
    Order(
        id="letter-before-end",
        earlier="end",
        later="letter",
        message="the letter of {later} is dated before the inspection ended on {earlier}",
        hint="write `date: {earlier}` or later, or correct the end",
    ),
    Order(
        id="decided-after-letter",
        earlier="decision",
        later="letter",
        at_earlier=True,
        message="the level was decided on {earlier}, after the date of the letter, {later}",
        hint="write `date: {later}` or earlier, or date the letter later",
    ),
    Order(
        id="embargo-before-letter",
        earlier="letter",
        later="embargo",
        states=_NOT_ISSUED,
        message="the embargo ends on {later}, before the date of the letter, {earlier}",
        hint="write `embargoed_until: {earlier}` or later, or remove it",
        reads=("state",),
    ),
    Order(
        id="issued-under-embargo",
        earlier="embargo",
        later="letter",
        at_earlier=True,
        states=(State.ISSUED,),
        message="the document is issued, and embargoed until {earlier}, after the date of the letter, {later}",
        hint="write `state: embargoed`, date the letter {earlier} or later, or remove `embargoed_until`",
        reads=("state",),
    ),
    Order(
        id="embargo-before-publication",
        earlier="publication",
        later="embargo",
        message="the embargo ends on {later}, before the publication on {earlier}",
        hint="write `embargoed_until: {earlier}`",
    ),
    Order(
        id="embargo-after-publication",
        earlier="embargo",
        later="publication",
        at_earlier=True,
        message="the embargo ends on {earlier}, after the publication on {later}",
        hint="write `embargoed_until: {later}`",
    ),
    Order(
        id="plan-due-before-letter",
        earlier="letter",
        later="plan",
        message="the improvement plan is due on {later}, before the date of the letter, {earlier}",
        hint="write a later day than {earlier}, or a length such as `plan_due: 6 weeks`",
    ),
    Order(
        id="action-due-before-letter",
        earlier="letter",
        later="action",
        message="action {name} is due on {later}, before the date of the letter, {earlier}",
        hint="write a later day, or `status: completed` where it is done",
        reads=("areas",),
    ),
    Order(
        id="first-before-letter",
        earlier="letter",
        later="first",
        message="the first monitoring on {later} is before the date of the letter, {earlier}",
        hint="write a later day than {earlier}",
    ),
    Order(
        id="review-before-letter",
        earlier="letter",
        later="review",
        message="the progress review on {later} is before the date of the letter, {earlier}",
        hint="write a later day than {earlier}, or a length such as `review: 12 months`",
    ),
    Order(
        id="first-before-publication",
        earlier="publication",
        later="first",
        message="the first monitoring on {later} is before the publication on {earlier}",
        hint="agree a later date, or check the publication date",
    ),
    Order(
        id="review-before-publication",
        earlier="publication",
        later="review",
        message="the progress review on {later} is before the publication on {earlier}",
        hint="agree a later date, or check the publication date",
        reads=_COUNTED,
    ),
    Order(
        id="review-before-monitoring",
        earlier="first",
        later="review",
        message="the progress review on {later} is before the first monitoring on {earlier}",
        hint="write a later review than {earlier}, or an earlier first monitoring",
        reads=_COUNTED,
    ),
    Order(
        id="review-before-plan",
        earlier="plan",
        later="review",
        message="the progress review on {later} is before the improvement plan is due, {earlier}",
        hint="write a later review than {earlier}, or an earlier day for the plan",
        reads=_COUNTED,
    ),
    Order(
        id="review-before-plan",
        earlier="extended plan",
        later="review",
        message="the progress review on {later} is before the improvement plan is due after its extension, {earlier}",
        hint="extend the review too, or write an earlier day for the plan",
        reads=_COUNTED,
    ),
    Order(
        id="extended-before-letter",
        earlier="letter",
        later="extension letter",
        message="the extension's letter of {later} is before the response letter of {earlier}",
        hint="write `letter_date: {earlier}` or later",
    ),
    Order(
        id="extension-agreed-before-letter",
        earlier="letter",
        later="agreed",
        message="the extension was agreed on {later}, before the response letter of {earlier}",
        hint="write `agreed_on: {earlier}` or later",
    ),
    Order(
        id="extension-agreed-after-letter",
        earlier="agreed",
        later="extension letter",
        at_earlier=True,
        message="the extension was agreed on {earlier}, after its letter of {later}",
        hint="write `agreed_on: {later}` or earlier, or date its letter later",
    ),
    Order(
        id="extended-into-the-past",
        earlier="extension letter",
        later="extended",
        message="the new timescale ends on {later}, before the extension's letter of {earlier}",
        hint="write a later day than {earlier}",
        reads=_COUNTED,
    ),
)
"""Every pair of dates that cannot be the other way round."""

READS = {
    "start": "inspection.started",
    "end": "inspection.ended",
    "decision": "decision",
    "publication": "inspection.publication",
    "embargo": "embargoed_until",
    "letter": "letter.date",
    "plan": "plan_due",
    "first": "monitoring.first",
    "review": "monitoring.review",
    "action": "areas",
    "agreed": "extension",
    "extension letter": "extension",
    "extended": "extension",
    "extended plan": "extension",
}
"""Where each of the table's dates is recorded."""
