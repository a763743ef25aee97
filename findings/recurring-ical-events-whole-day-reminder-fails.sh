#!/usr/bin/env bash
# recurring-ical-events cannot say when the reminder of a whole-day event rings.
#
# Guess: asked for VALARM components, it gives the reminder of a due date seven days before, as it
#   does for a meeting with a time.
# Seen (recurring-ical-events 3.8.2 with icalendar 7.2.2): for a meeting at 10:00 it answers; for a
#   whole day it raises TypeError, "Use datetime or timedelta, not date", because it puts a date into
#   TRIGGER, which icalendar's newer attribute refuses. The error takes the answer for the whole
#   calendar with it: events and reminders that come before and after are lost too.
# Why it matters: due dates are whole days with a reminder. "What rings this week?" cannot be asked.
# Instead: ask for VEVENT only and take the trigger off the start yourself (checked below).
set -euo pipefail
command -v python3 >/dev/null || { echo "needs python3"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check recurring-ical-events==3.8.2 icalendar==7.2.2
cat > "$work/try.py" <<'PY'
import datetime
import sys
import icalendar
import recurring_ical_events

def event(start):
    return ["BEGIN:VEVENT", f"UID:{start}@example.org", "DTSTAMP:20261130T120000Z", start, "SUMMARY:Plan due", "BEGIN:VALARM",
            "ACTION:DISPLAY", "DESCRIPTION:soon", "TRIGGER:-P7D", "END:VALARM", "END:VEVENT"]

def calendar(*starts):
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//example//EN"]
    return icalendar.Calendar.from_ical("\r\n".join(lines + [line for start in starts for line in event(start)] + ["END:VCALENDAR", ""]))

def ask(components, *starts):
    between = datetime.date(2027, 7, 1), datetime.date(2027, 8, 1)
    try:
        return recurring_ical_events.of(calendar(*starts), components=components).between(*between)
    except TypeError as error:
        return str(error)

timed, whole = "DTSTART:20270713T100000Z", "DTSTART;VALUE=DATE:20270714"
answers = {"a time": ask(["VALARM"], timed), "a whole day": ask(["VALARM"], whole), "both": ask(["VALARM"], timed, whole)}
for name, answer in answers.items():
    print(f"  {name}:", answer if isinstance(answer, str) else f"{len(answer)} reminder")
rings = [e["DTSTART"].dt + e.walk("VALARM")[0]["TRIGGER"].dt for e in ask(["VEVENT"], timed, whole)]
print("  by hand:", *rings)
message = "Use datetime or timedelta, not date."
if len(answers["a time"]) != 1 or answers["a whole day"] != message or answers["both"] != message or len(rings) != 2:
    sys.exit("CHANGED: it answers otherwise now")
print("as described")
PY
"$work/venv/bin/python" "$work/try.py"
