#!/usr/bin/env bash
# Ordinary answers in YAML, read by pyfastyaml, which calls itself a drop-in replacement for PyYAML's loading.
# Guess: "3 weeks", "0131 496 0000" and 2027-07-01 come out as text (or a date); the key below a block text is the next key.
# Seen (pyfastyaml 0.2.0, PyYAML 6.0.4 beside it): a plain text that begins with digits is cut to the number: 3, 131 and 2027; 12:30 is 12. The key
#   that follows a text written with "|" or ">" is gone with its value; a doubled quotation mark ends its text ('Ann''s plan' is
#   "Ann"); a plain text that goes on in the next line ends with the first, and the key
#   below is gone too. No error.
# Why it matters: a timescale of "3 weeks" is the number 3, and the answer below each longer text is missing.
# Instead: PyYAML's CSafeLoader, which is fast enough for forms.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv; venv/bin/pip install -q pyfastyaml==0.2.0 PyYAML==6.0.4 2>pip.log || { cat pip.log; exit 2; }
cat > look.py <<'PY'
import pyfastyaml, yaml
cases = {
    "a: 3 weeks\n": {"a": 3}, "a: 0131 496 0000\n": {"a": 131}, "a: 2027-07-01\n": {"a": 2027}, "a: 12:30 in room 4\n": {"a": 12},
    "a: |\n  They lead.\n  They act.\nb: Ann\nc: Ben\n": {"a": "They lead.\nThey act.", "c": "Ben"}, "a: >-\n  They lead.\nb: Ann\n": {"a": "They lead."},
    "a: 'Ann''s plan'\nb: x\n": {"a": "Ann", "b": "x"}, "a: train\n  staff\nb: x\n": {"a": "train"},
}
for text, expected in cases.items():
    print(repr(text), "pyfastyaml", pyfastyaml.loads(text), "PyYAML", yaml.safe_load(text))
    assert pyfastyaml.loads(text) == expected != yaml.safe_load(text)
PY
venv/bin/python look.py
echo "as described: texts are cut to numbers, and keys are lost"
