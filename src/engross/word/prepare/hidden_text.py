"""Hidden text of a template → what of it stands in no document, told and taken out.

A hidden text with a tag is meant, and stays. What Word itself hides within a field is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from engross.problems import Place, Problem, Severity
from engross.word.model.formatting.toggles import Toggles
from engross.word.model.styles import StyleSheet
from engross.word.opc.package import Package
from engross.word.opc.relationships import document_part
from engross.word.opc.stories import may_hold
from engross.word.opc.xml_names import Element, P, R, T, drop, names
from engross.word.prepare.hidden_rows import without_hidden_rows
from engross.word.prepare.unfinished import read_stories

TAG = re.compile(r"\{[{%#].*?[}%#]\}", re.DOTALL)
"""A tag, whole, as it stands in a text of several runs."""
_UNPRINTED = re.compile(r"\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_FIELDS = names("w:fldChar", "w:instrText", "w:fldSimple", "w:footnoteReference", "w:endnoteReference")
_SHOWN = 60


class Hiding(Struct, frozen=True):
    """What of a package may be hidden: anything if a style hides text, else what says so itself."""

    package: Package
    toggles: Toggles
    by_style: bool

    @classmethod
    def of(cls, package: Package) -> Hiding:
        """Read whether the styles of a package hide text."""
        part = document_part(package, "styles")
        by_style = part is not None and may_hold(package.read(part), b"vanish")
        return cls(package, Toggles(StyleSheet.of(package)), by_style)

    def may_hide(self, part: str) -> bool:
        """Whether a part may hold hidden text."""
        return self.by_style or may_hold(self.package.read(part), b"vanish")


def hidden_left_out(package: Package) -> Iterator[Problem]:
    """Tell that a template has hidden text that no document gets, at the first of its paragraphs: a warning."""
    hiding, left_out = Hiding.of(package), dict[Place, str]()
    for story, root, places in read_stories(package):
        for paragraph in root.iter(P) if hiding.may_hide(story.part) else ():
            text = "".join(map(_text, _untagged(paragraph, hiding))).strip()
            if text:
                left_out.setdefault(places.of(paragraph), text)
    if left_out:
        (place, text), *others = left_out.items()
        more = f", nor does that of {len(others)} more paragraph{'s' * (len(others) > 1)}" if others else ""
        yield Problem("hidden-text-left-out", place,
                      f'hidden text goes into no document: "{text[:_SHOWN]}"{more}',
                      "clear Hidden (Home, Font) if it is to be read; a note to yourself can be a comment tag: {# … #}",
                      Severity.WARNING)  # fmt: skip


def without_hidden(root: Element, hiding: Hiding) -> int:
    """Take the hidden runs without a tag, and hidden rows, away; return how many there were."""
    runs = list(dict.fromkeys(run for paragraph in root.iter(P) for run in _untagged(paragraph, hiding)))
    for run in runs:  # the paragraph around a text box holds the runs of the box, too
        drop(run)
    return len(runs) + without_hidden_rows(root, hiding.toggles)


def hidden_texts(root: Element, hiding: Hiding) -> Iterator[str]:
    """Yield the text of each hidden run, but for those that hold only tags that print nothing."""
    for paragraph in root.iter(P):
        texts = map(_text, _hidden_runs(paragraph, hiding))
        yield from (text for text in texts if _UNPRINTED.sub("", text).strip() or not text.strip())


def _hidden_runs(paragraph: Element, hiding: Hiding) -> list[Element]:
    runs = [run for run in paragraph.iter(R) if _text(run) and not any(child.tag in _FIELDS for child in run)]
    return [run for run in runs if hiding.toggles.is_hidden(run, paragraph)]


def _untagged(paragraph: Element, hiding: Hiding) -> list[Element]:
    """The hidden runs of which no text is of a tag, which may go over several runs."""
    hidden = _hidden_runs(paragraph, hiding)
    if not hidden:
        return []
    texts = [(run, _text(run)) for run in paragraph.iter(R)]
    tags = [tag.span() for tag in TAG.finditer("".join(text for _, text in texts))]
    ends, end = dict[Element, int](), 0
    for run, text in texts:
        end += len(text)
        ends[run] = end
    return [run for run in hidden if not any(a < ends[run] and b > ends[run] - len(_text(run)) for a, b in tags)]


def _text(run: Element) -> str:
    return "".join(node.text or "" for node in run.iter(T))
