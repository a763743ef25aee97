"""The source → every identifier of a problem that is told outside of templates, with what is said."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from scrutiny_response.domain.contradictions.date_table import TABLE
from tests.engross.word.refusals import CATALOGUE
from tests.source_trees import SOURCE, trees

REPORTING = {
    "Problem": 0,
    "problem": 0,
    "make_problem": 0,
    "Fault": 1,
    "Contradiction": 1,
    "found": 0,
    "_note": 0,
    "_refuse": 0,
    "refuse": 0,
    "ValueRefused": 0,
    "report": 0,
    "_doubt": 1,
    "ask": 0,
}
"""What makes a problem, and at which place its identifier is handed to it; `_refuse` may take it second."""
MESSAGE = 2
"""At which place all of these take the message; the hint follows."""
PASSING_ON = {
    ("scrutiny_response/intake/assessments.py", "shared_by"), ("scrutiny_response/intake/assessments.py", "_placed"), ("scrutiny_response/intake/frameworks.py", "framework_in"),
    ("scrutiny_response/intake/documents.py", "problem_of"),
    ("scrutiny_response/intake/yaml_text.py", "found"), ("engross/pdf/appendix/merge.py", "_note"), ("engross/word/attach/place.py", "_refuse"),
    ("engross/word/tools/findings.py", "make_problem"), ("engross/word/opc/unpacking.py", "refuse"), ("engross/word/tags/tag_table.py", "report"),
    ("engross/word/template.py", "_explain"),
    ("scrutiny_response/use_cases/returned/matching.py", "ask"), ("scrutiny_response/use_cases/noting.py", "_reason"),
    ("scrutiny_response/intake/workbooks/sheet.py", "found"),
}  # fmt: skip
"""The functions that make a problem with an identifier which they were given."""
MADE_UP = {
    "engross/pdf/converter.py": ("pdf-failed", "pdf-hung"),
    "engross/word/prepare/field_fates.py": (
        *("calculated-field", "changing-field", "deciding-field", "field-as-stored", "outside-field", "personal-field"),
        *("nested-field", "tag-in-field-code", "unanswered-prompt"),
    ),
    "scrutiny_response/domain/contradictions/lists.py": (
        *("repeated-action-reference", "repeated-area-reference", "repeated-quality-indicator", "repeated-rewording"),
    ),
    "scrutiny_response/domain/contradictions/names.py": (
        *("unknown-characteristic", "unknown-circumstance", "unknown-criterion", "unknown-evaluation", "unknown-level"),
    ),
    "scrutiny_response/intake/faults.py": (
        *("not-a-date", "not-a-file-name", "not-a-length", "not-a-line", "not-a-report-path", "not-a-text"),
        *("not-a-timescale", "not-an-email"),
    ),
}
"""Identifiers that are put together of words."""
ROOMS = {
    "engross/word/accessibility": "The accessibility of a document",
    "engross/word/attach": "Attaching a plan to a report",
    "scrutiny_response/use_cases/attaching": "Attaching a plan to a report",
    "engross/pdf": "PDFs",
    "scrutiny_response/use_cases/returned": "Plans that come back",
    "engross/word/restyle": "Restyling a template",
    "engross/word": "Documents that are to be issued",
    "scrutiny_response/intake/workbooks": "Workbooks", "scrutiny_response/use_cases/workbooks": "Workbooks",
    "scrutiny_response/use_cases/own_output": "Workbooks",
    "scrutiny_response/intake/events": "The record", "scrutiny_response/intake/kept_files": "The record",
    "scrutiny_response/store/record": "The record", "scrutiny_response/use_cases/recording": "The record",
    "scrutiny_response/use_cases/issuing": "Issuing documents", "scrutiny_response/generate/issued": "Issuing documents",
    "scrutiny_response/intake": "Assessment files",
    "scrutiny_response/domain/contradictions": "Assessment files",
}  # fmt: skip
OTHERS = "A cycle and its folder"
_Names = dict[str, ast.expr]
_LEAVING = (ast.Return, ast.Raise, ast.Continue, ast.Break)
IDENTIFIER = re.compile(r"[a-z]+(-[a-z]+)*")


@dataclass(frozen=True, slots=True)
class Told:
    """A problem as the source tells it: what depends on the case stands as …, and what is unknown is empty."""

    room: str
    id: str
    message: str = ""
    hint: str = ""

    @property
    def said(self) -> str:
        """Message and hint as they are printed."""
        return "; ".join(text for text in (self.message, self.hint) if text)


@cache
def calls() -> tuple[tuple[str, ast.FunctionDef | None, ast.Call], ...]:
    """Return every call in the source, with its file and the function that it stands in."""
    names = {file: file.relative_to(SOURCE).as_posix() for file in trees()}
    return tuple((names[file], *each) for file, tree in trees().items() for each in _inside(tree))


def _inside(tree: ast.AST) -> Iterator[tuple[ast.FunctionDef | None, ast.Call]]:
    ahead: list[tuple[ast.AST, ast.FunctionDef | None]] = [(tree, None)]
    while ahead:
        node, function = ahead.pop()
        if isinstance(node, ast.Call):
            yield function, node
        within = node if isinstance(node, ast.FunctionDef) else function
        ahead += [(child, within) for child in reversed(list(ast.iter_child_nodes(node)))]


def called(call: ast.Call) -> str:
    """The last name of what is called."""
    return str(getattr(call.func, "attr", getattr(call.func, "id", "")))


def ids_of(call: ast.Call) -> list[tuple[int, str]]:
    """The identifiers that are handed to what makes a problem, and where among its arguments."""
    first = REPORTING[called(call)]
    for place in (first, first + 1):
        given = call.args[place] if place < len(call.args) else None
        chosen = [given.body, given.orelse] if isinstance(given, ast.IfExp) else [given]
        texts = [each.value for each in chosen if isinstance(each, ast.Constant) and isinstance(each.value, str)]
        if texts and all(IDENTIFIER.fullmatch(text) for text in texts):
            return [(place, text) for text in texts]
    return []


@cache
def of_templates() -> frozenset[str]:
    """The identifiers that the catalogue of templates explains."""
    return frozenset(re.findall(r"^## (\S+)$", CATALOGUE.read_text(encoding="utf-8"), re.MULTILINE))


@cache
def told() -> tuple[Told, ...]:
    """Return every problem that the catalogue of templates does not tell."""
    return tuple(_told())


def _told() -> Iterator[Told]:
    documented = of_templates()
    for file, function, call in calls():
        if called(call) in REPORTING:
            for _, name in ids_of(call):
                if name not in documented or not file.startswith("engross/word/"):
                    for way in _assigned(function, call.lineno):
                        yield Told(_room(file), name, *_said(call.args[MESSAGE:], way))
    for file, names in MADE_UP.items():
        yield from (Told(_room(file), name) for name in names)
    for order in TABLE:
        message, hint = (re.sub(r"\{\w+\}", "…", text) for text in (order.message, order.hint))
        yield Told("Assessment files", order.id, message, hint)


def _room(file: str) -> str:
    return next((ROOMS[start] for start in ROOMS if file.startswith((f"{start}/", f"{start}.py"))), OTHERS)


def _assigned(function: ast.FunctionDef | None, line: int) -> list[_Names]:
    """What a function's names are set to at a line of it, where that is written out: one for each way to come there."""
    return _ways(function.body, line, [{}]) if function is not None else [{}]


