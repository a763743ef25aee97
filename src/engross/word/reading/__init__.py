"""A Word file that somebody filled in → what it says: paragraphs and tables by their grids, tracked changes told apart.

Rows and cells are found in content controls at any level, and what stands in a nested table belongs to that table.
"""

from engross.word.reading.read import read_document
from engross.word.reading.values import Cell, DocumentText, Paragraph, Row, Table

__all__ = ["Cell", "DocumentText", "Paragraph", "Row", "Table", "read_document"]
