"""A template that was kept is the template that was compiled; whatever is not as it should be is compiled anew."""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from engross.problems import Refused
from engross.word import Template, kept
from engross.word.opc.package import Package
from scrutiny_response import resources
from scrutiny_response.domain.filters import initial_capital
from scrutiny_response.domain.response import respond
from scrutiny_response.generate.document_state import open_template
from scrutiny_response.intake import read_assessments, read_framework
from tests.engross.word.any_template import Example, examples, rendered_values, word_file
from tests.engross.word.attach.pieces import contents
from tests.engross.word.paper import docx, heading, p
from tests.engross.word.render.test_contents import one_line

LETTER = docx(p("Dear {{ name }},"), p("{%p if sum > 3 %}"), p("{{ sum * 2 }}"), p("{%p endif %}"))
VALUES = {"name": "Dr Sinclair", "sum": 4}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of kept templates of a user for whom the software is installed."""
    monkeypatch.setattr(kept, "installation", lambda: b"installed")
    monkeypatch.setattr(kept, "folder", lambda: tmp_path)
    return tmp_path


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files of the templates that were compiled."""
    from engross.word import opening  # noqa: PLC0415  # as it is loaded

    names: list[str] = []
    compile_anew: Callable[..., Any] = opening.compiled_and_checked

    def noted(package: Package, *more: Any) -> Any:
        names.append(package.file)
        return compile_anew(package, *more)

    monkeypatch.setattr(opening, "compiled_and_checked", noted)
    return names


def what_is_made(template: Template, values: object) -> bytes | str:
    """A document, or why there is none, with its places."""
    try:
        return bytes(template.render(values))
    except Refused as refused:
        return str(refused)


def test_the_shipped_templates_make_the_same_when_they_were_kept(folder: Path, compiled: list[str]) -> None:
    framework = read_framework()
    responses = [
        respond(reading.assessment, framework)
        for reading in read_assessments([resources.inputs()], framework)
        if reading.assessment
    ]
    paths = sorted(resources.templates().glob("*.docx"))
    for path in paths:
        fresh, again = (open_template(path.read_bytes(), path.name) for _ in range(2))
        assert compiled.pop() == path.name
        assert not compiled, "the second was not compiled"
        assert (again.problems, again.uses, again.names()) == (fresh.problems, fresh.uses, fresh.names())
        assert [what_is_made(again, each) for each in responses] == [what_is_made(fresh, each) for each in responses]
        compiled.clear()  # who asks for the fields compiles anew
        assert what_is_made(pickle.loads(pickle.dumps(again)), responses[0]) == what_is_made(fresh, responses[0])  # noqa: S301  # our own
    assert len(list(folder.iterdir())) == len(paths)


def test_a_table_of_contents_is_made_the_same_when_the_template_was_kept(compiled: list[str], folder: Path) -> None:
    stored = contents([("Area {{ i }}", "TOC1", 1), ("Two", "TOC1", 2)])
    areas = ("{%p for i in xs %}", heading("Area {{ i }}"), "{%p endfor %}")
    for body in ((stored, *areas), (one_line(), *areas), (one_line("TOC \\t &quot;Heading 1;2&quot;"), *areas)):
        fresh, again = Template.open(docx(*body)), Template.open(docx(*body))
        for xs in (["a", "b & c"], [], [None]):
            values: dict[str, object] = {"xs": xs}
            assert what_is_made(again, values) == what_is_made(fresh, values)
        assert len(compiled) == len(list(folder.iterdir()))


@given(examples())
@pytest.mark.usefixtures("folder")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=settings().max_examples // 4)
def test_any_template_makes_the_same_when_it_was_kept(example: Example) -> None:
    data, values = word_file(example), rendered_values(example.values)
    fresh, again = Template.open(data), Template.open(data)
    assert what_is_made(again, values) == what_is_made(fresh, values)


