"""Templates in which each kind of reference and of target stands in each place, and what must become of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import PurePosixPath

from hypothesis import strategies as st
from lxml import etree

from engross.word.opc.package import Package
from engross.word.opc.relationships import relationships
from engross.word.opc.xml_names import R_ID
from tests.engross.word.paper import DECLARATIONS, docx, p, relationships_of, run, table
from tests.structure.paper import MC, NS, w

LINES = ("body", "loop", "text loop", "rows", "cells", "false", "true", "else", "macro", "box", "control")
NOTES = ("footnote", "footnote in a loop", "footnote that is not there", "footnote with a loop", "endnote in a loop")
MARGINS = ("header", "header loop", "false in the header", "footer")
LOOPS = {
    "loop",
    "text loop",
    "rows",
    "cells",
    "footnote in a loop",
    "footnote with a loop",
    "endnote in a loop",
    "header loop",
}
ABSENT = {"false", "footnote that is not there", "false in the header"}
MOST = 4
"""The most targets of a template."""
OUTER = ("", "loop", "false", "true")
TARGETS = ("words", "words", "caption", "form", "wide", "begun", "ended")
"""What a bookmark holds, and whether only one of its ends stands in the station: the other is before or after it."""
WHOLE = {*NOTES, *MARGINS, "box"}
_MARK = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
_DRAWN = 'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'


def coded(instruction: str, result: str) -> str:
    """A complex field, its code cut in the middle."""
    cut = len(instruction) // 2
    code = "".join(
        f'<w:r><w:instrText xml:space="preserve">{part}</w:instrText></w:r>'
        for part in (f" {instruction[:cut]}", f"{instruction[cut:]} ")
    )
    return _MARK.format("begin") + code + _MARK.format("separate") + result + _MARK.format("end")


_PICTURE = (
    '<w:r><w:drawing><wp:inline><wp:extent cx="9" cy="9"/><wp:docPr id="0" name="x"><a:hlinkClick r:id="to{}"/></wp:docPr>'
    '<a:graphic><a:graphicData uri="u"/></a:graphic></wp:inline></w:drawing></w:r>'
)
REFERENCES: dict[str, Callable[[str], str]] = {
    "REF": lambda name: coded(f"REF {name}", run("old")),
    "REF, simple": lambda name: f'<w:fldSimple w:instr=" REF {name} \\h ">{run("old")}</w:fldSimple>',
    "bare": lambda name: coded(f"{name} \\* MERGEFORMAT", run("old")),
    "PAGEREF": lambda name: coded(f"PAGEREF {name} \\h", run("3")),
    "NOTEREF": lambda name: coded(f"NOTEREF {name} \\h", run("3")),
    "HYPERLINK": lambda name: coded(f'HYPERLINK \\l "{name}"', run("there")),
    "link": lambda name: f'<w:hyperlink w:anchor="{name}">{run("there")}</w:hyperlink>',
    "shape": lambda name: f'<w:r><w:pict><v:rect href="#{name}" style="width:9pt;height:9pt"/></w:pict></w:r>',
    "picture": _PICTURE.format,
    "SEQ": lambda name: coded(f"SEQ Table {name}", run("3")),
    "TOC": lambda name: coded(f"TOC \\o &quot;1-2&quot; \\b {name}".replace("&quot;", '"'), run("line")),
    "INDEX": lambda name: coded(f"INDEX \\b {name}", run("line")),
    "XE": lambda name: coded(f'XE "a \\b" \\r {name}', ""),
}
_TURN = re.compile("@([^@]*)@")
_WORDS = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)')


@dataclass(frozen=True)
class Station:
    """A place with targets and references by number; `outer` is what stands around it."""

    place: str
    outer: str
    targets: tuple[tuple[int, str], ...]
    references: tuple[tuple[int, str], ...]

    @property
    def loops(self) -> tuple[str, ...]:
        """The variables of the loops that it stands in."""
        return (*(("o",) if self.outer == "loop" else ()), *(("t",) if self.place in LOOPS else ()))

    def times(self, turns: int, kind: str = "") -> int:
        """How often it is printed, or a target of this kind in it."""
        if self.outer == "false" or (self.place in ABSENT and kind not in {"begun", "ended"}):
            return 0
        loops = len(self.loops) if kind not in {"begun", "ended"} else int(self.outer == "loop")
        return int(turns**loops)


@st.composite
def stations(draw: st.DrawFn) -> tuple[Station, ...]:
    """A few places, each with something of both."""
    places = draw(st.lists(st.sampled_from((*LINES, *LINES, *NOTES, *MARGINS)), min_size=1, max_size=4))
    chosen = _once(places)
    total = draw(st.integers(1, MOST))
    homes = [draw(st.integers(0, len(chosen) - 1)) for _ in range(total)]
    made = []
    outer = draw(st.sampled_from(OUTER))
    for at, place in enumerate(chosen):
        kinds_there = st.sampled_from(TARGETS[:-2] if place in WHOLE else TARGETS)
        targets = tuple((number, draw(kinds_there)) for number in range(total) if homes[number] == at)
        kinds = draw(st.lists(st.sampled_from(list(REFERENCES)), max_size=2))
        to = tuple((draw(st.integers(0, total - 1 + (draw(st.integers(0, 15)) == 0))), kind) for kind in kinds)
        made.append(Station(place, "" if place in MARGINS else outer, targets, to))
    return tuple(made)


def _once(places: list[str]) -> list[str]:
    """At most one place in the header, and one in the footer."""
    kept: list[str] = []
    for place in places:
        is_taken = "header" in place and any("header" in other for other in kept)
        if not is_taken and (place != "footer" or place not in kept):
            kept.append(place)
    return kept


@dataclass
class Writer:
    """Writes the stations as a template."""

    footnotes: list[str] = field(default_factory=list)
    endnotes: list[str] = field(default_factory=list)
    margins: dict[str, str] = field(default_factory=dict)

    def source(self, chosen: tuple[Station, ...]) -> bytes:
        """The template's bytes."""
        lines = [
            _ends(each, "ended") + self.station(each, number) + _ends(each, "begun")
            for number, each in enumerate(chosen)
        ]
        outer = (
            chosen[0].outer
            if chosen[0].place not in MARGINS
            else next((each.outer for each in chosen if each.outer), "")
        )
        tags = {"loop": ("{% for o in l %}", "{% endfor %}"), "false": ("{% if no %}", "{% endif %}"),
                "true": ("{% if yes %}", "{% endif %}"), "": ("start", "end")}  # fmt: skip
        body = [p(tags[outer][0]), *lines, p(tags[outer][1]), p("last {{ x }}")]
        parts: dict[str, str | bytes] = {}
        links = [(f"tob{number}", "hyperlink", f"#b{number}") for number in range(MOST + 1)]
        types = ""
        held = {"header1": "header" in self.margins, "footer1": "footer" in self.margins, "footnotes": self.footnotes,
                "endnotes": self.endnotes}  # fmt: skip
        parts |= {f"word/_rels/{part}.xml.rels": relationships_of(links) for part, content in held.items() if content}
        if self.endnotes:
            notes = "".join(f'<w:endnote w:id="{n}">{p(each)}</w:endnote>' for n, each in enumerate(self.endnotes, 1))
            parts["word/endnotes.xml"] = f"<w:endnotes {DECLARATIONS}>{notes}</w:endnotes>"
            links.append(("rEnd", "endnotes", "endnotes.xml"))
            types = ('<Override PartName="/word/endnotes.xml" ContentType="application/vnd.openxmlformats-'
                     'officedocument.wordprocessingml.endnotes+xml"/>')  # fmt: skip
        numbered = count(1)

        def with_id(_: re.Match[str]) -> str:
            return f'<w:p w14:paraId="{next(numbered):08X}" w14:textId="77777777">'

        return docx(re.sub("<w:p>", with_id, "".join(body)), footnotes=self.footnotes, parts=parts, relationships=links, types=types,
                    header=self.margins.get("header", ""), footer=self.margins.get("footer", ""))  # fmt: skip

    def station(self, each: Station, number: int) -> str:
        """The XML of a station in the body; what belongs elsewhere is kept there."""
        content = self.content(each, number)
        if each.place in MARGINS:
            self.margins[each.place.split()[-1] if each.place != "header loop" else "header"] = _margin(
                each.place, content
            )
            return ""
        return self.note(each.place, content) if each.place in NOTES else _line(each.place, content, number)

    def note(self, place: str, content: str) -> str:
        """A paragraph of the body with a reference to a note with this content."""
        kind = "endnote" if "endnote" in place else "footnote"
        held = self.endnotes if kind == "endnote" else self.footnotes
        inner = (
            content if place != "footnote with a loop" else f"{p('{%p for t in l %}')}{p(content)}{p('{%p endfor %}')}"
        )
        held.append(inner)
        line = p("noted", f'<w:r><w:{kind}Reference w:id="{len(held)}"/></w:r>')
        tags = {"footnote in a loop": ("{% for t in l %}", "{% endfor %}"), "endnote in a loop": ("{% for t in l %}", "{% endfor %}"),
                "footnote that is not there": ("{% if no %}", "{% endif %}")}.get(place)  # fmt: skip
        return line if tags is None else p(tags[0]) + line + p(tags[1])

    def content(self, each: Station, number: int) -> str:
        """The runs of a station: where it is, its targets, its references."""
        turn = ".".join(f"{{{{ {loop} }}}}" for loop in each.loops)
        pieces = [run(f"@{number}:{turn}@")]
        pieces += [_target(target, kind, turn) for target, kind in each.targets]
        pieces += [REFERENCES[kind](f"b{target}") for target, kind in each.references]
        return "".join(pieces)


