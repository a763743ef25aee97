#!/usr/bin/env bash
# An answer "no" that ruamel.yaml saves is False for PyYAML, and PyYAML's "1e3" is 1000.0 for ruamel.yaml.
#
# Guess: each of the two quotes a string that either would take for something else; both are the usual
#   choice, and one grew out of the other.
# Seen (ruamel.yaml 0.19.1, PyYAML 6.0.4): ruamel.yaml keeps to YAML 1.2 and writes no, yes, Off, 12:30 and
#   190:20:30 bare; PyYAML keeps to 1.1 and reads False, True, False, 750 and 685230. The other way,
#   PyYAML writes the case number 1e3 and 0o17 bare, and ruamel.yaml reads 1000.0 and 15. Each reads its
#   own file rightly.
# Why it matters: one program edits the file and keeps its comments (ruamel.yaml), another makes the letter
#   (PyYAML). "Was the plan on time? no" and "Meeting: 12:30" change between them without a word.
# Instead: let one library do both, or put such strings in quotation marks
#   (ruamel.yaml.scalarstring.DoubleQuotedScalarString, checked), or read scalars as they are written.
set -euo pipefail
command -v python3 >/dev/null || { echo "needs python3"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check ruamel.yaml==0.19.1 PyYAML==6.0.4
cat > "$work/try.py" <<'PY'
import io
import sys
import ruamel.yaml
import yaml
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

def ruamel_write(value):
    editor = ruamel.yaml.YAML()
    document = editor.load("answer: to come  # by Friday\n")
    document["answer"] = value
    out = io.StringIO()
    editor.dump(document, out)
    return out.getvalue()

def ruamel_read(text):
    return ruamel.yaml.YAML(typ="safe").load(text)["answer"]

def pyyaml_read(text):
    return yaml.safe_load(text)["answer"]

to_pyyaml = {value: pyyaml_read(ruamel_write(value)) for value in ("no", "yes", "Off", "12:30", "190:20:30", "1.10", "2027-08-01")}
to_ruamel = {value: ruamel_read(yaml.safe_dump({"answer": value})) for value in ("1e3", "0o17", "no", "12:30", "1.10")}
print("  ruamel.yaml -> PyYAML:", to_pyyaml)
print("  PyYAML -> ruamel.yaml:", to_ruamel)
quoted = [pyyaml_read(ruamel_write(DoubleQuotedScalarString(value))) for value in to_pyyaml]
own = all(ruamel_read(ruamel_write(value)) == value for value in to_pyyaml) and \
    all(pyyaml_read(yaml.safe_dump({"answer": value})) == value for value in to_ruamel)
print("  each reads its own:", own, "| in quotation marks:", quoted == list(to_pyyaml))
if list(to_pyyaml.values()) != [False, True, False, 750, 685230, "1.10", "2027-08-01"] or not own or quoted != list(to_pyyaml) \
        or list(to_ruamel.values()) != [1000.0, 15, "no", "12:30", "1.10"]:
    sys.exit("CHANGED: they agree about other strings now")
print("as described")
PY
"$work/venv/bin/python" "$work/try.py"
