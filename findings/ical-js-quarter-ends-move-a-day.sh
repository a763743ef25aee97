#!/usr/bin/env bash
# "The last day of each quarter" as a calendar rule (FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1), worked out by ical.js of npm.
# Guess: ical.js, which calendars of big programs are built on, gives 31 March, 30 June, 30 September, 31 December, each year.
# Seen (ical.js 2.2.1; python-dateutil 2.9.0.post0 and rrule 2.8.1 beside it are right): the first year is right, from the second on it is 1
#   July and 1 October: days counted from the end are counted from another month's. The tenth day from the end of January (BYMONTH=1,4;
#   BYMONTHDAY=10,-10) is the 22nd, and the 21st from the second year on. Every 29 February (FREQ=YEARLY) becomes 1 March in other years, where RFC 5545 (3.3.10)
#   says that a day that is not there is left out; BYWEEKNO=20;BYDAY=MO is a Monday of week 21, then weekly. No error.
# Why it matters: a report "due on the last day of the quarter" stands in the next quarter, from the second year on, when nobody looks.
# Instead: FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1, which all three work out alike (checked), or single dates.
set -euo pipefail
command -v npm >/dev/null || { echo "needs Node.js and npm"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv; venv/bin/pip install -q python-dateutil==2.9.0.post0 2>pip.log || { cat pip.log; exit 2; }
npm install --silent --no-audit --no-fund --prefix . ical.js@2.2.1 rrule@2.8.1 >npm.log 2>&1 || { cat npm.log; exit 2; }
cat > look.mjs <<'JS'
import ICAL from "ical.js"; import rrule from "rrule"; import { execFileSync } from "child_process";
const cases = [
  ["2027-03-31T10:00:00", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1;COUNT=8", "2027-03-31 2027-06-30 2027-09-30 2027-12-31 2028-03-31 2028-07-01 2028-10-01 2028-12-31"],
  ["2027-01-10T10:00:00", "FREQ=YEARLY;BYMONTH=1,4;BYMONTHDAY=10,-10;COUNT=8", "2027-01-10 2027-01-22 2027-04-10 2027-04-21 2028-01-10 2028-01-21 2028-04-10 2028-04-21"],
  ["2028-02-29T10:00:00", "FREQ=YEARLY;COUNT=3", "2028-02-29 2029-03-01 2030-03-01"],
  ["2027-05-17T10:00:00", "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO;COUNT=3", "2027-05-24 2027-05-31 2027-06-07"],
  ["2027-03-31T10:00:00", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1;COUNT=8", "same"],
];
for (const [start, rule, expected] of cases) {
  const next = ICAL.Recur.fromString(rule).iterator(ICAL.Time.fromString(start)), days = [];
  for (let day; (day = next.next()) && days.length < 8;) days.push(day.toString().slice(0, 10));
  const bare = start.replace(/[-:]/g, "");
  const js = rrule.rrulestr(`DTSTART:${bare}Z\nRRULE:${rule}`).all().map(d => d.toISOString().slice(0, 10)).join(" ");
  const python = execFileSync("venv/bin/python", ["-c", "import sys; from dateutil.rrule import rrulestr; from datetime import datetime; print(*(d.date() for d in rrulestr(sys.argv[2], dtstart=datetime.fromisoformat(sys.argv[1]))))", start, rule]).toString().trim();
  console.log(`${rule}\n  ical.js  ${days.join(" ")}\n  rrule    ${js}\n  dateutil ${python}`);
  if (js !== python || days.join(" ") !== (expected === "same" ? python : expected)) { console.log("CHANGED"); process.exit(1); }
}
JS
node look.mjs
echo "as described: later years go wrong in ical.js"
