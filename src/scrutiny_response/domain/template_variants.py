"""The names of the template files → the kinds of document there are, and the variant that fits an assessment.

`letter.docx` is the kind `letter`. What follows a dot narrows it: `letter.directed.docx` is its variant for a level,
`letter.justice.docx` for a programme of inspections, `letter.directed.justice.docx` for both at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from engross.suggestions import did_you_mean, nearest

ASKED_BY_DEFAULT = ("letter", "improvement-plan")
"""The kinds that an assessment asks for if neither it nor its cycle file says otherwise, as in their schemas."""


class TemplateVariants(NamedTuple):
    """The templates of one folder, by their file names without `.docx`."""

    templates: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The kinds of document, in the order of the templates; a variant is no kind of its own."""
        return tuple(dict.fromkeys(kind_of(template) for template in self.templates))

    def select(self, kind: str, level: str, programme: str) -> str | None:
        """Return the template of this kind for a level's identifier ("" if there is none) and a programme's name.

        Of the variants whose every word fits, the one with the most words; of two with one word, that of the level;
        else the template without a variant. None if there is none that fits.
        """
        weights = {word_of(level): 2, word_of(programme): 1}
        fitting = [
            template for template in self.templates if kind_of(template) == kind and _words(template) <= weights.keys()
        ]
        return max(fitting, key=lambda template: sum(2 + weights[word] for word in _words(template)), default=None)

    def instead_of(self, template: str, level: str, programme: str) -> str:
        """Return the template of the same kind as this one that fits; "" if there is none."""
        return self.select(kind_of(template), level, programme) or ""

    def fault(self, kind: str) -> tuple[str, str]:
        """Return what is wrong with asking for this kind of document, and what to do; both empty if nothing is."""
        if kind in self.names:
            return "", ""
        if kind in self.templates:
            message = f"`{kind}` is a variant of `{kind_of(kind)}`, chosen by the level or the programme"
            return message, f"ask for `{kind_of(kind)}`"
        return f"there is no template called `{kind}`", did_you_mean(kind, self.names)

    def misspelt(self, levels: Iterable[str]) -> Iterator[tuple[str, str, str]]:
        """The variants that almost name a level: the template, its word, and the level; a programme may be any word."""
        level_words = [word_of(level) for level in levels]
        for template in self.templates:
            for word in sorted(_words(template) - set(level_words)):
                level = nearest(word, level_words, likeness=0.8)
                if level:
                    yield template, word, level


def has_variants(template: str, templates: Iterable[str]) -> bool:
    """Return whether there are several templates of this one's kind, so that the level and the programme choose."""
    return kind_of(template) in _varied(tuple(templates))


@lru_cache(maxsize=4)  # asked for each document of a run
def _varied(templates: tuple[str, ...]) -> frozenset[str]:
    return frozenset(kind for kind, count in Counter(map(kind_of, templates)).items() if count > 1)


def word_of(name: str) -> str:
    """A level's identifier or a programme's name as it stands in a file name: "Adult support" is `adult-support`."""
    return "-".join("".join(each if each.isalnum() else " " for each in name.casefold()).split())


def kind_of(template: str) -> str:
    """Return the kind of document that a template makes, from its file name without `.docx`."""
    return template.partition(".")[0]


def _words(template: str) -> frozenset[str]:
    return frozenset(word_of(word) for word in template.split(".")[1:])
