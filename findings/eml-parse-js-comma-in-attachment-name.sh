#!/usr/bin/env bash
# An attachment whose name has a comma and accents, long enough for RFC 2231 parts, read by eml-parse-js.
#
# Guess: the name comes back as it was given.
# Seen (eml-parse-js 1.1.15; the message made by Python's email package): the comma comes back as "%2C" while the accents
#   are decoded. The Bcc line is not among what it reads. postal-mime 4.0.0 gives name and Bcc whole.
# Why it matters: "Plan, 1 July.pdf" is saved as "Plan%2C 1 July.pdf" and the office cannot find it by its name.
# Instead: postal-mime, or Python's own email package (checked).
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
command -v node >/dev/null || { echo "needs node"; exit 2; }
npm install --silent --no-audit --no-fund eml-parse-js@1.1.15 postal-mime@4.0.0 >npm.log 2>&1 || { cat npm.log; exit 2; }
cat > make.py <<'PY'
import email, email.policy
from email.message import EmailMessage
name = "Plana – Dùn Èideann, an t-Iuchar 2026 agus leasachadh.pdf"
made = EmailMessage()
made["Subject"], made["To"], made["Bcc"], made["X-Unsent"] = "Plan", "ann@example.org", "office@example.org", "1"
made.set_content("Dear Ann\n")
made.add_attachment(b"plan", maintype="application", subtype="pdf", filename=name)
open("draft.eml", "wb").write(made.as_bytes(policy=email.policy.SMTP))
back = email.message_from_bytes(open("draft.eml", "rb").read(), policy=email.policy.default)
assert [part.get_filename() for part in back.iter_attachments()] == [name]
PY
python3 make.py
cat > try.js <<'JS'
const fs = require('fs'), assert = require('assert'), raw = fs.readFileSync('draft.eml');
const name = 'Plana – Dùn Èideann, an t-Iuchar 2026 agus leasachadh.pdf';
const seen = require('eml-parse-js').readEml(raw.toString());
console.log(seen.attachments.map(a => a.name), 'bcc:', seen.bcc);
assert.strictEqual(seen.attachments[0].name, name.replace(',', '%2C'));
assert.strictEqual(seen.bcc, undefined);
import('postal-mime').then(async m => {
  const other = await m.default.parse(raw);
  console.log(other.attachments.map(a => a.filename), 'bcc:', other.bcc.map(a => a.address));
  assert.strictEqual(other.attachments[0].filename, name);
  assert.strictEqual(other.bcc[0].address, 'office@example.org');
}).catch(e => { console.error(e); process.exit(1); });
JS
node try.js
echo "as described: the comma is written %2C"