def test_a_fault_in_the_values_has_the_same_place_when_the_template_was_kept(folder: Path) -> None:
    fresh, again = Template.open(LETTER, file="letter.docx"), Template.open(LETTER, file="letter.docx")
    said = what_is_made(again, {"sum": 1})
    assert said == what_is_made(fresh, {"sum": 1})
    assert said == (
        "letter.docx: body, paragraph 1: unknown-field: {{ name }}: nothing is called 'name' here; check its spelling"
    )
    assert list(folder.iterdir())


@pytest.mark.parametrize("damage", [lambda _: b"", lambda data: data[:-1], lambda data: data + b"x", lambda data: data[:40],
                                    lambda data: bytes([data[0] ^ 1]) + data[1:], lambda data: data[:90] + b"x" + data[91:]])  # fmt: skip
def test_what_was_kept_and_is_damaged_is_compiled_anew(
    folder: Path, compiled: list[str], damage: Callable[[bytes], bytes]
) -> None:
    made = what_is_made(Template.open(LETTER), VALUES)
    (file,) = folder.iterdir()
    whole = file.read_bytes()
    file.write_bytes(damage(whole))
    assert what_is_made(Template.open(LETTER), VALUES) == made
    assert len(compiled) == 2
    assert what_is_made(Template.open(LETTER), VALUES) == made
    assert len(compiled) == 2, "it was kept anew"


def test_whatever_decides_what_is_compiled_has_a_name_of_its_own(folder: Path, compiled: list[str]) -> None:
    schema = {
        "type": "object",
        "required": ["name", "sum"],
        "properties": {"name": {"type": "string"}, "sum": {"type": "integer"}},
    }
    for _ in range(2):
        Template.open(LETTER)
        Template.open(LETTER, file="other.docx")
        Template.open(LETTER, schema)
        Template.open(LETTER, {**schema, "properties": {**schema["properties"], "more": {"type": "string"}}})  # type: ignore[dict-item]  # a schema
        Template.open(LETTER, filters={"initial_capital": initial_capital})
        Template.open(docx(p("{{ name }}")))
    assert len(compiled) == 6
    assert len(list(folder.iterdir())) == 6


def unchanged(package: Package) -> Package:
    """What somebody else's program does before compiling."""
    return package


def test_what_others_write_may_change_and_is_not_kept(folder: Path) -> None:
    Template.open(LETTER, filters={"mine": lambda value: value})
    Template.open(LETTER, prepare=unchanged)
    Template.open(LETTER, prepare=partial(unchanged))
    assert not list(folder.iterdir())


def test_a_template_that_is_refused_is_refused_each_time(folder: Path) -> None:
    said = []
    for _ in range(2):
        with pytest.raises(Refused) as refused:
            Template.open(docx(p("{{ name")))
        said.append(str(refused.value))
    assert said[0] == said[1]
    assert not list(folder.iterdir())


def test_no_more_are_kept_than_there_is_room_for(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST", 3)
    for number in range(5):
        Template.open(docx(p(f"{{{{ name }}}} {number}")))
    assert len(list(folder.iterdir())) == 3


def test_a_checkout_that_is_edited_keeps_none() -> None:
    assert kept.installation() == b""
    assert kept.key_of(LETTER, "letter.docx", None) == ""


@pytest.mark.skipif(sys.platform == "win32", reason="there, the folder is each user's own")
def test_a_folder_to_which_others_may_write_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "cache_folder", lambda: tmp_path)
    (tmp_path / "engross").mkdir()
    for mode, is_used in ((0o777, False), (0o755, False), (0o700, True)):
        (tmp_path / "engross").chmod(mode)
        assert (kept.folder.__wrapped__() is not None) == is_used
    (tmp_path / "engross").rmdir()
    (tmp_path / "engross").symlink_to(tmp_path)
    assert kept.folder.__wrapped__() is None
    (tmp_path / "engross").unlink()
    made = kept.folder.__wrapped__()
    assert made is not None
    assert os.stat(made).st_mode & 0o777 == 0o700  # noqa: PTH116  # the mode alone
