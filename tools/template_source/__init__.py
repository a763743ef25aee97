"""Wording and house style → the parts of the two Word templates."""
