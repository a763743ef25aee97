#!/usr/bin/env bash
# Rules of a reporting year ("the first of September, December, March and June": BYMONTH=9,12,3,6) and of the last day by BYSETPOS, worked
# out by ical.js.
# Guess: the order in a list means nothing (RFC 5545, 3.3.10, knows no order there), and BYSETPOS=-1 leaves the last of each period's days.
# Seen (ical.js 2.2.1; rrule 2.8.1, rrule-rust 3.1.1 and python-dateutil 2.9.0.post0 are right and agree): the months are walked in the
#   order written: with COUNT=4 from September 2027 the dates are September and December of 2027 and of 2028; March and June 2028 are not
#   among them. "The last of the 28th to 31st"
#   (FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1) is every one of these days, from the second month on, and FREQ=WEEKLY;BYDAY=MO,FR;BYSETPOS=-1 is
#   Monday and Friday. FREQ=YEARLY;BYMONTH=3,6,9,12;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1 is four days a year in place of one. No error.
# Why it matters: a quarterly report is in nobody's list, or a monthly one is due four times.
# Instead: months in rising order, BYMONTHDAY=-1 with FREQ=MONTHLY (checked: both right), or single dates.
set -euo pipefail
command -v npm >/dev/null || { echo "needs Node.js and npm"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv; venv/bin/pip install -q --disable-pip-version-check python-dateutil==2.9.0.post0 >pip.log 2>&1 || { cat pip.log; exit 2; }
npm install --silent --no-audit --no-fund --prefix . ical.js@2.2.1 rrule@2.8.1 rrule-rust@3.1.1 >npm.log 2>&1 || { cat npm.log; exit 2; }
cat > look.mjs <<'JS'
import ICAL from "ical.js"; import rrule from "rrule"; import { RRuleSet } from "rrule-rust";
import { execFileSync } from "child_process";
const cases = [
  ["20270901", "FREQ=MONTHLY;BYMONTH=9,12,3,6;BYMONTHDAY=1", "2027-09-01 2027-12-01 2028-09-01 2028-12-01 2028-03-01 2028-06-01"],
  ["20270901", "FREQ=MONTHLY;BYMONTH=9,12,3,6;BYMONTHDAY=1;COUNT=4", "2027-09-01 2027-12-01 2028-09-01 2028-12-01"],
  ["20270531", "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1", "2027-05-31 2027-06-28 2027-06-29 2027-06-30 2027-07-28 2027-07-29"],
  ["20270108", "FREQ=WEEKLY;BYDAY=MO,FR;BYSETPOS=-1", "2027-01-08 2027-01-11 2027-01-15 2027-01-18 2027-01-22 2027-01-25"],
  ["20271231", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2027-12-31 2028-03-31 2028-06-30 2028-09-29 2028-12-29 2029-03-30"],
  ["20270901", "FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=1", "same"],
  ["20270531", "FREQ=MONTHLY;BYMONTHDAY=-1", "same"],
];
const two = n => String(n).padStart(2, "0"), day = d => `${d.year}-${two(d.month)}-${two(d.day)}`;
const python = (start, rule) => execFileSync("venv/bin/python", ["-c", "import itertools, sys; from dateutil.rrule import rrulestr; print(*(d.date() for d in itertools.islice(rrulestr(sys.argv[1]), 6)))",
  `DTSTART:${start}T100000\nRRULE:${rule}`]).toString().trim();
for (const [start, rule, expected] of cases) {
  const text = `DTSTART:${start}T100000Z\nRRULE:${rule}`;
  const next = ICAL.Recur.fromString(rule).iterator(ICAL.Time.fromString(`${start.slice(0, 4)}-${start.slice(4, 6)}-${start.slice(6)}T10:00:00`));
  const days = [...Array(6)].map(() => { const d = next.next(); return d ? day(d) : ""; }).join(" ").trim();
  const others = [rrule.rrulestr(text).all((_, i) => i < 6).map(d => d.toISOString().slice(0, 10)).join(" "), RRuleSet.fromString(text).all(6).map(day).join(" "), python(start, rule)];
  console.log(`${rule}\n  ical.js     ${days}\n  the others  ${[...new Set(others)].join(" | ")}`);
  if (new Set(others).size !== 1 || days !== (expected === "same" ? others[0] : expected)) { console.log("CHANGED"); process.exit(1); }
}
JS
node look.mjs
echo "as described: dates are lost by the order of months, and added where BYSETPOS takes them out"
