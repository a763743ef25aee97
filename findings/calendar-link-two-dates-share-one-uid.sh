#!/usr/bin/env bash
# calendar-link makes the UID from title and start: two plans due on a day replace each other.
#
# Guess: every event gets a UID of its own, or the caller can set one.
# Seen (calendar-link 0.3.0): the UID is the title with underscores and the start. Two partnerships' events
#   "Plan due" on one day have the same UID, so that a calendar keeps the second; a corrected title has
#   another UID, so that the old event stays beside the new. There is no way to give one. The UID of a
#   long title is folded and escaped as text. A time in Europe/London comes without a VTIMEZONE, which
#   RFC 5545 requires.
# Why it matters: dates of a whole inspection cycle are sent out with the same few titles.
# Instead: icalendar or ical-generator, with a UID made from the plan's own reference.
set -euo pipefail
command -v python3 >/dev/null || { echo "needs python3"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check calendar-link==0.3.0 icalendar==7.2.2
cat > "$work/try.py" <<'PY'
import datetime
import inspect
import sys
from zoneinfo import ZoneInfo
import calendar_link
import icalendar

def event(title, description, hour=0, zone=None):
    start = datetime.datetime(2027, 7, 13, hour, tzinfo=zone)
    made = calendar_link.CalendarEvent(title=title, start_time=start, end_time=start + datetime.timedelta(days=1), description=description,
                                       all_day=not hour, timezone=zone and str(zone))
    return icalendar.Calendar.from_ical(calendar_link.CalendarGenerator().generate_ics(made))

def uid(calendar):
    return str(calendar.walk("VEVENT")[0]["UID"])

north, south = uid(event("Plan due", "Northquay")), uid(event("Plan due", "Tarbeck"))
corrected = uid(event("Plan due (extended)", "Northquay"))
print("  two partnerships:", north, "and", south)
print("  title corrected: ", corrected)
takes = [name for name in inspect.signature(calendar_link.CalendarEvent).parameters if "uid" in name.lower()]
zoned = event("Meeting", "x", 10, ZoneInfo("Europe/London"))
start = zoned.walk("VEVENT")[0]["DTSTART"]
print("  can be given a UID:", bool(takes), "| TZID:", start.params.get("TZID"), "| VTIMEZONE:", len(zoned.walk("VTIMEZONE")))
if north != south or corrected == north or takes or start.params.get("TZID") != "Europe/London" or zoned.walk("VTIMEZONE"):
    sys.exit("CHANGED: the UIDs are made otherwise now")
print("as described")
PY
"$work/venv/bin/python" "$work/try.py"
