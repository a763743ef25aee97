"""Source, cases and meanings → the page `docs/other-problems.md`, and the catalogue that `scrutiny explain` prints.

`python -m tests.problem_ids` writes both anew. How to find the reason for a refusal: an identifier stands in
the source as it is printed (search `src` for `"unknown-key"`); for one that is put together of words, such as
`not-a-date`, see `MADE_UP` in `tests/problem_source.py`. A message is found by its words in `docs/other-problems.md` or
`docs/template-errors.md`, under its identifier.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import chdir
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from scrutiny_response import resources
from scrutiny_response.intake import read_assessments
from tests.engross.word.refusals import CATALOGUE as TEMPLATE_PAGE
from tests.engross.word.refusals import WITHOUT_CASE, cases
from tests.problem_meanings import ADVICE, MEANINGS
from tests.problem_source import Told, told
from tests.scrutiny_response.intake.reading import REFUSED, WARNED, framework

PAGE = TEMPLATE_PAGE.with_name("other-problems.md")
TEMPLATES = "Templates and the values they are filled with"
HEAD = """# What else can be wrong

Every problem that is told of anything but a template and its values has an identifier too, which is printed after its
place. Each stands here with what it means and with what is said, and after the semicolon with what to do; … stands for
what depends on the case. What can be wrong with a template has [a page of its own](template-errors.md).
`scrutiny explain` prints the same, with an example. This page is written from the source (`tests/problem_ids.py`).
"""


def page() -> str:
    """Return the whole page."""
    pieces = [HEAD]
    by_room = _by_room()
    for room in sorted(by_room):
        pieces.append(f"## {room}\n")
        for name, forms in sorted(by_room[room].items()):
            if name in MEANINGS:
                pieces.append(f"### {name}\n\n{MEANINGS[name]}\n")
                said = sorted({form.said for form in forms if form.said}) or _examples_of(name)
                pieces += [f"```text\n{text}\n```\n" for text in said]
    return "\n".join(pieces)


@cache
def catalogue() -> dict[str, list[dict[str, Any]]]:
    """Return every identifier, in order, with its senses: subjects, meaning, what is said, an example, what to do.

    An identifier without a meaning here has the one that it has for templates.
    """
    entries = {name: [sense] for name, sense in _of_templates()}
    for room, forms_by_id in sorted(_by_room().items()):
        for name, forms in forms_by_id.items():
            senses = entries.setdefault(name, [])
            if name in MEANINGS and all(sense["meaning"] != MEANINGS[name] for sense in senses):
                senses.append(_sense(MEANINGS[name], examples().get(name)))
            if not senses:
                raise KeyError(f"{name} has no meaning in tests/problem_meanings.py yet")
            sense = senses[-1]
            sense["subjects"].append(room)
            sense["said"] = sorted({*sense["said"], *(form.said for form in forms if form.message)})
            hints = {form.hint for form in forms if form.hint.strip("… ")}
            sense["to_do"] = sorted({*sense["to_do"], *hints} if sense["said"] else hints) or sense["to_do"]
            sense["to_do"] = [ADVICE[name]] if name in ADVICE else sense["to_do"]
    return dict(sorted(entries.items()))


def written(entries: dict[str, list[dict[str, Any]]]) -> str:
    """Return the catalogue as it lies in the file."""
    return json.dumps(entries, ensure_ascii=False, indent=1) + "\n"


def _of_templates() -> Iterator[tuple[str, dict[str, Any]]]:
    with tempfile.TemporaryDirectory() as folder:
        for case in cases(Path(folder)):
            problem = next(each for each in case.problems() if each.id == case.id)
            yield case.id, _sense(case.meaning, Example(str(problem), problem.hint or ADVICE[case.id]), TEMPLATES)
    for name, meaning in WITHOUT_CASE.items():
        yield name, _sense(meaning, Example("", ADVICE[name]), TEMPLATES)


def _sense(meaning: str, example: Example | None, *subjects: str) -> dict[str, Any]:
    return {
        "subjects": list(subjects),
        "meaning": meaning,
        "example": example.text if example else "",
        "said": [],
        "to_do": [example.hint] if example and example.hint else [],
    }


def _examples_of(name: str) -> list[str]:
    return [examples()[name].text] if name in examples() else []


@cache
def _by_room() -> dict[str, dict[str, list[Told]]]:
    by_room: dict[str, dict[str, list[Told]]] = {}
    for each in told():
        by_room.setdefault(each.room, {}).setdefault(each.id, []).append(each)
    return by_room


class Example(NamedTuple):
    """A problem as it is printed, and what it says to do."""

    text: str
    hint: str


@cache
def examples() -> dict[str, Example]:
    """Return one example for each identifier that a case, refused or warned of, is named after."""
    found: dict[str, Example] = {}
    for folder in (REFUSED, WARNED):
        with chdir(folder):
            for path in sorted(Path().iterdir(), key=lambda path: path.stem):
                name = path.stem.split("--")[0]
                if name not in found and path.suffix in {".yaml", ""} and name != "cycle":
                    problems = [each for it in read_assessments([path], framework()) for each in it.problems]
                    problem = next(each for each in problems if each.id == name)
                    found[name] = Example(_as_in_a_cycle(str(problem), path), problem.hint)
    return found


def _as_in_a_cycle(text: str, case: Path) -> str:
    """The text with the file's or the folder's name as it would be in a cycle, and not the case's."""
    if case.suffix:
        return text.replace(f"{case.name}:", "inputs/glenfarrow.yaml:").replace("(cycle.yaml:", "(inputs/cycle.yaml:")
    return text.replace(f"{case.name}/", "inputs/").replace(f"{case.name}: ", "inputs: ", 1)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    resources.problem_catalogue().write_text(written(catalogue()), encoding="utf-8")
