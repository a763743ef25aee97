"""What `verify` found of each document → the text that people read and the JSON that programs read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engross.problems import Problem
from scrutiny_response import __version__
from scrutiny_response.cli.reports import json_stream
from scrutiny_response.use_cases.verify import TITLES, Verified


def as_text(verified: Sequence[Verified], folder: str) -> str:
    """The documents that are not sound, by what became of them, and the counts."""
    lists = [(title, [it for it in verified if it.state == state]) for state, title in list(TITLES.items())[1:]]
    lists.append(("Made from what has changed since", [it for it in verified if it.outdated]))
    blocks = ["\n".join([title, *(_line(it, folder) for it in found)]) for title, found in lists if found]
    sound = sum(it.is_sound for it in verified)
    noun = "document" if len(verified) == 1 else "documents"
    last = f"{sound} of {len(verified)} {noun} in {folder} as generated, from what has not changed since."
    return "\n\n".join([*blocks, last])


def as_json(verified: Sequence[Verified], folder: str, problems: Sequence[Problem] = ()) -> Iterator[str]:
    """The same for programs, piece by piece; README.md describes the shape."""
    said = ({"path": it.path, "state": it.state, "outdated": it.outdated} for it in verified)
    document = {
        "command": "verify",
        "version": __version__,
        "output": folder,
        "problems": [problem.as_json() for problem in problems],
    }
    return json_stream.pieces(document, "documents", said)


def _line(verified: Verified, folder: str) -> str:
    why = f"  ({verified.outdated})" if verified.outdated else ""
    return f"  {folder}/{verified.path}{why}"
