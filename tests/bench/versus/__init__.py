"""This build beside an earlier one (commit 2354721) and beside docxtpl: ratios, taken in turns in one run."""
