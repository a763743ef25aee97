"""The rules of the framework and the values of an assessment. Knows no files and no formats."""
