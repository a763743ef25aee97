"""What a Word file says: styles, headings, lists, sections, formatting, pictures. One answer to each question."""
