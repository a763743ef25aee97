"""A tree made ready for its writer gives the code that Jinja's own walks through it would give."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import nodes

from engross.word.language.ast_passes import Tree, compile_ready
from engross.word.language.environment import Language
from engross.word.language.jinja_tokens import PRINT, PRINT_END, STATEMENT, STATEMENT_END
from engross.word.values.printing import printers

LANGUAGE = Language(printers([]))
_NAMES = st.sampled_from(["a", "b", "x", "loop", "self", "caller", "kwargs", "varargs"])
_FIELDS = st.tuples(_NAMES, st.sampled_from(["", ".of", ".of.at", ".index", "|upper", "|join(x)", "()"])).map("".join)
_EXPRESSIONS = st.one_of(
    _FIELDS,
    st.tuples(_FIELDS, st.sampled_from([" == ", " and ", " ~ ", " + ", " in "]), _FIELDS).map("".join),
    _FIELDS.map(lambda it: f"({it} if {it} else x)"),
    _FIELDS.map(lambda it: f"[{it}, ({it},), {{'x': {it}}}]"),
)


def printed(code: str) -> str:
    """A tag that prints, on a line of its own."""
    return f"{PRINT}{code}\n{PRINT_END}"


def said(*codes: str) -> str:
    """Statements, each on a line of its own, as the engine writes them."""
    return "".join(f"{STATEMENT}{code}\n{STATEMENT_END}" if at % 2 == 0 else code for at, code in enumerate(codes))


def _around(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    bodies = st.lists(inside, max_size=3).map("".join)
    stored = st.sampled_from(["a", "b", "x"])
    return st.one_of(
        st.builds(lambda e, b, c: said(f"if {e}", b, "else", c, "endif"), _EXPRESSIONS, bodies, bodies),
        st.builds(lambda e, f, b: said(f"if {e}", b, f"elif {f}", b, "endif"), _EXPRESSIONS, _EXPRESSIONS, bodies),
        st.builds(lambda n, e, b: said(f"for {n} in {e}", b, "endfor"), stored, _FIELDS, bodies),
        st.builds(lambda n, e, b: said(f"for {n}, y in {e} if {n}", b, "else", b, "endfor"), stored, _FIELDS, bodies),
        st.builds(lambda n, e, b: said(f"for {n} in {e} recursive", b, "endfor"), stored, _FIELDS, bodies),
        st.builds(lambda n, e, b: said(f"macro {n}(y, z={e})", b, "endmacro"), stored, _FIELDS, bodies),
        st.builds(lambda n, b: said(f"call(y) {n}(1)", b, "endcall"), stored, bodies),
        st.builds(lambda n, e, b: said(f"with {n} = {e}", b, "endwith"), stored, _EXPRESSIONS, bodies),
        st.builds(lambda n, b: said(f"set {n}", b, "endset"), stored, bodies),
    )


_SOURCES = st.lists(
    st.recursive(
        st.one_of(
            st.just("text"),
            _EXPRESSIONS.map(printed),
            st.builds(lambda n, e: said(f"set {n} = {e}"), _NAMES.filter(lambda it: it in "abx"), _EXPRESSIONS),
            st.builds(lambda e: said(f"set x.of = {e}"), _EXPRESSIONS),
            st.builds(lambda e: said(f"do {e}"), _EXPRESSIONS),
        ),
        _around,
        max_leaves=12,
    ),
    max_size=4,
).map("".join)


def code(tree: Tree) -> str:
    """The Python code of a tree, in which everything that stands on a line is printed at the site of that number."""
    ready = compile_ready(tree, lambda line: line, {})
    return str(LANGUAGE.compile(ready, "part", "part", raw=True))


@given(_SOURCES)
def test_the_names_that_are_known_are_those_that_jinja_finds(source: str) -> None:
    known = LANGUAGE.read(source)
    written = code(known)
    assert written == code(LANGUAGE.read(source)._replace(names={}))
    compile(written, "part", "exec")


@given(_SOURCES)
def test_everything_below_the_root_is_there_once_and_in_order(source: str) -> None:
    tree = LANGUAGE.read(source)
    assert [id(node) for node in tree.inside] == [id(node) for node in tree.root.find_all(nodes.Node)]
    assert all(node.environment is LANGUAGE and node.lineno for node in [tree.root, *tree.inside])


def test_what_is_printed_without_a_site_is_an_error_of_the_engine() -> None:
    tree = LANGUAGE.read(printed("a"))
    with pytest.raises(AssertionError, match="whatever is printed has a site"):
        LANGUAGE.compile(compile_ready(tree, lambda _: None, {}), "part", "part")


@pytest.mark.parametrize(
    ("source", "names"),
    [
        (printed("a.b|join(c) ~ d['e']"), ["a", "c", "d"]),
        (said("for a in b.c if a.d", printed("e"), "endfor"), ["a", "b", "e", "a"]),
        (said("if a == 'b'", said("set c = d"), "endif"), ["a", "c", "d"]),
    ],
)
def test_the_names_of_a_statement_are_in_the_order_in_which_they_stand(source: str, names: list[str]) -> None:
    tree = LANGUAGE.read(source)
    found: list[Any] = tree.names[tree.root.body[0]]
    assert [name.name for name in found] == names
