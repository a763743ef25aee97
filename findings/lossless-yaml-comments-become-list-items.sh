#!/usr/bin/env bash
# lossless-yaml turns a comment in a list into new, empty items of the list.
#
# Guess: changing one scalar leaves every other line as it is: "leaving everything else untouched" is
#   what the package promises.
# Seen (lossless-yaml 0.3.0, imported as yaya): replace_key on the first key rewrites the whole file.
#   "- Agree the plan   # first" becomes two items, an empty one with the comment and the words; a
#   blank line and a comment after a list become three empty items; the paragraphs of a folded text
#   (">") are run together; 1.10 is written 1.1, and 14:30 is quoted.
# Why it matters: an assessment file with comments is still valid YAML afterwards, and says that there
#   are five aims where there were two.
# Instead: codemod-yaml 0.8.0 or yaml-edit 0.2.0 (checked: one line changed), or ruamel.yaml.
set -euo pipefail
command -v python3 >/dev/null || { echo "needs python3"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check lossless-yaml==0.3.0 PyYAML==6.0.4 codemod-yaml==0.8.0 yaml-edit==0.2.0
cat > "$work/try.py" <<'PY'
import sys
import warnings

warnings.simplefilter("ignore")
import codemod_yaml
import yaml
import yaml_edit
from yaya import YAYA

text = """\
level: local
version: 1.10
note: >
  First paragraph of
  the note.

  Second paragraph.
aims:
  - Agree the plan   # first
  - Tell people

# about actions
actions:
  - ref: PA 1.1
"""

def with_yaya():
    path = sys.argv[1] + "/plan.yaml"
    open(path, "w").write(text)
    document = YAYA.load(path)
    document.replace_key("level", "directed")
    document.save()
    return open(path).read()

def with_codemod():
    stream = codemod_yaml.parse_str(text)
    stream["level"] = "directed"
    return stream.text.decode() if isinstance(stream.text, bytes) else stream.text

def with_yaml_edit():
    document = yaml_edit.Document.parse(text)
    document["level"] = "directed"
    return str(document)

results = {"lossless-yaml": with_yaya(), "codemod-yaml": with_codemod(), "yaml-edit": with_yaml_edit()}
for name, result in results.items():
    changed = sum(line not in text.split("\n") for line in result.split("\n"))
    print(f"  {name:14} new lines: {changed:2}  aims: {yaml.safe_load(result)['aims']}")
broken = yaml.safe_load(results["lossless-yaml"])
print("  note:", repr(broken["note"]))
right = yaml.safe_load(text) | {"level": "directed"}
if broken["aims"].count(None) < 3 or broken["note"] == right["note"] or "version: 1.1\n" not in results["lossless-yaml"] \
        or any(yaml.safe_load(results[name]) != right for name in ("codemod-yaml", "yaml-edit")):
    sys.exit("CHANGED: it writes otherwise now")
print("as described")
PY
"$work/venv/bin/python" "$work/try.py" "$work"
