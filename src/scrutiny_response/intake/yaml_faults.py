"""What the YAML parser could not read → a problem in words for people who do not know YAML."""

from __future__ import annotations

import re

import yaml

from engross.problems import Problem, TextPlace
from scrutiny_response.intake.decoding import named
from scrutiny_response.intake.tree import Source

_COLON = ("a colon is not expected here", "put a text that contains a colon and a space in quotes")
_FURTHER_IN = (
    "this line is indented further than the one before it, which already has its value",
    "the keys of one group begin in the same column; put a text that contains a colon and a space in quotes",
)
_NO_SPACE = ("there is no space after this colon", "put one there, before the value")
_WITHIN = {
    "'": "write an apostrophe twice inside such quotes",
    '"': 'write a quotation mark inside such quotes as \\"',
}
_LINE_UP = "the keys of one group begin in the same column, and each has a colon and a space after it"
_TAB = "use spaces: two for each step"
_BY_PROBLEM = {
    "found a tab character that violates indentation": ("there is a tab in the indentation", _TAB),
    "found a tab character where an indentation space is expected": ("there is a tab in the indentation", _TAB),
    "did not find expected ',' or ']'": ("the list that begins here with `[` is not closed with `]`", "close it"),
    "did not find expected ',' or '}'": ("the group that begins here with `{` is not closed with `}`", "close it"),
    "did not find expected node content": (
        "a value was expected here",
        "close every `[` and `{`; put a text that begins with a bracket, a brace or a comma in quotes",
    ),
    "did not find expected key": ("this line does not line up with the lines before it", _LINE_UP),
    "did not find expected '-' indicator": (
        "this line does not line up with the list before it",
        "the items of one list begin with `- ` in the same column",
    ),
    "could not find expected ':'": ("this is neither a key with a colon nor part of a text", _LINE_UP),
    "block sequence entries are not allowed in this context": (
        "a list item, `- `, is not expected here",
        "begin the list on the next line; put a text that begins with a hyphen and a space in quotes",
    ),
    "found unknown escape character": (
        "the backslash is followed by a letter that means nothing",
        "write the backslash twice, or put the text in single quotes",
    ),
    "found invalid Unicode character escape code": (
        "this escape does not stand for a character that a text can hold",
        "type the character itself",
    ),
    "did not find expected comment or line break": (
        "text follows the `|` or `>` on its line",
        "begin the text on the next line, two spaces further in",
    ),
    "did not find expected <document start>": ("there is something after the end of the values", "remove it"),
    "did not find expected alphabetic or numeric character": (
        "a text cannot begin with `*` or `&`",
        "put the text in quotes",
    ),
}
_AT_CONTEXT = re.compile("never closed|not closed|text cannot begin|text follows the `|neither a key")
_NO_COLON = "could not find expected ':'"
_NO_SPACE_AFTER_HYPHEN = ("there is no space after this hyphen", "put one there, so that a list item begins")
_HYPHEN = re.compile(r" *-[^\s-]")
_COLONS = "mapping values are not allowed in this context"
_ENDS = {"found unexpected end of stream", "found unexpected document indicator"}
_WANTED = {"did not find expected key", "did not find expected ',' or '}'", "did not find expected ',' or ']'"}
_INDENTED = re.compile(r" *[^\S \t]")
_FIRST_COLON = re.compile(r" *(- +)*[\w-]+")
_COLON_ALONE = re.compile(r" *(?:- +)*[\w-]+(:)\S")


def fault_of(error: yaml.MarkedYAMLError, source: Source) -> Problem:
    """Return the parser's one complaint, at the place where its cause stands."""
    place = _place(error.problem_mark, source)
    context = _place(error.context_mark, source) if error.context_mark is not None else place
    cause = _line_before(error.problem or "", place, source)
    if cause is not None:
        place, (message, hint) = cause
    elif error.problem in _ENDS:
        place, message = context, "the text in quotes that begins here is never closed"
        hint = f"close it with the same mark; {_WITHIN.get(place.text[place.column - 1 :][:1], 'look for it')}"
    elif error.problem == _NO_COLON and _HYPHEN.match(context.text):
        place, (message, hint) = context, _NO_SPACE_AFTER_HYPHEN
    else:
        message, hint = _words(error, place)
        place = context if _AT_CONTEXT.search(message) else place
    return Problem("not-yaml", place, message, hint)


def odd_indentation(character: str) -> tuple[str, str]:
    """Return what is said of a space of another kind before the first word of a line, which YAML takes for a letter."""
    return f"{named(character)} is in the indentation", "use ordinary spaces: two for each step"


def _line_before(problem: str, place: TextPlace, source: Source) -> tuple[TextPlace, tuple[str, str]] | None:
    """Return what is wrong with the way in which this line or the one before it begins, and only shows here."""
    previous = next((number for number in range(place.line - 1, 0, -1) if source.lines[number - 1].strip()), place.line)
    for number in (place.line, previous):
        odd = _INDENTED.match(source.text_place(number, 1).text)
        if odd:
            return source.text_place(number, odd.end()), odd_indentation(odd[0][-1])
    if problem != _COLONS or not _FIRST_COLON.fullmatch(place.text[: place.column - 1]):
        return None
    squeezed = _COLON_ALONE.match(source.text_place(previous, 1).text)
    if squeezed:
        return source.text_place(previous, squeezed.start(1) + 1), _NO_SPACE
    column = len(place.text) - len(place.text.lstrip())
    return source.text_place(place.line, column + 1), _FURTHER_IN


def _words(error: yaml.MarkedYAMLError, place: TextPlace) -> tuple[str, str]:
    problem = error.problem or ""
    if problem == _COLONS:
        return _COLON
    character = place.text[place.column - 1 : place.column]
    before_it = place.text[: place.column - 1].rstrip()
    if problem == "found character that cannot start any token":
        if character == "\t":
            return _BY_PROBLEM["found a tab character that violates indentation"]
        return f"a text cannot begin with `{character}`", "put the text in quotes"
    if problem in _WANTED and before_it.endswith(("'", '"')):
        return "text follows the closing quotation mark", _WITHIN[before_it[-1]]
    return _BY_PROBLEM.get(problem, ("this is not YAML", "compare it with a sample assessment; texts may need quotes"))


def _place(mark: yaml.Mark | None, source: Source) -> TextPlace:
    """Return the libyaml mark's place; at the end of the file, the last line with anything on it."""
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    if line > 1 and not any(text.strip() for text in source.lines[line - 1 :]):
        line = max(number for number, text in enumerate(source.lines, 1) if text.strip() or number == 1)
        column = len(source.lines[line - 1]) + 1
    return source.text_place(line, column)
