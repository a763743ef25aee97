#!/usr/bin/env bash
# A calendar of one event, read by ical-js-parser of npm and written again (toJSON, then toString), nothing else.
# Guess: what it read it writes: the attachments, the categories, the reminder inside its event.
# Seen (ical-js-parser 0.7.4; ical.js 2.2.1 as the judge): two ATTACH lines become one line ATTACH;0=https://...;1=https://..., whose value ends at the
#   first colon; of CATEGORIES lines the last is left; the reminder stands behind the event, so that it belongs to none; and before the
#   end there is a new line E:EN, the end of its own "END". No error.
# Why it matters: an event that was only to be moved loses the link to the plan and its reminder.
# Instead: ical.js reads and writes the same event without a loss (checked).
set -euo pipefail
command -v npm >/dev/null || { echo "needs Node.js and npm"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
npm install --silent --no-audit --no-fund --prefix . ical-js-parser@0.7.4 ical.js@2.2.1 >npm.log 2>&1 || { cat npm.log; exit 2; }
cat > look.mjs <<'JS'
import ICAL from "ical.js"; import fs from "fs"; import { createRequire } from "module";
const parser = createRequire(import.meta.url)("ical-js-parser"), theirs = parser.default ?? parser;
const text = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//example//EN", "BEGIN:VEVENT", "UID:a@example.org", "DTSTAMP:20261201T120000Z", "DTSTART;VALUE=DATE:20270713",
  "SUMMARY:Plan due", "CATEGORIES:Plans", "CATEGORIES:Support", "ATTACH:https://example.org/plan.docx", "ATTACH:https://example.org/letter.docx",
  "BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:Due tomorrow", "TRIGGER:-P1D", "END:VALARM", "END:VEVENT", "END:VCALENDAR", ""].join("\r\n");
function told(ics) {
  const calendar = new ICAL.Component(ICAL.parse(ics)), event = calendar.getFirstSubcomponent("vevent");
  return { attachments: event.getAllProperties("attach").map(p => String(p.getFirstValue())), categories: event.getAllProperties("categories").map(p => p.getFirstValue()),
    reminders: event.getAllSubcomponents("valarm").length, outside: calendar.getAllSubcomponents("valarm").length };
}
const written = theirs.toString(theirs.toJSON(text)); console.log(written);
const before = told(text), after = told(written), same = told(new ICAL.Component(ICAL.parse(text)).toString());
console.log("before", JSON.stringify(before)); console.log("after ", JSON.stringify(after));
const expected = { attachments: ["//example.org/plan.docx;1=https://example.org/letter.docx"], categories: ["Support"], reminders: 0, outside: 1 };
if (JSON.stringify(same) !== JSON.stringify(before) || JSON.stringify(after) !== JSON.stringify(expected) || !/^E:EN\r?$/m.test(written)) { console.log("CHANGED"); process.exit(1); }
JS
node look.mjs
echo "as described: attachments, a category and the reminder are lost to the event"
