"""Structural tags in the text → marks beside the paragraph, row, cell or run they stand for, which they replace."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from engross.problems import Severity
from engross.word.model.visible import in_words, is_space, seen
from engross.word.opc.xml_names import PPR, RPR, SPACE, TC, TR, Element, P, R, T, ancestor, drop, make, name, names
from engross.word.tags.look_beside import report_look
from engross.word.tags.tag_table import Tag, Tags, is_mark, number_of

_TARGETS = {"p": P, "tr": TR, "tc": TC}
_WORDS = {"p": "paragraph", "tr": "row", "tc": "cell"}
_MARKED = etree.XPath("descendant-or-self::*/@*[contains(., '\ufdd0')]", smart_strings=False)
_FLOATING = names("w:bookmarkStart", "w:bookmarkEnd", "w:permStart", "w:permEnd")


def marks(root: Element) -> list[Element]:
    """Return the marks below an element, in document order."""
    return list(root.iter(etree.PI))


def marked_attributes(root: Element) -> list[str]:
    """Return the texts of the attributes that hold marks, at an element and below it, in document order."""
    return list(_MARKED(root))  # type: ignore[arg-type]  # the stubs allow numbers, which this does not give


def has_marks(root: Element) -> bool:
    """Return whether a tag stands anywhere below an element, in text or in an attribute."""
    return next(root.iter(etree.PI), None) is not None or bool(marked_attributes(root))


def lift_structural(root: Element, tags: Tags, removed: dict[int, Element]) -> None:
    """Put each tag with a level letter where its paragraph, row, cell or run was.

    `removed` receives, for each such tag, the properties of the paragraph or run it stood in. What a reader sees beside
    a structural tag is reported, and nothing is lost; breaks and tabs beside a tag for a paragraph keep one.
    """
    for node in marks(root):
        tag = tags.tags[number_of(node)]
        level = tag.level
        if level not in _TARGETS or ancestor(node, P) is None:
            continue
        target = ancestor(node, _TARGETS[level])
        if target is None:
            tags.report("no-such-structure", tag.place, f"this tag stands in no {_WORDS[level]}",
                        f"move it into a {_WORDS[level]}, or take the letters {level} out of it")  # fmt: skip
            continue
        within = marks(target)
        if tag.kind == "comment":
            _comment_out(node, target, tag, tags)
            continue
        beside = _beside(target, [n for n in within if _level(n, tags) != level], tags, keeps_spaces=level == "p")
        if beside:
            tags.report("text-beside-structural-tag", tag.place,
                        f"{beside} stands in the same {_WORDS[level]}, which the tag replaces as a whole",
                        f"give the tag a {_WORDS[level]} of its own")  # fmt: skip
        else:
            if level == "p":
                report_look(target, tags)
            replace_by_marks(target, removed)
    for node in marks(root) if any(tag.level == "r" for tag in tags.tags) else ():
        if _level(node, tags) == "r":
            _lift_run(node, removed)


def _comment_out(node: Element, target: Element, tag: Tag, tags: Tags) -> None:
    """Take a paragraph, row or cell out that a comment with a level letter stands in, whatever else is in it."""
    printed = [other for other in marks(target) if tags.tags[number_of(other)].kind == "print"]
    beside = _beside(target, printed, tags, keeps_spaces=False)
    if beside:
        tags.report("commented-out", tag.place, f"the {_WORDS[tag.level]} with {beside} is left out",
                    "write the comment as {# … #} if nothing else is to be left out",
                    Severity.WARNING)  # fmt: skip
    drop(node)
    target.addprevious(node)
    drop(target)


def replace_by_marks(target: Element, removed: dict[int, Element]) -> None:
    """Put an element's marks where it stands, and take the element away.

    Bookmarks in it are kept beside, in their order, and so are breaks and tabs, in paragraphs of their own.
    """
    properties = next(target.iter(PPR), None)
    own: Element | None = None
    for node in list(target.iter()):
        if is_mark(node) or node.tag in _FLOATING:
            if is_mark(node) and properties is not None:
                removed[number_of(node)] = properties
            own = None
            drop(node)
            target.addprevious(node)
        elif target.tag == P and is_space(node) and _is_of_text(node):
            own = _apart(target, properties) if own is None else own
            own.append(_alone_in_run(node))
    drop(target)


def _is_of_text(node: Element) -> bool:
    parent = node.getparent()
    return parent is not None and parent.tag == R


def _apart(target: Element, properties: Element | None) -> Element:
    """A paragraph with the properties of another, right before it."""
    paragraph = make("w:p")
    if properties is not None:
        paragraph.append(deepcopy(properties))
    target.addprevious(paragraph)
    return paragraph


def _alone_in_run(node: Element) -> Element:
    """A run with nothing but this break or tab, formatted as the run it stands in."""
    run, around = make("w:r"), node.getparent()
    formatting = None if around is None else around.find(RPR)
    if formatting is not None:
        run.append(deepcopy(formatting))
    copied = deepcopy(node)
    copied.tail = None
    run.append(copied)
    return run


def only_marks(target: Element, tags: Tags) -> bool:
    """Whether an element shows nothing but tags that print nothing themselves, and perhaps breaks beside them."""
    inside = marks(target)
    return (
        bool(inside)
        and all(tags.tags[number_of(n)].kind in {"statement", "comment"} for n in inside)
        and not _beside(target, [], tags, keeps_spaces=target.tag == P)
    )


def _level(node: Element, tags: Tags) -> str:
    level = tags.tags[number_of(node)].level
    return level if level and ancestor(node, P) is not None else ""


def _beside(target: Element, others: list[Element], tags: Tags, *, keeps_spaces: bool) -> str:
    """What a reader would see in an element beside its structural tags, in words; "" if there is nothing.

    `keeps_spaces` says that breaks and tabs are kept in any case.
    """
    for node in others:
        if tags.tags[number_of(node)].kind != "comment":
            return f"the tag {tags.tags[number_of(node)].place.tag}"
    things = [thing for thing in seen(target) if not is_mark(thing.node)]
    text = "".join(thing.text for thing in things).strip()
    if text:
        return f'the text "{text[:40]}"'
    kept = (thing.text or (keeps_spaces and is_space(thing.node)) for thing in things)
    return next((in_words(thing) for thing, is_kept in zip(things, kept, strict=True) if not is_kept), "")


def _lift_run(node: Element, removed: dict[int, Element]) -> None:
    properties = split_run(node)
    if properties is not None:
        removed[number_of(node)] = properties


def split_run(node: Element) -> Element | None:
    """Put a mark that stands in a run's text between two runs: the text before it and the text after it.

    Both halves keep the run's formatting; an empty half is left out. Returns the run's properties.
    """
    text = node.getparent()
    run = text.getparent() if text is not None else None
    if text is None or run is None or run.tag != R:
        return None
    after = make("w:r")
    properties = run.find(RPR)
    if properties is not None:
        after.append(deepcopy(properties))
    rest = etree.SubElement(after, text.tag)
    rest.set(SPACE, "preserve")
    rest.text = node.tail
    node.tail = None
    for sibling in list(node.itersiblings()):
        rest.append(sibling)
    for sibling in list(text.itersiblings()):
        after.append(sibling)
    run.addnext(node)
    node.addnext(after)
    for half in (run, after):
        _drop_if_empty(half)
    return properties


def _drop_if_empty(run: Element) -> None:
    for text in list(run.iterchildren(T)):
        if not text.text and not len(text):
            run.remove(text)
    if all(child.tag == RPR for child in run) and run.tag == name("w:r"):
        drop(run)
