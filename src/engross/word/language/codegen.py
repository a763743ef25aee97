"""Jinja's tree → the Python code of a template, with a short way for what is done most."""

from __future__ import annotations

from collections.abc import Iterable
from keyword import iskeyword
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator
from jinja2.idtracking import VAR_LOAD_PARAMETER, VAR_LOAD_RESOLVE
from jinja2.nodes import Node

from engross.word.values.printing import PRINT_RICH

Having = dict[str, set[type]]
"""The types that have a field of some name, under that name, as far as templates have met them.

A field of such a type is read by the template's own code, with no call: reading fields is most of what it does.
"""

_ENDLESS = float("inf")


def _nothing(_: object) -> None:
    return None


def _none(_: object) -> tuple[nodes.Node, ...]:
    return ()


class _Named(dict[str, str]):
    """What the code calls the filters or the tests that it uses: they are global names of it."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self.kind = kind

    def __missing__(self, name: str) -> str:
        self[name] = f"{self.kind}_{len(self)}"
        return self[name]


class Writer(CodeGenerator):
    """Writes Jinja's code with the short way for what is done most, which is reading a field.

    What the printer gives is XML already, and is not escaped again. Macros and block variables give what `made` says,
    not text that Jinja takes for code wherever it is used.
    """

    def __init__(self, environment: Any, *rest: Any, **named: Any) -> None:
        super().__init__(environment, *rest, **named)
        self.having: Having = environment.having
        self._visitors: dict[type, Any] = {}
        self._top = ""
        self._bodies: set[int] = set()
        self.filters, self.tests = _Named("filters"), _Named("tests")

    def visit(self, node: nodes.Node, *args: Any, **kwargs: Any) -> Any:
        """As Jinja does it, with the method for a kind of node looked up once: a tree has thousands of a few kinds."""
        kind = type(node)
        if kind not in self._visitors:
            self._visitors[kind] = self.get_visitor(node) or self.generic_visit
        return self._visitors[kind](node, *args, **kwargs)

    def visit_Template(self, node: nodes.Template, frame: Any = None) -> None:  # noqa: N802  # Jinja's visitors are so named
        node.__dict__.update(find=_nothing, find_all=_none)  # what Jinja looks for is not in the language: inheritance
        super().visit_Template(node, frame)
        self.writeline("from engross.word.values.fragments import Macro, Markup, markup_join, passed, whole, as_xml")
        self.writeline("get = environment.getattr")
        self.writeline("globals().update({'having_' + name: types for name, types in environment.having.items()})")
        for kind, named in (("filters", self.filters), ("tests", self.tests)):
            for name, written in named.items():
                self.writeline(f"{written} = environment.{kind}[{name!r}]")

    def write_commons(self) -> None:
        super().write_commons()
        self.writeline("state = context.parent['_state']")
        self.writeline("resolve = context.resolve")  # gives undefined, where Jinja's own asks at each use whether it is

    def pull_dependencies(self, nodes: Iterable[nodes.Node]) -> None:
        """Nothing: filters and tests are looked up where they are used, and that they exist has been checked."""

    def visit_Name(self, node: nodes.Name, frame: Any) -> None:  # noqa: N802  # likewise
        variable = self._variable(node, frame)
        if variable:
            self.write(variable)
        else:
            super().visit_Name(node, frame)

    def visit_Filter(self, node: nodes.Filter, frame: Any) -> None:  # noqa: N802  # likewise
        if node.node is None or not _is_printed(node):
            super().visit_Filter(node, frame)
            return
        self.write(f"{self.filters[node.name]}(context, ")
        self.visit(node.node, frame)
        self.write(f", {vars(node)['site']})")

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
        value = self._variable(node.node, frame)
        if value:
            self.write(f"({value}.{node.attr} if type({value}) in having_{node.attr} else get({value}, {node.attr!r}))")
        else:
            self.write(f"(_it.{node.attr} if type(_it := ")
            self.visit(node.node, frame)
            self.write(f") in having_{node.attr} else get(_it, {node.attr!r}))")

    def _variable(self, node: nodes.Node, frame: Any) -> str:
        """The variable that holds the value of a name, if it surely does; "" for any other expression."""
        if not isinstance(node, nodes.Name) or node.ctx != "load":
            return ""
        ref: str = frame.symbols.ref(node.name)
        load, _ = frame.symbols.find_load(ref) or ("", "")
        sure = load == VAR_LOAD_RESOLVE or (load == VAR_LOAD_PARAMETER and not self.parameter_is_undeclared(ref))
        return ref if sure else ""

    def enter_frame(self, frame: Any) -> None:
        super().enter_frame(frame)
        if frame.rootlevel:
            self.buffer(frame)
            self._top = frame.buffer

    def leave_frame(self, frame: Any, with_python_scope: bool = False) -> None:
        if frame.rootlevel:
            self.writeline(f"yield whole(context, {frame.buffer})")
        super().leave_frame(frame, with_python_scope)

    def blockvisit(self, nodes: Iterable[Node], frame: Any) -> None:
        """Write a block as Jinja does, which puts a `pass` before every one, also where something follows."""
        each: Node | None = None
        for each in nodes:
            self.visit(each, frame)
        if each is None:
            self.writeline("pass")
        if id(nodes) in self._bodies:
            self._hand_over(frame)

    def visit_For(self, node: nodes.For, frame: Any) -> None:  # noqa: N802  # likewise
        """Write a loop; one that writes right into the part hands over from time to time what it has made."""
        if not node.recursive and frame.buffer == self._top:
            self._bodies.add(id(node.body))
        super().visit_For(node, frame)

    def _hand_over(self, frame: Any) -> None:
        self.writeline(f"if len({frame.buffer}) > state.held:")
        self.indent()
        self.writeline(f"yield passed(context, {frame.buffer})")
        self.writeline(f"{frame.buffer}.clear()")
        self.outdent()

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
        self.write("as_xml(" if self._site is None else f"{self.filters[PRINT_RICH]}(context, ")

    def end_write(self, frame: Any) -> None:
        self.write(")" if self._site is None else f", {self._site})")
        super().end_write(frame)

    def visit_Output(self, node: nodes.Output, frame: Any) -> None:  # noqa: N802  # likewise
        """Write what a template says, as it stands, and what it prints, which the printer makes XML of."""
        one = len(node.nodes) == 1
        self.writeline(f"{frame.buffer}.append(" if one else f"{frame.buffer}.extend((")
        self.indent()
        for child in node.nodes:
            if isinstance(child, nodes.TemplateData):
                self.writeline(f"{child.data!r},")
            elif _is_printed(child):
                self.newline(child)
                self.visit(child, frame)
                self.write(",")
            else:
                raise AssertionError("whatever is printed has a site")
        self.outdent()
        self.writeline(")" if one else "))")


def _loaded(target: nodes.Expr) -> nodes.Expr:
    """The value of what was assigned."""
    if isinstance(target, nodes.NSRef):
        return nodes.Getattr(nodes.Name(target.name, "load"), target.attr, "load")
    return nodes.Name(getattr(target, "name", ""), "load")


def _is_printed(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Filter) and hasattr(node, "site")
