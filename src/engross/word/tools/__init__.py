"""What authors of templates ask about their files: tags, fields, comments, text."""
