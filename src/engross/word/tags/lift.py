"""Structural tags in the text → marks beside the paragraph, row, cell or run they stand for, which they replace."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

from engross.problems import Severity
from engross.word.opc.xml_names import PPR, RPR, SPACE, TC, TR, Element, P, R, T, ancestor, drop, make, name, names
from engross.word.tags.tag_table import Tag, Tags, is_mark, number_of

_TARGETS = {"p": P, "tr": TR, "tc": TC}
_WORDS = {"p": "paragraph", "tr": "row", "tc": "cell"}
_OBJECTS = names(
    "w:drawing", "w:pict", "w:object", "w:fldChar", "w:instrText", "w:sym", "w:footnoteReference",
    "w:endnoteReference", "w:sectPr", "m:oMath", "w:ptab", "w:delText",
)  # fmt: skip
_MARKED = etree.XPath("descendant-or-self::*/@*[contains(., '\ufdd0')]", smart_strings=False)
_FLOATING = names("w:bookmarkStart", "w:bookmarkEnd", "w:permStart", "w:permEnd")


def marks(root: Element) -> list[Element]:
    """The marks below an element, in document order."""
    return list(root.iter(etree.PI))


def marked_attributes(root: Element) -> list[str]:
    """The texts of the attributes that hold marks, at an element and below it, in document order."""
    return list(_MARKED(root))  # type: ignore[arg-type]  # the stubs allow numbers, which this does not give


def has_marks(root: Element) -> bool:
    """Whether a tag stands anywhere below an element, in text or in an attribute."""
    return next(root.iter(etree.PI), None) is not None or bool(marked_attributes(root))


def join_paragraphs(root: Element, tags: Tags) -> None:
    """Do what `{%-` and `-%}` ask: at a paragraph's beginning or end they join it to its neighbour, at a line break
    they take the break out, and beside text they do nothing.
    """
    for node in marks(root):
        tag = tags.tags[number_of(node)]
        paragraph = ancestor(node, P) if any(tag.joins) else None
        if paragraph is None:
            continue
        if tag.joins[0] and _reaches_edge(node, paragraph, -1):
            joined = _append(paragraph.getprevious(), paragraph)
            paragraph = paragraph if joined is None else joined
        if tag.joins[1] and _reaches_edge(node, paragraph, 1):
            _append(paragraph, paragraph.getnext())


def _reaches_edge(node: Element, paragraph: Element, direction: int) -> bool:
    """Whether nothing shows between a mark and its paragraph's edge; a line break beside the mark is taken out."""
    shown = list(_shown(paragraph))
    place = shown.index(node)
    beside = shown[:place][::-1] if direction < 0 else shown[place + 1 :]
    if beside and not isinstance(beside[0], str) and beside[0].tag == name("w:br"):
        drop(beside[0])
        return False
    return not beside


def _shown(paragraph: Element) -> Iterator[str | Element]:
    """What a paragraph shows, in order: its texts, and as elements its marks, breaks, tabs and objects."""
    for node in paragraph.iter():
        if node.tag == T and node.text:
            yield node.text
        elif is_mark(node):
            yield node
            if node.tail:
                yield node.tail
        elif node.tag in _OBJECTS or node.tag in {name("w:br"), name("w:tab"), name("w:cr")}:
            yield node


def _append(first: Element | None, second: Element | None) -> Element | None:
    """Put the second paragraph's content at the end of the first; None where they are not two paragraphs."""
    if first is None or second is None or first.tag != P or second.tag != P:
        return None
    for child in list(second):
        if child.tag != PPR:
            first.append(child)
    drop(second)
    return first


def lift_structural(root: Element, tags: Tags, removed: dict[int, Element]) -> None:
    """Put each tag with a level letter where its paragraph, row, cell or run was.

    `removed` receives, for each such tag, the properties of the paragraph or run it stood in. Text beside a structural
    tag is reported and nothing is lost.
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
        beside = _beside(target, [n for n in within if _level(n, tags) != level], tags)
        if beside:
            tags.report("text-beside-structural-tag", tag.place,
                        f"{beside} stands in the same {_WORDS[level]}, which the tag replaces as a whole",
                        f"give the tag a {_WORDS[level]} of its own")  # fmt: skip
        else:
            replace_by_marks(target, within, removed)
    for node in marks(root) if any(tag.level == "r" for tag in tags.tags) else ():
        if _level(node, tags) == "r":
            _lift_run(node, removed)


def _comment_out(node: Element, target: Element, tag: Tag, tags: Tags) -> None:
    """Take a paragraph, row or cell out that a comment with a level letter stands in, whatever else is in it."""
    beside = "".join(_texts(target)).strip()
    if beside:
        tags.report("commented-out", tag.place, f'the {_WORDS[tag.level]} with the text "{beside[:40]}" is left out',
                    f"write the comment without the letters {tag.level} if only it is meant",
                    Severity.WARNING)  # fmt: skip
    drop(node)
    target.addprevious(node)
    drop(target)


def replace_by_marks(target: Element, within: list[Element], removed: dict[int, Element]) -> None:
    """Put these marks where an element stands, and take the element away; bookmarks in it are kept beside."""
    properties = next(target.iter(PPR), None)
    for node in within:
        if properties is not None:
            removed[number_of(node)] = properties
        drop(node)
        target.addprevious(node)
    for floating in list(target.iter(*_FLOATING)):
        target.addprevious(floating)
    drop(target)


def only_marks(target: Element, tags: Tags) -> bool:
    """Whether an element shows nothing but tags that print nothing themselves."""
    inside = marks(target)
    return (
        bool(inside)
        and all(tags.tags[number_of(n)].kind in {"statement", "comment"} for n in inside)
        and not _beside(target, [], tags)
    )


def _level(node: Element, tags: Tags) -> str:
    level = tags.tags[number_of(node)].level
    return level if level and ancestor(node, P) is not None else ""


def _beside(target: Element, others: list[Element], tags: Tags) -> str:
    """What a reader would see in an element beside its structural tags, in words; "" where there is nothing."""
    for node in others:
        if tags.tags[number_of(node)].kind != "comment":
            return f"the tag {tags.tags[number_of(node)].place.tag}"
    text = "".join(_texts(target)).strip()
    if text:
        return f'the text "{text[:40]}"'
    if any(node.tag in _OBJECTS for node in target.iter()):
        return "a picture, a note, a field or a section break"
    return ""


def _texts(target: Element) -> Iterator[str]:
    for node in target.iter(T):
        yield node.text or ""
        for child in node:
            yield child.tail or ""


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
