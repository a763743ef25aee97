"""Documents that are issued, or at a stage before → drafts of e-mails, who gets what, and the record that they went."""

from scrutiny_response.use_cases.emails.run import write_drafts
from scrutiny_response.use_cases.emails.sent import record_sent
from scrutiny_response.use_cases.emails.values import EmailOptions, EmailOutcome, EmailRun, EmailState

__all__ = ["EmailOptions", "EmailOutcome", "EmailRun", "EmailState", "record_sent", "write_drafts"]
