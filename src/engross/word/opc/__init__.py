"""A Word file as a package: parts, their names, relationships and stories. Knows nothing of templates."""
