"""What is known of every document in an output folder ⇄ `manifest.json`, one line for each assessment.

No clock, no machine and no user stand in it: the same inputs give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from engross import paths
from scrutiny_response.domain.identity import Identity
from scrutiny_response.store.outcome import Finding, Outcome

if TYPE_CHECKING:
    from scrutiny_response.domain.monitoring import Milestone
    from scrutiny_response.domain.response import Response

NAME = "manifest.json"
FORMAT = 1
"""The number of the form in which the manifest is written; a manifest of another form is not read."""

DAMAGE = (AttributeError, KeyError, RecursionError, TypeError, ValueError)
"""What is raised if a manifest does not hold what it should."""

Summary = Mapping[str, Any]
"""What the manifest says of an assessment to people and programs, as plain values (see `facts`)."""


class Inputs(NamedTuple):
    """What an assessment was read with: hashes (SHA-256) of the files, "" for no cycle file, and the software.

    `record` is the hash of the events of its reference, "" if there are none; None if a version of this software made
    it that kept no record. `signatures` is the hash of the pictures of signatures beside the cycle file, None if there
    are none.
    """

    assessment: str
    cycle: str
    framework: str
    framework_version: str
    software: str
    record: str | None = None
    signatures: str | None = None


class Document(NamedTuple):
    """One document as it was generated: its path in the output folder, its hash, and what it was made from.

    `follow_up` says what letter it is, as plain values, if it answers an event of the record.
    """

    path: str
    hash: str
    template: str
    template_hash: str
    inputs: Inputs
    follow_up: Mapping[str, Any] | None = None


class Record(NamedTuple):
    """What is known of one assessment file, named by its path from the output folder.

    `identity` is None if something was refused or not written; then `documents` are what stood before and what was
    written. `orphaned` are documents that it produced once and no longer does (`former` in the file).
    """

    file: str
    inputs: Inputs
    identity: Identity | None
    summary: Summary
    documents: tuple[Document, ...]
    orphaned: tuple[Document, ...] = ()

    def document(self, path: str) -> Document | None:
        """Return the document of this path, also an orphaned one; without one, that of a path with the same key."""
        key = paths.key(path)
        alike = [document for document in (*self.documents, *self.orphaned) if paths.key(document.path) == key]
        return next((document for document in alike if document.path == path), alike[0] if alike else None)


class RecordedFramework(NamedTuple):
    """A framework as far as it is recorded: the hash of its file, its version, and the names of its levels."""

    hash: str = ""
    version: str = ""
    levels: Mapping[str, str] = {}


class Header(NamedTuple):
    """What a manifest says beside its records: software, framework, and the templates it was made with by their hashes.

    A template of which something was said has no hash, so that it is said again.
    `deflater` is what packed the documents; "" in a manifest of a version that packed them with Python's own zlib.
    `declared` is a hash of the cycle files that declare values of the office's own, with which the templates were
    checked; "" if none does.
    """

    software: str = ""
    templates: Mapping[str, str] = {}
    framework: RecordedFramework = RecordedFramework()
    deflater: str = ""
    declared: str = ""


class NotAsWritten(ValueError):
    """A manifest that holds what this software never writes; its words are for people."""


class OtherForm(ValueError):
    """A manifest of another form than this software writes, as a newer version might."""


def summary_of(response: Response, indication: Finding) -> dict[str, Any]:
    """What the manifest says of an assessment, beside its problems: the level and why, who decided, the dates."""
    from scrutiny_response.domain.monitoring import current  # noqa: PLC0415  # a run that makes nothing plans nothing

    recorded, decision = response.assessment, response.assessment.decision
    return {
        "reference": recorded.reference,
        "partnership": recorded.partnership.name,
        "state": str(recorded.state),
        "programme": recorded.inspection.programme,
        "level": response.level.id if response.level else None,
        "indication": as_json(indication),
        "decision": {
            "level": decision.level,
            "rationale": decision.rationale,
            "decided_by": decision.decided_by,
            "date": decision.date.isoformat() if decision.date else None,
            "where": decision.where,
        }
        if decision
        else None,
        "dates": [_milestone(milestone) for milestone in current(response.schedule)],
    }


def empty_summary(outcome: Outcome) -> dict[str, Any]:
    """The same of an assessment that was refused: what could be read, and nothing else."""
    return {
        "reference": outcome.reference or None,
        "partnership": outcome.partnership or None,
        "state": outcome.state or None,
        "programme": None,
        "level": None,
        "indication": None,
        "decision": None,
        "dates": [],
    }


def as_json(indication: Finding) -> dict[str, Any]:
    """An indication as plain values: levels by their identifiers."""
    return {
        "level": indication.level.id if indication.level else None,
        "lowest": indication.lowest.id,
        "highest": indication.highest.id,
        "conditions_met": indication.conditions_met,
        "conditions": indication.conditions,
        "second_indicator": indication.second_indicator,
        "agree": indication.agree,
        "reasons": list(indication.reasons),
    }


def pieces(header: Header, lines: Iterable[bytes]) -> Iterator[bytes]:
    """The manifest's file, piece by piece; `lines` are the records, in the order of their files' names."""
    fields = {
        "format": FORMAT,
        "software": header.software,
        "framework": header.framework._asdict(),
        "templates": header.templates,
        **({"deflater": header.deflater} if header.deflater else {}),
        **({"declared": header.declared} if header.declared else {}),
    }
    yield f'{json.dumps(fields, ensure_ascii=False)[:-1]}, "assessments": ['.encode()
    separator = b"\n"
    for line in lines:
        yield separator + line
        separator = b",\n"
    yield b"\n]}\n"


def header_of(document: Mapping[str, Any]) -> Header:
    """What a manifest that was read says beside its records; ValueError if it has another form."""
    if document["format"] != FORMAT:
        raise OtherForm(f"the manifest has form {document['format']!r}, and {FORMAT} was expected")
    framework = RecordedFramework(**document.get("framework", {}))
    packed, declared = document.get("deflater", ""), document.get("declared", "")
    return Header(document["software"], document["templates"], framework, packed, declared)


def line(record: Record) -> bytes:
    """A record as its line in the manifest."""
    fields = {
        "file": record.file,
        **record.summary,
        "identity": list(record.identity) if record.identity else None,
        "inputs": _inputs_as_json(record.inputs),
        "documents": [_document_as_json(document) for document in record.documents],
        "former": [_document_as_json(document) for document in record.orphaned],
    }
    try:
        return json.dumps(fields, ensure_ascii=False).encode()
    except UnicodeEncodeError:  # a file's name that is no text
        return json.dumps(fields).encode()


def has_orphaned(line: bytes) -> bool:
    """Whether a record has documents that it makes no more, as seen from its line."""
    return not line.endswith(b'"former": []}')


def record(line: bytes) -> Record:
    """The record in a line; ValueError, KeyError or TypeError if it holds none."""
    return _record(json.loads(line))


def read(data: bytes) -> tuple[Header, dict[str, Record]]:
    """A whole manifest, however it is laid out: its records by their files; `DAMAGE` if it is not whole."""
    document = json.loads(data)
    return header_of(document), {fields["file"]: _record(fields) for fields in document["assessments"]}


def in_words(damage: Exception) -> str:
    """Say in plain words what one of `DAMAGE` found in a manifest."""
    match damage:
        case NotAsWritten():
            return str(damage)
        case json.JSONDecodeError(lineno=1, colno=column):
            return f"it breaks off, or was changed, at its character {column}"
        case json.JSONDecodeError(lineno=line, colno=column):
            return f"it breaks off, or was changed, at line {line}, character {column}"
        case UnicodeDecodeError():
            return "it holds what is no text"
        case KeyError(args=(str(key),)):
            return f"it does not say `{key}`"
        case _:
            return "it holds what this software never writes"


def _milestone(milestone: Milestone) -> dict[str, Any]:
    return {
        "kind": milestone.kind,
        "date": milestone.date.isoformat(),
        "until": milestone.until.isoformat() if milestone.until else None,
        "proposed": milestone.proposed,
    }


def _document_as_json(document: Document) -> dict[str, Any]:
    fields = {**document._asdict(), "inputs": _inputs_as_json(document.inputs)}
    return {name: value for name, value in fields.items() if value is not None}


def _inputs_as_json(inputs: Inputs) -> dict[str, Any]:
    return {name: value for name, value in inputs._asdict().items() if value is not None}


def _is_inside(path: str) -> bool:
    """Whether a document's path stays inside the output folder, on any system."""
    steps = f"/{path}/"
    return not ("//" in steps or "/../" in steps or "/./" in steps or "\\" in path or ":" in path or "\0" in path)


def _record(fields: dict[str, Any]) -> Record:
    file, identity, inputs = fields.pop("file"), fields.pop("identity"), fields.pop("inputs")
    documents, former = fields.pop("documents"), fields.pop("former")
    if not isinstance(file, str):
        raise NotAsWritten(f"{file!r} is no file's name")
    usual = Inputs(**inputs)

    def document(values: dict[str, Any]) -> Document:
        """Those that were made with the usual inputs share them."""
        if not _is_inside(values["path"]):
            raise NotAsWritten(f"{values['path']!r} is no path inside the output folder")
        values["inputs"] = usual if values["inputs"] == inputs else Inputs(**values["inputs"])
        return Document(**values)

    return Record(
        file=file,
        inputs=usual,
        identity=Identity(*map(str, identity)) if identity else None,
        summary=fields,
        documents=tuple(map(document, documents)),
        orphaned=tuple(map(document, former)),
    )
