"""The namespaces that the plan declares → declared on the report's root as well, and ignorable where they were."""

from __future__ import annotations

from typing import cast

from lxml import etree

from scrutiny_response.word.attach.names import MC, Element
from scrutiny_response.word.attach.parts import Draft

_IGNORABLE = f"{{{MC}}}Ignorable"
_REQUIRES = "Requires"


def widened(draft: Draft, name: str, plan_root: Element) -> Element:
    """The root of a part of the draft, with the plan's prefixes declared: compatibility markup names prefixes."""
    root = draft.edit(name)
    wanted = {prefix: uri for prefix, uri in plan_root.nsmap.items() if prefix}
    known = set(root.nsmap.values())
    missing = {prefix: uri for prefix, uri in wanted.items() if root.nsmap.get(prefix) != uri}
    if missing:
        _respell(plan_root, {prefix: _prefix(prefix, uri, root) for prefix, uri in missing.items()})
        added = {_prefix(prefix, uri, root): uri for prefix, uri in missing.items()}
        root = draft.put(name, _rebuilt(root, added))
    _ignore(root, plan_root, known)
    return root


def _prefix(prefix: str, uri: str, root: Element) -> str:
    """The plan's prefix, or, where it means something else in the report, one that means nothing there."""
    if prefix not in root.nsmap:
        return prefix
    same = next((known for known, meaning in root.nsmap.items() if known and meaning == uri), None)
    return same or f"{prefix}plan"


def _rebuilt(root: Element, added: dict[str, str]) -> Element:
    spaces = cast("dict[str, str]", root.nsmap) | added  # the stubs forbid None, the default namespace
    new = etree.Element(root.tag, nsmap=spaces)
    for name, text in root.items():
        new.set(name, text)
    new.text = root.text
    new.extend(list(root))
    return new


def _respell(plan_root: Element, new: dict[str, str]) -> None:
    """Use the new prefixes wherever a text of the plan names one."""
    if all(old == prefix for old, prefix in new.items()):
        return
    for item in plan_root.iter(f"{{{MC}}}Choice", plan_root.tag):
        for key in (_REQUIRES, _IGNORABLE):
            text = item.get(key)
            if text is not None:
                item.set(key, " ".join(new.get(prefix, prefix) for prefix in text.split()))


def _ignore(root: Element, plan_root: Element, known: set[str]) -> None:
    """Let programs pass over what the plan lets them pass over, unless the report already needs it understood."""
    ignored = root.get(_IGNORABLE, "").split()
    meanings = {root.nsmap.get(prefix) for prefix in ignored}
    prefixes = {uri: prefix for prefix, uri in root.nsmap.items() if prefix}
    for prefix in plan_root.get(_IGNORABLE, "").split():
        uri = plan_root.nsmap.get(prefix) or root.nsmap.get(prefix)
        if uri and uri not in meanings and uri in prefixes:
            ignored.append(prefixes[uri])
    if ignored:
        root.set(_IGNORABLE, " ".join(ignored))
    del known
