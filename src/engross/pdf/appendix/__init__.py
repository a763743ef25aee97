"""A report's PDF and a plan's PDF → one PDF: `story` tells it, and each room beside it merges one kind of thing."""
