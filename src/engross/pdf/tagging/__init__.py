"""The tags of a PDF, mended: all that is painted is tagged or an artifact, and the tags say what the Word file says."""
