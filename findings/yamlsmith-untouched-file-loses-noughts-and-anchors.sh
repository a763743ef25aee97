#!/usr/bin/env bash
# A YAML file that nobody changed, loaded and dumped by yamlsmith, a "round-trip library with comment preservation".
#
# Guess: it comes back as it was, or with other spacing at most; new text is quoted where YAML needs it.
# Seen (yamlsmith 0.1.1, read again with PyYAML 6.0.4): the code 0042 is written as 42; the anchor is gone and its merge
#   is written out, so that a later change at the one place no longer reaches the other; folded text of two paragraphs
#   becomes one line in quotation marks with \n inside. Text set to "no", "yes", "2026-08-01" or " lead" is written bare:
#   it comes back as False, True, a date and "lead".
# Why it matters: a form's texts and codes are edited by hand afterwards; "no" is what people answer.
# Instead: ruamel.yaml 0.19.1 in its round-trip mode (checked: 0042, the anchor and the folded text stay).
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv; venv/bin/pip install -q --disable-pip-version-check yamlsmith==0.1.1 PyYAML==6.0.4 ruamel.yaml==0.19.1 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat > try.py <<'PY'
import io
import yaml, yamlsmith
from ruamel.yaml import YAML
text = ("# the plan\nref: 0042\nintro: >-\n  First words\n  go on.\n\n  Second paragraph.\n"
        "usual: &usual\n  weeks: 6\nadult:\n  <<: *usual\n  name: Adult\n")
written = yamlsmith.dump(yamlsmith.load(text))
print(written)
assert "ref: 42\n" in written and "&usual" not in written and "*usual" not in written and ">-" not in written
assert "# the plan" in written and '"First words go on.\\nSecond paragraph."' in written
for value, back in [("no", False), ("yes", True), (" lead", "lead")]:
    data = yamlsmith.load(text)
    data["ref"] = value
    seen = yaml.safe_load(yamlsmith.dump(data))["ref"]
    print(f"  {value!r} -> {seen!r}")
    assert seen == back
data["ref"] = "2026-08-01"
assert str(type(yaml.safe_load(yamlsmith.dump(data))["ref"])) == "<class 'datetime.date'>"
other, out = YAML(), io.StringIO()
other.dump(other.load(text), out)
assert all(x in out.getvalue() for x in ("0042", "&usual", "*usual", ">-"))
PY
venv/bin/python try.py
echo "as described: noughts, anchors and folded text are lost"
