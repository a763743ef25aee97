"""What the YAML parser could not read → a problem in words for people who do not know YAML."""

from __future__ import annotations

import re

import yaml

from scrutiny_response.intake.tree import Source
from scrutiny_response.problems import Problem, TextPlace

_COLON = "a text in which a colon and a space stand is put in quotes; check the indentation otherwise"
_CLOSE = "close it with the same mark; a quotation mark within is written twice"
_LINE_UP = "the keys of one group begin in the same column, and each has a colon and a space after it"
_TAB = "use spaces: two for each step"
_BY_PROBLEM = {
    "mapping values are not allowed in this context": ("a colon is not expected here", _COLON),
    "found a tab character that violates indentation": ("a tab stands in the indentation", _TAB),
    "found a tab character where an indentation space is expected": ("a tab stands in the indentation", _TAB),
    "found unexpected end of stream": ("the text in quotes that begins here is never closed", _CLOSE),
    "found unexpected document indicator": ("the text in quotes that begins here is never closed", _CLOSE),
    "did not find expected ',' or ']'": ("the list that begins here with `[` is not closed with `]`", "close it"),
    "did not find expected ',' or '}'": ("the map that begins here with `{` is not closed with `}`", "close it"),
    "did not find expected node content": (
        "a value was expected here",
        "close every `[` and `{`; a text that begins with a bracket, a brace or a comma is put in quotes",
    ),
    "did not find expected key": ("this line does not line up with the lines before it", _LINE_UP),
    "did not find expected '-' indicator": (
        "this line does not line up with the list before it",
        "the items of one list begin with `- ` in the same column",
    ),
    "could not find expected ':'": ("this is neither a key with a colon nor part of a text", _LINE_UP),
    "block sequence entries are not allowed in this context": (
        "a list item, `- `, is not expected here",
        "begin the list on the next line; a text that begins with a hyphen and a space is put in quotes",
    ),
    "found unknown escape character": (
        "the backslash is followed by a letter that means nothing",
        "write the backslash twice, or put the text in single quotes",
    ),
    "found invalid Unicode character escape code": (
        "this escape stands for no character that a text can hold",
        "type the character itself",
    ),
    "did not find expected comment or line break": (
        "text follows the `|` or `>` on its line",
        "begin the text on the next line, two spaces further in",
    ),
    "did not find expected <document start>": ("something follows the end of the values", "take it out"),
    "did not find expected alphabetic or numeric character": (
        "a text cannot begin with `*` or `&`",
        "put the text in quotes",
    ),
}
_AT_CONTEXT = re.compile("never closed|not closed|text cannot begin|text follows the `|neither a key")
_AFTER_QUOTES = ("text follows the closing quotation mark", "a quotation mark within a text in quotes is written twice")


def fault_of(error: yaml.MarkedYAMLError, source: Source) -> Problem:
    """The parser's one complaint, at the place where its cause stands."""
    place = _place(error.problem_mark, source)
    message, hint = _words(error, place)
    if error.context_mark is not None and _AT_CONTEXT.search(message):
        place = _place(error.context_mark, source)
    return Problem("not-yaml", place, message, hint)


def _words(error: yaml.MarkedYAMLError, place: TextPlace) -> tuple[str, str]:
    problem = error.problem or ""
    character = place.text[place.column - 1 : place.column]
    before = place.text[: place.column - 1].rstrip()
    if problem == "found character that cannot start any token":
        if character == "\t":
            return _BY_PROBLEM["found a tab character that violates indentation"]
        return f"a text cannot begin with `{character}`", "put the text in quotes"
    if problem == "did not find expected key" and before.endswith(("'", '"')):
        return _AFTER_QUOTES
    return _BY_PROBLEM.get(problem, ("this is not YAML", "compare it with a sample assessment; texts may need quotes"))


def _place(mark: yaml.Mark | None, source: Source) -> TextPlace:
    """The libyaml mark's place; at the end of the file, the last line with anything on it."""
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    if line > 1 and not any(text.strip() for text in source.lines[line - 1 :]):
        line = max(number for number, text in enumerate(source.lines, 1) if text.strip() or number == 1)
        column = len(source.lines[line - 1]) + 1
    return source.place(line, column)
