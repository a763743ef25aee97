"""The house's styles and the template's → one part of styles: matched by name, the template's identifiers kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy

from engross.word.opc.xml_names import NAMESPACES, VAL, Element, children, make, name, names, value

_STYLE, _ID, _TYPE, _DEFAULT = (name(f"w:{local}") for local in ("style", "styleId", "type", "default"))
_RELATED = names("w:basedOn", "w:next", "w:link")
_AFTER_NUMBERING = names(
    "w:suppressLineNumbers", "w:pBdr", "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap",
    "w:overflowPunct", "w:topLinePunct", "w:autoSpaceDE", "w:autoSpaceDN", "w:bidi", "w:adjustRightInd",
    "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:mirrorIndents", "w:suppressOverlap", "w:jc",
    "w:textDirection", "w:textAlignment", "w:textboxTightWrap", "w:outlineLvl", "w:divId", "w:cnfStyle", "w:rPr",
    "w:sectPr", "w:pPrChange",
)  # fmt: skip
_AFTER_LANGUAGE = names("w:eastAsianLayout", "w:specVanish", "w:oMath")

Key = tuple[str, str]
"""What a style is known by: its type and its name, without regard to capitals."""


class Matching:
    """Which identifier each of the house's styles has in the template."""

    def __init__(self, house: Element, template: Element) -> None:
        self.house = {key_of(style): style for style in children(house, _STYLE)}
        self.template = {key_of(style): style for style in children(template, _STYLE)}
        self.ids: dict[str, str] = {}
        taken = {style.get(_ID, "").lower() for style in self.template.values()}
        named = {called: kind for kind, called in self.template}
        self.clashing = {key for key in self.house if named.get(key[1], key[0]) != key[0] and key not in self.template}
        for key, style in self.house.items():
            own = style.get(_ID, "")
            if key in self.template:
                self.ids[own] = self.template[key].get(_ID, "")
            elif key not in self.clashing:
                self.ids[own] = _free(own, taken)
                taken.add(self.ids[own].lower())

    def needed(self, ids: Iterable[str]) -> set[Key]:
        """Return the house's styles with these ids that the template lacks, and those they are based on."""
        by_id = {style.get(_ID, ""): key for key, style in self.house.items()}
        needed: set[Key] = set()
        waiting = [by_id[identifier] for identifier in ids if identifier in by_id]
        while waiting:
            key = waiting.pop()
            if key in needed or key in self.template or key in self.clashing:
                continue
            needed.add(key)
            related = (value(self.house[key], path) for path in ("w:basedOn", "w:link", "w:next"))
            waiting += [by_id[identifier] for identifier in related if identifier in by_id]
        return needed


def key_of(style: Element) -> Key:
    """Return a style's type and its name."""
    return style.get(_TYPE, "paragraph"), (value(style, "w:name") or "").strip().lower()


def merge(  # noqa: PLR0913  # what is merged, and how
    house: Element, template: Element, matching: Matching, numbers: Mapping[str, str], *, wanted: set[Key], all: bool
) -> None:
    """Put the house's styles into the template's part of styles, in place.

    With `all` the defaults are the house's too, but for the language. `numbers` are the lists that were brought, by
    the numbers that the house calls them; a style whose list was not brought keeps the template's.
    """
    if all:
        _take_defaults(house, template)
    for key, style in matching.house.items():
        if key not in wanted or key in matching.clashing:
            continue
        fresh = deepcopy(style)
        old = matching.template.get(key)
        _point_to(fresh, matching.ids)
        _settle_list(fresh, old, numbers)
        _settle_language(fresh, old)
        fresh.attrib.pop(_DEFAULT, "")
        if old is None:
            template.append(fresh)
            continue
        if old.get(_DEFAULT) is not None:
            fresh.set(_DEFAULT, old.get(_DEFAULT, "1"))
        template.replace(old, fresh)


