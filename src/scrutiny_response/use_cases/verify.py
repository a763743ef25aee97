"""An output folder and its manifest → which documents are as they were generated, and from what is still so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache, cached_property, partial
from pathlib import Path, PurePosixPath

from msgspec import Struct

from engross import paths
from engross.files import hash_of
from engross.problems import FilePlace, Problem, Refused
from scrutiny_response import __version__, resources
from scrutiny_response.generate.records import Records
from scrutiny_response.generate.settings import cycle_hash, read_templates, recorded, signatures_hash
from scrutiny_response.intake import Progress, find_cycle, find_framework
from scrutiny_response.store import recovery, staging, whole_files
from scrutiny_response.store.manifest import NAME, Document, Inputs, RecordedFramework, Summary
from scrutiny_response.store.manifest_index import ManifestIndex
from scrutiny_response.store.places import Places, Presence
from scrutiny_response.store.up_to_date import changes, fitting

_UNREADABLE = "unreadable"
"""In place of a cycle file's hash."""


class Verified(Struct, frozen=True):
    """One document: what became of it itself, and, if anything, what it was made from that has changed since.

    Its `state` is "as generated", "edited", "missing", or "unreadable" if it is not known which.
    """

    path: str
    state: str
    outdated: str = ""

    @property
    def is_sound(self) -> bool:
        """True if it is as it was generated, from what has not changed since."""
        return self.state == "as generated" and not self.outdated


def verify(
    folder: Path,
    *,
    templates: Path | None = None,
    framework: Path | None = None,
    record: Path | None = None,
    progress: Progress = lambda _done, _total: None,
) -> tuple[Verified, ...]:
    """Return every document that the manifest records, in the order of their paths.

    One that is issued is compared with what was sent, and never out of date. `record` is the folder of the record, in
    place of the one in the cycle's folder.

    Raise Refused if there is no manifest, or it, the framework or the templates cannot be read.
    """
    looked = paths.look(folder / NAME)
    if looked.kind is paths.Kind.UNKNOWN:
        message = f"it cannot be known what lies here ({looked.reason})"
        raise Refused(
            [Problem("unreadable-folder", FilePlace(folder.as_posix()), message, "check that you may open it")]
        )
    if looked.kind is paths.Kind.NOTHING:
        hint = "generate the documents first, or name the folder with --output"
        raise Refused([Problem("no-manifest", FilePlace(folder.as_posix()), "there is no manifest here", hint)])
    with recovery.read_manifest(folder) as manifest:
        now = _Now(
            Places(folder),
            recorded(find_framework(framework), manifest.header.framework),
            {template.name: hash_of(template.data) for template in read_templates(templates or resources.templates())},
            Records(record),
        )
        return tuple(sorted(_verified(manifest, now, progress), key=lambda document: document.path))


class _Now(Struct, frozen=True, dict=True):
    """What the documents would be made from now."""

    places: Places
    framework: RecordedFramework
    templates: Mapping[str, str]
    records: Records

    def issued(self, file: str) -> Mapping[str, str]:
        """Return the hash of each document that stands in the record of an assessment file's cycle, by its path."""
        record = self.records.of(self.places.file(file))
        return {path: standing.document.hash for path, standing in record.by_path.items()} if record.is_there else {}

    @cached_property
    def cycle(self) -> Callable[[Path], tuple[str, str | None]]:
        """The hashes of a folder's cycle file and of the signatures beside it; each folder is looked into once."""

        def hash_in(folder: Path) -> tuple[str, str | None]:
            cycle_file = find_cycle(folder)
            return _UNREADABLE if cycle_file.problem else cycle_hash(cycle_file), signatures_hash(cycle_file)

        return cache(hash_in)

    def disk(self, document: Document) -> str | None:
        """Return the hash of what lies at a document's path; None if nothing does."""
        return staging.hash_on_disk(self.places.folder / document.path)

    def inputs(self, file: str) -> Inputs | str:
        """Return what an assessment file would be read with; why that cannot be said if it is not there."""
        name = PurePosixPath(file).name
        presence = self.places.presence(file)
        if presence is not Presence.THERE:
            is_gone = presence is Presence.GONE
            return f"the assessment {name} is gone" if is_gone else f"it is not known whether {name} is still there"
        path = Path(self.places.file(file))
        cycle, signatures = self.cycle(path.parent)
        return Inputs(
            assessment=staging.hash_on_disk(path) or "",
            cycle=cycle,
            signatures=signatures,
            framework=self.framework.hash,
            framework_version=self.framework.version,
            software=__version__,
        )


def _verified(manifest: ManifestIndex, now: _Now, progress: Progress) -> Iterator[Verified]:
    for number, record in enumerate(manifest.records(), start=1):
        inputs = now.inputs(record.file)
        issued = now.issued(record.file)
        for document in map(partial(_as_issued, issued), record.documents):
            why = inputs if isinstance(inputs, str) else _outdated(document, inputs, record.summary, now)
            why = "" if document.path in issued or _is_from_before(document, record.summary) else why
            there = now.disk(document)
            yield _one(document, there, why)
            yield from _pdf_of(document, there, now)
        for document in map(partial(_as_issued, issued), record.orphaned):
            there = now.disk(document)
            if there is not None:
                why = inputs if isinstance(inputs, str) else "its assessment no longer asks for it"
                yield _one(document, there, "" if document.path in issued else why)
                yield from _pdf_of(document, there, now)
        progress(number, len(manifest))


def _is_from_before(document: Document, summary: Summary) -> bool:
    """Return whether a document was issued by a version that kept no record, so that it is left as it lies."""
    return document.inputs.record is None and bool(summary.get("state") == "issued")


def _as_issued(issued: Mapping[str, str], document: Document) -> Document:
    return document._replace(hash=issued.get(document.path, document.hash))


def _outdated(document: Document, inputs: Inputs, summary: Summary, now: _Now) -> str:
    inputs = inputs._replace(record=document.inputs.record)
    if not inputs.assessment or inputs.cycle == _UNREADABLE:
        return f"{'the cycle file' if inputs.assessment else 'the assessment'} cannot be read"
    if document.template not in now.templates:
        return f"the template {document.template}.docx is gone"
    template = fitting(document.template, summary, now.templates) or document.template
    current = document._replace(inputs=inputs, template=template, template_hash=now.templates[template])
    return changes(current, document) if current != document else ""


def _one(document: Document, there: str | None, why: str) -> Verified:
    states = {None: "missing", document.hash: "as generated", staging.UNREADABLE: "unreadable"}
    return Verified(document.path, states.get(there, "edited"), why)


def _pdf_of(document: Document, there: str | None, now: _Now) -> Iterator[Verified]:
    """Yield the PDF of a document, if there is one that says from what it was made."""
    path = whole_files.pdf_path(document.path)
    if not paths.is_file(now.places.folder / path):
        return
    from engross import pdf  # noqa: PLC0415  # most cycles have none

    source = pdf.made_from(now.places.folder / path)
    if source:
        why = (
            f"{PurePosixPath(document.path).name} is missing"
            if there is None
            else f"made from another {PurePosixPath(document.path).name} than lies there"
        )
        yield Verified(path, "as generated", "" if there == source else why)
