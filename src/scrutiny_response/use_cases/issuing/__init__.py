"""Documents that are ready → an event in the record with the documents as they were sent; and their withdrawal."""

from scrutiny_response.use_cases.issuing.corrections import draft_beside
from scrutiny_response.use_cases.issuing.issue import issue
from scrutiny_response.use_cases.issuing.options import IssueOptions
from scrutiny_response.use_cases.issuing.outcome import IssueOutcome, IssueState
from scrutiny_response.use_cases.issuing.withdraw import WithdrawOptions, withdraw, withdraw_named

__all__ = [
    "IssueOptions",
    "IssueOutcome",
    "IssueState",
    "WithdrawOptions",
    "draft_beside",
    "issue",
    "withdraw",
    "withdraw_named",
]
