"""A partnership's name → a new assessment file: a blank form in which each key is explained."""

from __future__ import annotations

import sys
import textwrap
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path, PurePath
from typing import Any

import yaml

from engross import paths
from engross.problems import FilePlace, Problem, Refused
from scrutiny_response.domain.assessment import Assessment
from scrutiny_response.domain.framework import Framework
from scrutiny_response.intake import CycleFile, find_cycle, read_framework
from scrutiny_response.intake.build import hints
from scrutiny_response.intake.cycles import Cycle, cycle_from
from scrutiny_response.intake.declarations import FURTHER
from scrutiny_response.intake.disk import read_bytes
from scrutiny_response.intake.documents import tree_of
from scrutiny_response.intake.files import CYCLE
from scrutiny_response.intake.named import all_named
from scrutiny_response.intake.rewriting import value_of
from scrutiny_response.intake.schema import assessment_schema
from scrutiny_response.intake.tree import Map, Text
from scrutiny_response.store import record as store
from scrutiny_response.store.naming import safe
from scrutiny_response.store.whole_files import sweep_parts, unwritable
from scrutiny_response.use_cases.editing import value_at
from scrutiny_response.use_cases.editor_schema import write_schema

_WIDTH = 100
_GROUPS_TO_FILL = frozenset({"partnership", "addressee", "inspection", "letter", "further"})
"""The groups whose keys stand open; all others are to be taken out of their comments where they are needed."""
_HEAD = """\
# yaml-language-server: $schema=../schemas/assessment.schema.json
# The assessment of {name}.
# Lines that begin with # are explanations, or keys that may be left out: take the # away to use one.
# `scrutiny check` says what is still missing.
"""


def begin(folder: Path, name: str, reference: str = "", framework: Path | None = None) -> Path:
    """Write the form into the folder of the assessments; return its path.

    If another partnership has the file that it would have, its own has a number behind its name. Raise Refused if it
    has a file already, if another has its reference (both as disks compare names), or if it cannot be written.
    """
    taken = tuple(_taken(folder, name, reference))
    if taken:
        sweep_parts(folder)
        raise Refused(taken)
    cycle = cycle_from(find_cycle(folder)) if paths.is_folder(folder) else cycle_from(CycleFile(""))
    form = _form(name, reference, cycle, framework)
    if cycle.declared and not cycle.problems:
        write_schema(folder)  # first, for a run that is killed after the form is there is not repeated
    return _created(folder, name, form.encode())


def _taken(folder: Path, name: str, reference: str) -> Iterator[Problem]:
    """Yield why a partnership cannot be begun: it is there already, or another has its reference."""
    every = tuple(all_named(folder))
    namesake = next(
        (named for named in every if paths.key(named.partnership) == paths.key(" ".join(name.split()))), None
    )
    other = next((named for named in every if reference and paths.key(named.reference) == paths.key(reference)), None)
    if namesake:
        yield _already_there(Path(namesake.file))
    if other:
        whose = other.partnership or PurePath(other.file).stem
        message = f"{other.reference} is the reference of {whose} already"
        yield Problem("repeated-reference", FilePlace(other.file), message, "give each its own reference")


def _already_there(path: Path) -> Problem:
    message, hint = "this is there already, and nothing is overwritten", "move it away, or edit it"
    return Problem("already-there", FilePlace(path.as_posix()), message, hint)


def _created(folder: Path, name: str, form: bytes) -> Path:
    for path in _files(folder, name):
        try:
            store.create(path, form)
        except FileExistsError:
            if not _is_anothers(path, name):
                raise Refused([_already_there(path)]) from None
        except OSError as error:
            raise Refused([unwritable(path, error)]) from error
        else:
            return path
    raise AssertionError(name)  # numbers have no end


def _files(folder: Path, name: str) -> Iterator[Path]:
    """Yield the files that a partnership's may be: of its name, and with a number behind it."""
    stem = _file_name(name)
    yield from (folder / f"{stem}.yaml" for _ in range(stem != CYCLE))
    yield from (folder / f"{stem}-{number}.yaml" for number in count(2))


