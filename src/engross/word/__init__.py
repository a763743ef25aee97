"""Word templates → Word documents: compiled once, checked before any document exists, rendered many times."""

from engross.problems import Refused
from engross.word.template import Document, Template

__all__ = ["Document", "Refused", "Template"]
