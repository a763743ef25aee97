"""A house style document and a template → the template in the house's style, with every tag that it had.

What is taken is chosen: styles, theme, fonts, numbering, page set-up, headers, footers. Styles are matched by their
names, as identifiers are localised; the template's identifiers stay, so that its body is not touched.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from lxml import etree
from msgspec import Struct

from engross.problems import FilePlace, Problem, Refused, Severity
from engross.word.opc.package import Package
from engross.word.opc.relationships import document_part, main_part
from engross.word.opc.stories import stories
from engross.word.opc.xml_names import NAMESPACES, Element, name, value
from engross.word.prepare.validate import unsafe
from engross.word.restyle import direct, headers, numbering, page, styles
from engross.word.restyle.comparison import is_alike
from engross.word.restyle.exchange import Exchange
from engross.word.restyle.restyle_choices import USUAL, Choice, RestyleChoices
from engross.word.tools.findings import one_for_each_cause
from engross.word.tools.inventory import ListedTag, tags_of

__all__ = ["USUAL", "Choice", "RestyleChoices", "Restyled", "restyle"]

_KINDS = {Choice.HEADERS: "header", Choice.FOOTERS: "footer"}
_MEANT_FOR_TEXT = frozenset({"paragraph", "table"})


class Restyled(Struct, frozen=True):
    """A template in the house's style, and what its owner should know of it: warnings and information, no errors.

    `is_changed` is false if it had that style already; then the package is the template itself.
    """

    package: Package
    problems: tuple[Problem, ...]
    is_changed: bool = True


def restyle(house: Package, template: Package, choices: RestyleChoices | None = None) -> Restyled:
    """Return the template with the looks of the house style document, as far as chosen.

    Raise Refused if one of them is no Word document, if the house style document lacks what was asked for, or if a
    tag of the template would be lost: the tags before and after are compared in every run. A template that has the
    house's looks already is returned as it is.
    """
    chosen = choices or RestyleChoices()
    for package in (house, template):
        _accept(package)
    exchange = Exchange(house, template)
    matching = _take_styles(exchange, chosen)
    for choice, kind in ((Choice.THEME, "theme"), (Choice.FONTS, "fontTable")):
        if choice in chosen.take:
            _take_part(exchange, kind)
    if Choice.THEME in chosen.take:
        _take_colour_names(exchange)
    if Choice.PAGE in chosen.take:
        page.set_up(house.xml(main_part(house)), exchange.body)
    if chosen.clear_direct:
        for story in stories(template, exchange.body):
            if story.kind != "properties":
                direct.clear(exchange.root(story.part))
    restyled = exchange.finish()
    _keep_tags(template, restyled, chosen)
    if is_alike(template, restyled):
        restyled = template
    left = one_for_each_cause(direct.stories_with_direct(restyled)) if not chosen.clear_direct else iter(())
    problems = (*_own_styles(matching, template.file, chosen), *left)
    return Restyled(restyled, problems, is_changed=restyled is not template)


def _accept(package: Package) -> None:
    refused = [problem for problem in unsafe(package) if problem.is_error]
    if refused:
        raise Refused(refused)


def _take_styles(exchange: Exchange, chosen: RestyleChoices) -> styles.Matching:
    """Styles, lists, headers and footers, which name one another; the house's styles and the template's, matched."""
    house = _root(exchange.house, "styles")
    template = _part_root(exchange, "styles")
    matching = styles.Matching(house, template)
    kinds = frozenset(_KINDS[choice] for choice in _KINDS if choice in chosen.take)
    stories_brought = [exchange.house.xml(part) for part in headers.parts_of(exchange.house, kinds).values()]
    everything = Choice.STYLES in chosen.take
    wanted = (
        set(matching.house)
        if everything
        else matching.needed(style for root in stories_brought for style in styles.used(root))
    )
    numbers = _take_lists(exchange, matching, wanted, stories_brought, chosen)
    styles.merge(house, template, matching, numbers, wanted=wanted, all=everything)
    if kinds:
        headers.replace(exchange, kinds, matching.ids, numbers)
    return matching


def _take_lists(
    exchange: Exchange,
    matching: styles.Matching,
    wanted: set[styles.Key],
    brought: list[Element],
    chosen: RestyleChoices,
) -> dict[str, str]:
    part = document_part(exchange.house, "numbering")
    used = [matching.house[key] for key in wanted] if Choice.NUMBERING in chosen.take else []
    if part is None or not (used or brought):
        return {}
    house = exchange.house.xml(part)
    numbers = sorted(numbering.of_styles(house, [*used, *brought]), key=int)
    if not numbers:
        return {}
    return numbering.bring(house, _part_root(exchange, "numbering"), numbers, matching.ids)


def _part_root(exchange: Exchange, kind: str) -> Element:
    """Return the root of one of the template's parts, which is made, empty, if it has none."""
    part = exchange.part(kind)
    if part is None:
        root = etree.Element(name(f"w:{kind}"), nsmap={"w": NAMESPACES["w"]})
        part = exchange.add(kind, root, f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml")
    return exchange.root(part)


def _root(package: Package, kind: str) -> Element:
    part = document_part(package, kind)
    if part is None:
        raise Refused([Problem("no-house-style", FilePlace(package.file), f"the file has no {kind}",
                               "choose a Word document that shows the house style")])  # fmt: skip
    return package.xml(part)


def _take_part(exchange: Exchange, kind: str) -> None:
    """Replace a whole part, such as the theme, with what it relates to; nothing if the house has none."""
    theirs, ours = document_part(exchange.house, kind), exchange.part(kind)
    if theirs is None:
        return
    if ours is not None:
        exchange.unrelate_kind(kind)
    exchange.relate(exchange.main, kind, exchange.carry(theirs))


def _take_colour_names(exchange: Exchange) -> None:
    """Which of the theme's colours the text has is said in the settings, and goes with the theme."""
    theirs, ours = document_part(exchange.house, "settings"), exchange.part("settings")
    if theirs is None or ours is None:
        return
    mapping = exchange.house.xml(theirs).find("w:clrSchemeMapping", NAMESPACES)
    old = exchange.root(ours).find("w:clrSchemeMapping", NAMESPACES)
    if mapping is not None and old is not None:
        exchange.root(ours).replace(old, deepcopy(mapping))


def _keep_tags(original: Package, after: Package, chosen: RestyleChoices) -> None:
    """Refuse if a tag is lost or changed; in headers and footers that are replaced, unless that is asked for."""
    replaced = {_KINDS[choice] for choice in _KINDS if choice in chosen.take}
    had, has = (_by_kind(tags, replaced) for tags in map(tags_of, (original, after)))
    if had[0] != has[0]:
        message = "the tags after restyling are not those before, so the template is left as it was"
        raise Refused([Problem("tags-changed", FilePlace(original.file), message, "please report this as a fault")])
    kept = {(tag.kind, tag.text) for tag in has[1]}
    lost = [tag for tag in had[1] if (tag.kind, tag.text) not in kept]
    if lost and not chosen.lose_tags:
        raise Refused(
            _lost(kind, [tag for tag in lost if tag.kind == kind]) for kind in sorted({tag.kind for tag in lost})
        )


def _by_kind(tags: tuple[ListedTag, ...], replaced: set[str]) -> tuple[list[tuple[str, str]], list[ListedTag]]:
    return [(tag.kind, tag.text) for tag in tags if tag.kind not in replaced], [
        tag for tag in tags if tag.kind in replaced
    ]


def _lost(kind: str, tags: list[ListedTag]) -> Problem:
    texts = ", ".join(dict.fromkeys(tag.text for tag in tags))
    return Problem(
        "tags-would-be-lost",
        tags[0].place._replace(tag=""),
        f"with the template's {kind} these tags would be lost, which the house style document's {kind} lacks: {texts}",
        f"write them into the house style document's {kind}, leave {kind}s out of --only, or add --lose-tags",
    )


def _own_styles(matching: styles.Matching, file: str, chosen: RestyleChoices) -> Iterator[Problem]:
    """Yield the template's own styles that the house does not know, which keep their looks: for information."""
    own = [
        value(style, "w:name") or ""
        for key, style in matching.template.items()
        if key not in matching.house and key[0] in _MEANT_FOR_TEXT
    ]
    if own and Choice.STYLES in chosen.take:
        yield Problem(
            "own-styles",
            FilePlace(file),
            f"the house style document has no style called {', '.join(own)}, so the template's own looks are kept",
            "give the house style document styles of these names where they should look otherwise",
            Severity.INFORMATION,
        )
