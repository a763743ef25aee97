#!/usr/bin/env bash
# larzyaml reads block text ("|" and ">-") as the marks themselves: the words are gone, without an error.
#
# Guess: a "practical subset" either reads text blocks, or refuses what it does not know.
# Seen (larzyaml 0.1.0 against PyYAML 6.0.4): "a: >-" with two lines gives ">-", "a: |" gives "|", a plain value that
#   goes on in a second line keeps the first only, 'it''s' keeps both marks, "x\ny" keeps the backslash. What it writes
#   itself does not come back either: text of two lines is broken between quotation marks and read by PyYAML as one
#   line, and the text 2026-07-01 is written bare, so that PyYAML reads a date.
# Why it matters: guidance and answers are long texts; the letter would print ">-".
# Instead: PyYAML or ruamel.yaml (checked: PyYAML reads all five).
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv; venv/bin/pip install -q --disable-pip-version-check larzyaml==0.1.0 PyYAML==6.0.4 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat > try.py <<'PY'
import larzyaml, yaml
cases = {"a: >-\n  Dear\n  Ann": (">-", "Dear Ann"), "a: |\n  One\n  Two\n": ("|", "One\nTwo\n"), "a: one\n  two": ("one", "one two"),
         "a: 'it''s'": ("it''s", "it's"), 'a: "x\\ny"': ("x\\ny", "x\ny")}
for text, (seen, right) in cases.items():
    print(f"  {text!r}: larzyaml {larzyaml.load(text)['a']!r}, PyYAML {yaml.safe_load(text)['a']!r}")
    assert larzyaml.load(text)["a"] == seen and yaml.safe_load(text)["a"] == right
for value in ("One\nTwo\n", "2026-07-01"):
    back = yaml.safe_load(larzyaml.dump({"a": value}))["a"]
    print(f"  written {value!r}, read {back!r}")
    assert back != value
PY
venv/bin/python try.py
echo "as described: the words of text blocks are gone"