def _margin(place: str, content: str) -> str:
    """A header or footer."""
    before, after = {
        "header loop": ("{%p for t in l %}", "{%p endfor %}"),
        "false in the header": ("{% if no %}", "{% endif %}"),
    }.get(place, ("", ""))
    return p(before) + p(content) + p(after) if before else p(content)


def _line(place: str, content: str, number: int) -> str:
    """What stands in the body."""
    paragraph, below = p(content), p("below")
    control = f'<w:sdtPr><w:id w:val="{900 + number}"/></w:sdtPr><w:sdtContent>{paragraph}</w:sdtContent>'
    return {
        "body": paragraph,
        "loop": p("{%p for t in l %}") + paragraph + p("{%p endfor %}"),
        "text loop": p("{% for t in l %}", content, "{% endfor %}"),
        "macro": p(f"{{% macro m{number}() %}}", content, "{% endmacro %}") + p(f"{{{{ m{number}() }}}}"),
        "rows": table(["{%tr for t in l %}"], [paragraph], ["{%tr endfor %}"]) + below,
        "cells": table(["{%tc for t in l %}", paragraph, "{%tc endfor %}", "end"]) + below,
        "false": p("{% if no %}") + paragraph + p("{% endif %}"),
        "true": p("{% if yes %}") + paragraph + p("{% endif %}"),
        "else": p("{% if no %}") + p("{% else %}") + paragraph + p("{% endif %}"),
        "box": p(_box(content, number)),
        "control": f"<w:sdt>{control}</w:sdt>",
    }[place]


