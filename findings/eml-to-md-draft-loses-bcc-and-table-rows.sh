#!/usr/bin/env bash
# An e-mail draft with Bcc, a logo with alternative text before a table, and hidden preview words, turned into Markdown by eml-to-md.
#
# Guess: all addressees are listed; the table is a Markdown table; what the mail does not show stays out.
# Seen (eml2md in eml-to-md 0.1.0): the Bcc line is left out, though Cc and Reply-To are listed; the table's first row is glued to the picture's line
#   and a line break in a cell ends the row, so that "2026" stands alone below; words with display:none are in the text.
# Why it matters: the record of a draft does not say who else got it, and its due dates fall out of their row.
# Instead: Python's email package for the headers, pandoc for the HTML part (checked: a table of its own with the date in one cell).
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv; venv/bin/pip install -q --disable-pip-version-check eml-to-md==0.1.0 pypandoc-binary==1.17 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat > make.py <<'PY'
import email.policy
from email.message import EmailMessage
made = EmailMessage()
made["Subject"], made["From"], made["To"], made["Cc"], made["Bcc"], made["Reply-To"], made["X-Unsent"] = (
    "Plan", "team@example.org", "ann@example.org", "copy@example.org", "hidden@example.org", "reply@example.org", "1")
made.set_content("Dear Ann\n")
html = ('<html><body><span style="display:none">PREVIEW</span><p>Dear Ann</p><img src="cid:logo" alt="Logo">'
        '<table><tr><th>Ref</th><th>Due</th></tr><tr><td>1.1</td><td>1 July<br>2026</td></tr></table></body></html>')
made.add_alternative(html, subtype="html")
open("draft.eml", "wb").write(made.as_bytes(policy=email.policy.SMTP))
open("body.html", "w").write(html)
PY
python3 make.py
venv/bin/eml2md draft.eml -o out >/dev/null
cat out/draft.md
cat > look.py <<'PY'
import email, email.policy, pypandoc
text = open("out/draft.md", encoding="utf-8").read()
assert "copy@example.org" in text and "reply@example.org" in text and "hidden@example.org" not in text
assert "![Logo](cid:logo)Ref| Due" in text and "1.1| 1 July" in text and "\n2026" in text and "PREVIEW" in text
assert email.message_from_bytes(open("draft.eml", "rb").read(), policy=email.policy.default)["Bcc"] == "hidden@example.org"
other = pypandoc.convert_file("body.html", "gfm", extra_args=["--wrap=none"])
print("pandoc:", other)
assert "<table>" in other and "<td>1 July<br />\n2026</td>" in other
PY
venv/bin/python look.py
echo "as described: Bcc is gone, the table is broken"
