"""A framework file → the framework, or every problem in it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from engross.problems import Problem, Refused, in_order
from scrutiny_response.domain.contradictions import in_framework
from scrutiny_response.domain.framework import Framework, framework_from
from scrutiny_response.intake.build import plain
from scrutiny_response.intake.documents import problem_of, tree_of
from scrutiny_response.intake.framework_file import FrameworkFile, find_framework
from scrutiny_response.intake.schema import schema
from scrutiny_response.intake.tree import place_of


def read_framework(path: Path | None = None) -> Framework:
    """Return the framework in the file at a path, else the one that comes with the software.

    Raises Refused if the file cannot be read, and as `framework_in` does.
    """
    return framework_in(find_framework(path))


@lru_cache(maxsize=4)  # a run has one, and asks for it for each assessment
def framework_in(framework_file: FrameworkFile) -> Framework:
    """Return the framework that a file says.

    Raises Refused with every problem if it does not have the shape that its schema asks for, or contradicts itself.
    """
    root, problems = tree_of(framework_file.data, framework_file.file)
    if root is None:
        raise Refused(problems)
    rules = schema("framework")
    problems = [*problems, *(problem_of(fault, root) for fault in rules.faults(root))]
    if problems:
        raise Refused(in_order(problems))
    framework = framework_from(plain(root, rules.document))
    contradicting = [
        Problem(contradiction.id, place_of(root, contradiction.path), contradiction.message, contradiction.hint)
        for contradiction in in_framework(framework)
    ]
    if contradicting:
        raise Refused(contradicting)
    return framework