def _target(number: int, kind: str, turn: str) -> str:
    words = run(f"T{number}:{turn};")
    columns = ' w:colFirst="0" w:colLast="0"' if kind == "wide" else ""
    begin = f'<w:bookmarkStart w:id="{number + 10}" w:name="b{number}"{columns}/>'
    end = f'<w:bookmarkEnd w:id="{number + 10}"/>'
    if kind == "caption":
        return begin + words + run("Table ") + coded("SEQ Table \\* ARABIC", run("9")) + end
    if kind == "form":
        data = f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="b{number}"/><w:enabled/></w:ffData></w:fldChar></w:r>'
        return begin + data + coded("FORMTEXT", words).removeprefix(_MARK.format("begin")) + end
    return begin * (kind != "ended") + words + end * (kind != "begun")


def _ends(each: Station, kind: str) -> str:
    """The ends of the bookmarks of which the station has the other one."""
    begin, end = '<w:bookmarkStart w:id="{0}" w:name="b{1}"/>', '<w:bookmarkEnd w:id="{0}"/>'
    pieces = ("beside", end) if kind == "begun" else (begin, "beside")
    return "".join(
        p(*(piece.format(number + 10, number) for piece in pieces)) for number, other in each.targets if other == kind
    )


def _box(content: str, number: int) -> str:
    """A text box as Word writes it, twice."""
    inner = f"<w:txbxContent>{p(content)}</w:txbxContent>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline {_DRAWN}><wp:extent cx="9" cy="9"/>'
        f'<wp:docPr id="{number + 7}" name="Box"/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/'
        f'wordprocessingShape"><wps:wsp><wps:txbx>{inner}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline>'
        f'</w:drawing></mc:Choice><mc:Fallback><w:pict xmlns:o="urn:schemas-microsoft-com:office:office"><v:shape id="Box{number}" o:spid="_x0000_s10{number + 10}" style="width:9pt"><v:textbox>{inner}</v:textbox>'
        "</v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


