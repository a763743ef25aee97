"""The cycle's files ↔ an Excel workbook that people fill in; the files are its home, and the workbook a copy."""
