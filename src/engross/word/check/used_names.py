"""Jinja's trees → the names that a template asks of its values, nested, with the places of the tags that ask.

What a loop goes over is followed: in `{% for area in areas %}{{ area.name }}{% endfor %}` the names are `areas` and
`areas[].name`. No shape of the values is needed.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence

from jinja2 import nodes
from msgspec import Struct

from engross.problems import WordPlace
from engross.word.language.ast_passes import Tree
from engross.word.tags.jinja_source import JinjaSource
from engross.word.tags.tag_table import Tags

_SAME_ITEMS = frozenset("list sort reverse unique select reject selectattr rejectattr default d".split())
_LOCALS = dict.fromkeys(("loop", "caller", "varargs", "kwargs"))
_Names = Mapping[str, str | None]
"""What each name of the template stands for: a path in the values, or None where that cannot be said."""


class UsedName(Struct, frozen=True):
    """A name that a template asks of its values, such as "areas[].name", and where, each tag once."""

    name: str
    places: tuple[WordPlace, ...]


def used_names(
    sources: Sequence[JinjaSource], trees: Sequence[Tree], tags: Tags, own: Container[str]
) -> dict[str, tuple[int, ...]]:
    """Return the names with the numbers of their tags; `own` are the names that the engine gives, such as `range`."""
    numbers: dict[str, dict[int, None]] = {}
    for source, tree in zip(sources, trees, strict=False):

        def use(path: str, line: int, source: JinjaSource = source) -> None:
            number = source.tag_on(line)
            root = path.partition(".")[0].partition("[")[0]
            if root not in own and number is not None and not tags.tags[number].ours:
                numbers.setdefault(path, {})[number] = None

        _Walk(use).body(tree.root.body, {})
    return {path: tuple(each) for path, each in sorted(numbers.items())}


class _Walk:
    """Walks statements with the names that hold in them."""

    def __init__(self, use: Callable[[str, int], None]) -> None:
        self.use = use

    def body(self, body: Iterable[nodes.Node], names: _Names) -> None:
        """Walk statements in order; what one sets holds for those after it."""
        for node in body:
            names = self._statement(node, names)

    def _statement(self, node: nodes.Node, names: _Names) -> _Names:
        if isinstance(node, nodes.For):
            inside = {**names, **_LOCALS, **self._bound(node.target, self._item(node.iter, names))}
            self._expressions([node.iter], names)
            self._expressions([node.test] if node.test is not None else [], inside)
            self.body(node.body, inside)
            self.body(node.else_, names)
        elif isinstance(node, nodes.Assign):
            self._expressions([node.node], names)
            return {**names, **self._bound(node.target, self._path(node.node, names))}
        elif isinstance(node, nodes.AssignBlock):
            self.body(node.body, names)
            return {**names, **self._bound(node.target, None)}
        elif isinstance(node, nodes.If):
            return self._if(node, names)
        elif isinstance(node, nodes.With):
            self._expressions(node.values, names)
            inside = dict(names)
            for target, value in zip(node.targets, node.values, strict=True):
                inside |= self._bound(target, self._path(value, names))
            self.body(node.body, inside)
        elif isinstance(node, nodes.Macro | nodes.CallBlock):
            self._expressions([*node.defaults, *([node.call] if isinstance(node, nodes.CallBlock) else [])], names)
            own = {node.name: None} if isinstance(node, nodes.Macro) else {}
            inside = {**names, **_LOCALS, **own, **{argument.name: None for argument in node.args}}
            self.body(node.body, inside)
            return {**names, **own}
        else:
            self._expressions(list(node.iter_child_nodes()), names)
        return names

    def _if(self, node: nodes.If, names: _Names) -> _Names:
        for branch in (node, *node.elif_):
            self._expressions([branch.test], names)
            for inner in branch.body:
                names = self._statement(inner, names)
        for inner in node.else_:
            names = self._statement(inner, names)
        return names

    def _expressions(self, expressions: Iterable[nodes.Node], names: _Names) -> None:
        for node in expressions:
            path = self._path(node, names) if isinstance(node, nodes.Name | nodes.Getattr | nodes.Getitem) else None
            if path is not None:
                self.use(path, node.lineno)
                self._expressions([node.arg] if isinstance(node, nodes.Getitem) else [], names)
            elif not isinstance(node, nodes.Name):
                self._expressions(node.iter_child_nodes(), names)

    def _path(self, node: nodes.Node, names: _Names) -> str | None:
        """The path of an expression in the values; None if it is none."""
        if isinstance(node, nodes.Name):
            return names.get(node.name, node.name) if node.name in names else node.name
        if isinstance(node, nodes.Getattr):
            path = self._path(node.node, names)
            return None if path is None else f"{path}.{node.attr}"
        if isinstance(node, nodes.Getitem):
            path = self._path(node.node, names)
            key = node.arg.value if isinstance(node.arg, nodes.Const) else None
            return None if path is None else f"{path}.{key}" if isinstance(key, str) else f"{path}[]"
        return None

    def _item(self, node: nodes.Node, names: _Names) -> str | None:
        while isinstance(node, nodes.Filter) and node.name in _SAME_ITEMS and node.node is not None:
            node = node.node
        path = self._path(node, names)
        return None if path is None else f"{path}[]"

    def _bound(self, target: nodes.Node, path: str | None) -> dict[str, str | None]:
        if isinstance(target, nodes.Name):
            return {target.name: path}
        return {name.name: None for name in target.find_all(nodes.Name)} if isinstance(target, nodes.Tuple) else {}
