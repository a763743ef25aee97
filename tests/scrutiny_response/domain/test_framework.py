"""The framework that ships → every name and sentence of the source, in its place; and contradictions, refused."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
import yaml
from msgspec.structs import replace

from scrutiny_response.domain.contradictions import Contradiction, in_framework
from scrutiny_response.domain.framework import (
    POINT_LISTS,
    Circumstance,
    Evaluation,
    Framework,
    Level,
    framework_from,
)
from tests.paths import SCHEMAS
from tests.samples import FRAMEWORK_FILE, the_framework

SCHEMA = SCHEMAS / "framework.schema.json"

APPENDIX_ONE = """
1 Self-assess accurately
1.1 The partnership position statement evidences and identifies both strengths and weaknesses
1.2 The partnership recognises where and when improvement support is needed
1.3 The partnership accepts scrutiny findings and evaluations
2 Self-evaluate to secure improvement
2.1 Approach to self-evaluation is rigorous and robust
2.2 Local partners, staff and stakeholders are all involved in self-evaluation
2.3 The partnership uses self-evaluation to create long term plans to improve outcomes for people who require support
3 Develop strategic priorities
3.1 Strategic priorities are developed in conjunction with staff, local partners and stakeholders
3.2 Leaders have strong understanding of what works
3.3 Plans contain clear and robust measurable actions that are understood by staff, local partners and stakeholders
4 Implement strategic priorities
4.1 Leaders have a clear vision for implementing change
4.2 Local partners have the capacity and resources to implement required improvements
4.3 Senior leaders, elected members and IJB members actively align strategic priorities and local plans
5 Evaluate progress towards achieving improvement
5.1 The partnership can demonstrate progress with evidence-based improvement
5.2 Performance data captures improved outcomes for people receiving support
5.3 People who use services support tangible improvements
"""

APPENDIX_TWO = """
local-aim-1 Provide further self-evaluation and validation
local-aim-2 Promote continuous improvement
local-aim-3 Engage with all staff, local partners and stakeholders
local-benefit-1 Collaboration between local partners drives innovation and collective improvement
local-benefit-2 Effective practice shapes change
local-benefit-3 Improvement involves all stakeholders
local-situation-1 Post strategic inspection with good or better evaluation
local-situation-2 Application of ‘tests of change’ approaches
local-situation-3 At times of key change (soft: or commissioned)
commissioned-aim-1 Provide baseline analysis of both strengths and weaknesses/risks
commissioned-aim-2 Provide practical expertise and build trust to help to embed improvements
commissioned-aim-3 Provide a flexible and bespoke response
commissioned-benefit-1 Capacity building supports local partners to implement improvements
commissioned-benefit-2 Rigour and challenge ensures broader perspective and outlook
commissioned-benefit-3 Encourages innovation and creativity
commissioned-situation-1 At outset of improvement process (soft: or local)
commissioned-situation-2 Post strategic inspection with adequate evaluation
commissioned-situation-3 At key points to sustain improvement
assisted-aim-1 Provide external scrutiny independent of local partners
assisted-aim-2 Provide ‘critical friend’ to support change
assisted-aim-3 Strengthen capacity to improve self-evaluation and quality assurance
assisted-benefit-1 Clearer focus helps to shape improvement journey
assisted-benefit-2 Facilitated development creates impetus
assisted-benefit-3 Mediation between key players unblocks obstacles to progress
assisted-situation-1 External support needed to overcome obstacles to improvement
assisted-situation-2 Following weak strategic inspection evaluation
assisted-situation-3 Self-evaluation and quality assurance processes ineffective
directed-aim-1 Support staff, local partners and stakeholders to develop improvement framework
directed-aim-2 Support leaders to strengthen the governance and accountability for quality assurance and \
improvement work
directed-aim-3 Support to identify and address barriers to improvements
directed-benefit-1 External involvement re-focusses improvement
directed-benefit-2 Engagement creates conditions and provides structure for improvement to take place
directed-benefit-3 Collaboration helps to stabilise strategic leadership and workforce
directed-situation-1 Following unsatisfactory strategic inspection evaluation/suspended inspection
directed-situation-2 Immediate remedial action required
directed-situation-3 Endemic issues resistant to change: previous weak/unsatisfactory inspection evaluation
directed-situation-4 Persistent challenges prompt ministerial/government interest
"""

APPENDIX_THREE = """
local-1 The partnership builds on inspection evidence of what is working well and areas for improvement to underpin \
their improvement actions
local-2 Engagement with scrutiny partners or equivalent external support as required
local-3 Multi-agency validated self-evaluation re-affirms improvement plan
local-4 Local partners, staff and stakeholders are involved in evaluating the quality of services to identify \
strengths and priorities for improvement
local-5 Local partners seek external involvement for example peer review networks, regional collaboratives \
(soft: or commissioned)
commissioned-1 Relationships developed with counterparts in other local areas or organisations to benchmark/resolve \
common issues/develop common solutions (soft: or local)
commissioned-2 Support commissioned by the partnership for example from national bodies, research consortia, \
independent consultants
commissioned-3 Scrutiny partners signpost effective practice from other areas and advice/guidance about improved ways \
of working
commissioned-4 Scrutiny partners support the partnership to identify a clear governance structure for improvement \
activity
commissioned-5 Scrutiny partners support identification of effective systems for ensuring data and evidence drives \
improvement priorities
assisted-1 The partnership leads on plan for improvement with support from scrutiny partners or other external support
assisted-2 External validation and assurance of improvement activities by scrutiny partners or other external support
assisted-3 The partnership is supported to strengthen capacity to deliver improvement
assisted-4 Agreed formal progress review undertaken by scrutiny partners to provide assurance that action is \
addressing weaknesses
assisted-5 Scrutiny partners support the development of a clear governance structure for improvement activity \
(soft: or directed)
directed-1 The partnership are supported to refine and prioritise improvement plan and develop a clear timeframe for \
action
directed-2 Scrutiny partners help build capacity for improvement for example providing mentoring support for \
improvement lead
directed-3 The partnership is supported to work with staff, local partners and stakeholders to develop improvement \
vision
directed-4 Structured opportunities are provided to explore more integrated ways of working to regain confidence in \
partnership working
directed-5 Formal monitoring at agreed regular intervals undertaken by scrutiny partners with a clear timescale for \
formal progress review to provide assurance that action is addressing weaknesses
"""


def the_data() -> dict[str, Any]:
    data = yaml.safe_load(FRAMEWORK_FILE.read_text(encoding="utf-8"))
    assert isinstance(data, dict)
    return data


def listed(framework: Framework, *lists: str) -> list[str]:
    return [
        f"{point.id} {point.text}" + (f" (soft: {point.soft})" if point.soft else "")
        for level in framework.levels
        for name in lists
        for point in getattr(level, name)
    ]


def test_appendix_one_is_there_word_for_word() -> None:
    said = []
    for condition in the_framework().conditions:
        said.append(f"{condition.number} {condition.name}")
        said += [f"{criterion.number} {criterion.text}" for criterion in condition.criteria]
    assert said == APPENDIX_ONE.strip().splitlines()


def test_a_criterion_is_named_by_its_condition_and_its_number() -> None:
    for condition in the_framework().conditions:
        for place, criterion in enumerate(condition.criteria, start=1):
            assert (criterion.id, criterion.number) == (f"{condition.id}-{place}", f"{condition.number}.{place}")


def test_the_conditions_have_the_identifiers_that_assessment_files_use() -> None:
    assert [condition.id for condition in the_framework().conditions] == [
        "self-assessment",
        "self-evaluation",
        "strategic-priorities",
        "implementation",
        "progress",
    ]


def test_appendix_two_is_there_word_for_word_with_its_soft_placements() -> None:
    assert listed(the_framework(), *POINT_LISTS[:3]) == APPENDIX_TWO.strip().splitlines()


def test_appendix_three_is_there_word_for_word_with_its_soft_placements() -> None:
    assert listed(the_framework(), "characteristics") == APPENDIX_THREE.strip().splitlines()


def test_the_levels_are_those_of_the_source_with_their_bands_and_where_the_bands_come_from() -> None:
    said = [(it.id, it.name, it.order, it.counts, it.source, it.quote) for it in the_framework().levels]
    stated = "likely to be able to lead and make the required improvements with little or no support"
    assert said == [
        ("local", "local partnership led improvement", 1, (4, 5), "stated", stated),
        ("commissioned", "commissioned improvement support", 2, (3,), "inferred", ""),
        ("assisted", "assisted improvement support", 3, (2,), "inferred", ""),
        ("directed", "directed improvement support", 4, (0, 1), "inferred", "requires support"),
    ]


def test_what_must_be_agreed_grows_with_the_level() -> None:
    assert {level.id: level.must_be_agreed for level in the_framework().levels} == {
        "local": (),
        "commissioned": (),
        "assisted": ("review",),
        "directed": ("interval", "first", "review"),
    }


def test_what_a_level_means_is_said_as_likely_and_never_as_a_requirement_or_a_direction() -> None:
    for level in the_framework().levels:
        assert "likely to" in level.meaning
        assert level.meaning.endswith(".")
        assert not {"must", "requires", "shall", "directs", "law"} & set(level.meaning.rstrip(".").split())
    assert the_framework().level("local").quote in the_framework().level("local").meaning


def test_the_evaluation_scale_suggests_levels_as_appendix_two_says() -> None:
    assert [(it.id, it.grade, it.meaning, it.level) for it in the_framework().evaluations] == [
        ("excellent", 6, "outstanding or sector leading", "local"),
        ("very good", 5, "major strengths", "local"),
        ("good", 4, "important strengths, with some areas for improvement", "local"),
        ("adequate", 3, "strengths just outweigh weaknesses", "commissioned"),
        ("weak", 2, "important weaknesses, priority action required", "assisted"),
        ("unsatisfactory", 1, "major weaknesses, urgent remedial action required", "directed"),
    ]


def test_every_circumstance_suggests_directed_support() -> None:
    assert {it.id: it.level for it in the_framework().circumstances} == {
        "suspended-inspection": "directed",
        "immediate-remedial-action": "directed",
        "repeated-weak-or-unsatisfactory": "directed",
        "ministerial-interest": "directed",
    }


def test_the_sentences_of_the_framework_are_there() -> None:
    framework = the_framework()
    assert framework.formats == "This publication is available in other formats and other languages on request."
    assert framework.legal_basis == "section 44(1)(b) of the Public Services Reform (Scotland) Act 2010"
    assert framework.duty == "a general duty of furthering improvement in the quality of social services"
    assert framework.between_levels == (
        "Partnerships may sit between levels and it is anticipated that actual support will incorporate some "
        "characteristics of those of the levels above."
    )
    assert "not legal directions" in framework.disclaimer


def test_a_condition_is_named_with_a_small_letter_in_the_middle_of_a_sentence() -> None:
    condition = the_framework().conditions[0]
    assert condition.label == "self-assess accurately"
    assert replace(condition, name="IJB members agree").label == "IJB members agree"


def test_the_framework_that_ships_is_accepted_by_its_schema_and_contradicts_itself_nowhere() -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(the_data())
    assert in_framework(the_framework()) == []


def objects(schema: Any) -> list[dict[str, Any]]:
    if isinstance(schema, list):
        return [it for part in schema for it in objects(part)]
    if not isinstance(schema, dict):
        return []
    own = [schema] if schema.get("type") == "object" else []
    return own + [it for part in schema.values() for it in objects(part)]


def test_every_object_and_key_of_the_schema_is_explained_and_closed() -> None:
    found = objects(json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert len(found) == 9
    for it in found:
        assert it["additionalProperties"] is False
        assert it["title"]
        assert it["description"].endswith(".")
        for key, field in it["properties"].items():
            assert "$ref" in field or (field["title"] and field["description"].endswith(".")), key


def test_the_schema_and_the_values_have_the_same_fields() -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    assert list(schema["properties"]) == list(Framework.__struct_fields__)
    assert set(schema["$defs"]["level"]["properties"]) == set(Level.__struct_fields__)
    assert set(schema["$defs"]["evaluation"]["properties"]) == set(Evaluation.__struct_fields__)
    assert set(schema["$defs"]["circumstance"]["properties"]) == set(Circumstance.__struct_fields__)


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("version", 2026.1, "2026.1 is not of type 'string'"),
        ("colour", "blue", "Additional properties are not allowed ('colour' was unexpected)"),
        ("levels", [], "[] should be non-empty"),
    ],
)
def test_the_schema_refuses_what_the_framework_cannot_be(key: str, value: object, said: str) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    errors = jsonschema.Draft202012Validator(schema).iter_errors({**the_data(), key: value})
    assert [error.message for error in errors] == [said]


def _found(path: tuple[str | int, ...], message: str, hint: str) -> Contradiction:
    return Contradiction(path, "framework-contradiction", message, hint)


def with_level(place: int, **changes: Any) -> Framework:
    levels = list(the_framework().levels)
    levels[place] = replace(levels[place], **changes)
    return replace(the_framework(), levels=tuple(levels))


def test_a_count_without_a_level_is_named() -> None:
    assert in_framework(with_level(0, counts=(5,))) == [
        _found(
            path=("levels",),
            message="no level is indicated where 4 of the 5 conditions are met",
            hint="add 4 to the counts of one level",
        )
    ]


def test_a_count_with_two_levels_is_named_at_the_second() -> None:
    assert in_framework(with_level(1, counts=(4, 3))) == [
        _found(
            path=("levels", 1, "counts", 0),
            message="4 conditions met already indicate local partnership led improvement",
            hint="name each count at one level only",
        )
    ]


def test_a_count_beyond_the_conditions_is_named() -> None:
    assert in_framework(with_level(0, counts=(4, 5, 6))) == [
        _found(
            path=("levels", 0, "counts", 2),
            message="6 conditions cannot be met: there are 5",
            hint="use 0 to 5",
        )
    ]


def test_a_band_that_gives_more_support_for_a_better_result_is_named() -> None:
    levels = the_framework().levels
    swapped = (levels[0], replace(levels[1], counts=(2,)), replace(levels[2], counts=(3,)), levels[3])
    assert in_framework(replace(the_framework(), levels=swapped)) == [
        _found(
            path=("levels", 2, "counts"),
            message="3 conditions met would indicate assisted improvement support, and 2 the lower commissioned "
            "improvement support",
            hint="let more conditions met never indicate a higher level",
        )
    ]


def test_levels_out_of_order_are_named() -> None:
    assert in_framework(with_level(2, order=2)) == [
        _found(
            path=("levels", 2, "order"),
            message="assisted improvement support has the order 2, and commissioned improvement support before it has "
            "2",
            hint="list the levels from the least support to the most",
        )
    ]


def test_an_identifier_that_stands_twice_is_named_at_its_second_place() -> None:
    data = the_data()
    data["conditions"][4]["criteria"][2]["id"] = "progress-1"
    data["levels"][3]["characteristics"][0]["id"] = "local-1"
    data["circumstances"][1]["id"] = "suspended-inspection"
    assert in_framework(framework_from(data)) == [
        _found(
            path=("conditions", 4, "criteria", 2, "id"),
            message="the identifier progress-1 is given twice",
            hint="give each its own identifier",
        ),
        _found(
            path=("levels", 3, "characteristics", 0, "id"),
            message="the identifier local-1 is given twice",
            hint="give each its own identifier",
        ),
        _found(
            path=("circumstances", 1, "id"),
            message="the identifier suspended-inspection is given twice",
            hint="give each its own identifier",
        ),
    ]


def test_a_number_that_stands_twice_is_named() -> None:
    data = the_data()
    data["conditions"][1]["number"] = 1
    assert in_framework(framework_from(data)) == [
        _found(path=("conditions", 1, "number"), message="the number 1 is given twice", hint="give each its own number")
    ]


def test_an_evaluation_and_a_circumstance_of_unknown_levels_are_named() -> None:
    data = the_data()
    data["evaluations"][3]["level"] = "comissioned"
    data["circumstances"][3]["level"] = "ordered"
    assert in_framework(framework_from(data)) == [
        _found(
            path=("evaluations", 3, "level"),
            message="there is no level comissioned",
            hint="use one of: local, commissioned, assisted, directed",
        ),
        _found(
            path=("circumstances", 3, "level"),
            message="there is no level ordered",
            hint="use one of: local, commissioned, assisted, directed",
        ),
    ]


def test_a_worse_evaluation_that_suggests_less_support_is_named() -> None:
    data = the_data()
    data["evaluations"][4]["level"] = "local"
    assert in_framework(framework_from(data)) == [
        _found(
            path=("evaluations", 4, "level"),
            message="weak suggests local, which is less support than adequate before it suggests",
            hint="let a worse evaluation never suggest a lower level",
        )
    ]


def test_a_scale_out_of_order_is_named() -> None:
    data = the_data()
    data["evaluations"][5]["grade"] = 2
    assert in_framework(framework_from(data)) == [
        _found(
            path=("evaluations", 5, "grade"),
            message="unsatisfactory has the grade 2, and weak before it has 2",
            hint="list the words from the best to the worst",
        )
    ]


def test_something_unknown_that_must_be_agreed_is_named() -> None:
    assert in_framework(with_level(2, must_be_agreed=("review", "colour"))) == [
        _found(
            path=("levels", 2, "must_be_agreed", 1),
            message="colour cannot be agreed",
            hint="use any of: interval, first, review",
        )
    ]


def test_a_soft_placement_can_be_moved_in_the_data_alone() -> None:
    data = the_data()
    moved = data["levels"][0]["characteristics"].pop(4)
    data["levels"][1]["characteristics"].append(moved)
    framework = framework_from(data)
    level, point = framework.characteristic("local-5")
    assert (level.id, point.soft) == ("commissioned", "or commissioned")
    assert in_framework(framework) == []


def test_a_name_that_the_framework_does_not_know_is_a_key_error() -> None:
    framework = the_framework()
    for unknown in (framework.level, framework.evaluation, framework.circumstance, framework.characteristic):
        with pytest.raises(KeyError, match="blue"):
            unknown("blue")
    with pytest.raises(KeyError, match="6"):
        framework.level_for(6)
