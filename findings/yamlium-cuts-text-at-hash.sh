#!/usr/bin/env bash
# yamlium writes any string without quotation marks: text is cut at " #", "no" becomes false.
#
# Guess: an editor that "preserves all YAML features" quotes a new value where YAML needs it.
# Seen (yamlium 0.3.1, read again with PyYAML 6.0.4): "see #4" set as a value is read back as "see";
#   "no" as False, "1.10" as the number 1.1, "2027-08-01" as a date, "" as nothing, " 1.2" as a
#   number; "a: b" makes the file unreadable. The value that was there had quotation marks: they are
#   dropped. Even a file that nobody changed is written with 1.10 as 1.1 and 007 as 7.
# Why it matters: "see #4" and "no" are what people answer; the answer is shorter or another one.
# Instead: codemod-yaml 0.8.0 or pythonizeyaml 0.6.1 (checked: all seven values come back).
set -euo pipefail
command -v python3 >/dev/null || { echo "needs python3"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check yamlium==0.3.1 PyYAML==6.0.4 codemod-yaml==0.8.0 pythonizeyaml==0.6.1
cat > "$work/try.py" <<'PY'
import sys
import codemod_yaml
import pythonizeyaml
import yaml
import yamlium

text = 'ref: "1.1"\nversion: 1.10\ncode: 007\n'
values = ["see #4", "no", "1.10", "2027-08-01", "", " 1.2", "a: b"]

def with_yamlium(value):
    document = yamlium.parse(text)
    document["ref"] = value
    return document.to_yaml()

def with_codemod(value):
    stream = codemod_yaml.parse_str(text)
    stream["ref"] = value
    return stream.text

def with_pythonize(value):
    document = pythonizeyaml.load(text)
    document["ref"] = value
    return pythonizeyaml.dump(document)

def read(written):
    try:
        return yaml.safe_load(written)["ref"]
    except yaml.YAMLError as error:
        return type(error).__name__

seen = [read(with_yamlium(value)) for value in values]
for value, back in zip(values, seen):
    print(f"  {value!r:14} -> {back!r}")
unchanged = yamlium.parse(text).to_yaml()
print("  unchanged file:", repr(unchanged))
others = all(read(write(value)) == value for write in (with_codemod, with_pythonize) for value in values)
if any(back == value for value, back in zip(values, seen)) or seen[0] != "see" or seen[1] is not False \
        or "1.1\n" not in unchanged or "007" in unchanged or not others:
    sys.exit("CHANGED: yamlium quotes what needs it now")
print("as described")
PY
"$work/venv/bin/python" "$work/try.py"
