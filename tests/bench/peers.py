"""A letter of two pages and 500 rows → how long this engine and its peers take for them, as ratios, in one run.

Run with `python -m tests.bench.peers [--modules FOLDER]`. Each has the same text in its own tags, and what it makes has
to say the same words. Those of npm are taken from FOLDER, or else installed for the run; they are left out, saying so,
where node or they cannot be had. Processor time, in turns; once within a process that runs already, and once with its
start. A mail merge knows no conditions, and has the sentence as it is.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from lxml import etree

from engross.word import Template
from tests.bench.versus import builds
from tests.engross.word.paper import DECLARATIONS, docx, heading, p, table

ROUNDS = 5
TURN = 60.0
"""How long one peer works before the next has its turn, in milliseconds."""
OF_NPM = ("docxtemplater@3", "pizzip@3", "docx-templates@4", "easy-template-x@7", "carbone@3")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RUNNER = Path(__file__).with_name("peers.mjs")


@dataclass(frozen=True, slots=True)
class Tags:
    """How a peer writes a value, a condition around a paragraph, and the rows of a table."""

    value: Callable[[str], str]
    condition: tuple[str, ...]
    rows: tuple[tuple[str, str], ...]


def _field(name: str) -> str:
    return f'<w:fldSimple w:instr=" MERGEFIELD {name} "><w:r><w:t>«{name}»</w:t></w:r></w:fldSimple>'


JINJA = Tags(
    "{{{{ {} }}}}".format,
    ("{%p if shown %}", "{%p endif %}"),
    (("{%tr for row in rows %}", ""), ("{{ row.a }}", "{{ row.b }}"), ("{%tr endfor %}", "")),
)
BRACES = Tags("{{{}}}".format, ("{#shown}", "{/shown}"), (("{#rows}{a}", "{b}{/rows}"),))
PLUSES = Tags(
    "+++INS {}+++".format,
    ("+++IF shown+++", "+++END-IF+++"),
    (("+++FOR row IN rows+++", ""), ("+++INS $row.a+++", "+++INS $row.b+++"), ("+++END-FOR row+++", "")),
)
CARBONE = Tags(
    "{{d.{}}}".format,
    ("{d.shown:ifEQ(true):showBegin}", "{d.shown:showEnd}"),
    (("{d.rows[i].a}", "{d.rows[i].b}"), ("{d.rows[i+1].a}", "")),
)
MERGE = Tags(_field, (), ((p(_field("a{0}")), p(_field("b{0}"))),))


def _file(*body: str) -> bytes:
    """Return a Word file with settings, which a mail merge asks for."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"
    return docx(
        *body,
        relationships=[("rSettings", "settings", "settings.xml")],
        parts={"word/settings.xml": f"<w:settings {DECLARATIONS}/>"},
        types=f'<Override PartName="/word/settings.xml" ContentType="{kind}"/>',
    )


def letter(tags: Tags) -> bytes:
    """Return a letter of two pages."""
    return _file(*(part for page in range(2) for part in _page(tags, page)))


def _page(tags: Tags, page: int) -> list[str]:
    name = tags.value("name")
    opened, closed = tags.condition or ("", "")
    return [
        _paragraph("About ", name),
        *(
            _paragraph(f"Paragraph {number} is about ", tags.value("subject"), ". " + "The words of it. " * 12)
            for number in range(6)
        ),
        *filter(None, (opened and p(opened), _paragraph("Shown to ", name, " only."), closed and p(closed))),
        table(*([cell.format(page) if tags is MERGE else cell for cell in row] for row in tags.rows)),
    ]


def _paragraph(*pieces: str) -> str:
    """Return a paragraph; what is no XML stands in one run as far as it goes, as Word writes it."""
    if any(piece.startswith("<") for piece in pieces):
        return p(*pieces)
    return p("".join(pieces))


def many_rows(tags: Tags) -> bytes:
    """Return a table of rows."""
    rows = ([cell.format(0) if tags is MERGE else cell for cell in row] for row in tags.rows)
    return _file(heading("Actions"), table(*rows), p("End"))


def values(rows: int) -> dict[str, object]:
    """Return what is printed."""
    listed = [{"a": f"Action {number}", "b": "A measure & its evidence"} for number in range(rows)]
    return {"name": "Dr Sinclair", "subject": "chronologies", "shown": True, "rows": listed}


