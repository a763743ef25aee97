#!/usr/bin/env bash
# fastjsonschema obeys prefixItems of JSON Schema 2020-12 and passes over its other new words in silence.
#
# Guess: a keyword it does not know is refused when the schema is compiled, or no word of 2020-12 is obeyed.
# Seen (fastjsonschema 2.22.3): prefixItems with "items": false is obeyed, as is $defs; unevaluatedProperties,
#   dependentRequired, minContains and any keyword beside a $ref are not, and nothing is said. jsonschema
#   4.26.0 and jsonschema-rs 0.61.2 refuse all five values. Its documents promise drafts 4 to 7 only.
# Why it matters: a mistyped field of an action ("leed") is taken by one reader and refused by the next.
# Instead: compile only schemas of draft 7 with it, with additionalProperties and allOf round the $ref.
set -euo pipefail
command -v python3 >/dev/null || { echo "needs python3"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check fastjsonschema==2.22.3 jsonschema==4.26.0 jsonschema-rs==0.61.2
cat > "$work/try.py" <<'PY'
import sys
import fastjsonschema
import jsonschema
import jsonschema_rs

cases = [("prefixItems", {"prefixItems": [{"type": "string"}], "items": False}, ["PA 1", 1]),
         ("unevaluatedProperties", {"properties": {"lead": {}}, "unevaluatedProperties": False}, {"leed": "Moray"}),
         ("dependentRequired", {"dependentRequired": {"done": ["evidence"]}}, {"done": True}),
         ("minContains", {"contains": {"const": "met"}, "minContains": 2}, ["met"]),
         ("beside $ref", {"$defs": {"row": {"type": "object"}}, "$ref": "#/$defs/row", "required": ["lead"]}, {})]

def takes(check, value):
    try:
        check(value)
    except (fastjsonschema.JsonSchemaValueException, jsonschema.ValidationError, jsonschema_rs.ValidationError):
        return False
    return True

seen = []
for name, schema, value in cases:
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    row = [takes(check, value) for check in (fastjsonschema.compile(schema), jsonschema.Draft202012Validator(schema).validate,
                                             jsonschema_rs.Draft202012Validator(schema).validate)]
    print(f"  {name:22} taken by fastjsonschema {row[0]!s:6} jsonschema {row[1]!s:6} jsonschema-rs {row[2]}")
    seen.append(row)
if seen != [[False] * 3] + [[True, False, False]] * 4:
    sys.exit("CHANGED: other words are obeyed now")
print("as described")
PY
"$work/venv/bin/python" "$work/try.py"
