#!/usr/bin/env bash
# ts-ics writes a person's name without quotation marks, and the file no longer opens elsewhere.
#
# Guess: a name such as "Smith, Ann" is written as CN="Smith, Ann", as RFC 5545 (3.2) asks for
#   commas, semicolons and colons; ts-ics reads quoted names rightly, so it should write them.
# Seen (ts-ics 2.4.6, npm): CN=Smith, Ann and CN=Support team; plans, never quoted.
#   - With a comma, Python's icalendar 7.2.2 makes two names of one: ['Smith', ' Ann'].
#   - With a semicolon, vobject 0.9.9, ics 0.7.3 and ical 11.1.0 refuse the whole calendar, and
#     icalendar drops the organiser and goes on.
#   - ts-ics itself reads the organiser back as "Support team" only.
# Why it matters: lists of people in public bodies are kept as "Surname, Forename", and a team is
#   called "Support team; plans". One such name costs every date in the calendar.
# Instead: take , ; and : out of names before ts-ics sees them, or write with icalendar or npm ics.
set -euo pipefail
for tool in python3 node npm; do command -v "$tool" >/dev/null || { echo "needs $tool"; exit 2; }; done
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check icalendar==7.2.2 vobject==0.9.9 ics==0.7.3 ical==11.1.0
npm install --silent --no-audit --no-fund --prefix "$work" ts-ics@2.4.6
cat > "$work/write.mjs" <<'JS'
import fs from 'fs'
import { convertIcsCalendar, generateIcsCalendar } from 'ts-ics'
const day = d => ({ date: new Date(Date.UTC(2027, 6, d)), type: 'DATE' })
const write = (file, people) => {
  const text = generateIcsCalendar({ version: '2.0', prodId: '-//example//EN', events: [
    { uid: 'a@example.org', stamp: { date: new Date(Date.UTC(2026, 10, 30)) }, start: day(13), end: day(14), summary: 'Plan due', ...people }] })
  fs.writeFileSync(file, text)
  for (const line of text.match(/(ORGANIZER|ATTENDEE)[^\r\n]*/g)) console.log('  wrote:', line)
  return convertIcsCalendar(undefined, text).events[0]
}
const [folder] = process.argv.slice(2)
write(folder + '/comma.ics', { attendees: [{ name: 'Smith, Ann', email: 'ann@example.org' }] })
const back = write(folder + '/semicolon.ics', { organizer: { name: 'Support team; plans', email: 'team@example.org' } })
console.log('  ts-ics reads back the organiser as:', JSON.stringify(back.organizer.name))
if (back.organizer.name !== 'Support team') { console.log('CHANGED: ts-ics reads its own name back'); process.exit(1) }
JS
node "$work/write.mjs" "$work"
cat > "$work/read.py" <<'PY'
import sys
import warnings

warnings.simplefilter("ignore")
import icalendar, ics, vobject
from ical.calendar_stream import IcsCalendarStream

comma, semicolon = (open(f"{sys.argv[1]}/{name}.ics", newline="").read() for name in ("comma", "semicolon"))
names = icalendar.Calendar.from_ical(comma).walk("VEVENT")[0]["ATTENDEE"].params["CN"]
print("  icalendar, comma:", names)
refused = []
for name, read in {"vobject": vobject.readOne, "ics": ics.Calendar, "ical": IcsCalendarStream.calendar_from_ics}.items():
    try:
        read(semicolon)
    except Exception as error:
        refused.append(name)
        print(f"  {name}, semicolon: {type(error).__name__}")
organiser = icalendar.Calendar.from_ical(semicolon).walk("VEVENT")[0].get("ORGANIZER")
print("  icalendar, semicolon: organiser is", organiser)
if names != ["Smith", " Ann"] or refused != ["vobject", "ics", "ical"] or organiser is not None:
    sys.exit("CHANGED: the names are read otherwise now")
print("as described")
PY
"$work/venv/bin/python" "$work/read.py" "$work"
