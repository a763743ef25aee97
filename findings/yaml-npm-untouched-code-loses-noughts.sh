#!/usr/bin/env bash
# A reference with noughts in front (0042), in a YAML file opened and written by the npm package yaml.
#
# Guess: a node that nobody touched in a parsed Document is written from its source, as 0042; so are line breaks.
# Seen (yaml 2.9.1): 0042 is written as 42, though another value was changed; a plain line longer
#   than 80 signs and folded text are broken at other places. Text set to "no" is written bare, since YAML 1.2 has no such
#   word: PyYAML 6.0.4 reads False.
# Why it matters: the reference of a partnership or letter changes when somebody edits the due date next to it.
# Instead: keep references in quotation marks (checked: "0042" stays); write with lineWidth 0 and version 1.1 for PyYAML
#   (checked: "no" is quoted).
set -euo pipefail
command -v node >/dev/null || { echo "needs node"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
npm install --silent --no-audit --no-fund yaml@2.9.1 >npm.log 2>&1 || { cat npm.log; exit 2; }
python3 -m venv venv; venv/bin/pip install -q --disable-pip-version-check PyYAML==6.0.4 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat > try.js <<'JS'
const YAML = require('yaml'), fs = require('fs'), assert = require('assert');
const text = 'ref: 0042\nkept: "0042"\ndue: 2026-07-01\nnote: >-\n  One\n  line.\nanswer: maybe\n';
const doc = YAML.parseDocument(text);
doc.set('due', '2026-08-01');
doc.set('answer', 'no');
console.log(doc.toString());
assert(doc.toString().includes('ref: 42\n') && doc.toString().includes('kept: "0042"') && doc.toString().includes('One line.'));
fs.writeFileSync('made.yaml', doc.toString());
const older = YAML.parseDocument(text, {version: '1.1'});
older.set('answer', 'no');
assert(/answer: ["']no["']/.test(older.toString({lineWidth: 0})));
JS
node try.js
venv/bin/python -c 'import yaml; seen = yaml.safe_load(open("made.yaml")); print(seen); assert seen["ref"] == 42 and seen["answer"] is False'
echo "as described: 0042 is 42 in a file in which only the date was changed"
