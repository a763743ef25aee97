"""Whether every sentence of every document is true and whole: variants of an assessment, and the rules they keep."""
