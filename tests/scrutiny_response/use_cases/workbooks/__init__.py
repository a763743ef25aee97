"""The cycle as a workbook: written, filled in with other programs in all ways that people do, and brought in."""
