"""What a generated plan carries so that it is recognised when it comes back."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from msgspec.structs import replace

from engross.word import Template
from scrutiny_response import resources
from scrutiny_response.domain.plan_identity import PlanIdentity, actions_hash
from scrutiny_response.domain.response import respond
from scrutiny_response.generate.document_state import open_template
from tests.samples import an_assessment, the_framework


def opened(name: str) -> Template:
    """A shipped template as a run opens it."""
    path = resources.templates() / name
    return open_template(path.read_bytes(), name)


def parts(template: Template) -> dict[str, str]:
    """The parts of the document for the sample assessment."""
    data = bytes(template.render(respond(an_assessment(), the_framework())))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")}


def test_a_plan_says_in_its_properties_which_plan_it_is() -> None:
    plan = parts(opened("improvement-plan.docx"))
    text = re.search(r'name="Improvement plan"><vt:lpwstr>(.*?)</vt:lpwstr>', plan["docProps/custom.xml"])
    assert text is not None
    assert PlanIdentity.read(text[1]) == PlanIdentity(
        an_assessment().reference, "improvement-plan", actions_hash(an_assessment()), issue=1
    )


def test_a_variant_of_a_plan_is_of_the_same_kind() -> None:
    source = (resources.templates() / "improvement-plan.docx").read_bytes()
    plan = parts(open_template(source, "templates/improvement-plan.directed.docx"))
    assert "| improvement-plan |" in plan["docProps/custom.xml"]


def test_a_letter_says_nothing_of_a_plan() -> None:
    assert "Improvement plan" not in parts(opened("letter.docx"))["docProps/custom.xml"]


def test_areas_and_actions_of_a_plan_have_their_bookmarks() -> None:
    plan = parts(opened("improvement-plan.docx"))
    names = re.findall(r'w:name="((?:area|action)_[^"]*)"', plan["word/document.xml"])
    expected = [
        name
        for area in an_assessment().areas
        for name in (f"area_{area.reference}", *(f"action_{a.reference}".replace(".", "_2e_") for a in area.actions))
    ]
    assert names == expected


def test_the_hash_of_the_actions_follows_what_was_sent_and_nothing_else() -> None:
    sample = an_assessment()
    area = sample.areas[0]
    heard = replace(area.actions[0], status="completed", measure="another")
    moved = replace(area.actions[0], lead="another lead")

    def with_first(action: object) -> str:
        changed = replace(area, actions=(action, *area.actions[1:]))
        return actions_hash(replace(sample, areas=(changed, *sample.areas[1:])))

    assert with_first(heard) == actions_hash(sample)
    assert with_first(moved) != actions_hash(sample)


def test_a_property_that_somebody_else_wrote_is_no_identity() -> None:
    assert PlanIdentity.read("our plan") is None


def test_the_property_of_a_plan_says_its_issue_and_one_of_an_earlier_version_is_read_without() -> None:
    identity = PlanIdentity("PSR | 1", "improvement-plan", "ab12", issue=2)
    assert str(identity) == "PSR | 1 | improvement-plan | issue 2 | ab12"
    assert PlanIdentity.read(str(identity)) == identity
    assert PlanIdentity.read("PSR | 1 | improvement-plan | ab12") == replace(identity, issue=0)
