"""A Word file's styles, theme and direct formatting → what a reader sees: size, weight, colour and background."""

from scrutiny_response.word.formatting.colours import Colour, contrast
from scrutiny_response.word.formatting.looks import Look, Looks
from scrutiny_response.word.formatting.styles import Styles

__all__ = ["Colour", "Look", "Looks", "Styles", "contrast"]
