"""What identifiers mean → text and JSON."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from msgspec.structs import asdict

from scrutiny_response.cli.reports.report import Report, answer
from scrutiny_response.use_cases.explain import Explanation, Sense

_WIDTH = 100


def report(explained: Sequence[Explanation], asked: str = "") -> Report:
    """Return the answer: what one identifier means that was asked for, or the list of all."""
    return Report(
        refused=False,
        text=lambda: as_text(explained[0], asked) if asked else as_list(explained),
        document=lambda: as_json(explained),
    )


def as_text(explanation: Explanation, asked: str) -> str:
    """Return one identifier's meanings, each with an example and what to do; `asked` is the name that was asked for."""
    blocks = [explanation.id]
    if asked != explanation.id:
        blocks = [f"{asked} is a former name: this problem is now called {explanation.id}", *blocks]
    for sense in explanation.senses:
        blocks += _blocks(sense)
    return "\n\n".join(blocks)


def as_list(explanations: Sequence[Explanation]) -> str:
    """Return all identifiers, one a line, with their meanings."""
    width = max(len(explanation.id) for explanation in explanations)
    return "\n".join(
        f"{explanation.id:<{width}}  {' / '.join(sense.meaning for sense in explanation.senses)}"
        for explanation in explanations
    )


def as_json(explanations: Sequence[Explanation]) -> Iterator[str]:
    """Return what programs read."""
    explained = (
        {"id": explanation.id, "former": explanation.former, "senses": [*map(_as_json, explanation.senses)]}
        for explanation in explanations
    )
    return answer("explain", {}, ("explained", explained))


def _as_json(sense: Sense) -> dict[str, object]:
    return {"said" if name == "texts" else name: value for name, value in asdict(sense).items()}


def _blocks(sense: Sense) -> Iterator[str]:
    yield f"{', '.join(sense.subjects)}\n" + textwrap.fill(
        sense.meaning, _WIDTH, initial_indent="  ", subsequent_indent="  "
    )
    if sense.example:
        yield "Example\n" + textwrap.indent(sense.example, "  ")
    elif sense.texts:
        yield "What is said (… stands for what depends on the case)\n" + "\n".join(map(_item, sense.texts))
    if sense.to_do:
        yield "What to do\n" + "\n".join(map(_item, sense.to_do))


def _item(text: str) -> str:
    return textwrap.fill(text, _WIDTH, initial_indent="  - ", subsequent_indent="    ", break_long_words=False)