def _ways(statements: Sequence[ast.stmt], line: int, ways: list[_Names]) -> list[_Names]:
    for each in statements:
        if each.lineno > line:
            break
        blocks = [block for name in ("body", "orelse", "finalbody") if (block := getattr(each, name, []))]
        blocks += [handler.body for handler in getattr(each, "handlers", ())]
        around = [block for block in blocks if block[0].lineno <= line <= (block[-1].end_lineno or line)]
        if around:
            return _ways(around[0], line, ways)
        if isinstance(each, ast.If):
            ends = [block for block in (each.body, each.orelse) if not (block and isinstance(block[-1], _LEAVING))]
            ways = [way for block in ends for way in _ways(block, line, ways)]
        elif isinstance(each, ast.Assign):
            ways = [way | dict(_pairs(each.targets[0], each.value)) for way in ways]
        elif isinstance(each, ast.AugAssign) and isinstance(each.target, ast.Name):
            name = each.target.id
            ways = [way | {name: ast.BinOp(way[name], each.op, each.value)} if name in way else way for way in ways]
        for block in [] if isinstance(each, ast.If) else blocks:
            ways = _ways(block, line, ways)
    return ways


def _pairs(target: ast.expr, value: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    if isinstance(target, ast.Name):
        yield target.id, value
    elif isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        for name, each in zip(target.elts, value.elts, strict=False):
            yield from _pairs(name, each)


def _said(arguments: list[ast.expr], assigned: _Names) -> tuple[str, str]:
    """The message and the hint as the source writes them."""
    written = [assigned.get(each.id, each) if isinstance(each, ast.Name) else each for each in arguments[:2]]
    message, hint, *_ = (*map(_text, written), "", "")
    return message, hint


def _text(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return node.value.replace("{other}", "…") if isinstance(node.value, str) else ""
    if isinstance(node, ast.JoinedStr):
        return "".join(str(each.value) if isinstance(each, ast.Constant) else "…" for each in node.values)
    if isinstance(node, ast.BinOp):
        return _text(node.left) + (_text(node.right) or "…")
    if isinstance(node, ast.IfExp):
        both = [text for text in (_text(node.body), _text(node.orelse)) if text]
        return " / ".join(both)
    return ""
