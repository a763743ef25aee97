#!/usr/bin/env bash
# ruamel.yaml: a key is added behind a block whose last key is empty and has a comment below; two items change places.
# Guess: round trip keeps comments where they stand: the new key comes after the comment that ends the block, and a
#   comment above an item moves with that item.
# Seen (ruamel.yaml 0.19.1): the new key is written between the empty key and the block's comment, and before all that
#   follows it; the comments above the items stay where they were, above the other item. No warning. Behind a key with
#   a value, the new key comes after the comment.
# Why it matters: in a form to be filled in, explanations end up below a key that they do not explain, or at the wrong
#   item.
# Instead: put new lines into the text at the parser's marks, and move an item together with the lines above it.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv; venv/bin/pip install -q ruamel.yaml==0.19.1 2>pip.log || { cat pip.log; exit 2; }
cat > look.py <<'PY'
import io
from ruamel.yaml import YAML

def changed(text, change):
    yaml = YAML()
    yaml.indent(mapping=2, sequence=4, offset=2)
    data, out = yaml.load(text), io.StringIO()
    change(data)
    yaml.dump(data, out)
    return out.getvalue()

def add(data):
    data.insert(1, "y", 3)

def swap(data):
    data["items"][0], data["items"][1] = data["items"][1], data["items"][0]

print(changed("x:\n  answer:\n  # evidence: where the answer was found\n\n# when it is due\n", add))
print(changed("items:\n  # about one\n  - one\n  # about two\n  - two\n", swap))
PY
venv/bin/python look.py | tee seen.txt
grep -A1 '^  answer:' seen.txt | grep -qx 'y: 3'
grep -A1 '# about one' seen.txt | grep -qx '  - two'
echo "as described: the new key parts the block from its comment, and comments stay above the other item"
