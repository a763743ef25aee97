#!/usr/bin/env bash
# Calendar rules put into words by rrule-humanize, which "supports all RRULE components defined in RFC 5545".
# Guess: "the last Friday of the month", "the last day of the month": they are what people ask for; at worst an error.
# Seen (rrule-humanize 0.1.0): numbers in BYDAY and days counted from the end are passed over without a word: BYDAY=-1FR, BYDAY=2TU and
#   BYMONTHDAY=-1 are all "Every month"; the last day of each quarter is "Every year, in March, June, September and
#   December". BYDAY=FR and BYMONTHDAY=15 are right.
# Why it matters: the letter says "every month" where the last Friday was agreed, and any day will do.
# Instead: hold the words against the rule's own parts, or write them by hand.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv; venv/bin/pip install -q rrule-humanize==0.1.0 2>pip.log || { cat pip.log; exit 2; }
cat > look.py <<'PY'
from rrule_humanize import humanize
expected = {
    "FREQ=MONTHLY;BYDAY=-1FR;COUNT=4": "Every month, 4 times",
    "FREQ=MONTHLY;BYDAY=2TU;COUNT=4": "Every month, 4 times",
    "FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=4": "Every month, 4 times",
    "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1;COUNT=4": "Every year, in March, June, September and December, 4 times",
    "FREQ=MONTHLY;BYDAY=FR;COUNT=4": "Every month, on Friday, 4 times",
    "FREQ=MONTHLY;BYMONTHDAY=15;COUNT=4": "Every month, on the 15th, 4 times",
}
for rule, words in expected.items():
    print(f"{rule}: {humanize(rule)}")
    assert humanize(rule) == words, rule
PY
venv/bin/python look.py
echo "as described: which day of the month is left out"
