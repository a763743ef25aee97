"""Jinja as templates may use it: tokens, trees, the environment and the code generator."""
