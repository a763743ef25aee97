"""The namespaces that the plan declares → declared on the report's root as well, and ignorable if they were."""

from __future__ import annotations

from engross.word.attach.parts import PackageEditor
from engross.word.opc.xml_names import Element, name

_IGNORABLE = name("mc:Ignorable")
_CHOICE = name("mc:Choice")
_REQUIRES = "Requires"


def widen(editor: PackageEditor, name: str, plan_root: Element) -> bool:
    """Declare the plan's prefixes on a part of the report, for compatibility markup names prefixes.

    Says whether the plan's XML may stand in the part as it is written: no prefix means two things.
    """
    root = editor.root(name)
    missing = {prefix: uri for prefix, uri in plan_root.nsmap.items() if prefix and root.nsmap.get(prefix) != uri}
    new = {prefix: _prefix(prefix, uri, root) for prefix, uri in missing.items()}
    editor.declare(name, {new[prefix]: uri for prefix, uri in missing.items() if new[prefix] not in root.nsmap})
    clash = any(old != prefix for old, prefix in new.items())
    if clash:
        _respell(plan_root, new)
    _ignore(editor, name, plan_root)
    return not clash and None not in plan_root.nsmap


def _prefix(prefix: str, uri: str, root: Element) -> str:
    """The plan's prefix, or, if it means something else in the report, one that means nothing there."""
    if prefix not in root.nsmap:
        return prefix
    same = next((declared for declared, meaning in root.nsmap.items() if declared and meaning == uri), None)
    return same or f"{prefix}plan"


def _respell(plan_root: Element, new: dict[str, str]) -> None:
    """Use the new prefixes wherever a text of the plan names one."""
    for item in plan_root.iter(_CHOICE, plan_root.tag):
        for key in (_REQUIRES, _IGNORABLE):
            text = item.get(key)
            if text is not None:
                item.set(key, " ".join(new.get(prefix, prefix) for prefix in text.split()))


def _ignore(editor: PackageEditor, name: str, plan_root: Element) -> None:
    """Let programs pass over what the plan lets them pass over."""
    root = editor.root(name)
    spaces = root.nsmap | editor.declared(name)
    ignored = root.get(_IGNORABLE, "").split()
    meanings = {spaces.get(prefix) for prefix in ignored}
    prefixes = {uri: prefix for prefix, uri in spaces.items() if prefix}
    for prefix in plan_root.get(_IGNORABLE, "").split():
        uri = plan_root.nsmap.get(prefix) or spaces.get(prefix, "")
        if uri not in meanings and uri in prefixes:
            ignored.append(prefixes[uri])
    if ignored != root.get(_IGNORABLE, "").split():
        editor.edit(name).set(_IGNORABLE, " ".join(ignored))
