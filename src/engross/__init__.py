"""Formal documents: Word templates compiled once and rendered many times, PDF, and appendices. Knows no inspections."""
