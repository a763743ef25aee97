"""Tests of the reading of assessment, cycle and framework files."""
