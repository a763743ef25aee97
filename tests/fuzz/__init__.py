"""Files that somebody damaged, by fixed seeds → what the command makes of each: an answer, and never a traceback.

`python -m tests.fuzz` does all of it and prints a table; `python -m tests.fuzz KIND SEED` does one run again.
"""
