"""A file of the cycle and the values that it should hold → the same file with only what differs written anew.

One changed answer is one changed line; comments and the layout of everything else stay as they are. `rewrite` does
it to text, `save` to a file that nobody else has changed meanwhile.
"""

from scrutiny_response.use_cases.editing.rewrite import changed_text, rewritten
from scrutiny_response.use_cases.editing.saving import Changed, content_hash, save
from scrutiny_response.use_cases.editing.values import Value, is_given, placed, plain_values, value_at, without_nothing

__all__ = [
    "Changed",
    "Value",
    "changed_text",
    "content_hash",
    "is_given",
    "placed",
    "plain_values",
    "rewritten",
    "save",
    "value_at",
    "without_nothing",
]