@dataclass(frozen=True)
class Reference:
    """A reference as it stands in a document: what it leads to, its station and turn, and what it shows, if words."""

    target: str
    turn: str
    shown: str | None
    part: str


@dataclass(frozen=True)
class Read:
    """The bookmarks of a document, each with what it holds; its references, the names of its form fields and of its shapes."""

    bookmarks: list[tuple[str, str]]
    references: list[Reference]
    forms: list[str]
    shapes: list[str]


def read(document: bytes) -> Read:
    """Read the stories of a document by rules of its own."""
    package = Package.open(document)
    bookmarks: list[tuple[str, str]] = []
    references: list[Reference] = []
    forms: list[str] = []
    shapes: list[str] = []
    for part in package.names:
        if PurePosixPath(part).suffix == ".xml" and b"wordprocessingml" in package.read(part):
            root = etree.fromstring(package.read(part))
            bookmarks += _bookmarks(root)
            references += _references(root, part)
            references += _linked(root, {each.id: each.target for each in relationships(package, part)})
            forms += [str(name.get(w("val"))) for name in root.iterfind(".//w:ffData/w:name", NS)]
            shapes += [str(shape.get("id")) for shape in root.iter("{urn:schemas-microsoft-com:vml}shape")]
    return Read(bookmarks, references, forms, shapes)


def _bookmarks(root: etree._Element) -> Iterator[tuple[str, str]]:
    for start in root.iter(w("bookmarkStart")):
        if next(start.iterancestors(f"{{{MC}}}Fallback"), None) is None:
            text, node = "", start
            following = iter(_after(start))
            while (node := next(following)).tag != w("bookmarkEnd") or node.get(w("id")) != start.get(w("id")):
                text += (node.text or "") if node.tag == w("t") else ""
            yield start.get(w("name"), ""), text


def _after(start: etree._Element) -> Iterator[etree._Element]:
    passed = False
    for node in start.getroottree().getroot().iter():
        passed = passed or node is start
        if passed and node is not start:
            yield node


def _references(root: etree._Element, part: str) -> Iterator[Reference]:
    opened: list[list[str]] = []
    turn = ""
    for node in root.iter():
        said = _TURN.findall(node.text or "") if node.tag == w("t") else ()
        turn = said[-1] if said else turn
        kind = node.get(w("fldCharType"))
        if node.tag == w("hyperlink"):
            yield Reference(node.get(w("anchor"), ""), turn, None, part)
        elif node.get("href"):
            yield Reference(node.get("href", "").removeprefix("#"), turn, None, part)
        elif node.tag == w("fldSimple"):
            yield from _led(node.get(w("instr"), ""), turn, "".join(t.text or "" for t in node.iter(w("t"))), part)
        elif kind == "begin":
            opened.append(["", "", ""])
        elif kind == "separate":
            opened[-1][2] = "result"
        elif kind == "end":
            code, result, _ = opened.pop()
            yield from _led(code, turn, result, part)
        elif node.tag == w("instrText"):
            opened[-1][0] += node.text or ""
        elif node.tag == w("t") and opened and opened[-1][2]:
            opened[-1][1] += node.text or ""


def _linked(root: etree._Element, targets: dict[str, str]) -> Iterator[Reference]:
    turn = ""
    for node in root.iter():
        said = _TURN.findall(node.text or "") if node.tag == w("t") else ()
        turn = said[-1] if said else turn
        if str(node.tag).endswith("}hlinkClick"):
            yield Reference(targets[node.get(R_ID, "")].rpartition("#")[2], turn, None, "")


def _led(code: str, turn: str, result: str, part: str) -> Iterator[Reference]:
    words = [match[1] if match[1] is not None else match[2] for match in _WORDS.finditer(code)]
    switches = {word: words[at + 1] for at, word in enumerate(words[:-1]) if word in {"\\l", "\\b", "\\r"}}
    if words[0] == "REF" or re.fullmatch(r"b\d+(_\d+)?", words[0]):
        yield Reference(words[0] if words[0] != "REF" else words[1], turn, result, part)
    elif words[0] in {"PAGEREF", "NOTEREF"}:
        yield Reference(words[1], turn, None, part)
    elif words[0] == "SEQ" and len(words) > 2 and not words[2].startswith("\\"):
        yield Reference(words[2], turn, None, part)
    elif words[0] in {"HYPERLINK", "TOC", "INDEX", "XE"}:
        switch = {"HYPERLINK": "\\l", "XE": "\\r"}.get(words[0], "\\b")
        yield Reference(switches[switch], turn, None, part)
