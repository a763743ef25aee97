"""Documents, issued or at an earlier stage → drafts of e-mails, a list of who gets what, events of what was sent."""

from scrutiny_response.use_cases.emails.run import lying, write_drafts
from scrutiny_response.use_cases.emails.sent import record_sent
from scrutiny_response.use_cases.emails.values import EmailOptions, EmailOutcome, EmailRun, EmailState

__all__ = ["EmailOptions", "EmailOutcome", "EmailRun", "EmailState", "lying", "record_sent", "write_drafts"]
