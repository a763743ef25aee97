"""Word templates → Word documents: compiled once, checked before any document exists, rendered many times."""
