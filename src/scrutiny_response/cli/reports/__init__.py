"""Results of commands → the text that people read and the JSON that programs read."""
