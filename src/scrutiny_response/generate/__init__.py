"""An inspection cycle → its documents: read, build, compare, commit."""
