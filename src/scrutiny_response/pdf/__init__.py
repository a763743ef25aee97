"""Word files → tagged PDF files, report and plan → one PDF: knows PDF and LibreOffice, nothing of inspections."""
