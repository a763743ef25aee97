"""Random Word documents → PDFs, held against each other: a difference here is a false alarm, or LibreOffice's fault."""
