"""Jinja sources → their trees, and the mistakes in the code of each tag, all at once, in plain words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from unicodedata import normalize

from jinja2 import TemplateSyntaxError, nodes

from engross.word.language.arguments import faults, public, suggestion
from engross.word.language.ast_passes import Tree
from engross.word.language.environment import Language, nearest
from engross.word.language.jinja_tokens import PRINT, PRINT_END, STATEMENT, STATEMENT_END
from engross.word.tags.jinja_source import JinjaSource
from engross.word.tags.tag_table import BLOCKS, CELL_WORDS, CLOSINGS, LIST_WORDS, MIDDLES, Tag, Tags

_WRAPPED = {"elif": ("if true", "{}", "endif"), "else": ("if true", "{}", "endif")}
_UNSUPPORTED = {
    "include": "put the text into this template",
    "import": "write the macro into this template",
    "from": "write the macro into this template",
    "extends": "put the text into this template",
    "block": "put the text into this template",
    "raw": "write literal braces as {_{ and }_}",
    "endraw": "write literal braces as {_{ and }_}",
    "filter": "use the filter on each value: {{ … | name }}",
    "autoescape": "leave it out: everything printed is escaped",
    "trans": "write the text itself",
}
_NAMED = frozenset({nodes.Filter, nodes.Test, nodes.Name})
_USUAL = re.compile("[A-Za-z][A-Za-z0-9_]*")
"""A name of which nothing can be said."""
_ELSE_IF = re.compile(r"else\s+if\b")
_STRING = re.compile(r"'[^']*'|\"[^\"]*\"")
_SIGNS = {"≥": ">=", "≤": "<=", "≠": "!=", "<>": "!=", "=>": ">=", "=<": "<=", "&&": "and", "||": "or", "×": "*",
          "÷": "/", "!==": "!=", "===": "==", "&": "and, or ~ to join two texts", "¬": "not"}  # fmt: skip
"""Signs of other languages, and what is written for them here."""
_OF_OTHERS = {
    "elseif": "{% elif … %}",
    "elsif": "{% elif … %}",
    "end": "{% endif %} or {% endfor %}",
    "endforeach": "{% endfor %}",
    "endunless": "{% endif %}",
    "foreach": "{% for … in … %}",
    "unless": "{% if not … %}",
}
"""Words that begin tags in other languages for templates, and what is written for them here."""
_ALONE = frozenset({"set", "do", "break", "continue"})
_KNOWN = sorted({*BLOCKS, *MIDDLES, *CLOSINGS, *_ALONE, *CELL_WORDS, *LIST_WORDS} - set(_UNSUPPORTED))


def parse_sources(sources: Sequence[JinjaSource], tags: Tags, language: Language) -> list[Tree]:
    """Return Jinja's tree of each source; an empty list if something is wrong already or one of them cannot be read.

    Mistakes are added to `tags`. If there are no trees, each tag is read by itself, so that all mistakes are found.
    """
    _check_words(tags)
    trees = _trees(sources, language) if not tags.errors else []
    _check_each(tags, language, {"check"} if trees else {"check", "print", "statement"})
    for source, tree in zip(sources, trees, strict=False):
        _check_names(tree.inside, language, tags, partial(_tag_on, tags, source))
    return trees


def _trees(sources: Sequence[JinjaSource], language: Language) -> list[Tree]:
    try:
        return [language.read(source.text) for source in sources]
    except TemplateSyntaxError:
        return []


def _tag_on(tags: Tags, source: JinjaSource, line: int) -> Tag | None:
    number = source.tag_on(line)
    return None if number is None else tags.tags[number]


def _check_words(tags: Tags) -> None:
    """Report every statement that begins with no word known here."""
    for tag in list(tags.tags):
        if tag.kind == "statement" and tag.word in _UNSUPPORTED:
            tags.report("not-supported", tag.place, f"{{% {tag.word} %}} has no meaning in a Word template",
                        _UNSUPPORTED[tag.word])  # fmt: skip
        elif tag.kind == "statement" and tag.word not in _KNOWN:
            message = f"{tag.word!r} is no word that a {{% %}} tag can begin with" if tag.word else "the tag is empty"
            tags.report("unknown-statement", tag.place, message, _meant(tag.word.lower()))


def _meant(word: str) -> str:
    """Return what is to be written in place of a word that means nothing here."""
    if word in _OF_OTHERS:
        return f"write it as {_OF_OTHERS[word]}"
    hint = nearest(word, _KNOWN)
    return hint if hint.startswith("did") else "tags that print a value are written {{ … }}"


def _check_each(tags: Tags, language: Language, kinds: set[str]) -> None:
    """Report every tag of these kinds whose code Jinja cannot read, each read by itself, with what to do."""
    for tag in list(tags.tags):
        is_known = tag.kind != "statement" or (tag.word in _KNOWN and tag.word not in _UNSUPPORTED)
        if tag.kind in kinds and tag.place.region and is_known:
            try:
                tree = language.read(_whole(tag))
            except TemplateSyntaxError as error:
                tags.report("syntax", tag.place, *_plainly(str(error.message), tag.code))
            else:
                _check_names(tree.inside, language, tags, partial(_always, tag))


def _always(tag: Tag, _: int) -> Tag:
    return tag


def _check_names(
    inside: Iterable[nodes.Node], language: Language, tags: Tags, tag_on: Callable[[int], Tag | None]
) -> None:
    """Report the filters, tests and names of a tree that no template may use; `tag_on` gives the tag on a line."""
    callables = {"filter": language.filters, "test": language.tests}
    for node in inside:
        if type(node) not in _NAMED or (isinstance(node, nodes.Name) and _USUAL.fullmatch(node.name)):
            continue
        tag = tag_on(node.lineno)
        if tag is None or tag.ours:
            continue
        if isinstance(node, nodes.Name):
            usual = normalize("NFKC", node.name)
            if usual != node.name:
                tags.report("not-allowed", tag.place, f"the name {node.name!r} is another way to write {usual!r}",
                            f"write it as {usual!r}")  # fmt: skip
            if node.name.startswith("_") and node.name != "_":
                tags.report("not-allowed", tag.place, f"the name {node.name!r} begins with an underscore",
                            "give it a name that begins with a letter")  # fmt: skip
        elif isinstance(node, nodes.Filter | nodes.Test):
            kind = "filter" if isinstance(node, nodes.Filter) else "test"
            if node.name not in callables[kind] or node.name.startswith("_"):
                tags.report(f"unknown-{kind}", tag.place, f"there is no {kind} called {node.name!r}",
                            suggestion(node.name, public(callables[kind])))  # fmt: skip
                continue
            for fault in faults(node, callables):
                tags.report(fault[0], tag.place, *fault[1:])


def _whole(tag: Tag) -> str:
    """A tag as a complete piece of Jinja, so that its own code can be read by itself."""
    if tag.kind in {"print", "check"}:
        return f"{PRINT}{tag.code}\n{PRINT_END}"
    if tag.opens:
        end = BLOCKS.get(tag.word, "endset")
        return _statement(tag.code) + _statement(end)
    if tag.word in MIDDLES:
        return _statement("if true") + _statement(tag.code) + _statement("endif")
    if tag.word in CLOSINGS:
        opening = {"set": "set x", "for": "for x in ()", "macro": "macro x()", "call": "call x()"}
        word = CLOSINGS[tag.word]
        return _statement(opening.get(word, f"{word} true" if word == "if" else word)) + _statement(tag.code)
    if tag.word in {"break", "continue"}:
        return _statement("for x in ()") + _statement(tag.code) + _statement("endfor")
    return _statement(tag.code)


def _statement(code: str) -> str:
    return f"{STATEMENT}{code}\n{STATEMENT_END}"


def _plainly(message: str, code: str) -> tuple[str, str]:
    """Jinja's message in a template author's words, and what to do."""
    if message.startswith("expected token 'in'"):
        return "the tag does not say which list it goes over", "write it as {% for area in areas %}"
    words = _plain(message)
    if _ELSE_IF.match(code):
        return "else has no condition", f"write it as {{% {_ELSE_IF.sub('elif', code)} %}}"
    if words.startswith("then is found"):
        return words, "leave out then: the text after the tag is what is shown"
    sign = next((sign for sign in _SIGNS if sign in _STRING.sub("", code)), "")
    if sign:
        return f"{sign} means nothing in a tag", f"write {_SIGNS[sign]}"
    if words.startswith("string is found") and re.search("[\"']", code):
        hint = "check that each text has a quotation mark at both its ends; two texts are joined with ~"
        return f"a text in quotation marks{words.removeprefix('string')}", hint
    return words, "write == to compare two values" if words.startswith("= is found") else "correct the tag"


def _plain(message: str) -> str:
    """Jinja's message in a template author's words."""
    message = re.sub(r"expected token 'end of (print statement|statement block)', got '([^']*)'",
                     r"\2 is found where the tag should end", message)  # fmt: skip
    message = re.sub(r"[Uu]nexpected 'end of [^']*'", "something is missing at the end", message)
    message = re.sub(r"[Uu]nexpected '([^']*)'", r"\1 is found where it cannot stand", message)
    message = message.replace("Expected an expression, got 'end of print statement'", "the tag is empty")
    message = message.replace("Expected an expression, got 'end of statement block'", "something is missing at the end")
    message = message.replace("unexpected end of template", "the tag ends too early")
    return re.sub(r"unexpected char '(.)' at \d+", r"the character \1 cannot stand here", message).rstrip(".")