def _is_anothers(path: Path, name: str) -> bool:
    """Return whether a file says that it is another partnership's; one that cannot be read does not."""
    data = read_bytes(path)
    root = tree_of(data, path.as_posix())[0] if isinstance(data, bytes) else None
    own = value_at(value_of(root), ("partnership", "name")) if root is not None else None
    return isinstance(own, str) and own.split() != name.split()


def _file_name(name: str) -> str:
    """Return a partnership's name as its file is called: small letters without accents, with hyphens between."""
    plain = "".join(each for each in unicodedata.normalize("NFD", name) if not unicodedata.combining(each))
    words = "".join(each if each.isalnum() else " " for each in plain.casefold()).split()
    return safe("-".join(words)) if words else "assessment"


def _form(name: str, reference: str, cycle: Cycle, framework: Path | None) -> str:
    given, common = {"reference": reference, "partnership.name": name}, cycle.common
    lines = [_HEAD.format(name=name)]
    for key, part in assessment_schema(cycle.declared).document["properties"].items():
        if key == FURTHER and not cycle.declared:
            continue
        lines += _comment(part, "")
        if key == "criteria":
            lines += ["criteria:", *_criteria(read_framework(framework))]
        elif key in common and not isinstance(common[Text(key)], Map):
            lines.append(f"# {key}: said in the cycle file for all; say it here only if it differs")
        else:
            lines += _key(key, part, given, common)
        lines.append("")
    return "\n".join(lines)


def _key(key: str, part: Mapping[str, Any], given: Mapping[str, str], common: Map) -> Iterator[str]:
    """Yield a key with those in it, commented out if it may be left out or the cycle file says it."""
    if "properties" not in part:
        yield f"{'' if _is_needed(key, part) else '# '}{key}:{_written(given.get(key, ''))}"
        if part.get("type") == "array":
            yield from _item(part["items"])
        return
    common_value = common.get(Text(key))
    inside = {name: inner for name, inner in part["properties"].items() if not (common_value and name in common_value)}
    wanted = [name for name, inner in inside.items() if name in part.get("required", ()) or "minItems" in inner]
    is_open = bool(wanted) and key in _GROUPS_TO_FILL
    yield f"{'' if is_open else '# '}{key}:" + ("  # the cycle file says the rest" if common_value else "")
    for name, inner in inside.items():
        yield from _comment(inner, "  ")
        value = _written(given.get(f"{key}.{name}", ""))
        yield f"  {name}:{value}" if is_open and name in wanted else f"{'  # ' if is_open else '#   '}{name}:{value}"


def _is_needed(key: str, part: Mapping[str, Any]) -> bool:
    hint = hints(Assessment)[key]
    return not (hint.is_optional or hint.is_tuple or "default" in part)


def _item(part: Mapping[str, Any]) -> Iterator[str]:
    """Yield how an item of a list is written, as a comment."""
    names = list(part.get("properties", ()))
    if not names:
        yield "#   -"
    for number, name in enumerate(names):
        yield f"#   {'  ' if number else '- '}{name}:"


def _criteria(framework: Framework) -> Iterator[str]:
    for criterion in framework.criteria():
        yield from (f"  # {line}" for line in textwrap.wrap(f"{criterion.number} {criterion.text}", _WIDTH))
        yield f"  {criterion.id}:"
        yield "    answer:"
        yield "    # evidence:"
        yield "    # source:"


def _comment(part: Mapping[str, Any], indent: str) -> Iterator[str]:
    example = next(iter(part.get("examples", ())), None)
    text = part.get("description", "")
    if "enum" in part:
        text += f" One of: {', '.join(map(str, part['enum']))}."
    elif example is not None and not isinstance(example, list) and part.get("format") in _FORMS_WITH_EXAMPLES:
        text += f" Written like {example}."
    return (f"{indent}# {line}" for line in textwrap.wrap(text, _WIDTH - len(indent), break_on_hyphens=False))


_FORMS_WITH_EXAMPLES = frozenset({"date", "length", "timescale", "alarm", "file-name"})
"""The forms that are shown; other examples are a sample's words."""


def _written(value: str) -> str:
    return f" {yaml.safe_dump([value], allow_unicode=True, width=sys.maxsize)[2:].strip()}" if value else ""
