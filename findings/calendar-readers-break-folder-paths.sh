#!/usr/bin/env bash
# A Windows folder in an event's description is read with line breaks in it.
#
# Guess: in iCalendar text "\\" is one backslash, so readers give S:\notices\new plans back whole.
#   At most one old reader gets it wrong.
# Seen: six of eleven readers look for "\n" before they look for "\\", so the second half of an
#   escaped backslash becomes a line break (or a blank), without an error:
#   Python ics 0.7.3 and ical 11.1.0; npm node-ical 0.27.2, ical 0.8.0, icalendar 0.7.1 and
#   cal-parser 1.0.2. Right: Python icalendar 7.2.2, vobject 0.9.9, larzical 0.1.0; npm ical.js
#   2.2.1, ts-ics 2.4.6.
# Why it matters: an event for a monitoring meeting often says where the plan lies on a shared
#   drive. The writer is right and the file is right; the reader shows a broken path.
# Instead: write such places as a link (https:, or file:///S:/notices/new%20plans), with forward
#   slashes: then nothing has to be escaped.
set -euo pipefail
for tool in python3 node npm; do command -v "$tool" >/dev/null || { echo "needs $tool"; exit 2; }; done
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check \
  ics==0.7.3 ical==11.1.0 icalendar==7.2.2 vobject==0.9.9 larzical==0.1.0
npm install --silent --no-audit --no-fund --prefix "$work" \
  node-ical@0.27.2 ical@0.8.0 icalendar@0.7.1 cal-parser@1.0.2 ical.js@2.2.1 ts-ics@2.4.6
cat > "$work/read.py" <<'PY'
import json
import sys
import warnings

warnings.simplefilter("ignore")
import icalendar, ics, larzical, vobject
from ical.calendar_stream import IcsCalendarStream

lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//example//EN", "BEGIN:VEVENT", "UID:a@example.org",
         "DTSTAMP:20261130T120000Z", "DTSTART;VALUE=DATE:20270713", "DTEND;VALUE=DATE:20270714",
         "SUMMARY:Plan due", r"DESCRIPTION:S:\\notices\\new plans", "END:VEVENT", "END:VCALENDAR", ""]
text = "\r\n".join(lines)
open(sys.argv[1], "w", newline="").write(text)
print(json.dumps({
    "py ics": next(iter(ics.Calendar(text).events)).description,
    "py ical": IcsCalendarStream.calendar_from_ics(text).events[0].description,
    "py icalendar": str(icalendar.Calendar.from_ical(text).walk("VEVENT")[0]["DESCRIPTION"]),
    "py vobject": vobject.readOne(text).vevent.description.value,
    "py larzical": larzical.Calendar.parse(text).events[0].description,
}))
PY
cat > "$work/read.mjs" <<'JS'
import fs from 'fs'
import nodeIcal from 'node-ical'
import ical from 'ical'
import icalendar from 'icalendar'
import calParser from 'cal-parser'
import ICAL from 'ical.js'
import { convertIcsCalendar } from 'ts-ics'

const text = fs.readFileSync(process.argv[2], 'utf8')
const seen = { ...JSON.parse(process.argv[3]),
  'npm node-ical': nodeIcal.sync.parseICS(text)['a@example.org'].description,
  'npm ical': ical.parseICS(text)['a@example.org'].description,
  'npm icalendar': icalendar.parse_calendar(text).events()[0].getPropertyValue('DESCRIPTION'),
  'npm cal-parser': calParser.parseString(text).events[0].description.value,
  'npm ical.js': new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent('vevent').getFirstPropertyValue('description'),
  'npm ts-ics': convertIcsCalendar(undefined, text).events[0].description,
}
const broken = Object.keys(seen).filter(name => seen[name] !== 'S:\\notices\\new plans')
for (const [name, value] of Object.entries(seen)) console.log(name.padEnd(16), broken.includes(name) ? 'BROKEN' : 'right ', JSON.stringify(value))
const expected = ['py ics', 'py ical', 'npm node-ical', 'npm ical', 'npm icalendar', 'npm cal-parser']
if (JSON.stringify(broken) !== JSON.stringify(expected)) { console.log('CHANGED: other readers break it now'); process.exit(1) }
console.log('as described')
JS
node "$work/read.mjs" "$work/a.ics" "$("$work/venv/bin/python" "$work/read.py" "$work/a.ics")"
