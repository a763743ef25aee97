"""A report's PDF and a plan's PDF → one PDF: `merge` does it, and each module beside it merges one kind of thing."""
