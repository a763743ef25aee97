"""What is sent, to whom and with which words → the bytes of an e-mail draft.

`X-Unsent` lets Outlook open it to be looked at, changed and sent. No clock and no chance is in it: the same documents
give the same bytes, and its own hash, in a header, shows whether somebody changed it.
"""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from engross.files import hash_of
from scrutiny_response.domain.event_parts import Recipient
from scrutiny_response.use_cases.emails.text import Words
from scrutiny_response.use_cases.emails.values import EmailOutcome

_HASH = "X-Draft-Hash"
_UNFOLDED = SMTP.clone(max_line_length=998)
"""Headers on one line each, as long as one may be: Outlook shows where a subject was folded."""
_WORD = ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document")
_PDF = ("application", "pdf")


def as_message(outcome: EmailOutcome, words: Words) -> bytes:
    """Return the draft of one reference."""
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    message["To"] = [_address(recipient) for recipient in outcome.to]
    if outcome.copies:
        message["Cc"] = [_address(copy) for copy in outcome.copies]
    message["Subject"] = words.subject
    message.set_content(words.body, cte="quoted-printable")
    for document in outcome.documents:
        for file in document.files:
            main, sub = _PDF if file.is_pdf else _WORD
            message.add_attachment(file.data, maintype=main, subtype=sub, filename=file.name)
    message.set_boundary(f"=_{hash_of(words.body.encode())[:32]}")
    message[_HASH] = hash_of(message.as_bytes(policy=_UNFOLDED))
    return message.as_bytes(policy=_UNFOLDED)


def is_untouched(draft: bytes) -> bool:
    """Return whether a draft is as it was written."""
    head, separator, rest = draft.partition(b"\r\n\r\n")
    name = f"{_HASH}: ".encode()
    lines = head.split(b"\r\n")
    own = [line for line in lines if line.startswith(name)]
    if len(own) != 1:
        return False
    others = b"\r\n".join(line for line in lines if not line.startswith(name))
    return hash_of(others + separator + rest) == own[0].removeprefix(name).decode(errors="replace")


def attachments(draft: bytes) -> Iterator[bytes]:
    """Yield the files that a draft holds, whoever saved it last."""
    message = message_from_bytes(draft, policy=SMTP)
    for part in message.walk():
        if part.get_content_disposition() == "attachment":
            data = part.get_payload(decode=True)
            yield data if isinstance(data, bytes) else b""


def _address(recipient: Recipient) -> Address:
    return Address(recipient.name, addr_spec=recipient.email or "")
