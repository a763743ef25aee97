#!/usr/bin/env bash
# A cancelled date in a calendar, listed by icalendar-events-cli for a person and as JSON.
#
# Guess: it is left out, or carries a mark; JSON has its status. A whole day is shown as a date.
# Seen (icalendar-events-cli 2.0.2): both list it exactly like a confirmed one, and nowhere does the word CANCELLED occur;
#   a whole day is 00:00:00 to 23:59:59 of UTC, "86399 sec". Its jCal gives every single event a RECURRENCE-ID.
# Why it matters: a due date that was withdrawn with STATUS:CANCELLED is still on the list that the office prints.
# Instead: its output "jcal" (checked: the status is there); or take cancelled events out of the file for such readers.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv; venv/bin/pip install -q --disable-pip-version-check icalendar-events-cli==2.0.2 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat > make.py <<'PY'
def event(uid, *lines): return ["BEGIN:VEVENT", f"UID:{uid}@example.org", "DTSTAMP:20260701T080000Z", *lines, "END:VEVENT"]
lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//example//EN",
         *event("one", "SUMMARY:Plan due", "DTSTART;VALUE=DATE:20260801", "DTEND;VALUE=DATE:20260802", "STATUS:CANCELLED", "SEQUENCE:1"),
         *event("two", "SUMMARY:Review due", "DTSTART;VALUE=DATE:20260901", "DTEND;VALUE=DATE:20260902", "STATUS:CONFIRMED"), "END:VCALENDAR", ""]
open("dates.ics", "w", newline="").write("\r\n".join(lines))
PY
python3 make.py
for form in human_readable json jcal; do
  venv/bin/icalendar-events-cli --calendar.url "file://$work/dates.ics" -s 2026-07-01 -e 2026-12-31 --output.format $form > $form.txt
  echo "== $form"; tr -d '\n ' < $form.txt | cut -c1-600; echo
done
grep -q 'Plan due' human_readable.txt; grep -q 'Review due' human_readable.txt; grep -q 'Plan due' json.txt; grep -q '86399 sec' human_readable.txt
if grep -qi cancelled human_readable.txt json.txt; then echo "CHANGED: it tells the status now"; exit 1; fi
grep -qi cancelled jcal.txt; grep -q recurrence-id jcal.txt; if grep -qi recurrence dates.ics; then exit 1; fi
echo "as described: a cancelled date is listed like any other"
