#!/usr/bin/env bash
# email2md saves two attachments of one name into one file: the first is gone.
#
# Guess: it numbers the second (plan-2.docx), as eml2markdown does, or refuses.
# Seen (email2md 0.1.3): both are listed in the Markdown, one file is on the disk, with the second's bytes,
#   and the exit code is 0. In the list of headers a subject and a name that hold accents stay as
#   =?utf-8?...?=. eml2markdown 2.1.0 numbers them, but files the attachment of a forwarded message under
#   the outer one, and leaves out that message's own words.
# Why it matters: partnerships send "plan.docx" twice, clean and with changes shown, and forward the letter
#   that they answer.
# Instead: the standard library: iterate over iter_attachments() and number the names (checked: both files).
set -euo pipefail
command -v python3 >/dev/null || { echo "needs python3"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check email2md==0.1.3 eml2markdown==2.1.0
cat > "$work/write.py" <<'PY'
import email.policy
import sys
from email.message import EmailMessage

def message(subject, words):
    made = EmailMessage()
    made["Subject"], made["From"], made["To"] = subject, "Ann Là <ann@example.org>", "team@example.org"
    made.set_content(words)
    return made

outer, inner = message("Am plana – plan", "Two versions of the plan.\n"), message("Letter", "We answer this letter.\n")
word = {"maintype": "application", "subtype": "vnd.openxmlformats-officedocument.wordprocessingml.document"}
outer.add_attachment(b"clean", filename="plan.docx", **word)
outer.add_attachment(b"changes shown", filename="plan.docx", **word)
inner.add_attachment(b"the letter", filename="letter.docx", **word)
outer.add_attachment(inner)
open(sys.argv[1], "wb").write(outer.as_bytes(policy=email.policy.SMTP))
PY
"$work/venv/bin/python" "$work/write.py" "$work/mail.eml"
mkdir "$work/saved"
"$work/venv/bin/email2md" --save-attachments --output-dir "$work/saved" "$work/mail.eml" > "$work/email2md.md"
"$work/venv/bin/eml2markdown" --extract-attachments -o "$work/other.md" "$work/mail.eml" >/dev/null 2>&1
cat > "$work/check.py" <<'PY'
import email
import email.policy
import pathlib
import sys

folder = pathlib.Path(sys.argv[1])
listed = (folder / "email2md.md").read_text()
saved = {path.name: path.read_bytes() for path in (folder / "saved").iterdir()}
other = (folder / "other.md").read_text()
others = sorted(path.name for path in folder.rglob("*.docx") if path.parent.name != "saved")
print("  email2md lists plan.docx", listed.count("plan.docx"), "times and saves", saved)
print(" ", next(line for line in listed.splitlines() if "Subject" in line))
print("  eml2markdown saves", others, "| has the forwarded words:", "We answer" in other)
mail = email.message_from_bytes((folder / "mail.eml").read_bytes(), policy=email.policy.default)
plans = [part.get_content() for part in mail.iter_attachments() if part.get_filename() == "plan.docx"]
print("  standard library:", plans)
if listed.count("plan.docx") != 2 or saved["plan.docx"] != b"changes shown" or sum(name.startswith("plan") for name in saved) != 1 \
        or "=?utf-8?" not in listed or others != ["letter.docx", "plan-2.docx", "plan.docx"] or "We answer" in other or len(plans) != 2:
    sys.exit("CHANGED: the attachments are saved otherwise now")
print("as described")
PY
"$work/venv/bin/python" "$work/check.py" "$work"
