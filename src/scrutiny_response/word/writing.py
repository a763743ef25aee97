"""Jinja's tree → the Python code of a template, with the short ways for what is done most."""

from __future__ import annotations

from collections.abc import Iterable
from keyword import iskeyword
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator
from jinja2.idtracking import VAR_LOAD_RESOLVE

from scrutiny_response.word.printing import PRINT_PLAIN, PRINT_RICH, PRINT_TEXT

_AS_IT_IS = {
    PRINT_TEXT: '_it.isprintable() and "<" not in _it and "&" not in _it and "]]>" not in _it',
    PRINT_PLAIN: """_it.isprintable() and "<" not in _it and "&" not in _it and ">" not in _it and '"' not in _it""",
}
"""What the short way asks of a text before it is printed as it is."""


_ENDLESS = float("inf")


class Having:
    """The types that have a field of some name, under that name, as far as templates have met them.

    A field of such a type is read by the template's own code, with no call: reading fields is most of what it does.
    """


def _nothing(_: object) -> None:
    return None


def _none(_: object) -> tuple[nodes.Node, ...]:
    return ()


class _Written(dict[str, str]):
    """What Jinja's code calls a filter or a test."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self.kind = kind

    def __missing__(self, name: str) -> str:
        return f"{self.kind}[{name!r}]"


class Writer(CodeGenerator):
    """Writes Jinja's code with the short ways for what is done most: reading a field, and printing a plain text.

    What the printer gives is XML already, and is not escaped again. Macros and block variables give what `made` says,
    not text that Jinja takes for code wherever it is used.
    """

    def __init__(self, environment: Any, *rest: Any, **named: Any) -> None:
        super().__init__(environment, *rest, **named)
        self.having: dict[str, set[type]] = vars(environment.having)
        self._visitors: dict[type, Any] = {}
        self.filters, self.tests = _Written("filters"), _Written("tests")

    def visit(self, node: nodes.Node, *args: Any, **kwargs: Any) -> Any:
        """As Jinja does it, with the method for a kind of node looked up once: a tree has thousands of a few kinds."""
        kind = type(node)
        if kind not in self._visitors:
            self._visitors[kind] = self.get_visitor(node) or self.generic_visit
        return self._visitors[kind](node, *args, **kwargs)

    def visit_Template(self, node: nodes.Template, frame: Any = None) -> None:  # noqa: N802  # Jinja's visitors are so named
        node.__dict__.update(find=_nothing, find_all=_none)  # what Jinja looks for is not in the language: inheritance
        super().visit_Template(node, frame)

    def write_commons(self) -> None:
        super().write_commons()
        self.writeline("resolve = context.resolve")  # gives undefined, where Jinja's own asks at each use whether it is
        self.writeline("having, filters, tests = environment.having, environment.filters, environment.tests")

    def pull_dependencies(self, nodes: Iterable[nodes.Node]) -> None:
        """Nothing: filters and tests are looked up where they are used, and that they exist has been checked."""

    def visit_Name(self, node: nodes.Name, frame: Any) -> None:  # noqa: N802  # likewise
        ref = frame.symbols.ref(node.name)
        load = frame.symbols.find_load(ref)
        if node.ctx == "load" and load is not None and load[0] == VAR_LOAD_RESOLVE:
            self.write(ref)
        else:
            super().visit_Name(node, frame)

    def visit_Const(self, node: nodes.Const, frame: Any) -> None:  # noqa: N802  # likewise
        if node.value == _ENDLESS:  # a number such as 1e999, which Jinja would write as a name that there is not
            self.write('float("inf")')
        else:
            super().visit_Const(node, frame)

    def visit_Getattr(self, node: nodes.Getattr, frame: Any) -> None:  # noqa: N802  # likewise
        if not node.attr.isascii() or node.attr.startswith("_") or iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        self.having.setdefault(node.attr, set())
        self.write("(_it." + node.attr + " if type(_it := ")
        self.visit(node.node, frame)
        self.write(f") in having.{node.attr} else environment.getattr(_it, {node.attr!r}))")

    def visit_Filter(self, node: nodes.Filter, frame: Any) -> None:  # noqa: N802  # likewise
        if node.name not in _AS_IT_IS or node.node is None:
            super().visit_Filter(node, frame)
            return
        self.write("(_it if type(_it := ")
        self.visit(node.node, frame)
        self.write(f") is str and {_AS_IT_IS[node.name]} else ")
        with self._filter_test_common(node, frame, is_filter=True):
            self.write("_it")
        self.write(")")

    def enter_frame(self, frame: Any) -> None:
        super().enter_frame(frame)
        if frame.rootlevel:
            self.buffer(frame)

    def leave_frame(self, frame: Any, with_python_scope: bool = False) -> None:
        if frame.rootlevel:
            self.writeline(f"yield whole(context, {frame.buffer})")
        super().leave_frame(frame, with_python_scope)

    def writeline(self, x: str, node: nodes.Node | None = None, extra: int = 0) -> None:
        super().writeline(x, node, extra)
        if x.startswith("from jinja2.runtime import"):
            super().writeline("from scrutiny_response.word.made import Macro, Markup, markup_join, whole, written")

    def visit_AssignBlock(self, node: nodes.AssignBlock, frame: Any) -> None:  # noqa: N802  # likewise
        """Write a block variable; its filter gets what the block made, and what the filter gives is no XML."""
        filter_, node.filter = node.filter, None
        super().visit_AssignBlock(node, frame)
        first = filter_
        while first is not None and isinstance(first.node, nodes.Filter):
            first = first.node
        if filter_ is not None and first is not None:
            first.node = _loaded(node.target)
            self.visit_Assign(nodes.Assign(node.target, filter_, lineno=node.lineno), frame)

    def start_write(self, frame: Any, node: nodes.Node | None = None) -> None:
        """Begin to write what a call block or a recursive loop gives, which goes past the tags that print."""
        super().start_write(frame, node)
        self._site = getattr(node, "site", None)
        self.write("written(" if self._site is None else f"filters[{PRINT_RICH!r}](context, ")

    def end_write(self, frame: Any) -> None:
        self.write(")" if self._site is None else f", {self._site})")
        super().end_write(frame)

    def _output_child_pre(self, node: nodes.Expr, frame: Any, finalize: Any) -> None:
        if not _is_printed(node):
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: nodes.Expr, frame: Any, finalize: Any) -> None:
        if not _is_printed(node):
            super()._output_child_post(node, frame, finalize)


def _loaded(target: nodes.Expr) -> nodes.Expr:
    """The value of what was assigned."""
    if isinstance(target, nodes.NSRef):
        return nodes.Getattr(nodes.Name(target.name, "load"), target.attr, "load")
    return nodes.Name(getattr(target, "name", ""), "load")


def _is_printed(node: nodes.Expr) -> bool:
    return isinstance(node, nodes.Filter) and node.name in {PRINT_TEXT, PRINT_PLAIN, PRINT_RICH}
