"""The assessments of a cycle → which other partnerships of it the texts of each name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from engross.problems import Severity
from scrutiny_response.domain.assessment import Assessment
from scrutiny_response.domain.contradictions.case import Contradiction
from scrutiny_response.domain.contradictions.texts import texts, words


class Glance(NamedTuple):
    """What of one assessment is compared with the others: its partnership, what it is about, and all its texts.

    `words` are in small letters.
    """

    partnership: str
    subject: tuple[str, str, object]
    words: str


def glance_of(assessment: Assessment) -> Glance:
    """Return what of an assessment is compared with the others of its cycle."""
    inspection, name = assessment.inspection, assessment.partnership.name
    subject = name.casefold(), inspection.programme.casefold(), inspection.started
    return Glance(name, subject, words(assessment))


def names_within(glances: Sequence[Glance]) -> Iterator[Mapping[str, str]]:
    """Yield for each assessment the partnerships of the cycle that its texts name, by their names in small letters.

    The work grows with the texts, not with texts times names: a name is looked for only where a word ends as its
    first word does.
    """
    names = {glance.partnership.casefold(): glance.partnership for glance in glances}
    order = {name: number for number, name in enumerate(names)}
    vocabularies = [frozenset(glance.words.split()) for glance in glances]
    anywhere, by_word = _by_word(names, frozenset().union(*vocabularies))
    for glance, vocabulary in zip(glances, vocabularies, strict=True):
        likely = anywhere.union(*(by_word[word] for word in vocabulary.intersection(by_word)))
        within = (name for name in likely if name in glance.words)
        yield {name: names[name] for name in sorted(within, key=order.__getitem__)}


def _by_word(names: Iterable[str], vocabulary: Iterable[str]) -> tuple[frozenset[str], Mapping[str, set[str]]]:
    """Return the names that may stand anywhere, and by each word of a text those that may begin at its end."""
    anywhere: set[str] = set()
    firsts: defaultdict[str, set[str]] = defaultdict(set)
    for name in names:
        first, *others = name.split() or [""]
        if others:
            firsts[first].add(name)
        else:
            anywhere.add(name)
    by_word: defaultdict[str, set[str]] = defaultdict(set)
    lines = "\n".join(("", *vocabulary, ""))
    for first_word, own in firsts.items():
        end = lines.find(f"{first_word}\n")
        while end >= 0:
            stop = end + len(first_word)
            by_word[lines[lines.rfind("\n", 0, end + 1) + 1 : stop]] |= own
            end = lines.find(f"{first_word}\n", stop)
    return frozenset(anywhere), by_word


def named(assessment: Assessment, within: Mapping[str, str]) -> Iterator[Contradiction]:
    """Yield each other partnership that a text of an assessment names, once; `within` are those that its texts name."""
    own = assessment.partnership.name.casefold()
    told: set[str] = set()
    for path, text in texts(assessment) if within.keys() - {own} else ():
        words = text.casefold()
        for name, partnership in within.items():
            if name in words and name not in told and name not in own and own not in name:
                told.add(name)
                key = ".".join(str(step) for step in path)
                message = f"`{key}` names {partnership}, which is another partnership of this cycle"
                hint = "write this partnership's name, or accept it when you issue"
                yield Contradiction(path, "names-another-partnership", message, hint, Severity.WARNING)
