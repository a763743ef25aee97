#!/usr/bin/env bash
# Four npm calendar writers put a whole-day event on the day before, in summer only.
#
# Guess: a Date made as local midnight (new Date(2027, 6, 13)) and an all-day flag give
#   DTSTART;VALUE=DATE:20270713, whatever the time of year.
# Seen (ical-generator 11.1.2, ts-ics 2.4.6, ical-toolkit 1.0.9, ics-js 0.10.2, in Europe/London):
#   13 January comes out as 20270113, 13 July as 20270712. All four take the UTC day of the moment,
#   and local midnight in British Summer Time is 23:00 UTC on the day before. Nothing is said.
# Why it matters: a due date of an improvement plan is right in every test made between November
#   and March, and a day early from April to October.
# Instead: hand over dates as year, month and day (npm "ics" does), or set a time zone on
#   ical-generator (checked below), or build the Date with Date.UTC for ts-ics.
set -euo pipefail
for tool in node npm; do command -v "$tool" >/dev/null || { echo "needs $tool"; exit 2; }; done
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --prefix "$work" \
  ical-generator@11.1.2 ts-ics@2.4.6 ical-toolkit@1.0.9 ics-js@0.10.2 ics@3.12.0
cat > "$work/try.mjs" <<'JS'
import icalGenerator from 'ical-generator'
import { generateIcsEvent } from 'ts-ics'
import toolkit from 'ical-toolkit'
import icsJs from 'ics-js'
import { createEvents } from 'ics'

const start = text => text.match(/DTSTART[^\r\n]*/)[0].split(':')[1]
const writers = {
  'ical-generator': (from, to) => {
    const calendar = icalGenerator({})
    calendar.createEvent({ id: 'a', start: from, end: to, allDay: true, summary: 'Plan due' })
    return calendar.toString()
  },
  'ts-ics': (from, to) => generateIcsEvent({ uid: 'a', summary: 'Plan due', stamp: { date: from },
    start: { date: from, type: 'DATE' }, end: { date: to, type: 'DATE' } }),
  'ical-toolkit': (from, to) => {
    const builder = toolkit.createIcsFileBuilder()
    builder.events.push({ start: from, end: to, allDay: true, summary: 'Plan due' })
    return builder.toString()
  },
  'ics-js': (from, to) => {
    const event = new icsJs.VEVENT()
    event.addProp('UID', 'a')
    event.addProp('DTSTAMP', from)
    event.addProp('DTSTART', from, { VALUE: 'DATE' })
    event.addProp('DTEND', to, { VALUE: 'DATE' })
    return event.toString()
  },
}
const seen = {}
for (const [name, write] of Object.entries(writers)) {
  seen[name] = [0, 6].map(month => start(write(new Date(2027, month, 13), new Date(2027, month, 14))))
  console.log(name.padEnd(16), 'January:', seen[name][0], ' July:', seen[name][1])
}
const zoned = icalGenerator({ timezone: 'Europe/London' })
zoned.createEvent({ id: 'a', start: new Date(2027, 6, 13), end: new Date(2027, 6, 14), allDay: true, summary: 'x' })
const parts = createEvents([{ start: [2027, 7, 13], end: [2027, 7, 14], title: 'x' }]).value
console.log('with a time zone', start(zoned.toString()), '  npm ics, from parts', start(parts))
const early = Object.values(seen).every(([winter, summer]) => winter === '20270113' && summer === '20270712')
if (!early || start(zoned.toString()) !== '20270713' || start(parts) !== '20270713') {
  console.log('CHANGED: the day is no longer lost as described')
  process.exit(1)
}
console.log('as described')
JS
TZ=Europe/London node "$work/try.mjs"
