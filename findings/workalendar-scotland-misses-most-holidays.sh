#!/usr/bin/env bash
# workalendar's Scotland knows 5 of the 9 bank holidays and moves none that fall at a weekend.
#
# Guess: Scotland() has the national bank holidays; perhaps one substitute day is wrong.
# Seen (workalendar 17.0.0 against holidays 0.109): in 2027 Good Friday, the spring and summer bank
#   holidays and St Andrew's Day are missing, and so are the substitute days (4 January for the 2nd,
#   27 and 28 December). 60 working days from 2 December 2026 come out two working days early. It warns at
#   import that its Scottish calendars are "highly experimental", without saying what is missing.
# Why it matters: "within 60 working days" is a promise in a letter; the office is closed on days that
#   it counts.
# Instead: holidays, country GB, subdivision SCT (checked: nine holidays and the substitutes), or the
#   government's own list.
set -euo pipefail
command -v python3 >/dev/null || { echo "needs python3"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check workalendar==17.0.0 holidays==0.109
cat > "$work/try.py" <<'PY'
import datetime
import sys
import warnings

warnings.simplefilter("ignore")
import holidays
from workalendar.europe import Scotland

def working_day(closed, start, days):
    day = start
    while days:
        day += datetime.timedelta(days=1)
        days -= day.weekday() < 5 and day not in closed
    return day

scotland = Scotland()
known = {day: name for year in (2026, 2027) for day, name in scotland.holidays(year)}
right = holidays.country_holidays("GB", subdiv="SCT", years=(2026, 2027))
missing = sorted(day for day in right if day.year == 2027 and day.weekday() < 5 and day not in known)
for day in missing:
    print(f"  missing: {day:%a %d %b %Y}  {right[day]}")
start = datetime.date(2026, 12, 2)
early, due = scotland.add_working_days(start, 60), working_day(right, start, 60)
print(f"  60 working days from {start}: workalendar {early}, holidays {due}")
if len(missing) != 7 or datetime.date(2027, 3, 26) not in missing or early >= due:
    sys.exit("CHANGED: workalendar knows other days now")
print("as described")
PY
"$work/venv/bin/python" "$work/try.py"