class Peer(Protocol):
    """A library with a template and values."""

    def taken(self, times: int) -> float:
        """Render so often; the milliseconds of processor time that each took."""

    def document(self) -> bytes:
        """Return the document."""

    def end(self) -> None:
        """End what was begun."""


@dataclass(frozen=True, slots=True)
class InProcess:
    """A library of Python."""

    document: Callable[[], bytes]

    def taken(self, times: int) -> float:
        gc.collect()
        begun = time.process_time()
        for _ in range(times):
            self.document()
        return (time.process_time() - begun) * 1000 / times

    def end(self) -> None:
        pass


@dataclass(slots=True)
class OfNode:
    """A library of npm, in a process of node."""

    words: list[str]
    target: Path
    process: subprocess.Popen[str] = field(init=False)

    def __post_init__(self) -> None:
        self.process = subprocess.Popen(self.words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # noqa: S603  # our own words

    def taken(self, times: int) -> float:
        return self._asked(str(times))

    def document(self) -> bytes:
        self._asked(str(self.target))
        return self.target.read_bytes()

    def end(self) -> None:
        self.process.communicate()

    def _asked(self, words: str) -> float:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{words}\n")
        self.process.stdin.flush()
        return float(self.process.stdout.readline())


_OURS = """
import json, sys
from pathlib import Path
from engross.word import Template
template, values, out = map(Path, sys.argv[1:])
Template.open(template).render(json.loads(values.read_text())).save(out)
"""
_DOCXTPL = """
import json, sys
from docxtpl import DocxTemplate
document = DocxTemplate(sys.argv[1])
document.render(json.load(open(sys.argv[2])), autoescape=True)
document.save(sys.argv[3])
"""
_MERGE = """
import json, sys
from mailmerge import MailMerge
values = json.load(open(sys.argv[2]))
rows = values.pop("rows")
with MailMerge(sys.argv[1]) as document:
    for page in range(2):
        document.merge_rows(f"a{page}", [{f"{key}{page}": text for key, text in row.items()} for row in rows])
    document.merge(name=values["name"], subject=values["subject"])
    document.write(sys.argv[3])
"""
OF_PYTHON: Mapping[str, tuple[Tags, str]] = {
    "this engine": (JINJA, _OURS),
    "docxtpl": (JINJA, _DOCXTPL),
    "docx-mailmerge2": (MERGE, _MERGE),
}
OF_NODE: Mapping[str, Tags] = {
    "docxtemplater": BRACES,
    "easy-template-x": BRACES,
    "docx-templates": PLUSES,
    "carbone": CARBONE,
}


def _kept(path: Path, own: Mapping[str, object]) -> Callable[[], bytes]:
    """Return this engine's work: a template is opened once, as those of npm keep nothing and docxtpl opens each time."""
    template = Template.open(path.read_bytes())
    return lambda: bytes(template.render(own))


def _docxtpl(path: Path, own: Mapping[str, object]) -> Callable[[], bytes]:
    from docxtpl import DocxTemplate  # noqa: PLC0415  # a peer that need not be there

    def work() -> bytes:
        document, target = DocxTemplate(path), BytesIO()
        document.render(dict(own), autoescape=True)
        document.save(target)
        return target.getvalue()

    return work


def _merged(path: Path, own: Mapping[str, object]) -> Callable[[], bytes]:
    from mailmerge import MailMerge  # noqa: PLC0415  # likewise

    rows = own["rows"]
    assert isinstance(rows, list)

    def work() -> bytes:
        target = BytesIO()
        with MailMerge(str(path)) as document:
            for page in range(2):
                document.merge_rows(f"a{page}", [{f"{key}{page}": row[key] for key in row} for row in rows])
            document.merge(name=own["name"], subject=own["subject"])
            document.write(target)
        return target.getvalue()

    return work


IN_PYTHON = {"this engine": _kept, "docxtpl": _docxtpl, "docx-mailmerge2": _merged}


def words_of(document: bytes) -> str:
    """Return the words of a document's body."""
    with zipfile.ZipFile(BytesIO(document)) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
    paragraphs = ("".join(text.text or "" for text in each.iter(f"{_W}t")) for each in body.iter(f"{_W}p"))
    return " ".join(" ".join(paragraphs).split())


def main(words: list[str] | None = None) -> None:
    """Measure everything once and print it."""
    parser = argparse.ArgumentParser(prog="peers")
    parser.add_argument("--modules", type=Path, help="a folder of npm in which the libraries are installed")
    options = parser.parse_args(words)
    with TemporaryDirectory() as name:
        folder = Path(name)
        modules = options.modules or _installed(folder / "modules")
        own = builds.installed("this", Path.cwd(), folder)
        environment = {**os.environ, "PYTHONPATH": str(own.folder), "XDG_CACHE_HOME": str(folder / "cache")}
        for called, make, rows in (("a letter of two pages", letter, 5), ("500 rows", many_rows, 500)):
            _compare(called, _files(folder, make, rows), modules, environment)


def _files(folder: Path, make: Callable[[Tags], bytes], rows: int) -> Path:
    """Write each peer's template and the values into a folder of their own, which is returned."""
    place = folder / make.__name__
    place.mkdir()
    for peer, tags in {**{peer: tags for peer, (tags, _) in OF_PYTHON.items()}, **OF_NODE}.items():
        (place / f"{peer}.docx").write_bytes(make(tags))
    (place / "values.json").write_text(json.dumps(values(rows)))
    return place


def _installed(folder: Path) -> Path | None:
    """Install the libraries of npm for this run; None, said, if that cannot be."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not (node and npm):
        print("The peers of npm are left out: node is not there")
        return None
    folder.mkdir()
    (folder / "package.json").write_text('{"private": true}')
    run = subprocess.run([npm, "install", "--silent", "--no-fund", "--no-audit", *OF_NPM], cwd=folder, check=False)  # noqa: S603  # our own words
    if run.returncode:
        print("The peers of npm are left out: they cannot be installed")
        return None
    return folder


def _compare(called: str, place: Path, modules: Path | None, environment: Mapping[str, str]) -> None:
    """Print the table of one work; commands run in the environment, in which this engine is installed."""
    peers: dict[str, Peer] = {}
    cold: dict[str, list[str]] = {}
    own, file = json.loads((place / "values.json").read_text()), str(place / "values.json")
    for peer, (_, script) in OF_PYTHON.items():
        template = place / f"{peer}.docx"
        with suppress(ModuleNotFoundError):
            peers[peer] = InProcess(IN_PYTHON[peer](template, own))
            cold[peer] = [sys.executable, "-c", script, str(template), file, str(place / "out.docx")]
    for peer in OF_NODE if modules else ():
        start = ["node", str(_RUNNER), peer, str(modules), str(place / f"{peer}.docx"), file]
        peers[peer] = OfNode(start, place / "out.docx")
        cold[peer] = [*start, str(place / "out.docx")]
    expected = words_of(peers["this engine"].document())
    for peer, each in peers.items():
        assert words_of(each.document()) == expected, (peer, words_of(each.document())[:300], expected[:300])
    warm = {peer: statistics.median(times) for peer, times in _in_turns(peers).items()}
    started = {peer: statistics.median(times) for peer, times in _cold_starts(cold, environment).items()}
    print(f"\n{called:<26}{'ms':>10}{'times ours':>12}{'with its start, ms':>20}{'times ours':>12}")
    for peer, milliseconds in sorted(warm.items(), key=lambda each: each[1]):
        print(
            f"  {peer:<24}{milliseconds:>10.3f}{milliseconds / warm['this engine']:>12.1f}"
            f"{started[peer]:>20.0f}{started[peer] / started['this engine']:>12.2f}",
            flush=True,
        )
    for each in peers.values():
        each.end()


def _in_turns(peers: Mapping[str, Peer]) -> dict[str, list[float]]:
    for each in peers.values():  # what a just-in-time compiler learns, it has learned
        each.taken(5)
    often = {peer: max(1, round(TURN / (each.taken(1) + 1e-3))) for peer, each in peers.items()}
    taken: dict[str, list[float]] = {peer: [] for peer in peers}
    for _ in range(ROUNDS):
        for peer, each in peers.items():
            taken[peer].append(each.taken(often[peer]))
    return taken


def _cold_starts(commands: Mapping[str, list[str]], environment: Mapping[str, str]) -> dict[str, list[float]]:
    taken: dict[str, list[float]] = {peer: [] for peer in commands}
    for number in range(ROUNDS + 1):
        for peer, command in commands.items():
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run(command, env=environment, check=True)  # noqa: S603  # our own words
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            if number:  # the first one fills the caches
                seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
                taken[peer].append(seconds * 1000)
    return taken


if __name__ == "__main__":
    main()
