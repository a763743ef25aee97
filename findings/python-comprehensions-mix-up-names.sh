#!/usr/bin/env bash
# Python from 3.12 on mixes up names of two comprehensions in one function, where one binds what the other calls.
#
# Guess: the variable of a comprehension is its own; another comprehension in the same function that uses a
#   name like it has that of the module or of the function around, as in Python 3.11.
# Seen (Python 3.12.1): after [name for name in a], name(x) in a second comprehension raises UnboundLocalError,
#   where name is a function of the module (CPython issue 118513; the releases from 3.12.4 on have it right),
#   and also where name is a local of the function around.
# Seen (Python 3.13.0): of the module it is right; of the function around, UnboundLocalError as before, and
#   NameError where a lambda or a generator beside the comprehension uses the name (CPython issue 156664).
# Why it matters: code that passes all tests on Python 3.11 and 3.14 ended so on 3.12.1. No linter told.
# Instead: give the variable of one comprehension another name.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
cat > "$work/try.py" <<'PY'
import sys

def name(value):
    return value

def of_the_module(a, b):
    [name for name in a]
    return [name(value) for value in b]

def of_the_function_around(a, b):
    name = abs
    def inner():
        [name for name in a]
        return [name(value) for value in b]
    return inner()

def in_a_generator(a, b):
    name = abs
    def inner():
        [name for name in a]
        return list(name(value) for value in b)
    return inner()

def outcome(function):
    try:
        return function([1], [2])
    except NameError as error:
        return type(error).__name__

seen = [outcome(function) for function in (of_the_module, of_the_function_around, in_a_generator)]
print(f"  Python {sys.version.split()[0]}: {seen}")
right, unbound, unknown = [2], "UnboundLocalError", "NameError"
version = sys.version_info[:3]
if version < (3, 12):
    expected = [right, right, right]
else:
    expected = [unbound if version < (3, 12, 4) else right, unbound, unknown]
if seen != expected:
    sys.exit("CHANGED: these Pythons take the names for others now")
PY
some=
for python in ${PYTHONS:-python3.11 python3.12 python3.13}; do
  "$python" -c "" 2>/dev/null || continue
  "$python" "$work/try.py"
  case $python in *3.11*) ;; *) some=yes ;; esac
done
[ -n "$some" ] || { echo "needs python3.12 or python3.13 (or PYTHONS=\"their paths\")"; exit 2; }
echo "as described"
