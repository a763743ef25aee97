"""Files changed in a few places: laws over random edits, and the lines that change, as people see them."""
