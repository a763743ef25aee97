"""A text and the values that it should hold → the same text with only what differs written anew.

All differences that do not touch one another are written at once, from the last to the first; then the text is read
again, until it says what it should.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from engross.problems import FilePlace, Problem, Refused
from scrutiny_response.intake.documents import tree_of
from scrutiny_response.use_cases.editing import spans
from scrutiny_response.use_cases.editing.differences import Splice, differences
from scrutiny_response.use_cases.editing.values import Value, plain_values, without_nothing

_MOST_ROUNDS = 200
_BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
_ENDINGS = re.compile("\r\n?")


def rewritten(data: bytes, file: str, wanted: Mapping[str, Value]) -> bytes:
    """Return the bytes of a file that holds these values, with the line ends that it has.

    Raise Refused if it cannot be read as it lies, so that nothing in it is lost.
    """
    root, problems = tree_of(data, file)
    if root is None or problems:
        raise Refused(problems)
    text = data.decode("utf-8")
    is_marked, ending = text.startswith(_BOM), next(iter(_ENDINGS.findall(text)), "\n")
    text = _ENDINGS.sub("\n", text.removeprefix(_BOM))
    if plain_values(root) == without_nothing(wanted):
        return data
    changed = _json(text, wanted) if file.casefold().endswith(".json") else changed_text(text, wanted)
    after, problems = tree_of(changed.encode(), file)
    if after is None or problems or without_nothing(plain_values(after)) != without_nothing(wanted):
        message = "this cannot be written without changing what stands around it"
        raise Refused(
            problems or [Problem("not-editable", FilePlace(file), message, "change it in a text editor instead")]
        )
    return (_BOM * is_marked + changed.replace("\n", ending)).encode()


def changed_text(text: str, wanted: Mapping[str, Value]) -> str:
    """Return a YAML text with these values."""
    text = text if text.endswith("\n") else f"{text}\n"
    for _ in range(_MOST_ROUNDS):
        splices = list(differences(text, spans.composed(text), without_nothing(wanted)))
        if not splices:
            break
        text = _applied(text, splices)
    return text


def _applied(text: str, splices: Iterable[Splice]) -> str:
    """Return the text with these changes; one that touches another is left for the next round."""
    for start, end, written in reversed(list(_apart(sorted(splices, key=lambda splice: splice[:2])))):
        text = text[:start] + written + text[end:]
    return text


def _apart(splices: Iterable[Splice]) -> Iterator[Splice]:
    reached = -1
    for splice in splices:
        if splice.start >= reached:
            yield splice
            reached = splice.end


def _json(text: str, wanted: Mapping[str, Value]) -> str:
    indent = re.search(r"^([ \t]+)\S", text, re.MULTILINE)
    return json.dumps(_typed(without_nothing(wanted)), ensure_ascii=False, indent=indent[1] if indent else 2) + "\n"


def _typed(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _typed(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_typed(item) for item in value]
    return {"true": True, "false": False}.get(value, value)
