#!/usr/bin/env bash
# A time zone that a calendar defines itself (VTIMEZONE), with a name of the office's own ("London time"), and a meeting at 10:00 in July.
# Guess: RFC 5545 (3.2.19) makes the definition in the file decide, so every reader says 09:00 UTC; its name means nothing.
# Seen: ics 0.7.3 says 10:00 UTC, an hour late; npm's node-ical 0.27.2 and ical-expander 3.2.0 take 10:00 on the clock of whatever
#   computer they run on (10:00 UTC, or 14:00 UTC in New York). No error. With Outlook's name "GMT Standard Time" the two of npm are
#   right, by lists of names, and ics is not. Right in both: Python icalendar 7.2.2, ical 11.1.0 and vobject 0.9.9.
# Why it matters: a meeting that a partner's calendar sends is in the team's list an hour late, in summer only.
# Instead: write zones by their common names (Europe/London); read with one of the three.
set -euo pipefail
command -v npm >/dev/null || { echo "needs Node.js and npm"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv; venv/bin/pip install -q ics==0.7.3 icalendar==7.2.2 ical==11.1.0 vobject==0.9.9 2>pip.log || { cat pip.log; exit 2; }
npm install --silent --no-audit --no-fund --prefix . node-ical@0.27.2 ical-expander@3.2.0 >npm.log 2>&1 || { cat npm.log; exit 2; }
cat > look.py <<'PY'
import json, subprocess, warnings
from datetime import timezone
warnings.simplefilter("ignore")
import icalendar, ics, vobject
from ical.calendar_stream import IcsCalendarStream
def calendar(zone):
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//example//EN", "BEGIN:VTIMEZONE", f"TZID:{zone}",
        "BEGIN:STANDARD", "DTSTART:19961027T020000", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0000", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "END:STANDARD",
        "BEGIN:DAYLIGHT", "DTSTART:19960331T010000", "TZOFFSETFROM:+0000", "TZOFFSETTO:+0100", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "END:DAYLIGHT", "END:VTIMEZONE",
        "BEGIN:VEVENT", "UID:a@example.org", "DTSTAMP:20261201T120000Z", f"DTSTART;TZID={zone}:20270713T100000", f"DTEND;TZID={zone}:20270713T110000",
        "SUMMARY:Monitoring meeting", "END:VEVENT", "END:VCALENDAR", ""])
NODE = """const text = require("fs").readFileSync("a.ics", "utf8"), Expander = require("ical-expander");
const event = Object.values(require("node-ical").sync.parseICS(text)).find(e => e.type === "VEVENT");
console.log(JSON.stringify([event.start.toISOString(), new Expander({ ics: text }).all().events[0].startDate.toJSDate().toISOString()].map(t => t.slice(11, 16))));"""
def hour(moment): return moment.astimezone(timezone.utc).strftime("%H:%M")
def readings(zone):
    text = calendar(zone)
    with open("a.ics", "w", newline="") as f: f.write(text)
    seen = {"ics": hour(next(iter(ics.Calendar(text).events)).begin.datetime), "icalendar": hour(icalendar.Calendar.from_ical(text).walk("VEVENT")[0]["DTSTART"].dt),
            "ical": hour(IcsCalendarStream.calendar_from_ics(text).events[0].dtstart), "vobject": hour(vobject.readOne(text).vevent.dtstart.value)}
    for clock in ("UTC", "America/New_York"):
        out = subprocess.run(["env", f"TZ={clock}", "node", "-e", NODE], capture_output=True, text=True, check=True).stdout
        seen |= dict(zip((f"node-ical on {clock}", f"ical-expander on {clock}"), json.loads(out)))
    print(zone, seen); return list(seen.values())
assert readings("London time") == ["10:00", "09:00", "09:00", "09:00", "10:00", "10:00", "14:00", "14:00"]
assert readings("GMT Standard Time") == ["10:00", "09:00", "09:00", "09:00", "09:00", "09:00", "09:00", "09:00"]
PY
venv/bin/python look.py
echo "as described: three readers do not look at the definition"
