"""Two thousand random documents → what their PDFs say otherwise, each with its seed; exit code 1 if there is anything.

`python -m tests.printed FIRST COUNT` does some of them again, `python -m tests.printed SEED FILE.docx` writes one down.
"""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from pathlib import Path

from engross.pdf import ConvertedPdf, WordFile, find_converter, to_pdf
from engross.word import for_conversion
from tests.engross.pdf.checker import faults
from tests.printed.documents import document

DOCUMENTS = 2000
AT_ONCE = 64
PATIENCE = 30.0
"""How many seconds LibreOffice has for one document."""


def main(words: list[str]) -> int:
    """Compare all, or some."""
    if len(words) > 1 and not words[1].isdigit():
        Path(words[1]).write_bytes(document(int(words[0])))
        return 0
    first, count = (int(words[0]), int(words[1])) if words else (0, DOCUMENTS)
    office, began, total, lacking = replace(find_converter(), patience=PATIENCE), time.monotonic(), 0, 0
    for start in range(first, first + count, AT_ONCE):
        seeds = range(start, min(start + AT_ONCE, first + count))
        results = to_pdf(office, [WordFile(str(seed), document(seed)) for seed in seeds], prepare=for_conversion)
        for seed, result in zip(seeds, results, strict=True):
            if not isinstance(result, ConvertedPdf):  # some tables keep LibreOffice 7.4 busy for ever
                lacking += 1
                continue
            told = [*(str(w) for w in result.warnings if w.id.startswith("pdf-")), *faults(result.data)]
            total += bool(told)
            sys.stdout.writelines(f"seed {seed}: {each}\n" for each in told)
        sys.stdout.flush()
    sys.stdout.write(
        f"{count} documents in {time.monotonic() - began:.0f} seconds, {total} with a difference or a fault\n"
    )
    return 1 if total else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
