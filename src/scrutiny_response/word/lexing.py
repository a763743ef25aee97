"""A source → Jinja's tokens, in one pass over what nearly all tags are made of.

Jinja's lexer tries one rule after another at each token, which is a good part of the time that compiling takes. What
is not read here (numbers with points, escapes in strings, whatever is wrong) is left to it, the whole source with it.
"""

from __future__ import annotations

import re

from jinja2.lexer import Token, operator_re, operators

STATEMENT, STATEMENT_END, PRINT, PRINT_END, COMMENT, COMMENT_END = "\x01", "\x02", "\x03", "\x04", "\x05", "\x06"
"""What tags stand between in a source: characters that no XML can hold."""
_TAG = re.compile(f"([{STATEMENT}{PRINT}])([^{STATEMENT}-{PRINT_END}]*?)\\s*([{STATEMENT_END}{PRINT_END}])")
_ENDS = {STATEMENT: STATEMENT_END, PRINT: PRINT_END}
_NAMES = {STATEMENT: "block_begin", STATEMENT_END: "block_end", PRINT: "variable_begin", PRINT_END: "variable_end"}
_SIGNS = frozenset(_NAMES.values())
_TOKEN = re.compile(
    r"\s*(?:([^\W\d]\w*)|'([^'\\\r]*)'|\"([^\"\\\r]*)\"|(0|[1-9]\d*)(?![\w.])|" + operator_re.pattern + ")"
)
_NAME, _STRINGS, _INTEGER, _OPERATOR = 1, (2, 3), 4, 5
_BRACKETS = {")": "(", "]": "[", "}": "{"}


def tokens(source: str) -> list[Token] | None:
    """The tokens of a source whose tags stand between this module's delimiters; None where Jinja has to read it."""
    if "\r" in source or COMMENT in source:
        return None
    found: list[Token] = []
    at, line = 0, 1
    for tag in _TAG.finditer(source):
        begin, code, end = tag.groups()
        if at < tag.start():
            found.append(Token(line, "data", source[at : tag.start()]))
            line += source.count("\n", at, tag.start())
        found.append(Token(line, _NAMES[begin], begin))
        if _ENDS[begin] != end or code.startswith(("-", "+")) or code.strip() == "raw" or not _read(code, line, found):
            return None
        line += source.count("\n", tag.start(), tag.end())
        found.append(Token(line, _NAMES[end], end))
        at = tag.end()
    if sum(map(source.count, _NAMES)) != sum(token.type in _SIGNS for token in found):
        return None
    return [*found, Token(line, "data", source[at:])] if at < len(source) else found


def _read(code: str, line: int, found: list[Token]) -> bool:
    """Put the tokens of one tag's code, which is one line, at the end of `found`; False at what is not read here."""
    at = 0
    opened: list[str] = []
    while at < len(code):
        match = _TOKEN.match(code, at)
        if match is None:
            return False
        at = match.end()
        kind = match.lastindex or 0
        text = match[kind]
        if kind == _NAME and text.isidentifier():
            found.append(Token(line, "name", text))
        elif kind in _STRINGS:
            found.append(Token(line, "string", text))
        elif kind == _INTEGER:
            found.append(Token(line, "integer", int(text)))  # type: ignore[arg-type]  # as Jinja's own lexer gives it
        elif kind == _OPERATOR and _is_balanced(text, opened):
            found.append(Token(line, operators[text], text))
        else:
            return False
    return not opened and "\n" not in code


def _is_balanced(operator: str, opened: list[str]) -> bool:
    """Whether an operator closes no bracket but the one that was opened last."""
    if operator in _BRACKETS:
        return bool(opened) and opened.pop() == _BRACKETS[operator]
    if operator in "([{":
        opened.append(operator)
    return True
