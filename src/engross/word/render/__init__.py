"""Compiled parts and values → the parts of a document."""
