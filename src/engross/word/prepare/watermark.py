"""A template's package and words on conditions → the template with a mark behind the text of every page.

The mark is WordArt in every header part, as Word itself stores it. It decorates: readers of screens skip it, and the
words must stand on the page as well. Where no condition holds, nothing of it is in the document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import count

from lxml import etree

from engross.word.opc.content_types import WORD, declare
from engross.word.opc.package import CONTENT_TYPES, Package, serialise
from engross.word.opc.relationships import document_part, main_part, relationships, relationships_part
from engross.word.opc.xml_names import NAMESPACES, OFFICE, Element, make, name

_SHAPES = "urn:schemas-microsoft-com:office:office"
_WORD = "urn:schemas-microsoft-com:office:word"
_HEADER = f"{OFFICE}/header"
_WIDEST, _LETTER, _SHAPE = 500, 90, 0.55
"""The most points that a mark is wide, the points for each letter of a short one, and a letter's width to height."""

_FORMULAS = "".join(
    f'<v:f eqn="{formula}"/>'
    for formula in (
        "sum #0 0 10800", "prod #0 2 1", "sum 21600 0 @1", "sum 0 0 @2", "sum 21600 0 @3", "if @0 @3 0",
        "if @0 21600 @1", "if @0 0 @2", "if @0 @4 21600", "mid @5 @6", "mid @8 @5", "mid @7 @8", "mid @6 @7",
        "sum @6 0 @5",
    )
)  # fmt: skip
_SHAPE_TYPE = (
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
    'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas>' + _FORMULAS + "</v:formulas>"
    '<v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" '
    'o:connectangles="270,180,90,0"/><v:textpath on="t" fitshape="t"/>'
    '<v:handles><v:h position="#0,bottomRight" xrange="6629,14971"/></v:handles>'
    '<o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>'
)


def watermarked(package: Package, marks: Sequence[tuple[str, str]]) -> Package:
    """The template with these marks: each a condition in the language of the templates, and the words behind the text.

    The first whose condition holds is shown, on every page of every section: a header part is made where a kind of
    page has none.
    """
    package = _with_headers(package)
    main = main_part(package)
    body = package.xml(main)
    used = {reference.get(name("r:id")) for reference in body.iter(name("w:headerReference"))}
    parts = sorted({line.target for line in relationships(package, main) if line.kind == "header" and line.id in used})
    numbers = count(1)
    changes: dict[str, bytes | None] = {}
    for part in parts:
        root = package.xml(part)
        root.extend(_paragraphs(marks, numbers, is_alone=not len(root)))
        changes[part] = serialise(root)
    return package.replace(changes)


def _paragraphs(marks: Iterable[tuple[str, str]], numbers: Iterator[int], *, is_alone: bool) -> Iterator[Element]:
    """At the end of the header, so that no paragraph before it changes its number; a header is never empty."""
    statement = "if"
    for condition, words in marks:
        yield _tag(f"{statement} {condition}")
        yield _mark(words, next(numbers))
        statement = "elif"
    if is_alone:
        yield from (_tag("else"), make("w:p"))
    yield _tag("endif")


def _tag(statement: str) -> Element:
    paragraph, run, text = make("w:p"), make("w:r"), make("w:t")
    text.text = f"{{%p {statement} %}}"
    run.append(text)
    paragraph.append(run)
    return paragraph


def _mark(words: str, number: int) -> Element:
    width = min(_WIDEST, _LETTER * len(words))
    height = round(width / (_SHAPE * len(words)))
    style = (
        f"position:absolute;margin-left:0;margin-top:0;width:{width}pt;height:{height}pt;rotation:315;"
        "z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
        "mso-position-vertical:center;mso-position-vertical-relative:margin"
    )
    spaces = " ".join(f'xmlns:{prefix}="{NAMESPACES[prefix]}"' for prefix in ("w", "v"))
    return etree.fromstring(
        f'<w:p {spaces} xmlns:o="{_SHAPES}" xmlns:w10="{_WORD}"><w:pPr>'
        '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr><w:r><w:rPr><w:noProof/></w:rPr>'
        f'<w:pict>{_SHAPE_TYPE}<v:shape id="PowerPlusWaterMarkObject{number}" o:spid="_x0000_s{2048 + number}" '
        f'type="#_x0000_t136" alt="" style="{style}" o:allowincell="f" fillcolor="silver" stroked="f">'
        '<v:fill opacity=".5"/>'
        f'<v:textpath style="font-family:&quot;Arial&quot;;font-size:1pt" string="{escape(words)}"/>'
        '<w10:wrap anchorx="margin" anchory="margin"/></v:shape></w:pict></w:r></w:p>'
    )


def _with_headers(package: Package) -> Package:
    """With a header for each kind of page that the document has; later sections carry on the first one's."""
    main = main_part(package)
    body = package.xml(main)
    sections = list(body.iter(name("w:sectPr")))
    if not sections:
        sections = [make("w:sectPr")]
        body[0].append(sections[0])
    present = {reference.get(name("w:type")) for reference in sections[0].iter(name("w:headerReference"))}
    lacking = [kind for kind in _kinds(package, sections) if kind not in present]
    if not lacking:
        return package
    changes: dict[str, bytes | None] = {}
    lines = package.xml(relationships_part(main)) if relationships_part(main) in package else _no_relationships()
    types = package.xml(CONTENT_TYPES)
    for kind in lacking:
        part = next(f"word/header{n}.xml" for n in count(1) if _is_free(f"word/header{n}.xml", package, changes))
        changes[part] = serialise(make("w:hdr"))
        identifier = f"rIdHeader{kind.capitalize()}"
        etree.SubElement(lines, name("rel:Relationship"), Id=identifier, Type=_HEADER, Target=f"/{part}")
        declare(types, part, f"{WORD}.header+xml")
        reference = make("w:headerReference", type=kind)
        reference.set(name("r:id"), identifier)
        sections[0].insert(0, reference)
    changes |= {relationships_part(main): serialise(lines), CONTENT_TYPES: serialise(types), main: serialise(body)}
    return package.replace(changes)


def _is_free(part: str, package: Package, changes: Mapping[str, object]) -> bool:
    return part not in package and part not in changes


def _kinds(package: Package, sections: Iterable[Element]) -> Iterator[str]:
    yield "default"
    if any(section.find("w:titlePg", NAMESPACES) is not None for section in sections):
        yield "first"
    settings = document_part(package, "settings")
    if settings is not None and package.look(settings).find("w:evenAndOddHeaders", NAMESPACES) is not None:
        yield "even"


def _no_relationships() -> Element:
    return etree.fromstring(f'<Relationships xmlns="{NAMESPACES["rel"]}"/>')
