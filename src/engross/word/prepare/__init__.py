"""Whether a Word file may be used, and the file without what must not be copied."""
