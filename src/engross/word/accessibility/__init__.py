"""A Word file, a template or a document → what breaks its accessibility, each with its place and what to do in Word.

The law's standard is WCAG 2.2, level AA (Public Sector Bodies (Websites and Mobile Applications) Accessibility
Regulations 2018). What surely fails it, or PDF/UA, is an error; what fails it only if meant so, or is asked for by the
house's conventions alone, is a warning. Each rule's docstring says which and why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain

from engross.problems import Problem, WordPlace
from engross.word.accessibility import document, headings, links, pictures, spacing, tables, text
from engross.word.accessibility.content import AccessibleDocument, read_document
from engross.word.opc.package import Package
from engross.word.tools.findings import Finding, one_for_each_cause

RULES: tuple[Callable[[AccessibleDocument], Iterator[Problem]], ...] = (
    document.missing_title,
    document.missing_language,
    headings.skipped_levels,
    headings.fake_headings,
    tables.tables,
    pictures.pictures,
    links.links,
    spacing.empty_paragraphs,
)
"""The rules that give a problem for each thing found."""
RULES_BY_CAUSE: tuple[Callable[[AccessibleDocument], Iterator[Finding]], ...] = (
    text.small_text,
    text.justified_text,
    text.low_contrast,
    text.long_emphasis,
    spacing.blank_lines,
    spacing.columns,
)
"""The rules that may find the same in hundreds of paragraphs: one problem for each cause, such as a style."""


def check_accessibility(package: Package) -> tuple[Problem, ...]:
    """Return everything in a Word file that breaks or harms its accessibility, in the order of the places.

    In a template, tags count as the text that they print, and paragraphs and rows that hold only block tags as not
    there. Raise Refused if the package is no Word document.
    """
    accessible = read_document(package)
    problems = chain(
        (problem for rule in RULES for problem in rule(accessible)),
        (problem for rule in RULES_BY_CAUSE for problem in one_for_each_cause(rule(accessible))),
    )
    order = {content.story.part: number for number, content in enumerate(accessible.stories)}
    return tuple(sorted(problems, key=lambda problem: _where(problem, order)))


def _where(problem: Problem, order: dict[str, int]) -> tuple[int, int]:
    place = problem.place
    return (order.get(place.part, -1), place.index) if isinstance(place, WordPlace) else (-1, -1)
