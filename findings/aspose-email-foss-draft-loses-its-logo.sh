#!/usr/bin/env bash
# A draft (.eml with X-Unsent: 1) that has a logo in its HTML, a forwarded letter and a Cc group, turned into Outlook's .msg by aspose-email-foss and
# read by extract-msg, and turned back.
# Guess: the logo is in the .msg as an attachment with its content id, the letter is named after its subject, and the message is unsent
#   (the flag MSGFLAG_UNSENT, by which Outlook opens it as a draft with a Send button).
# Seen (aspose-email-foss 26.3, extract-msg 0.57.0): the logo is gone from the .msg, and from the .eml made of it again, while the HTML still asks
#   for it; the same picture beside the other attachments, not within multipart/related, comes along (with <> round its id). The message counts as read and sent
#   (flags 17, without MSGFLAG_UNSENT, 8); X-Unsent is kept among the internet headers only. The letter is called
#   attachment.bin. No error, and validation_issues is empty. Subject, addresses, Bcc and the plan are right.
# Why it matters: the letter goes out with an empty frame for a logo, or cannot be sent at all from where it is opened.
# Instead: give out the .eml, which Outlook opens as a draft.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv; venv/bin/pip install -q --disable-pip-version-check aspose-email-foss==26.3 extract-msg==0.57.0 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat > look.py <<'PY'
from email import message_from_bytes, policy
from email.message import EmailMessage
import extract_msg
from aspose.email_foss.msg.mapi_message import MapiMessage

LOGO = b"\x89PNG\r\n\x1a\n invented"

def draft(within):
    letter = EmailMessage()
    letter["Subject"] = "Letter of 1 July"
    letter.set_content("The plan is due.")
    message = EmailMessage()
    message["From"], message["To"], message["Bcc"] = "Ann Reid <ann@example.org>", "Ben Munro <ben@example.org>", "file@example.org"
    message["Subject"], message["X-Unsent"] = "Plan due on 1 July", "1"
    message.set_content("Dear Ben")
    message.add_alternative('<p>Dear Ben</p><img src="cid:logo@example.org" alt="Logo">', subtype="html")
    if within:
        message.get_payload()[1].add_related(LOGO, "image", "png", cid="<logo@example.org>", filename="logo.png")
    message.add_attachment(b"invented", "application", "pdf", filename="plan.pdf")
    if not within:
        message.add_attachment(LOGO, "image", "png", cid="<logo@example.org>", filename="logo.png")
    message.add_attachment(letter)
    return message_from_bytes(message.as_bytes(policy=policy.SMTP), policy=policy.default)

def look(within):
    written = MapiMessage.from_email_message(draft(within))
    written.save("draft.msg")
    back = written.to_email_message()
    names = [(part.get_content_type(), part.get_filename()) for part in back.walk() if part.get_filename()]
    print("  back as .eml:", names, "issues:", list(written.validation_issues))
    with extract_msg.openMsg("draft.msg") as read:
        attached = [(a.longFilename, a.cid) for a in read.attachments]
        print("  in the .msg: ", attached, "asks for the logo:", b"cid:logo@" in read.htmlBody, "sent:", read.isSent, "flags:", read.getPropertyVal("0E070003"), "bcc:", read.bcc)
        return attached, b"cid:logo@" in read.htmlBody, read.isSent, read.getPropertyVal("0E070003"), list(written.validation_issues), [name for _, name in names]

assert look(True) == ([("plan.pdf", None), ("attachment.bin", None)], True, True, 17, [], ["plan.pdf", "attachment.bin"])
assert look(False)[0][1] == ("logo.png", "<logo@example.org>")
PY
venv/bin/python look.py
echo "as described: the logo is gone and the draft is sent"
