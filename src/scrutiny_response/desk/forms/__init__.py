"""The shape of an assessment or a cycle file → questions on pages, and what is answered there → values of the file."""
