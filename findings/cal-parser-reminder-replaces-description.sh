#!/usr/bin/env bash
# cal-parser gives the reminder's text as the event's description, and keeps one attendee of several.
#
# Guess: a VALARM inside an event is kept apart from it (or left out); ATTENDEE lines make a list;
#   a time with TZID=Europe/London is read as London time.
# Seen (npm cal-parser 1.0.2): the description of the event is "Due next week", the reminder's; the
#   event's own agenda is nowhere. Of two attendees the last is left. 10:00 in London in July is
#   10:00 UTC, an hour late. No error.
# Why it matters: every date with a reminder loses the words that say what is
#   to be sent and to whom.
# Instead: ical.js or node-ical, which keep alarms as children of the event (both checked here).
set -euo pipefail
for tool in node npm; do command -v "$tool" >/dev/null || { echo "needs $tool"; exit 2; }; done
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --prefix "$work" cal-parser@1.0.2 ical.js@2.2.1 node-ical@0.27.2
cat > "$work/try.mjs" <<'JS'
import calParser from 'cal-parser'
import ICAL from 'ical.js'
import nodeIcal from 'node-ical'
const text = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//example//EN',
  'BEGIN:VTIMEZONE', 'TZID:Europe/London',
  'BEGIN:STANDARD', 'DTSTART:19961027T020000', 'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU', 'TZOFFSETFROM:+0100', 'TZOFFSETTO:+0000', 'END:STANDARD',
  'BEGIN:DAYLIGHT', 'DTSTART:19960331T010000', 'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU', 'TZOFFSETFROM:+0000', 'TZOFFSETTO:+0100', 'END:DAYLIGHT',
  'END:VTIMEZONE',
  'BEGIN:VEVENT', 'UID:a@example.org', 'DTSTAMP:20261130T120000Z',
  'DTSTART;TZID=Europe/London:20270713T100000', 'DTEND;TZID=Europe/London:20270713T113000',
  'SUMMARY:Monitoring meeting', 'DESCRIPTION:Bring the evidence for actions 1 to 4',
  'ATTENDEE;CN=Ann:mailto:ann@example.org', 'ATTENDEE;CN=Bo:mailto:bo@example.org',
  'BEGIN:VALARM', 'ACTION:DISPLAY', 'DESCRIPTION:Due next week', 'TRIGGER:-P7D', 'END:VALARM',
  'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n')
const [event] = calParser.parseString(text).events
const start = new Date(event.dtstart.value).toISOString()
console.log('cal-parser description:', event.description.value)
console.log('cal-parser attendees:  ', JSON.stringify(event.attendee))
console.log('cal-parser start:      ', start)
const other = new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent('vevent')
const third = nodeIcal.sync.parseICS(text)['a@example.org']
console.log('ical.js:  ', other.getFirstPropertyValue('description'), '|', other.getAllProperties('attendee').length, 'attendees')
console.log('node-ical:', third.description, '|', third.attendee.length, 'attendees |', third.start.toISOString())
const lost = event.description.value === 'Due next week' && !JSON.stringify(event).includes('evidence') &&
  event.attendee.value === 'mailto:bo@example.org' && start === '2027-07-13T10:00:00.000Z'
const kept = other.getFirstPropertyValue('description').startsWith('Bring') && third.description.startsWith('Bring') &&
  third.start.toISOString() === '2027-07-13T09:00:00.000Z'
if (!lost || !kept) { console.log('CHANGED: the readers do otherwise now'); process.exit(1) }
console.log('as described')
JS
TZ=UTC node "$work/try.mjs"
