"""Word files that were checked → the text for people and the JSON for programs."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence

from engross.problems import Problem, Severity
from scrutiny_response.cli.reports.report import Report, answer, counted, plain
from scrutiny_response.use_cases.document_check import CheckedDocument, ReadDocument


def report(documents: Sequence[CheckedDocument]) -> Report:
    """Return the answer: refused if something in a file must be mended."""
    is_refused = any(document.refused for document in documents)
    return Report(is_refused, lambda: as_text(documents), lambda: as_json(documents))


def reading(documents: Sequence[ReadDocument]) -> Report:
    """Return what a screen reader would say; refused if a file could not be read."""
    is_refused = any(document.problems for document in documents)
    return Report(is_refused, lambda: _spoken(documents), lambda: _spoken_as_json(documents))


def _spoken(documents: Sequence[ReadDocument]) -> str:
    return "\n\n".join("\n".join(_reading(document)) for document in documents)


def _reading(document: ReadDocument) -> list[str]:
    return [f"{document.file}:", *(f"  {line}" for line in document.lines), *(f"  {one}" for one in document.problems)]


def _spoken_as_json(documents: Sequence[ReadDocument]) -> Iterator[str]:
    files = ({"file": one.file, "lines": list(one.lines), "problems": plain(one.problems)} for one in documents)
    refused = sum(bool(one.problems) for one in documents)
    return answer("check-document", {"refused": refused}, ("files", files))


def as_text(documents: Sequence[CheckedDocument]) -> str:
    """Return every file with its problems, and the count."""
    lines = [line for document in documents for line in _lines(document)]
    refused = sum(document.refused for document in documents)
    last = f"{len(documents) - refused} of {counted(len(documents), 'file')} in order."
    return "\n".join([*lines, "", last + (f" {refused} refused, for the reasons above." if refused else "")])


def as_json(documents: Sequence[CheckedDocument]) -> Iterator[str]:
    """Return the same for programs; `refused` counts the files."""
    files = ({"file": one.file, "refused": one.refused, "problems": plain(one.problems)} for one in documents)
    return answer("check-document", {"refused": sum(one.refused for one in documents)}, ("files", files))


def _lines(document: CheckedDocument) -> list[str]:
    if not document.problems:
        return [f"{document.file}: nothing found"]
    counts = [_count(document.problems, severity) for severity in (Severity.ERROR, Severity.WARNING)]
    problems = [textwrap.indent(f"{problem.severity}: {problem}", "  ") for problem in document.problems]
    return [f"{document.file}: {' and '.join(filter(None, counts))}", *problems]


def _count(problems: Iterable[Problem], severity: Severity) -> str:
    number = sum(problem.severity is severity for problem in problems)
    return counted(number, severity) if number else ""
