"""A Word file's styles, theme and direct formatting → what a reader sees: size, weight, colour and background."""

from engross.word.model.formatting.colours import Colour, contrast
from engross.word.model.formatting.looks import Look, Looks
from engross.word.model.styles import Styles

__all__ = ["Colour", "Look", "Looks", "Styles", "contrast"]
