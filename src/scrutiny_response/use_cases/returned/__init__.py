"""`scrutiny returned`: plans that partnerships filled in → what changed, each action with a status, or what is asked.

The law: every action of the plan as it last stood is accounted for, each with a status, or the software asks. Nothing
is guessed in silence.
"""

from scrutiny_response.use_cases.returned.answers import Answers
from scrutiny_response.use_cases.returned.page import write_page
from scrutiny_response.use_cases.returned.record import record_plans
from scrutiny_response.use_cases.returned.run import (
    NO_ANSWERS,
    PlanOfRecord,
    answers_in,
    known_plans,
    read_bytes,
    read_returned,
    record_beside,
)
from scrutiny_response.use_cases.returned.values import KnownPlan, Question, ReadAction, ReturnedPlan

__all__ = [
    "NO_ANSWERS",
    "Answers",
    "KnownPlan",
    "PlanOfRecord",
    "Question",
    "ReadAction",
    "ReturnedPlan",
    "answers_in",
    "known_plans",
    "read_bytes",
    "read_returned",
    "record_beside",
    "record_plans",
    "write_page",
]
