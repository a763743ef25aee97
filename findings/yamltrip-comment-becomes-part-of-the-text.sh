#!/usr/bin/env bash
# A value with a comment behind it, set to a text of two lines by yamltrip, "a round-tripping YAML library"; and a text with indented lines.
# Guess: the comment stays a comment (or is dropped), and the text that is read back is the text that was set.
# Seen (yamltrip 0.6.0, read again with PyYAML 6.0.4): the comment is put behind the last line of the text, within it: "July\nor
#   August   # agreed with Ann". Where the old value was a text with "|", lines that were indented are not any more ("  - one"
#   becomes "- one"), and a text without a line end at its end gets one. No error.
# Why it matters: an internal remark is printed in the letter, and steps within a step stand level with it.
# Instead: ruamel.yaml 0.19.1 keeps both apart (checked).
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv; venv/bin/pip install -q yamltrip==0.6.0 PyYAML==6.0.4 ruamel.yaml==0.19.1 2>pip.log || { cat pip.log; exit 2; }
cat > look.py <<'PY'
import io, ruamel.yaml, yaml, yamltrip
text = "due: soon   # agreed with Ann\nnote: |\n  old\nlast: x\n"
new = {"due": "July\nor August\n", "note": "Steps:\n  - one\n  - two\n"}
expected = {"due": "July\nor August   # agreed with Ann\n", "note": "Steps:\n- one\n- two\n"}
for key, value in new.items():
    written = yamltrip.loads(text).replace(key, value=value).dumps(); print(written)
    assert yaml.safe_load(written)[key] == expected[key]
    rt = ruamel.yaml.YAML(); data = rt.load(text); data[key] = value; out = io.StringIO(); rt.dump(data, out)
    assert yaml.safe_load(out.getvalue())[key] == value and "# agreed" in out.getvalue()
assert yaml.safe_load(yamltrip.loads(text).replace("note", value="one\ntwo").dumps())["note"] == "one\ntwo\n"
PY
venv/bin/python look.py
echo "as described: the comment is in the text"
