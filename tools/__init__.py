"""The tools that make what the project ships: not part of the installed package."""
