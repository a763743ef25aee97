"""The docstrings of the engine's public face → docs/api.md, with an example for each name.

`python -m tools.build_api` writes the page anew. The examples are in `docs/examples`, one file for each name, and are
run by a test.
"""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import engross
import engross.word

DOCS = Path(__file__).resolve().parent.parent / "docs"
PAGE = DOCS / "api.md"
EXAMPLES = DOCS / "examples"
LINE = 110
"""How wide a signature may be on one line of the page."""
_QUOTED = re.compile(r"(: |-> )'([^']*)'")
"""An annotation as Python shows it."""
_BETWEEN = re.compile(r", (?=\*|\w+(?:: |=|,|$))")
"""What parts two parameters."""
_NEXT_LINE = ",\n    "
HEAD = """# The engine for programmers

This is all that `engross` promises to programs. What is not named here may change in any version. How to begin is in
[the engine's README](../src/engross/README.md).

Each example runs as it stands, in a folder with the files that it names. Nothing here is edited by hand: the
page is written from the docstrings and from `docs/examples` (`python -m tools.build_api`).
"""


def face() -> ModuleType:
    """Return the module that other programs import from."""
    return engross if hasattr(engross, "__all__") else engross.word


def page(module: ModuleType) -> str:
    """Return the whole page: a chapter for each name that the module promises."""
    return "\n".join([HEAD, *(_chapter(name, getattr(module, name)) for name in module.__all__)])


def _chapter(name: str, thing: object) -> str:
    pieces = [f"## {name}\n", _entry(name, thing), *(_members(name, thing) if inspect.isclass(thing) else ())]
    example = EXAMPLES / f"{name}.py"
    if example.is_file():
        pieces.append(f"```python\n{_with_imports(example.read_text(encoding='utf-8'))}```\n")
    return "\n".join(pieces)


def _with_imports(code: str) -> str:
    """Return an example after the line that imports what it uses of the public face."""
    module = face()
    used = {node.id for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Name)}
    return f"from {module.__name__} import {', '.join(sorted(used & set(module.__all__)))}\n\n{code}"


def _members(name: str, class_: type) -> Iterator[str]:
    """Yield an entry for each public method and property that the class itself defines and explains."""
    for member, value in vars(class_).items():
        thing = value.__func__ if isinstance(value, classmethod | staticmethod) else value
        documented = inspect.isfunction(thing) or isinstance(thing, property)
        if documented and not member.startswith("_") and thing.__doc__:
            yield f"### {name}.{member}\n"
            yield _entry(f"{name}.{member}", thing)


def _entry(name: str, thing: object) -> str:
    """Return how a thing is called and what its docstring says."""
    text = _as_markdown(inspect.getdoc(thing) or "")
    if isinstance(thing, property) or not callable(thing) or _is_unsigned(thing):
        return f"{text}\n"
    return f"```text\n{_call(name, thing)}\n```\n\n{text}\n"


def _is_unsigned(thing: object) -> bool:
    """Return true for a class whose instances nobody makes by hand: an exception, or one made by its own methods."""
    return inspect.isclass(thing) and (issubclass(thing, Exception) or "open" in vars(thing))


def _call(name: str, thing: object) -> str:
    """Return a signature as one line, or as a line for each parameter if it is long."""
    signature = inspect.signature(thing)  # type: ignore[arg-type]  # whoever calls this knows that it can be called
    parameters = [each for each in signature.parameters.values() if each.name not in {"self", "cls"}]
    shown = _QUOTED.sub(r"\1\2", f"{name}{signature.replace(parameters=parameters)}")
    if len(shown) <= LINE:
        return shown
    inside, _, returned = shown.removeprefix(f"{name}(").rpartition(") -> ")
    return f"{name}(\n    {_BETWEEN.sub(_NEXT_LINE, inside)},\n) -> {returned}"


def _as_markdown(docstring: str) -> str:
    """Return a docstring with its doctests, if it has any, as code."""
    return re.sub(r"(?m)(^>>> .*(?:\n.+)*)", r"```pycon\n\1\n```", docstring)


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(face()), encoding="utf-8")


if __name__ == "__main__":
    main()
