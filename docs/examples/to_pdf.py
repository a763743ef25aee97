from pathlib import Path

from engross.pdf import WordFile, find_converter

letter = WordFile("letter.docx", Path("letter.docx").read_bytes())
(result,) = to_pdf(find_converter(), [letter])
if not isinstance(result, Problem):
    Path("letter.pdf").write_bytes(result.data)
