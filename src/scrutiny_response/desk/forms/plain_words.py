"""What a message says of a file, as it lies on the disk → the same of the page on which it is filled in.

Beside `surface`, which knows what is typed at a command line, this is the one place for such words. What a file as such
is told of, by the lines that somebody wrote into it in a text editor, stays as it is: it is mended there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from scrutiny_response.desk.forms.rewording import reworded, rules

_SETTINGS = "the settings of the cycle"
_AGAIN = "and try again"

RULES = rules(
    # what is needed
    (r"^(`[^`]*`) is missing from this item of (`[^`]*`); .*", r"\1 is needed in this item of \2"),
    (r"^(`[^`]*`) is missing from (`[^`]*`); .*", r"\1 under \2 is needed"),
    (r"^(`[^`]*`) (?:is missing; add|has no value; write) .*", r"\1 is needed"),
    (r"write something after the `- `, or remove it", "write something, or remove it"),
    (r"give at least one item", "give at least one"),
    (r", or remove the key if it may be left out", ""),
    (r"so it cannot be left out; use .*", "so it cannot be left out; take it out of “Leave out”"),
    (r"add `decision:` with what the panel decided", "say under “Decision” what the panel decided"),
    (r"add `extension:`, or remove the document from the list",
     "fill in “More time”, or take the document out of “Documents wanted”"),
    # what stands in a field
    (r"is not a date as year-month-day", "is not a date"),
    (r"(?i)(the day) (\d{4})-0?(\d+)-0?(\d+) does not exist", r"\1 \4 \3 \2 does not exist"),
    (r"is a group of keys, where a text was expected; .*",
     "holds several answers, where a text was expected; write the text"),
    (r"is a list, where a text was expected; .*", "is a list, where a text was expected; write the text"),
    (r"where a group of keys was expected; write (.*) below it, two spaces further in",
     r"where several answers were expected; fill in \1"),
    (r"write each item on a line of its own, after `- `", "write each on a line of its own"),
    (r"is the text (`\w+`), where `true` or `false` was expected; write .*",
     r"is answered \1, where Yes or No was expected; choose one of them"),
    (r"this path (does not begin in the assessment's folder, with `/` between its steps)",
     "this does not begin in the folder of the partnerships' files, with `/` between folders"),
    (r"this path is neither that of a (Word file \(\.docx\) nor) of (a PDF)", r"this is neither a \1 \2"),
    (r"this path leads out", "this leads out"),
    (r"the braces in this path do not pair", "the braces do not pair"),
    (r"stands in the braces of this path", "stands in the braces"),
    (r", from the assessment's folder$", ", from the folder of the partnerships' files on"),
    (r"write the path without it", "leave it out of what names the report"),
    (r"the report's path", "what names the report,"),
    # what no page asks for
    (r"is not a key of this item of (`[^`]*`)", r"is asked for nowhere in this item of \1"),
    (r"is not a key of (`[^`]*`)", r"is asked for nowhere under \1"),
    (r"is not a key here", "is asked for nowhere"),
    (r"; the keys here are ", "; what is asked for is "),
    (r"; a text that holds a comma stands in quotes,.*", "; it follows a comma in another text: write that text whole"),
    (r"; YAML merge keys are not used: .*", "; write the values out where they are needed"),
    (r"put a text that holds a colon, or begins with a bracket or a hyphen, in quotes", "write the text"),
    # the file as such
    (r"is a YAML (alias|anchor)\b", "marks a value that is written once and used twice, which is not read"),
    (r"a YAML tag, with (`!`), stands here",
     r"a word that begins with \1 stands here, as if it said of which kind a value is"),
    (r"\S+ has faults, so this file cannot be accepted; .*",
     f"{_SETTINGS} have faults, so this cannot be accepted; put those right first: what they say belongs here too"),
    (r"no \S*cycle\.\w+ lies beside this file, so everything has to be said in it; .*",
     f"the cycle has no settings, so everything has to be said here; fill in {_SETTINGS} first"),
    (r", here or once in the cycle file", f", here or once in {_SETTINGS}"),
    (r"\bin the cycle file", f"in {_SETTINGS}"),
    (r"this folder holds no assessment \(\*\.yaml or \*\.json\).*",
     "there is no partnership here yet; begin one with “New partnership”"),
    (r"copy a sample assessment, which is text, and edit it in Notepad",
     "move it out of the folder, and begin the partnership anew here"),
    (r"; if they are wanted, name it too: .*", "; if they are wanted, move them into the folder of the others"),
    (r"the file begins with a list or a text, where keys such as (`[^`]*`) were expected",
     r"the file begins with a list or a text, where answers such as \1 were expected"),
    (r"with one key on each line", "with each answer on a line of its own"),
    (r"whole path may have", "name, with its folders, may have"),
    (r"this path has", "the name of this file, with its folders, has"),
    (r"choose (one|an output folder) with a shorter path", r"put the cycle into a folder with a shorter name"),
    (r"check its name and its permissions", "check that you may open it"),
    # what goes on
    (r"another run is writing into this folder", "documents are being written into this folder already"),
    (r"wait until (?:it|the other run) has ended, and run again", f"wait until that is done, {_AGAIN}"),
    (r"while the run was looking at it; wait until it is saved, and run again",
     f"while it was looked at; wait until it is saved, {_AGAIN}"),
    (r"while the run was looking at it", "while it was looked at"),
    (r"what the run knows cannot be set down", "what was made cannot be noted"),
    (r", or name another folder in the environment variable TMPDIR", ""),
    (r"a run that was stopped", "work that was stopped"),
    (r"of this run would be", "would be"),
    (r"which is not in this run", "which is not made now"),
    (r"processes of this run", "programs that make the documents"),
    (r"adopt documents that `output/manifest\.json` names; otherwise generate and issue them",
     "record only what was made here; otherwise make the documents, and issue them"),
    (r"there is no manifest here", "nothing has been made here yet"),
    (r"generate it anew", "make it again"),
    (r"((?:, |; )?(?:and|then)) run again", r"\1 try again"),
    # what has to be installed
    (r"install it \(Debian[^()]*\), name its program in the variable \w+, or",
     "install it from libreoffice.org, or ask the IT department for it; or"),
    (r"install it \(Debian[^()]*\)", "ask the IT department for it"),
    (r"the Python library", "the library"),
    (r"install it \(pip install [^()]*\)|install (?:it in the folder of the software with: pip|the software) .*",
     "ask whoever installed this software to install that too"),
    # a returned plan is asked about on its page
    (r", and answer older plan: \w+", ", and choose “It is right as it is” if so"),
    (r", or answer columns: \w+ if", ", or choose “It is right as it is” if"),
    (r"answer tracked changes: \w+ \(([^()]*)\)", r"choose “It is right as it is” (\1)"),
    (r"answer plan: .*", "choose whose plan it is"),
    (r"answer status column: .*", "choose the one that counts"),
    (r"\banswer(?:, for example,| for each| under rows:| what (?:its|the) status| [^\s:;]+:).*",
     "choose the answer below"),
)  # fmt: skip
_ADDED = re.compile(r"\badd ((?:`[\w.]+(?:: [^`]+)?`(?:, | and )?)+)(?: to `\w+`)?$")
"""Keys that are to be added to a group, some with a value for an example."""
_WITH_VALUE = re.compile(r"`([\w.]+)(?:: [^`]+)?`")
_WRITTEN = re.compile(r"`([\w.]+): ([^`]+)`(,)?( or (?:earlier|later)\b)?")
"""A key with its value, as it would be written into a file."""


def in_plain_words(text: str, called: Mapping[str, str]) -> str:
    """Return what a message says, without the words of files; `called` are the titles of keys."""
    text = _ADDED.sub(lambda added: "fill in " + _WITH_VALUE.sub(r"`\1`", added[1]), reworded(text, RULES))

    def at_its_field(match: re.Match[str]) -> str:
        key, value, comma, more = (match[number] or "" for number in range(1, 5))
        if key.rpartition(".")[2] not in called or value == "...":
            return match[0]
        return f"`{value}`{more} at `{key}`{comma}"

    return _WRITTEN.sub(at_its_field, text)
