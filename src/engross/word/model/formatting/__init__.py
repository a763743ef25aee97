"""A Word file's styles, theme and direct formatting → what a reader sees: size, weight, colour and background."""

from engross.word.model.formatting.colours import Colour, contrast
from engross.word.model.formatting.looks import Look, Looks

__all__ = ["Colour", "Look", "Looks", "contrast"]
