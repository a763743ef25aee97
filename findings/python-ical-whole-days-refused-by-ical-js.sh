#!/usr/bin/env bash
# Python's ical drops VALUE=DATE from every whole day, and ical.js then refuses the date.
#
# Guess: a whole-day event is written as DTSTART;VALUE=DATE:20270713, since RFC 5545 takes a value
#   without VALUE to be a date and time; reading and writing a good file keeps it good.
# Seen (ical 11.1.0, the newest for Python 3.11): DTSTART:20270713, DTEND, EXDATE and DUE alike,
#   for its own events and for those of a good file that is read and written again. X-WR-CALNAME is
#   gone too, and TRIGGER;RELATED=END becomes a reminder counted from the start.
#   npm ical.js 2.2.1 (which Thunderbird and Nextcloud read with) fails with "invalid date-time
#   value", npm ts-ics 2.4.6 gives an Invalid Date. Python's own readers forgive it, so that tests
#   in Python see nothing.
# Why it matters: due dates of plans are whole days. A calendar that passed through ical is empty or
#   wrong in the reader's program.
# Instead: write calendars with icalendar (date values keep VALUE=DATE), and test with a reader that
#   is not of the same family.
set -euo pipefail
for tool in python3 node npm; do command -v "$tool" >/dev/null || { echo "needs $tool"; exit 2; }; done
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check ical==11.1.0
npm install --silent --no-audit --no-fund --prefix "$work" ical.js@2.2.1 ts-ics@2.4.6
cat > "$work/write.py" <<'PY'
import datetime
import sys
from ical.calendar import Calendar
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event

good = "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//example//EN", "X-WR-CALNAME:Plan", "BEGIN:VEVENT",
    "UID:a@example.org", "DTSTAMP:20261130T120000Z", "DTSTART;VALUE=DATE:20270713", "DTEND;VALUE=DATE:20270715",
    "SUMMARY:Plan due", "BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:soon", "TRIGGER;RELATED=END:-P7D", "END:VALARM",
    "END:VEVENT", "END:VCALENDAR", ""])
again = IcsCalendarStream.calendar_to_ics(IcsCalendarStream.calendar_from_ics(good))
fresh = Calendar()
fresh.events.append(Event(summary="Plan due", start=datetime.date(2027, 7, 13), end=datetime.date(2027, 7, 14)))
fresh = IcsCalendarStream.calendar_to_ics(fresh)
for name, text in (("good", good), ("again", again), ("fresh", fresh)):
    open(f"{sys.argv[1]}/{name}.ics", "w").write(text)
    print(f"  {name}:", [line.strip() for line in text.split("\n") if line.startswith(("DTSTART", "X-WR", "TRIGGER"))])
if "VALUE=DATE" in again + fresh or "X-WR-CALNAME" in again or "RELATED" in again:
    sys.exit("CHANGED: ical keeps what it dropped")
PY
"$work/venv/bin/python" "$work/write.py" "$work"
cat > "$work/read.mjs" <<'JS'
import fs from 'fs'
import ICAL from 'ical.js'
import { convertIcsCalendar } from 'ts-ics'
const seen = {}
for (const name of ['good', 'again', 'fresh']) {
  const text = fs.readFileSync(`${process.argv[2]}/${name}.ics`, 'utf8')
  try {
    const event = new ICAL.Event(new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent('vevent'))
    seen[name] = String(event.startDate)
  } catch (error) { seen[name] = error.message }
  console.log(`  ${name}: ical.js: ${seen[name]}; ts-ics: ${convertIcsCalendar(undefined, text).events[0].start.date}`)
}
if (seen.good !== '2027-07-13' || ![seen.again, seen.fresh].every(text => text.includes('invalid date-time'))) {
  console.log('CHANGED: ical.js reads them otherwise now'); process.exit(1)
}
console.log('as described')
JS
node "$work/read.mjs" "$work"
