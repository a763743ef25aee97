"""What this build does that the earlier one did not, for other issues → the seconds of it in a run, told apart.

The functions are found where they are called; none is a generator, whose work is done when nobody counts. Processor time is counted around each call, the calls inside it included.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from tests.bench.versus.builds import Build
from tests.bench.versus.engine import line

OF_A_CYCLE: Mapping[str, Sequence[str]] = {
    "the record of what is issued": (
        "scrutiny_response.generate.records:Records.of",
        "scrutiny_response.generate.records:Records.replaced",
    ),
    "lengths of paths": ("scrutiny_response.store.path_lengths:of_documents",),
    "bookmarks of areas and actions": (
        "engross.word.render.state:RenderState.identity",
        "engross.word.render.state:RenderState.identity_end",
    ),
    "lists of contents": ("engross.word.render.whole:with_contents",),
    "cross-references": ("engross.word.render.whole:with_references",),
    "parts that nothing leads to": ("engross.word.render.unused_parts:UsePlan.without_unused",),
}
OF_PDFS: Mapping[str, Sequence[str]] = {
    "PDFs compared with their documents": (
        "engross.pdf.finishing:spoken_text",
        "engross.pdf.finishing:untagged_text",
        "engross.pdf.finishing:first_difference",
        "engross.pdf.finishing:first_margin_difference",
    ),
    "documents read for that": ("engross.word.printed:printed_text",),
    "fonts that are missing": ("engross.pdf.finishing:missing_fonts",),
}
_COUNTED = """
import importlib, json, sys, time
spent, inside = {}, []
def counted(duty, function):
    def run(*words, **named):
        if duty in inside:
            return function(*words, **named)
        inside.append(duty)
        begun = time.process_time()
        try:
            return function(*words, **named)
        finally:
            spent[duty] = spent.get(duty, 0.0) + time.process_time() - begun
            inside.remove(duty)
    return run
for duty, places in json.loads(sys.argv[1]).items():
    for place in places:
        module, _, path = place.partition(":")
        *owners, name = path.split(".")
        owner = importlib.import_module(module)
        for each in owners:
            owner = getattr(owner, each)
        setattr(owner, name, counted(duty, getattr(owner, name)))
from scrutiny_response.cli.run import run
code = run(sys.argv[2:])
print(json.dumps(spent), file=sys.stderr)
sys.exit(code)
"""


def spent(build: Build, duties: Mapping[str, Sequence[str]], words: Sequence[str], cwd: Path) -> dict[str, float]:
    """Return the seconds that each duty takes in one run of a command of this build."""
    import json  # noqa: PLC0415  # beside its one use

    env = {**os.environ, "PYTHONPATH": str(build.folder), "XDG_CACHE_HOME": str(build.folder.parent / "cache")}
    run = subprocess.run(  # noqa: S603  # our own words
        [sys.executable, "-c", _COUNTED, json.dumps(duties), *words],
        cwd=cwd, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=True,
    )  # fmt: skip
    seconds: dict[str, float] = json.loads(run.stderr.decode().splitlines()[-1])
    return {duty: seconds.get(duty, 0.0) for duty in duties}


def rows(costs: tuple[float, float], each: Mapping[str, float], aim: str) -> Iterator[str]:
    """Yield a row for each duty, and the row of the same work without them; `costs` are the seconds of both builds."""
    earlier, this = costs
    for duty, seconds in each.items():
        yield f"{f'  of which {duty}':<44}{'':>10}{seconds:>10.2f}{seconds / this:>7.2f}  {'of this':<8}s"
    rest = this - sum(each.values())
    yield line("  without what other issues added", (earlier, rest), rest / earlier, aim, "s")
