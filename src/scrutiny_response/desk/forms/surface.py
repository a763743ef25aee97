"""What a message says to somebody at a command line → the same for somebody at the desk: what to press there.

A problem is told by the use case that met it, in words that fit a terminal. This is the one place where they are put
into the words of a page. A test reads every message of the software, and fails if one would name an option or a command
on a page.
"""

from __future__ import annotations

import datetime as dt
import re
from itertools import pairwise

from engross.days import spelled
from scrutiny_response.desk.forms.rewording import QUOTATION, reworded, reworded_by, rules

_REPLACE_EDITED = "make the documents with “Also replace what was edited in Word”"
_ITS_DOCUMENTS = "on the page of its documents"

RULES = rules(
    # how a text is written is a matter of files
    (r"; after `?>-`?, which folds lines, it takes two", ""),
    # the documents are made
    (r"`?scrutiny generate --overwrite-edited`? makes it again", f"{_REPLACE_EDITED} to have it again"),
    (r"run again with --overwrite-edited, and it is again", f"{_REPLACE_EDITED}, and it is again"),
    (r"run again with --overwrite-edited", _REPLACE_EDITED),
    (r"(?:run `scrutiny generate|run again with|\(scrutiny generate) --pdf`?", "make a PDF beside each document"),
    (r"make the PDF first make a PDF beside each document", "make the PDF first (choose “A PDF beside each document”"),
    (
        r"or make it again: scrutiny generate --follow-up --dated (\S+)",
        r"or write it again under Due, dated \1",
    ),
    (r"or make it again with --again", "or choose “Make everything again” where all documents are made"),
    (r"(?:run|type) `?scrutiny generate`?(?: first)?", "make the documents"),
    (r"generate the documents first", "make the documents first"),
    (r"(has not been|since it was) generated", r"\1 made"),
    (r"give --(?:dated|reply-by) ", "take "),
    (r", which `scrutiny init` makes,", ""),
    # they are issued, corrected, recorded
    (r'`?--as-edited "REASON"`? issues it as it is', "issue it with the reason under “Issue as edited in Word”"),
    (r'(?:to )?correct it: scrutiny issue REFERENCE --replaces "REASON"', f"correct it {_ITS_DOCUMENTS}"),
    (r'issue it: scrutiny issue REFERENCE --replaces "REASON"', f"issue it {_ITS_DOCUMENTS}"),
    (r"issue it without --replaces", "issue it first"),
    (r"make it again with --draft", "write the draft again"),
    (r"record it with: scrutiny issue --adopt REFERENCE \.\.\.", f"record it as sent {_ITS_DOCUMENTS}"),
    (r"adopt what was sent by then, with --document", "choose only what was sent by then"),
    (r"accept it with --accept \S+", "choose it under “Meant as it is”"),
    (r"if it is named: --document NAME", "if it is chosen"),
    (r": --document [\w-]+(?: --document [\w-]+)*", ""),
    (r"see `scrutiny issue`, or name the record's folder with --record", f"see what stands {_ITS_DOCUMENTS}"),
    (r"see `scrutiny issue`", f"see what stands {_ITS_DOCUMENTS}"),
    (r"see `scrutiny verify`", "choose “Compare with what was made” under Documents to see more"),
    (
        r"check the day that --on gives; without it, it is today by this computer's clock; if the record has the wrong "
        r"day, which stays, give --on (\S+) or later",
        r"check the day; if the record has the wrong day, which stays, say \1 or later",
    ),
    # e-mails, returned plans, what was agreed
    (r"make it first: scrutiny emails", "write the drafts first"),
    (r"make the draft again: scrutiny emails", "write the drafts again"),
    (r"write the answers into a text file, and name it with --answers", "answer what is asked first"),
    (r"answer in a file for --answers, under the file's name, plan: REFERENCE", "say whose plan it is"),
    (r": scrutiny returned FILE --record --on DATE", ", under Returned plans"),
    (r", as --area .*", ""),
    (r"name the folder of its assessments with --inputs; here there is", "in this cycle there is"),
    (r"say when it is: --review DATE", "say when it is"),
    (r"leave --original out", "leave the original timescale out"),
    (r"give the new timescale after --new", "give the new timescale"),
    (r"give a later one after --new", "give a later one"),
    # the workbook
    (r'say which is right: --take ".*?=workbook" or --take ".*?=file"', "choose below which is right"),
    (r"write one with: scrutiny workbook FILE\.xlsx", "download one under Documents, Workbook"),
    (r"bring it in first \(scrutiny workbook --read \S+\)", "bring it in first"),
    (r"name the folder behind the workbook; for a new", "for a new"),
    (r"make its file first with: scrutiny new NAME", "begin it first with “New partnership”"),
    (r"; `scrutiny check` says how", "; its page says how"),
    # reports, templates
    (r"see `scrutiny check-document`, correct the plan in Word", "correct the plan in Word"),
    (r", or name (?:their|another) folder with --templates", ""),
    (r", and the fields of `scrutiny template fields`", ", and the fields under Templates"),
    (r", leave (\w+) out of --only, or add --lose-tags", ""),
    (r", or restyle with --clear-direct", ""),
    # folders and the system
    (r"copy a sample file and change it", "fill it in here"),
    (r", or (?:name the folder|choose another|choose the folder it leads to) with --output", ""),
    (r" \(ulimit -n\), or use fewer --workers, and run again", ", and try again"),
    (r"run again with --workers 1", "try again"),
    # commands that are named in passing
    (r"run `?scrutiny check`?|`scrutiny check`", "“Check everything”"),
    (r"Used by `scrutiny attach`\. ?|Used by `scrutiny calendar`, whose `--alarm` comes first\. ?", ""),
)
_PLACES = re.compile(r" \([^()]*\.(?:ya?ml|json):\d+:\d+[^()]*\)")
"""Lines of files, which pages do not show."""
_ISO = re.compile(r"(?<![\w-])\d{4}-\d{2}-\d{2}(?![\w-])")
_WHEN = re.compile(rf"`(?:[\w.]+: )?{_ISO.pattern}(?: to {_ISO.pattern})?`")
"""A quotation that is a day or a time between two, alone or behind a key."""


def on_a_page(text: str) -> str:
    """Return what a message says, in the words of a page: what is pressed for a command, and days spelled out."""
    told = reworded_by(_PLACES, "", reworded(text, RULES))
    ends = [0, *(end for quotation in QUOTATION.finditer(told) for end in quotation.span()), len(told)]
    pieces = [told[start:end] for start, end in pairwise(ends)]
    return "".join(spelled_in(each) if not number % 2 or _WHEN.fullmatch(each) else each
                   for number, each in enumerate(pieces))  # fmt: skip


def spelled_in(text: str) -> str:
    """Return a text with its days in words; what is no day stays as it is written."""

    def in_words(match: re.Match[str]) -> str:
        try:
            return spelled(dt.date.fromisoformat(match[0]))
        except ValueError:
            return match[0]

    return _ISO.sub(in_words, text)
