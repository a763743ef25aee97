"""A source → Jinja's tokens, in one pass over what nearly all tags are made of.

Jinja's lexer tries one rule after another at each token, which is a good part of the time that compiling takes. What
is not read here (numbers with points, escapes in strings, whatever is wrong) is left to it, the whole source with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from jinja2.lexer import Token, operator_re, operators

STATEMENT, STATEMENT_END, PRINT, PRINT_END, COMMENT, COMMENT_END = "\x01", "\x02", "\x03", "\x04", "\x05", "\x06"
"""What tags stand between in a source: characters that no XML can hold."""
_TAG = re.compile(f"([{STATEMENT}{PRINT}])([^{STATEMENT}-{PRINT_END}]*?)\\s*([{STATEMENT_END}{PRINT_END}])")
_ENDS = {STATEMENT: STATEMENT_END, PRINT: PRINT_END}
_NAMES = {STATEMENT: "block_begin", STATEMENT_END: "block_end", PRINT: "variable_begin", PRINT_END: "variable_end"}
_token: Callable[[tuple[int, str, str | int]], Token] = partial(tuple.__new__, Token)
"""A token of these three; Jinja's own lexer gives an integer as a number, which its types do not say."""
_TOKEN = re.compile(
    r"\s*(?:([^\W\d]\w*)|'([^'\\\r]*)'|\"([^\"\\\r]*)\"|(0|[1-9]\d*)(?![\w.])|" + operator_re.pattern + ")"
)
_NAME, _STRINGS, _INTEGER, _OPERATOR = 1, (2, 3), 4, 5
_BRACKETS = {")": "(", "]": "[", "}": "{"}


def tokens(source: str) -> list[Token] | None:
    """The tokens of a source whose tags stand between this module's delimiters; None where Jinja has to read it."""
    if "\r" in source or COMMENT in source:
        return None
    result: list[Token] = []
    at, line, signs = 0, 1, 0
    read: dict[str, list[tuple[str, str | int]] | None] = {}
    for tag in _TAG.finditer(source):
        begin, code, end = tag.groups()
        if code not in read:
            read[code] = _read(code)
        inside = read[code]
        if inside is None or _ENDS[begin] != end:
            return None
        if at < tag.start():
            result.append(Token(line, "data", source[at : tag.start()]))
            line += source.count("\n", at, tag.start())
        result.append(Token(line, _NAMES[begin], begin))
        result += [_token((line, *kind_and_text)) for kind_and_text in inside]
        line += source.count("\n", tag.start(), tag.end())
        result.append(Token(line, _NAMES[end], end))
        at = tag.end()
        signs += 2
    if sum(map(source.count, _NAMES)) != signs:
        return None
    return [*result, Token(line, "data", source[at:])] if at < len(source) else result


def _read(code: str) -> list[tuple[str, str | int]] | None:
    """The tokens of one tag's code, which is one line, without that line; None at what is not read here."""
    if code.startswith(("-", "+")) or "\n" in code or code.strip() == "raw":
        return None
    result: list[tuple[str, str | int]] = []
    at = 0
    opened: list[str] = []
    for match in _TOKEN.finditer(code):
        kind = match.lastindex or 0
        text = match[kind]
        if match.start() != at:
            return None
        at = match.end()
        if kind == _NAME and text.isidentifier():
            result.append(("name", text))
        elif kind in _STRINGS:
            result.append(("string", text))
        elif kind == _INTEGER:
            result.append(("integer", int(text)))
        elif kind == _OPERATOR and _is_balanced(text, opened):
            result.append((operators[text], text))
        else:
            return None
    return result if at == len(code) and not opened else None


def _is_balanced(operator: str, opened: list[str]) -> bool:
    """Whether an operator closes no bracket but the one that was opened last."""
    if operator in _BRACKETS:
        return bool(opened) and opened.pop() == _BRACKETS[operator]
    if operator in "([{":
        opened.append(operator)
    return True
