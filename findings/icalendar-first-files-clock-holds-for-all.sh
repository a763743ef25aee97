#!/usr/bin/env bash
# Two calendars whose zones have the same name, "Office time", and another clock each (London; two hours ahead of UTC), read one after the other by
# icalendar in one program; and merged by mergecal, which is built on it, with a due date as a to-do in each.
# Guess: a zone's name means something within its own file only (RFC 5545, 3.2.19): 10:00 in July is 09:00 UTC in the first, 08:00 UTC in the second.
# Seen (icalendar 7.3.0, mergecal 0.5.0, vobject 0.9.9): the second is 09:00 UTC too: the definition that was read first holds for every file that the
#   program reads later; read in the other order both are 08:00. In a program of its own each file is right. mergecal writes one definition and both
#   meetings, both at 09:00 UTC, and no to-do. vobject does as icalendar does. No error.
# Why it matters: a service that reads partners' calendars all day gives one of them another's clock, depending on who came first.
# Instead: call icalendar.timezone.tzp.use_default() before each file, which empties the store (checked).
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv; venv/bin/pip install -q --disable-pip-version-check mergecal==0.5.0 icalendar==7.3.0 vobject==0.9.9 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat > make.py <<'PY'
def zone(*parts):
    return ["BEGIN:VTIMEZONE", "TZID:Office time", *(line for kind, start, rule, before, after in parts for line in (
        f"BEGIN:{kind}", f"DTSTART:{start}", *rule, f"TZOFFSETFROM:{before}", f"TZOFFSETTO:{after}", f"END:{kind}")), "END:VTIMEZONE"]

LONDON = zone(("STANDARD", "19961027T020000", ["RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU"], "+0100", "+0000"), ("DAYLIGHT", "19960331T010000", ["RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU"], "+0000", "+0100"))
AHEAD = zone(("STANDARD", "19960101T000000", [], "+0200", "+0200"))

def calendar(name, zone, title):
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Example//EN", *zone,
             "BEGIN:VEVENT", f"UID:meeting-{name}@example.org", "DTSTAMP:20270601T090000Z", f"SUMMARY:{title}", "DTSTART;TZID=Office time:20270713T100000", "DTEND;TZID=Office time:20270713T110000", "END:VEVENT",
             "BEGIN:VTODO", f"UID:{name}@example.org", "DTSTAMP:20270601T090000Z", f"SUMMARY:Send the plan of {title}", "DUE;VALUE=DATE:20270801", "END:VTODO", "END:VCALENDAR", ""]
    open(name + ".ics", "w", newline="").write("\r\n".join(lines))

calendar("north", LONDON, "North")
calendar("south", AHEAD, "South")
PY
venv/bin/python make.py
venv/bin/mergecal north.ics south.ics -o merged.ics
cat > look.py <<'PY'
import sys
from datetime import timezone
from pathlib import Path
import icalendar, vobject
from icalendar.timezone import tzp

def clock(moment): return moment.astimezone(timezone.utc).strftime("%H:%M")
def read(name): return icalendar.Calendar.from_ical(Path(name).read_bytes())
def hours(name): return [clock(event["DTSTART"].dt) for event in read(name).walk("VEVENT")]
def afresh(name):
    tzp.use_default()
    return hours(name)
def by_vobject(name): return [clock(event.dtstart.value) for event in vobject.readOne(Path(name).read_text()).vevent_list]

names = sys.argv[2:]
if sys.argv[1] == "vobject": print(*(by_vobject(name) for name in names))
elif sys.argv[1] == "afresh": print(*(afresh(name) for name in names))
else: print(*(hours(name) for name in names), len(list(read(names[-1]).walk("VTODO"))), "to-do")
PY
look() { echo "$*: $(venv/bin/python look.py "$@")"; }
{ look alone north.ics; look alone south.ics; look together north.ics south.ics; look together south.ics north.ics; look alone merged.ics
  look afresh north.ics south.ics; look vobject north.ics south.ics; look vobject south.ics north.ics; } | tee seen.txt
while read -r line; do grep -qxF "$line" seen.txt || { echo "CHANGED: no longer: $line"; exit 1; }; done <<'EXPECTED'
alone north.ics: ['09:00'] 1 to-do
alone south.ics: ['08:00'] 1 to-do
together north.ics south.ics: ['09:00'] ['09:00'] 1 to-do
together south.ics north.ics: ['08:00'] ['08:00'] 1 to-do
alone merged.ics: ['09:00', '09:00'] 0 to-do
afresh north.ics south.ics: ['09:00'] ['08:00']
vobject north.ics south.ics: ['09:00'] ['09:00']
vobject south.ics north.ics: ['08:00'] ['08:00']
EXPECTED
echo "as described: the first file's clock holds for all"
