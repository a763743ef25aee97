#!/usr/bin/env bash
# The pattern ^[\w .'-]+$ takes "Là Dùghallach" in jsonschema and refuses it in jsonschema-rs.
#
# Guess: \w means letters of any language in both: Python's re does, and so does Rust's regex crate, on
#   which jsonschema-rs is built.
# Seen (jsonschema 4.26.0, jsonschema-rs 0.61.2): jsonschema-rs follows JavaScript, where \w is A to Z, a
#   to z, 0 to 9 and _, and \d likewise. fastjsonschema 2.22.3 goes with jsonschema. \p{L} is right
#   in jsonschema-rs and an error in the two others ("bad escape \p"), so no short class does for all.
# Why it matters: a schema for partnership and people's names, tried in Python, refuses every name with an
#   accent once the faster validator is put in its place (or a browser checks the form).
# Instead: say what is not allowed, [^<>\n]+, or name the ranges, A-Za-zÀ-ÖØ-öø-ÿ (both checked in all three).
set -euo pipefail
command -v python3 >/dev/null || { echo "needs python3"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check jsonschema==4.26.0 jsonschema-rs==0.61.2 fastjsonschema==2.22.3
cat > "$work/try.py" <<'PY'
import re
import sys
import fastjsonschema
import jsonschema
import jsonschema_rs

def fast(schema, value):
    try:
        fastjsonschema.compile(schema)(value)
    except fastjsonschema.JsonSchemaValueException:
        return False
    return True

validators = {
    "jsonschema": lambda schema, value: jsonschema.Draft202012Validator(schema).is_valid(value),
    "fastjsonschema": fast,
    "jsonschema-rs": lambda schema, value: jsonschema_rs.validator_for(schema).is_valid(value),
}
patterns = [r"^[\w .'-]+$", r"^[\p{L} .'-]+$", r"^[^<>\n]+$", "^[A-Za-zÀ-ÖØ-öø-ÿ .'-]+$"]
table = {}
for pattern in patterns:
    row = []
    for name, valid in validators.items():
        try:
            row.append(valid({"type": "string", "pattern": pattern}, "Là Dùghallach"))
        except re.error as error:
            row.append("bad escape" if "bad escape" in str(error) else str(error))
    table[pattern] = row
    print(f"  {pattern:26}", dict(zip(validators, row)))
if list(table.values()) != [[True, True, False], ["bad escape", "bad escape", True], [True] * 3, [True] * 3]:
    sys.exit("CHANGED: the patterns mean something else now")
print("as described")
PY
"$work/venv/bin/python" "$work/try.py"
