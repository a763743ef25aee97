"""A text in Markdown → paragraphs, lists and tables in the template's own styles."""
