"""The values of a file as somebody changes them, and the file saved if nobody else has changed it meanwhile."""

from scrutiny_response.use_cases.editing.saving import Changed, save
from scrutiny_response.use_cases.editing.values import Values, is_given, placed, value_at, without_nothing

__all__ = ["Changed", "Values", "is_given", "placed", "save", "value_at", "without_nothing"]
