#!/usr/bin/env bash
# mail-parser and eml-parser give the words of a forwarded message as words of the message itself.
#
# Guess: a message attached to another (message/rfc822) is one attachment; its text and its own attachments
#   stay inside it.
# Seen: mail-parser 4.8.0 has the letter's words in text_plain beside the answer's, its attachment beside
#   the answer's own, and the message once more under an invented name that ends in .txt. eml-parser 4.4.0
#   has them in its bodies too, and counts an attached calendar (.ics) as a body. fast-mail-parser 0.10.0
#   keeps the message whole but gives it no name. None marks what came from where.
# Why it matters: councils answer by forwarding the inspectorate's letter with the plan. "Which level was decided?" is then
#   found in the answer, though only the letter said it, and the letter counts as a plan sent back.
# Instead: the standard library, whose iter_attachments() stops at message/rfc822 (checked).
set -euo pipefail
command -v python3 >/dev/null || { echo "needs python3"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check mail-parser==4.8.0 eml-parser==4.4.0 fast-mail-parser==0.10.0
cat > "$work/try.py" <<'PY'
import email
import email.policy
import sys
from email.message import EmailMessage

import eml_parser
import fast_mail_parser
import mailparser

def message(subject, words):
    made = EmailMessage()
    made["Subject"], made["From"], made["To"] = subject, "ann@example.org", "team@example.org"
    made.set_content(words)
    return made

outer, inner = message("Our plan", "Here is our plan.\n"), message("Letter", "The level decided is local.\n")
word = {"maintype": "application", "subtype": "vnd.openxmlformats-officedocument.wordprocessingml.document"}
outer.add_attachment(b"plan", filename="plan.docx", **word)
outer.add_attachment("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", subtype="calendar", filename="dates.ics")
inner.add_attachment(b"letter", filename="letter.docx", **word)
outer.add_attachment(inner)
raw = outer.as_bytes(policy=email.policy.SMTP)

first = mailparser.parse_from_bytes(raw)
second = eml_parser.EmlParser(include_raw_body=True).decode_email_bytes(raw)
third = fast_mail_parser.parse_email(raw)
whole = email.message_from_bytes(raw, policy=email.policy.default)
seen = {
    "mail-parser": ([text.strip() for text in first.text_plain], [part["filename"] for part in first.attachments]),
    "eml-parser": ([part["content"].strip() for part in second["body"]], [part["filename"] for part in second["attachment"]]),
    "fast-mail-parser": ([text.strip() for text in third.text_plain], [part.filename for part in third.attachments]),
    "standard library": ([whole.get_body().get_content().strip()], [part.get_filename() or part.get_content_type() for part in whole.iter_attachments()]),
}
for name, (texts, files) in seen.items():
    print(f"  {name:17} texts {texts}\n{'':20}files {files}")
level = {name: any("level decided" in text for text in texts) for name, (texts, _) in seen.items()}
if level != {"mail-parser": True, "eml-parser": True, "fast-mail-parser": False, "standard library": False} \
        or "letter.docx" not in seen["mail-parser"][1] or "letter.docx" not in seen["eml-parser"][1] \
        or not any("VCALENDAR" in text for text in seen["eml-parser"][0]) or seen["standard library"][1] != ["plan.docx", "dates.ics", "message/rfc822"]:
    sys.exit("CHANGED: the forwarded message is read otherwise now")
print("as described")
PY
"$work/venv/bin/python" "$work/try.py"
