"""Two thousand random documents → what their PDFs say otherwise, each with its seed and poppler's verdict.

The exit code is 1 if there is a false alarm, a fault of a PDF, or a planted loss that is not told.
`python -m tests.printed FIRST COUNT` does some of them again, `python -m tests.printed SEED FILE.docx` writes one down.
"""

from __future__ import annotations

import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

from msgspec.structs import replace

from engross.pdf import ConvertedPdf, WordFile, find_converter, to_pdf
from engross.pdf.comparison import first_difference, first_margin_difference, normalised
from engross.pdf.marked_text import marked_text
from engross.pdf.spoken_text import spoken_text, untagged_text
from engross.print_copy import Margins, PrintedText
from engross.word import for_conversion
from tests.engross.pdf.checker import faults
from tests.printed.documents import LABEL, document
from tests.printed.judge import verdict

DOCUMENTS = 2000
AT_ONCE = 64
PATIENCE = 30.0
"""How many seconds LibreOffice has for one document."""
_LEAST = 4
"""How long a word is that is planted: one or two letters may be those of a label."""


def main(words: list[str]) -> int:
    """Compare all, or some."""
    if len(words) > 1 and not words[1].isdigit():
        Path(words[1]).write_bytes(document(int(words[0])))
        return 0
    first, count = (int(words[0]), int(words[1])) if words else (0, DOCUMENTS)
    office, began, told = replace(find_converter(), patience=PATIENCE), time.monotonic(), Counter[str]()
    for start in range(first, first + count, AT_ONCE):
        seeds = range(start, min(start + AT_ONCE, first + count))
        files = [WordFile(str(seed), document(seed)) for seed in seeds]
        for file, result in zip(files, to_pdf(office, files, prepare=for_conversion), strict=True):
            if not isinstance(result, ConvertedPdf):  # some tables keep LibreOffice 7.4 busy for ever
                told["without a PDF"] += 1
                sys.stdout.write(f"seed {file.name}: without a PDF\n")
                continue
            for kind, message in _judged(file, result):
                told[kind] += 1
                sys.stdout.write(f"seed {file.name}: {kind}: {message}\n")
        sys.stdout.flush()
    sys.stdout.write(f"{count} documents in {time.monotonic() - began:.0f} seconds: {dict(told)}\n")
    return 1 if set(told) & {"false alarm", "fault", "not told"} else 0


def _judged(file: WordFile, result: ConvertedPdf) -> Iterator[tuple[str, str]]:
    """Yield what is said of a PDF, and of losses that are planted in it, each with what kind of thing that is."""
    text = for_conversion(file.data).text
    if text is None:
        raise AssertionError("no random document has tracked changes")
    differences = [warning for warning in result.warnings if warning.id.startswith("pdf-")]
    yield from ((verdict(text, result.data), str(each)) for each in differences)
    yield from (("fault", each) for each in faults(result.data))
    texts = marked_text(result.data)
    spoken, untagged = spoken_text(result.data, texts), untagged_text(texts)
    chance = Random(file.name)  # noqa: S311  # no secret
    if not differences:
        yield from (("not told", f"without {word}") for word in _losses(text, spoken, chance))
        lost = [Margins("lost " + each.header, each.footer + " lost") for each in text.first_margins]
        if lost and first_margin_difference(replace(text, first_margins=tuple(lost)), untagged) is None:
            yield "not told", "a word of the header"


def _losses(word: PrintedText, spoken: PrintedText, chance: Random) -> Iterator[str]:
    """Yield words of the Word file that may be taken out of what a PDF says without being missed."""
    stored = normalised(word.text)
    words = [match for match in re.finditer(r"\S+", spoken.text) if match[0] != LABEL]
    places = [match for match in words if len(normalised(match[0])) >= _LEAST and normalised(match[0]) in stored]
    for match in chance.sample(places, min(3, len(places))):
        rest = spoken.text[: match.start()] + spoken.text[match.end() :]
        if first_difference(word, replace(spoken, text=rest)) is None:
            yield match[0]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
