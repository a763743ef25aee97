"""The Jinja sources of a template and their trees → its parts as compiled code."""

from __future__ import annotations

from collections.abc import Iterable

from jinja2 import Template as JinjaTemplate
from jinja2 import nodes

from engross.word.language.ast_passes import Tree, compile_ready
from engross.word.language.environment import Language
from engross.word.render.compiled import Part, SourcePart
from engross.word.tags.compilation_unit import CompilationUnit
from engross.word.tags.jinja_source import JinjaSource
from engross.word.values.printing import PRINT_PLAIN, PRINT_TEXT

_PRINTERS = {"text": PRINT_TEXT, "plain": PRINT_PLAIN}
"""The filters for the sites where most values are printed as they are."""


def compile_parts(
    sources: Iterable[SourcePart], trees: Iterable[Tree], language: Language, unit: CompilationUnit
) -> tuple[Part, ...]:
    """Return the compiled parts; none if one of them holds more than can be compiled, which is added to the tags."""
    parts: list[Part] = []
    for part, tree in zip(sources, trees, strict=True):
        try:
            code = language.compile(_ready(tree, part.source, unit), part.name, part.name)
        except (RecursionError, SyntaxError, MemoryError):
            unit.tags.report("too-much-at-once", part.place, "one tag or block holds more than can be compiled",
                             "take it apart")  # fmt: skip
            return ()
        template = JinjaTemplate.from_code(language, code, language.globals)
        parts.append(Part(part.name, part.place, part.source, part.holders, part.may_widen, template, code))
    return tuple(parts)


def _ready(tree: Tree, source: JinjaSource, unit: CompilationUnit) -> nodes.Template:
    def site_of(line: int) -> int | None:
        number = source.tag_on(line)
        return number if number in unit.sites else None

    filters = {number: _PRINTERS[site.kind] for number, site in unit.sites.items() if site.kind in _PRINTERS}
    return compile_ready(tree, site_of, filters)
