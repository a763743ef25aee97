"""A framework file → the framework, or every problem in it."""

from __future__ import annotations

from pathlib import Path

from scrutiny_response import resources
from scrutiny_response.framework import Framework, contradictions, framework_from
from scrutiny_response.intake.build import plain
from scrutiny_response.intake.documents import in_order, problem_of, read_tree
from scrutiny_response.intake.schema import schema
from scrutiny_response.intake.tree import place_of
from scrutiny_response.problems import Problem, Refused


def read_framework(path: Path | None = None) -> Framework:
    """The framework in a file; without a path, the one that comes with the software.

    Raises Refused with every problem where the file cannot be read, has not the shape that its schema asks for, or
    contradicts itself.
    """
    root, problems = read_tree(path or resources.framework())
    if root is None:
        raise Refused(problems)
    rules = schema("framework")
    problems = [*problems, *(problem_of(fault, root) for fault in rules.faults(root))]
    if problems:
        raise Refused(in_order(problems))
    framework = framework_from(plain(root, rules.document))
    found = [
        Problem("framework-contradiction", place_of(root, it.path), it.message, it.hint)
        for it in contradictions(framework)
    ]
    if found:
        raise Refused(found)
    return framework
