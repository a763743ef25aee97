"""What `nox -s versus` tells apart lies where it looks for it."""

from __future__ import annotations

from importlib import import_module
from inspect import isgeneratorfunction
from operator import attrgetter

import pytest

from tests.bench.versus.duties import OF_A_CYCLE, OF_PDFS


@pytest.mark.parametrize("duty", [*OF_A_CYCLE, *OF_PDFS])
def test_every_duty_that_is_counted_apart_is_a_function_of_this_build(duty: str) -> None:
    for place in {**OF_A_CYCLE, **OF_PDFS}[duty]:
        module, _, path = place.partition(":")
        function = attrgetter(path)(import_module(module))
        assert callable(function)
        assert not isgeneratorfunction(function)