def rename(root: Element, ids: Mapping[str, str]) -> None:
    """Let what refers to the house's styles in a story refer to the template's, by their identifiers there."""
    for node in root.iter(name("w:pStyle"), name("w:rStyle"), name("w:tblStyle")):
        node.set(VAL, ids.get(node.get(VAL, ""), node.get(VAL, "")))


def used(root: Element) -> Iterator[str]:
    """Yield the identifiers of the styles that a story uses."""
    return (node.get(VAL, "") for node in root.iter(name("w:pStyle"), name("w:rStyle"), name("w:tblStyle")))


def _free(id: str, taken: set[str]) -> str:
    if id.lower() not in taken:
        return id
    return next(free for n in range(1, len(taken) + 2) if (free := f"{id}House{n}").lower() not in taken)


def _take_defaults(house: Element, template: Element) -> None:
    language = template.find("w:docDefaults/w:rPrDefault/w:rPr/w:lang", NAMESPACES)
    for tag in ("w:latentStyles", "w:docDefaults"):
        theirs, ours = house.find(tag, NAMESPACES), template.find(tag, NAMESPACES)
        if theirs is not None:
            if ours is not None:
                template.remove(ours)
            template.insert(0, deepcopy(theirs))
    latent, defaults = (template.find(path, NAMESPACES) for path in ("w:latentStyles", "w:docDefaults"))
    if latent is not None and defaults is not None:
        defaults.addnext(latent)
    run = template.find("w:docDefaults/w:rPrDefault/w:rPr", NAMESPACES)
    if run is not None:
        _set_language(run, language)


def _point_to(style: Element, ids: Mapping[str, str]) -> None:
    style.set(_ID, ids[style.get(_ID, "")])
    for node in list(children(style, *_RELATED)):
        target = ids.get(node.get(VAL, ""))
        if target is None:
            style.remove(node)
        else:
            node.set(VAL, target)
    for node in list(style):
        if str(node.tag).rpartition("}")[2] == "rsid":
            style.remove(node)


def _settle_list(style: Element, old: Element | None, numbers: Mapping[str, str]) -> None:
    """Give a style the number of the list that was brought for it, or else the list that the template's had."""
    properties = style.find("w:pPr", NAMESPACES)
    own = None if properties is None else properties.find("w:numPr", NAMESPACES)
    number = value(own, "w:numId")
    if own is not None and number in numbers:
        assert number is not None  # noqa: S101  # what is known is no None
        reference = own.find("w:numId", NAMESPACES)
        if reference is not None:
            reference.set(VAL, numbers[number])
        return
    old_list = None if old is None else old.find("w:pPr/w:numPr", NAMESPACES)
    if own is not None and properties is not None and number != "0":
        properties.remove(own)
    if old_list is not None and number != "0":
        _set_list(style, deepcopy(old_list))


def _set_list(style: Element, list_: Element) -> None:
    properties = style.find("w:pPr", NAMESPACES)
    if properties is None:
        properties = make("w:pPr")
        after = next(children(style, *names("w:rPr", "w:tblPr", "w:trPr", "w:tcPr", "w:tblStylePr")), None)
        if after is None:
            style.append(properties)
        else:
            after.addprevious(properties)
    following = next(children(properties, *_AFTER_NUMBERING), None)
    if following is None:
        properties.append(list_)
    else:
        following.addprevious(list_)


def _settle_language(style: Element, old: Element | None) -> None:
    """A style keeps the template's language, or none: the language is no look."""
    run = style.find("w:rPr", NAMESPACES)
    if run is not None:
        _set_language(run, None if old is None else old.find("w:rPr/w:lang", NAMESPACES))
        if not len(run):
            style.remove(run)


def _set_language(run: Element, language: Element | None) -> None:
    for node in list(children(run, name("w:lang"))):
        run.remove(node)
    if language is not None:
        following = next(children(run, *_AFTER_LANGUAGE), None)
        if following is None:
            run.append(deepcopy(language))
        else:
            following.addprevious(deepcopy(language))
