"""A file's bytes and what the file shall say → its bytes with only those lines changed that say something else.

Comments, empty lines, quotes, line ends and the order of keys stay. What comes out is read again by the strict reader
before it is given back: it says what was asked for, or it is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engross.problems import FilePlace, Problem, Refused
from scrutiny_response.intake.decoding import unholdable
from scrutiny_response.intake.disk import LARGEST
from scrutiny_response.intake.documents import tree_of
from scrutiny_response.intake.rewriting.changes import Changes
from scrutiny_response.intake.rewriting.edits import Edit, Insert, Move, Put, Remove, edited_value
from scrutiny_response.intake.rewriting.layout import Layout
from scrutiny_response.intake.rewriting.original import Original, original
from scrutiny_response.intake.rewriting.values import NewValue, Value, settled, texts_in, value_of
from scrutiny_response.intake.rewriting.waiting_keys import waiting_keys

__all__ = ["Edit", "Insert", "Move", "NewValue", "Put", "Remove", "Value", "edited", "rewritten", "value_of"]


def edited(data: bytes, file: str, *edits: Edit, order: Mapping[str, Any] | None = None) -> bytes:
    """Return the bytes of a file after some edits, made one after the other on what the file says.

    `file` is its name for messages; `order` a JSON schema, in whose order new keys are put. Refused if the file cannot
    be read, or cannot be changed without changing more. KeyError or IndexError if a path leads nowhere.
    """
    root, problems = tree_of(data, file)
    if root is None or problems:
        raise Refused(problems)
    value: NewValue = value_of(root)
    for edit in edits:
        value = edited_value(value, edit)
    return rewritten(data, file, value, order=order)


def rewritten(data: bytes, file: str, value: NewValue, *, order: Mapping[str, Any] | None = None) -> bytes:
    """Return the bytes of a file that says this value; keys to which the file gives no value stay as they are.

    Refused, and the file's own problems said, if it cannot be read or cannot be changed without changing more.
    """
    wanted = settled(value)
    root, problems = tree_of(data, file)
    if root is None or problems:
        raise Refused(problems)
    unheld = [held for text in texts_in(wanted) if (held := unholdable(text))]
    if unheld:
        message = f"this text holds {unheld[0]}, which Word cannot hold"
        raise Refused([Problem("unholdable-character", FilePlace(file), message, "remove it")])
    if value_of(root) == wanted:
        return data
    written = _awake(original(data.decode("utf-8")), wanted)
    is_json = file.casefold().endswith(".json")
    if not isinstance(wanted, Mapping):
        raise TypeError("a file says keys and their values")
    changes = Changes(written, Layout(written), is_json=is_json)
    for splices in (changes.of_root, changes.of_whole_keys):
        result = written.rewritten(splices(wanted, order or {})).encode("utf-8")
        again, faults = tree_of(result, file)
        if again is not None and not faults and value_of(again) == wanted:
            return result
        if len(result) > LARGEST:
            message = f"the file would have more than {LARGEST:,} bytes, which no assessment has"
            raise Refused([Problem("file-too-large", FilePlace(file), message, "make the longest text shorter")])
    message = "the file is laid out in a way that cannot be changed without changing more than is meant"
    hint = "change it in a text editor, with one key on each line"
    raise Refused([Problem("cannot-be-changed", FilePlace(file), message, hint)])


def _awake(written: Original, wanted: Value) -> Original:
    """Return a text in which no key that is to say something waits in a comment."""
    splices = waiting_keys(written.text, wanted) if isinstance(wanted, Mapping) else []
    return original(written.rewritten(splices)) if splices else written
