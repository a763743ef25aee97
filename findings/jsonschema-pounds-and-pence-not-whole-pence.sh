#!/usr/bin/env bash
# jsonschema refuses some sums of pounds and pence under "multipleOf": 0.01, and two other validators none.
#
# Guess: all three reckon as the decimals are written, so every sum with two places passes.
# Seen (jsonschema 4.26.0): of the sums 0.01 to 100.00 it refuses many, 19.99 among them ("19.99 is not a
#   multiple of 0.01"), since it divides floats. fastjsonschema 2.22.3 and jsonschema-rs 0.61.2 refuse
#   none of them. With decimal.Decimal in the schema and the value, jsonschema refuses none either.
# Why it matters: the cost of an action is called wrong in one office's check and right in another's.
# Instead: whole pence with "type": "integer", or numbers read as Decimal.
set -euo pipefail
command -v python3 >/dev/null || { echo "needs python3"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check fastjsonschema==2.22.3 jsonschema==4.26.0 jsonschema-rs==0.61.2
cat > "$work/try.py" <<'PY'
import sys
from decimal import Decimal
import fastjsonschema
import jsonschema
import jsonschema_rs

schema = {"$schema": "http://json-schema.org/draft-07/schema#", "multipleOf": 0.01}
sums = [f"{pence // 100}.{pence % 100:02}" for pence in range(1, 10001)]
fast, plain = fastjsonschema.compile(schema), jsonschema.Draft7Validator(schema)
rust, exact = jsonschema_rs.Draft7Validator(schema), jsonschema.Draft7Validator({"multipleOf": Decimal("0.01")})

def fast_takes(value):
    try:
        fast(value)
    except fastjsonschema.JsonSchemaValueException:
        return False
    return True

refused = {"jsonschema": [s for s in sums if not plain.is_valid(float(s))], "fastjsonschema": [s for s in sums if not fast_takes(float(s))],
           "jsonschema-rs": [s for s in sums if not rust.is_valid(float(s))], "jsonschema with Decimal": [s for s in sums if not exact.is_valid(Decimal(s))]}
for name, some in refused.items():
    print(f"  {name:24} refuses {len(some)} of {len(sums)}: {' '.join(some[:5])}")
first, *others = refused.values()
if "19.99" not in first or len(first) < 100 or any(others):
    sys.exit("CHANGED: the sums are reckoned otherwise now")
print("as described")
PY
"$work/venv/bin/python" "$work/try.py"
