"""An Excel workbook of a cycle → the same as its files: an assessment for each sheet, every value with its cell."""
