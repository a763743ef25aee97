#!/usr/bin/env bash
# An event's title, place and description that have a colon in them, read by ics-to-json of npm.
# Guess: a line is parted at its first colon; what follows is the text, as "Join: https://example.org/m1" in RFC 5545 (3.1).
# Seen (ics-to-json 2.0.2): what stands behind the next colon is dropped: the description is "Join", the title "Plan due" for "Plan due: 2 weeks
#   left", the place "Room 3 (ask" for "Room 3 (ask: Ann)"; only the words after a fold are put on again. No error.
# Why it matters: the link to a meeting is what the description is for, and links have colons.
# Instead: ical.js 2.2.1, read beside it, has all three whole.
set -euo pipefail
command -v npm >/dev/null || { echo "needs Node.js and npm"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
npm install --silent --no-audit --no-fund --prefix . ics-to-json@2.0.2 ical.js@2.2.1 >npm.log 2>&1 || { cat npm.log; exit 2; }
cat > look.mjs <<'JS'
import ICAL from "ical.js"; import { createRequire } from "module";
const { icsToJson } = createRequire(import.meta.url)("ics-to-json");
const said = { summary: "Plan due: 2 weeks left", location: "Room 3 (ask: Ann)", description: "Join: https://example.org/m1" };
const text = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//example//EN", "BEGIN:VEVENT", "UID:a@example.org", "DTSTAMP:20261201T120000Z", "DTSTART:20270713T090000Z",
  ...Object.entries(said).map(([k, v]) => `${k.toUpperCase()}:${v}`), "END:VEVENT", "END:VCALENDAR", ""].join("\r\n");
const [seen] = icsToJson(text), event = new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent("vevent");
const cut = { summary: "Plan due", location: "Room 3 (ask", description: "Join" };
for (const key in said) {
  console.log(`${key}: ics-to-json ${JSON.stringify(seen[key])}; ical.js ${JSON.stringify(event.getFirstPropertyValue(key))}`);
  if (seen[key] !== cut[key] || event.getFirstPropertyValue(key) !== said[key]) { console.log("CHANGED"); process.exit(1); }
}
JS
node look.mjs
echo "as described: the text ends at its first colon"
