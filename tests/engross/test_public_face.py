"""The engine's public face: what may be imported from it, from where, and what that loads."""

from __future__ import annotations

import subprocess
import sys

import pytest

import engross

HEAVY = ("jinja2", "lxml", "markdown_it", "pikepdf")


def loaded_by(code: str) -> set[str]:
    """The heavy libraries, and the rooms of the engine, that a new Python process has loaded after this code."""
    ask = (
        f"import sys; {code}; print(*[name for name in sys.modules if name in {HEAVY} or name.startswith('engross.')])"
    )
    run = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)  # noqa: S603  # our own words
    return set(run.stdout.split())


def test_the_engine_alone_loads_no_heavy_library_and_no_module_of_its_own() -> None:
    assert loaded_by("import engross") == set()


def test_a_problem_is_there_without_jinja_and_lxml() -> None:
    assert loaded_by("from engross import Problem, Refused") == {"engross.problems"}


def test_a_template_loads_no_pdf_and_what_reads_xml_only_when_one_is_compiled() -> None:
    loaded = loaded_by("from engross import Template")
    assert {"jinja2", "engross.word"} <= loaded
    assert not {name for name in loaded if name.startswith(("pikepdf", "engross.pdf", "lxml", "engross.word.check"))}


@pytest.mark.parametrize("name", engross.__all__)
def test_every_name_of_the_face_is_that_of_what_it_gives(name: str) -> None:
    value = getattr(engross, name)
    assert callable(value)
    assert (value.__doc__ or "").strip()
    assert name in dir(engross)


def test_a_name_that_the_engine_does_not_have_is_said() -> None:
    with pytest.raises(AttributeError, match=r"^module 'engross' has no attribute 'Tempalte'$"):
        engross.Tempalte  # type: ignore[attr-defined]  # noqa: B018  # asking is what is tested


def test_modules_of_the_engine_are_imported_as_before() -> None:
    from engross import files, pdf, word  # noqa: PLC0415  # an import is what is tested

    assert [module.__name__ for module in (files, pdf, word)] == ["engross.files", "engross.pdf", "engross.word"]
