"""Word templates → Word documents: compiled once, checked before any document exists, rendered many times."""

from scrutiny_response.problems import Refused
from scrutiny_response.word.template import Document, Template

__all__ = ["Document", "Refused", "Template"]
