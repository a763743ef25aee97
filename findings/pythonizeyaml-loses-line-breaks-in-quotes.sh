#!/usr/bin/env bash
# pythonizeyaml keeps the single quotes of the old value, and the line breaks of the new one are lost.
#
# Guess: a value with several lines is written as a block text, or with \n in double quotes, so that it
#   comes back as it was set.
# Seen (pythonizeyaml 0.6.1): where the old value stood in single quotes, the new text is put between them
#   as it is. YAML folds such line breaks: "First.\nSecond." is read back as "First. Second.", by
#   pythonizeyaml itself too, and a line break at the end becomes a blank. Over a plain or a
#   double-quoted value the same text is right.
# Why it matters: whether a rationale keeps its paragraphs depends on how somebody once quoted the key.
# Instead: write, load again and compare before saving; codemod-yaml 0.8.0 and ruamel.yaml 0.19.1 are right
#   in all three cases (checked).
set -euo pipefail
command -v python3 >/dev/null || { echo "needs python3"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check pythonizeyaml==0.6.1 PyYAML==6.0.4 codemod-yaml==0.8.0 ruamel.yaml==0.19.1
cat > "$work/try.py" <<'PY'
import io
import sys
import codemod_yaml, pythonizeyaml, ruamel.yaml, yaml

value = "First point.\nSecond point.\n"

def with_pythonize(text):
    document = pythonizeyaml.load(text)
    document["finding"] = value
    return pythonizeyaml.dump(document)

def with_codemod(text):
    stream = codemod_yaml.parse_str(text)
    stream["finding"] = value
    return stream.text

def with_ruamel(text):
    editor = ruamel.yaml.YAML()
    document = editor.load(text)
    document["finding"] = value
    out = io.StringIO()
    editor.dump(document, out)
    return out.getvalue()

kept = {}
for style, old in (("plain", "to come"), ("double", '"to come"'), ("single", "'to come'")):
    text = f"finding: {old}\nlevel: local\n"
    written = with_pythonize(text)
    kept[style] = yaml.safe_load(written)["finding"] == value, pythonizeyaml.load(written)["finding"] == value
    others = [yaml.safe_load(write(text))["finding"] == value for write in (with_codemod, with_ruamel)]
    print(f"  over a {style} value: {written!r}  kept: {kept[style]}  others: {others}")
    if not all(others):
        sys.exit("CHANGED: codemod-yaml or ruamel.yaml lose it now")
if kept != {"plain": (True, True), "double": (True, True), "single": (False, False)}:
    sys.exit("CHANGED: pythonizeyaml keeps other values now")
print("as described")
PY
"$work/venv/bin/python" "$work/try.py"
