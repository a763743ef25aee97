"""What `nox -s versus` tells apart lies where it looks for it."""

from __future__ import annotations

from dataclasses import make_dataclass
from importlib import import_module
from inspect import isgeneratorfunction
from operator import attrgetter
from typing import Any

import pytest
from msgspec import defstruct

from tests.bench.versus.duties import OF_A_CYCLE, OF_PDFS
from tests.bench.versus.works import plan_of


@pytest.mark.parametrize("duty", [*OF_A_CYCLE, *OF_PDFS])
def test_every_duty_that_is_counted_apart_is_a_function_of_this_build(duty: str) -> None:
    for place in {**OF_A_CYCLE, **OF_PDFS}[duty]:
        module, _, path = place.partition(":")
        function = attrgetter(path)(import_module(module))
        assert callable(function)
        assert not isgeneratorfunction(function)


@pytest.mark.parametrize("make", [make_dataclass, defstruct])
def test_a_plan_of_many_actions_is_made_with_the_records_of_either_build(make: Any) -> None:
    action = make("Action", ["reference"])("A1.1")
    areas = (make("Area", ["actions"])((action,)), "another area")
    areas_of_its_assessment = {"areas": property(attrgetter("assessment.areas"))}
    response = make("Response", ["assessment"], namespace=areas_of_its_assessment)(make("Assessment", ["areas"])(areas))

    first, other = plan_of(3, response).assessment.areas

    assert [action.reference for action in first.actions] == ["A1.1", "A1.2", "A1.3"]
    assert other == "another area"
