"""A PDF's metadata → what it claims to be (PDF/A, PDF/UA), and what may still be claimed for two PDFs together."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from pikepdf import Array, Dictionary, Pdf

from engross.pdf.structure_tree import kids

_BY_RIGOUR = "BUA"


class Conformance(Struct, frozen=True):
    """What a PDF says it conforms to; 0 or "" if it says nothing.

    `archive` is the part of ISO 19005 (PDF/A) with its `level`; `accessible` the part of ISO 14289 (PDF/UA).
    `colours` is how many components the colour profile has that PDF/A measures its colours by; `files` whether other
    files are embedded; `tagged` whether there are tags.
    """

    archive: int = 0
    level: str = ""
    accessible: int = 0
    colours: int = 0
    files: bool = False
    tagged: bool = False

    @classmethod
    def of(cls, pdf: Pdf) -> Conformance:
        """Return what a PDF claims."""
        metadata = pdf.open_metadata()  # entered as a context, it would write metadata even where there is none
        claimed = {
            key: str(metadata.get(key, "") or "") for key in ("pdfaid:part", "pdfaid:conformance", "pdfuaid:part")
        }
        intents = list(pdf.Root.get("/OutputIntents", Array()))
        profiles = [intent.DestOutputProfile for intent in intents if "/DestOutputProfile" in intent]
        return cls(
            _number(claimed["pdfaid:part"]),
            claimed["pdfaid:conformance"].upper(),
            _number(claimed["pdfuaid:part"]),
            int(profiles[0].get("/N", 0)) if profiles else 0,
            "/EmbeddedFiles" in pdf.Root.get("/Names", Dictionary()),
            bool(kids(pdf.Root.get("/StructTreeRoot", Dictionary()))),
        )

    @property
    def archive_name(self) -> str:
        """The PDF/A version, as people say it: PDF/A-2b."""
        return f"PDF/A-{self.archive}{self.level.lower()}"

    @property
    def may_embed(self) -> bool:
        """True if a Word file may be embedded: PDF/A forbids it, but for its part 3 and for level F of part 4."""
        return self.archive in {0, 3} or (self.archive == 4 and self.level in {"F", "E"})  # noqa: PLR2004  # parts of ISO 19005


def joint_conformance(report: Conformance, plan: Conformance) -> Conformance:
    """Return what the report with the plan in it may claim: what the report claims, if the plan bears it out."""
    archive = report.archive if not list(_against_archive(report, plan)) else 0
    level = min(report.level, plan.level, key=_BY_RIGOUR.find) if archive in {1, 2, 3} else report.level
    accessible = report.accessible if report.accessible == plan.accessible and plan.tagged and report.tagged else 0
    return Conformance(archive, level if archive else "", accessible, report.colours, report.files, report.tagged)


def _against_archive(report: Conformance, plan: Conformance) -> Iterator[str]:
    """Yield why the report with the plan in it is no longer PDF/A, in the order of ISO 19005's parts."""
    if not plan.archive:
        yield "the plan is not PDF/A"
    elif report.archive != plan.archive and {1, 4} & {report.archive, plan.archive}:
        yield "the plan is of another part of PDF/A"
    if plan.colours and report.colours != plan.colours:
        yield "the plan measures its colours by another kind of profile"
    if plan.files and not report.may_embed:
        yield "the plan carries files"


def limit_conformance(pdf: Pdf, wanted: Conformance) -> None:
    """Say in the metadata of `pdf` no more than `wanted`; the metadata is not touched if it says no more."""
    present = Conformance.of(pdf)
    if (present.archive, present.level, present.accessible) == (wanted.archive, wanted.level, wanted.accessible):
        return
    values = {"pdfaid:part": wanted.archive, "pdfaid:conformance": wanted.level, "pdfuaid:part": wanted.accessible}
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        for key, value in values.items():
            if value and key in metadata:
                metadata[key] = str(value)
            elif key in metadata:
                del metadata[key]


def _number(words: str) -> int:
    return int(words) if words.isdecimal() else 0
