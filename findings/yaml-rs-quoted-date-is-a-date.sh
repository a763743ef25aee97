#!/usr/bin/env bash
# A date in quotation marks ('2027-08-01') in a YAML file, read and written by yaml-rs.
# Guess: what is in quotation marks is text, as YAML 1.2 (7.3) says and as yaml-rs itself does for '42', 'true' and '1_000'.
# Seen (yaml-rs 0.1.6, PyYAML 6.0.4): it is a date, a time with it a datetime; the text "2027-08-01" is written without quotation marks, so that PyYAML
#   reads a date too, though '42' is written with them. A merge key (<<: *usual) stays a key named "<<", so that what was
#   merged in is missing. No error.
# Why it matters: a reference that looks like a date ("2027-08-01" for a meeting) is printed in another form or compared in vain.
# Instead: PyYAML, or another form for such references.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv; venv/bin/pip install -q yaml-rs==0.1.6 PyYAML==6.0.4 2>pip.log || { cat pip.log; exit 2; }
cat > look.py <<'PY'
import datetime, yaml, yaml_rs
text = "due: '2027-08-01'\nmeeting: \"2027-08-01T10:00:00\"\nref: '42'\nusual: &usual {owner: Ann}\naction:\n  <<: *usual\n  name: Train\n"
theirs, usual = yaml_rs.loads(text), yaml.safe_load(text)
print("yaml-rs", theirs); print("PyYAML ", usual)
written = yaml_rs.dumps({"due": "2027-08-01", "ref": "42"}); print(written)
assert theirs["due"] == datetime.date(2027, 8, 1) and theirs["meeting"] == datetime.datetime(2027, 8, 1, 10) and theirs["ref"] == "42"
assert usual["due"] == "2027-08-01" and usual["meeting"] == "2027-08-01T10:00:00" and usual["action"] == {"owner": "Ann", "name": "Train"}
assert theirs["action"] == {"<<": {"owner": "Ann"}, "name": "Train"}
assert yaml.safe_load(written) == {"due": datetime.date(2027, 8, 1), "ref": "42"}
PY
venv/bin/python look.py
echo "as described: quoted dates are dates"
