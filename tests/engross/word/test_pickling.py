"""A template that travels to another process: what survives, and what pickle refuses."""

from __future__ import annotations

import copy
import pickle
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from types import MappingProxyType

import pytest

from engross.problems import Refused
from engross.word import Template
from engross.word.opc.package import Package
from engross.word.opc.xml_names import name
from engross.word.prepare.watermark import watermarked
from tests.engross.word.paper import docx, texts
from tests.engross.word.render.test_image import png


@dataclass(frozen=True, slots=True)
class Letter:
    state: str
    name: str


def loud(text: str) -> str:
    return text.upper()


def marked(package: Package) -> Package:
    return watermarked(package, [('state == "draft"', "Draft")])


DRAFT = Letter("draft", "Ardmore")


def opened(source: bytes = b"", images: Path | None = None) -> Template:
    """A template opened with everything that there is to choose, its filters in a mapping that cannot be pickled."""
    return Template.open(
        source or docx("{{ name | loud }}"),
        Letter,
        MappingProxyType({"loud": loud}),
        file="letter.docx",
        images=images,
        prepare=marked,
    )


def marks(document: bytes) -> list[str]:
    """The words behind the text of a document."""
    package = Package.open(document)
    headers = [package.xml(part) for part in package.names if part.startswith("word/header")]
    return [path.get("string", "") for root in headers for path in root.iter(name("v:textpath")) if path.get("string")]


def render_draft(template: Template) -> bytes:
    return bytes(template.render(DRAFT))


def test_a_draft_made_in_a_worker_process_has_its_mark_and_the_same_bytes() -> None:
    template = opened()
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        made_there = pool.submit(render_draft, template).result()
    assert marks(made_there) == ["Draft"]
    assert made_there == render_draft(template)


def test_shape_filters_name_and_problems_survive() -> None:
    template = opened()
    arrived = copy.copy(template)
    assert texts(arrived.render(DRAFT)) == ["ARDMORE"]
    assert arrived.uses == template.uses != frozenset()
    assert arrived.problems == template.problems
    with pytest.raises(Refused) as refused:
        arrived.render({"state": "draft", "name": None})
    assert str(refused.value) == (
        "letter.docx: body, paragraph 1: cannot-compute: {{ name | loud }}: this cannot be computed ('NoneType' object has no attribute "
        "'upper'); check the values that it uses"
    )


def test_the_folder_of_images_survives(tmp_path: Path) -> None:
    (tmp_path / "map.png").write_bytes(png())
    template = opened(docx('{{ "map.png" | image(alt="A map of " ~ name) }}'), images=tmp_path)
    assert render_draft(copy.copy(template)) == render_draft(template)


@pytest.mark.parametrize("called", ["filters", "prepare"])
def test_pickle_refuses_a_function_that_has_no_name_of_its_own(called: str) -> None:
    template = (
        Template.open(docx("{{ name }}"), filters={"loud": lambda text: text.upper()})
        if called == "filters"
        else Template.open(docx("{{ name }}"), prepare=lambda package: package)
    )
    words = r"^Can't (pickle|get) local object .*test_pickle_refuses_.*<lambda>"  # each Python has words of its own
    with pytest.raises((pickle.PicklingError, AttributeError), match=words):
        pickle.dumps(template)
