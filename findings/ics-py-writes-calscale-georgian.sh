#!/usr/bin/env bash
# Python's ics writes CALSCALE:GEORGIAN, a calendar that does not exist, and moves due dates to midnight.
#
# Guess: a calendar read and written again without a change says what it said: no CALSCALE, or
#   CALSCALE:GREGORIAN (the only value RFC 5545 knows); a to-do that is due on a day stays a day.
# Seen (ics 0.7.3, the newest): CALSCALE:GEORGIAN where the file had none. DUE;VALUE=DATE:20270801
#   becomes DUE:20270801T000000Z, midnight UTC, which is 01:00 on the day in Britain: the whole last
#   day is lost. A meeting at 10:00 Europe/London becomes 09:00Z and its VTIMEZONE is dropped, so a
#   weekly series keeps summer time's hour in winter. A quoted name, CN="Smith, Ann", comes out as
#   CN=Smith\, Ann, which no standard knows. RSVP=TRUE makes writing fail with a TypeError.
# Why it matters: such files are merged and passed on by scripts.
# Instead: icalendar writes the same file back with all of these whole (checked below).
set -euo pipefail
command -v python3 >/dev/null || { echo "needs python3"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check ics==0.7.3 icalendar==7.2.2
cat > "$work/try.py" <<'PY'
import sys
import warnings

warnings.simplefilter("ignore")
import icalendar
import ics

def calendar(rsvp=""):
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//example//EN",
        "BEGIN:VTIMEZONE", "TZID:Europe/London",
        "BEGIN:STANDARD", "DTSTART:19961027T020000", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
        "TZOFFSETFROM:+0100", "TZOFFSETTO:+0000", "END:STANDARD",
        "BEGIN:DAYLIGHT", "DTSTART:19960331T010000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
        "TZOFFSETFROM:+0000", "TZOFFSETTO:+0100", "END:DAYLIGHT", "END:VTIMEZONE",
        "BEGIN:VEVENT", "UID:a@example.org", "DTSTAMP:20261130T120000Z", "DTSTART;TZID=Europe/London:20270713T100000",
        "DTEND;TZID=Europe/London:20270713T110000", "RRULE:FREQ=WEEKLY;COUNT=30", "SUMMARY:Monitoring",
        f'ATTENDEE;CN="Smith, Ann"{rsvp}:mailto:ann@example.org', "END:VEVENT",
        "BEGIN:VTODO", "UID:b@example.org", "DTSTAMP:20261130T120000Z", "DUE;VALUE=DATE:20270801", "SUMMARY:Send the plan",
        "END:VTODO", "END:VCALENDAR", ""])

written = ics.Calendar(calendar()).serialize().replace("\r", "").split("\n")
for line in written:
    if line.startswith(("CALSCALE", "DUE", "DTSTART", "RRULE", "ATTENDEE", "TZID")):
        print("  ics:", line)
try:
    ics.Calendar(calendar(";RSVP=TRUE")).serialize()
    failed = False
except TypeError as error:
    failed = True
    print("  ics with RSVP=TRUE:", error)
other = icalendar.Calendar.from_ical(calendar()).to_ical().decode()
whole = all(text in other for text in ("DUE;VALUE=DATE:20270801", "TZID=Europe/London:20270713T100000", 'CN="Smith, Ann"'))
print("  icalendar keeps all of them:", whole)
expected = {"CALSCALE:GEORGIAN", "DUE:20270801T000000Z", "DTSTART:20270713T090000Z", "RRULE:FREQ=WEEKLY;COUNT=30",
            r"ATTENDEE;CN=Smith\, Ann:mailto:ann@example.org"}
if not expected <= set(written) or "TZID:Europe/London" in written or not failed or not whole:
    sys.exit("CHANGED: ics writes it otherwise now")
print("as described")
PY
"$work/venv/bin/python" "$work/try.py"
