#!/usr/bin/env bash
# larzical reads "10:00 in London" and writes "10:00 UTC": a meeting in summer moves by an hour.
#
# Guess: a small library that says "build and parse" keeps TZID, or refuses a zone that it cannot
#   keep; an event that says DURATION instead of DTEND gets its end from it.
# Seen (larzical 0.1.0): DTSTART;TZID=Europe/London:20270713T100000 comes back as
#   DTSTART:20270713T100000Z (11:00 in London). An event with DURATION:P1D has no end after reading,
#   and none is written. DTSTAMP is overwritten with the meeting's own start. A VTODO, CATEGORIES
#   and EXDATE are gone, so a cancelled date of a series is back. No warning for any of them.
# Why it matters: dates of monitoring meetings are the one thing in such a file that must be right,
#   and in winter every test passes.
# Instead: icalendar keeps all of these; never pass other people's calendars through larzical.
set -euo pipefail
command -v python3 >/dev/null || { echo "needs python3"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check larzical==0.1.0 icalendar==7.2.2
cat > "$work/try.py" <<'PY'
import sys
import icalendar
import larzical

text = "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//example//EN",
    "BEGIN:VEVENT", "UID:meeting@example.org", "DTSTAMP:20261130T120000Z",
    "DTSTART;TZID=Europe/London:20270713T100000", "DTEND;TZID=Europe/London:20270713T113000",
    "RRULE:FREQ=MONTHLY;COUNT=3", "EXDATE;TZID=Europe/London:20270813T100000", "CATEGORIES:Monitoring",
    "SUMMARY:Monitoring meeting", "END:VEVENT",
    "BEGIN:VEVENT", "UID:due@example.org", "DTSTAMP:20261130T120000Z", "DTSTART;VALUE=DATE:20270801", "DURATION:P1D",
    "SUMMARY:Plan due", "END:VEVENT",
    "BEGIN:VTODO", "UID:todo@example.org", "DTSTAMP:20261130T120000Z", "DUE;VALUE=DATE:20270801", "SUMMARY:Send the plan",
    "END:VTODO", "END:VCALENDAR", ""])
kept = larzical.Calendar.parse(text).to_ical()
before, after = (icalendar.Calendar.from_ical(t) for t in (text, kept))
for name in ("DTSTART", "DTSTAMP", "EXDATE", "CATEGORIES"):
    print(f"{name:10}", *(c.walk("VEVENT")[0].get(name) and c.walk("VEVENT")[0][name].to_ical().decode() for c in (before, after)), sep="  ")
meeting, due = after.walk("VEVENT")
print("start, before and after:", before.walk("VEVENT")[0]["DTSTART"].dt, "->", meeting["DTSTART"].dt)
print("whole day with DURATION: end is", due.get("DTEND"), "duration is", due.get("DURATION"))
print("to-dos:", len(before.walk("VTODO")), "->", len(after.walk("VTODO")))
if not (str(meeting["DTSTART"].dt) == "2027-07-13 10:00:00+00:00" and "EXDATE" not in meeting and "CATEGORIES" not in meeting
        and meeting["DTSTAMP"].dt == meeting["DTSTART"].dt and due.get("DTEND") is None and due.get("DURATION") is None
        and not after.walk("VTODO")):
    sys.exit("CHANGED: larzical keeps more than described")
print("as described")
PY
"$work/venv/bin/python" "$work/try.py"
