"""The parts of a rendering → the same with what follows from the whole document: cross-references, then contents."""

from __future__ import annotations

from engross.word.opc.archive import Packed, deflated, unpacked
from engross.word.render.compiled import Compiled
from engross.word.render.contents import with_contents
from engross.word.render.references import with_references
from engross.word.render.state import RenderState


def with_whole(parts: dict[str, Packed], compiled: Compiled, state: RenderState) -> None:
    """Let the references among these parts show what they refer to, and list the headings as they read then.

    Raises Refused if a reference would show nothing, or stands in what it refers to.
    """
    main, plan = compiled.insertion_points().main, compiled.references
    if plan is not None:
        held = {name: unpacked(parts[name]) for name in plan.read | {main}}
        changed = with_references(held, main, plan, state.added_lists())
        parts.update((name, deflated(name, data)) for name, data in changed.items())
    if compiled.contents is not None:
        body = with_contents(unpacked(parts[main]), compiled.contents, state.added_lists(), state.fresh)
        parts[main] = deflated(main, body)
