"""Content controls of which a document may show nothing → told: such a control goes, and nobody can fill it in."""

from __future__ import annotations

from collections.abc import Callable

from engross.problems import Severity, WordPlace
from engross.word.opc.xml_names import SDT, SDT_CONTENT, Element, P, ancestor, value
from engross.word.tags.flow import Flow, leaves_early
from engross.word.tags.tag_table import Tag, Tags, is_mark


def report_emptied_controls(root: Element, where: Callable[[Element], Callable[[], WordPlace]], tags: Tags) -> None:
    """Tell of the controls in a story whose whole content stands in blocks that may print nothing."""
    for control in root.iter(SDT) if not tags.errors else ():
        content = next(control.iterchildren(SDT_CONTENT), None)
        if content is None or not any(is_mark(child) for child in content) or _always_holds(content, tags):
            continue
        title = value(control, "w:sdtPr/w:alias")
        paragraph = next(control.iter(P), None)
        home = paragraph if paragraph is not None else ancestor(control, P)
        tags.report("control-may-go", where(control if home is None else home)(),
                    f"the content control{f' “{title}”' if title else ''} holds nothing but what stands in blocks: if "
                    "these print nothing, the document has no such control",
                    "put a paragraph into it that stands in no block, or put the control itself into the block",
                    Severity.WARNING)  # fmt: skip


def _always_holds(content: Element, tags: Tags) -> bool:
    """Return whether a control holds something in every rendering."""

    def after(_holds: bool, _child: Element | Tag) -> bool:
        return True

    return not leaves_early(content, tags) and Flow(after, all).end(content, tags)
