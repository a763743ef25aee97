"""What a record says is issued, and what was rendered → issued documents stay as they were sent, and what is told.

A document is known by its reference and its name, not by its path. While it stands, it is made nowhere else, whatever
the assessment says now; what would read otherwise is told, compared by words and not by packed bytes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from engross import paths
from engross.days import spelled
from engross.problems import FilePlace, Problem, Refused, Severity
from scrutiny_response.generate.records import History, Record, Records
from scrutiny_response.store import staging, whole_files
from scrutiny_response.store.manifest import Document, Inputs
from scrutiny_response.store.outcome import Action, Change, Outcome
from scrutiny_response.store.up_to_date import Options

if TYPE_CHECKING:
    from scrutiny_response.domain.history import Standing
    from scrutiny_response.generate.build import Rendered

_WIDEST = 60
"""How much of a line that reads otherwise a message shows."""
_BEFORE = 25
"""How much of it stands before what differs."""
_INFORMATION = Severity.INFORMATION
_MARKS = r"^[-|\s]*(\([^)]*\) )?|</?[A-Z][^>]*>"
"""What the view of a document as text puts around its words."""


class Issued(NamedTuple):
    """What the record says of one assessment: the hash of its events, and what stands."""

    hash: str = ""
    history: History = History(Path(), (), {})

    @property
    def standing(self) -> Mapping[str, Standing]:
        """The documents that stand, by their names."""
        return self.history.standing

    def in_words(self, state: str) -> str:
        """Return what is said of it beside its state: that it is issued, withdrawn, or ready to issue."""
        if not self.history.events:
            return "ready to issue" if state == "issued" else ""
        from scrutiny_response.domain.history import in_words  # noqa: PLC0415  # only where there is a record

        return in_words(self.history.events) or ("ready to issue" if state == "issued" else "")


class Kept(NamedTuple):
    """An issued document: as it is recorded from now on, what is done, its staged bytes, and what is told.

    `pdfs` are staged PDFs with their paths, which are put back too.
    """

    document: Document
    change: Change
    staged: str = ""
    pdfs: tuple[tuple[str, str], ...] = ()
    problems: tuple[Problem, ...] = ()


class Now(NamedTuple):
    """The present state of the output folder, and what this run was asked to do.

    `work` is the run's working folder, None if nothing is written; `hash_of` gives a file's hash in the output folder;
    `templates` holds each template's hash by its name; `inputs` is what the assessment was read with.
    """

    folder: Path
    work: Path | None
    hash_of: Callable[[str], str | None]
    templates: Mapping[str, str]
    inputs: Inputs
    options: Options


def issued_of(outcome: Outcome, records: Records) -> Issued:
    """Return what the record says of an assessment that was read; Refused if the record is not whole.

    An assessment whose documents were issued under another reference is refused, too.
    """
    record = records.of(outcome.file)
    if not (record.is_there and outcome.reference):
        return Issued()
    history = record.history(outcome.reference)
    if not history.events:
        _refuse_another(outcome, record)
    return Issued(record.hash_of(outcome.reference), history)


def kept_as_issued(issued: Issued, rendered: Sequence[Rendered], now: Now) -> dict[str, Kept]:
    """Return each document that stands by its name: what is done so that its bytes lie where they were issued."""
    by_name = {each.document: each for each in rendered}
    return {name: _kept(each, by_name.get(name), issued, now) for name, each in issued.standing.items()}


def _kept(standing: Standing, rendered: Rendered | None, issued: Issued, now: Now) -> Kept:
    sent = standing.document
    template = rendered.template if rendered else sent.template.removesuffix(".docx")
    document = Document(sent.path, sent.hash, template, now.templates.get(template, sent.template_hash), now.inputs)
    change = _change(standing, issued, now.hash_of(sent.path), now.options)
    problems = _differences(standing, rendered, issued, now) if rendered else []
    if change.done is Action.KEPT:
        message = f"this document was edited by hand since it was issued on {spelled(standing.date)}"
        hint = "run again with --overwrite-edited, and it is again as it was issued"
        place = FilePlace((now.folder / sent.path).as_posix())
        problems.insert(0, Problem("edited-document", place, message, hint))
    kept = Kept(document, change, problems=tuple(problems))
    return _with_bytes(kept, standing, issued, now) if now.work else kept


def _change(standing: Standing, issued: Issued, there: str | None, options: Options) -> Change:
    from scrutiny_response.domain.history import issued_hashes  # noqa: PLC0415  # only where there is a record

    path, when = standing.document.path, spelled(standing.date)
    if there == standing.document.hash:
        return Change(path, Action.UNCHANGED)
    if there is None:
        return Change(path, Action.WRITTEN, f"it was missing; as it was issued on {when}")
    if there in issued_hashes(issued.history.events) or options.overwrite_edited:
        return Change(path, Action.WRITTEN, f"as it was issued on {when}")
    return Change(path, Action.KEPT, f"edited by hand since it was issued on {when}")


def _with_bytes(kept: Kept, standing: Standing, issued: Issued, now: Now) -> Kept:
    """Stage what is to be put back, as the record holds it; what cannot be is a problem, and nothing is moved."""
    sent, folder = standing.document, issued.history.folder
    wanted = [(sent.file, sent.hash, sent.path)] if kept.change.done is Action.WRITTEN else []
    pdf = whole_files.pdf_path(sent.path)
    if sent.pdf and sent.pdf_hash and now.hash_of(pdf) is None:
        wanted.append((sent.pdf, sent.pdf_hash, pdf))
    staged: list[tuple[str, str]] = []
    for file, hash_, path in wanted:
        result = _staged(folder / file, hash_, now)
        if isinstance(result, Problem):
            change = kept.change._replace(done=Action.REFUSED)
            return kept._replace(change=change, problems=(*kept.problems, result))
        staged.append((result, path))
    document = staged.pop(0)[0] if kept.change.done is Action.WRITTEN else ""
    return kept._replace(staged=document, pdfs=tuple(staged))


def _staged(path: Path, hash_: str, now: Now) -> str | Problem:
    if now.work is None or staging.hash_on_disk(path) != hash_:
        message = "this document is not in the record as it was issued, so it cannot be put back"
        return Problem("kept-file-changed", FilePlace(path.as_posix()), message, "see `scrutiny verify`")
    return staging.stage(now.work / staging.STAGED, [path.read_bytes()])[0]


def _differences(standing: Standing, rendered: Rendered, issued: Issued, now: Now) -> list[Problem]:
    """Return what would now read otherwise, and why; information, for what was issued stays as it is."""
    sent = standing.document
    path = issued.history.folder / sent.file
    if rendered.hash == sent.hash or not paths.is_file(path):
        return []
    kept = staging.read(path)
    if isinstance(kept, Problem):
        return [kept]
    lines = different_lines(kept, _bytes_of(rendered, now))
    if not lines:
        return []
    reasons = _reasons(standing, now.templates.get(rendered.template, ""), now.inputs)
    if sent.as_edited and not reasons:  # it was meant to
        return []
    is_ours = {"the assessment", "the cycle file"}.isdisjoint(reasons)
    why = " and ".join(reasons) or "what it is made with"
    changed = f"{why} changed since, and {in_words(lines)}"
    message = f"this was issued on {spelled(standing.date)} and stays as it is: {changed}"
    hint = 'to correct it: scrutiny issue REFERENCE --replaces "REASON"'
    place = FilePlace((now.folder / sent.path).as_posix())
    return [Problem("issued-made-otherwise" if is_ours else "issued-differs", place, message, hint, _INFORMATION)]


def different_lines(issued: bytes, other: bytes) -> list[tuple[str, str]]:
    """Return the lines of text that differ between an issued document and another: how they read in each, or ""."""
    import difflib  # noqa: PLC0415  # only if there is something to compare

    from engross.word import Package  # noqa: PLC0415  # it loads the engine
    from engross.word.tools import show  # noqa: PLC0415  # likewise

    try:
        texts = [[*filter(str.strip, show(Package.open(data)).splitlines())] for data in (issued, other)]
    except Refused:
        return [("", "it cannot be read")]
    pairs: list[tuple[str, str]] = []
    matcher = difflib.SequenceMatcher(None, texts[0], texts[1], autojunk=False)
    for word, start, end, other_start, other_end in matcher.get_opcodes():
        if word != "equal":
            pairs += zip_longest(texts[0][start:end], texts[1][other_start:other_end], fillvalue="")
    return pairs


def in_words(lines: Sequence[tuple[str, str]]) -> str:
    """Return how the first line reads now and how it was issued, cut to where they differ, and how many more differ."""
    sent_line, after = (re.sub(_MARKS, "", line).strip() for line in lines[0])
    shared = next((place for place, (one, other) in enumerate(zip(sent_line, after, strict=False)) if one != other), 0)
    start = max(0, shared - _BEFORE)
    shown = [f"`{'…' if start else ''}{line[start : start + _WIDEST]}`" if line else "" for line in (sent_line, after)]
    if not sent_line:
        text = f"it would now also say {shown[1]}"
    else:
        text = f"it would now say {shown[1]} and not {shown[0]}" if after else f"it would say {shown[0]} no more"
    more = len(lines) - 1
    return text + (f", and {more} more {'line differs' if more == 1 else 'lines differ'}" if more else "")


def _bytes_of(rendered: Rendered, now: Now) -> bytes:
    if rendered.data or now.work is None:
        return rendered.data
    return (now.work / staging.STAGED / rendered.staged).read_bytes()


def _reasons(standing: Standing, template_hash: str, inputs: Inputs) -> list[str]:
    then = standing.document.inputs
    reasons = {
        "the assessment": inputs.assessment != then.assessment,
        "the cycle file": inputs.cycle != (then.cycle or ""),
        "the framework": inputs.framework != then.framework,
        "the template": template_hash != standing.document.template_hash,
        "the software": inputs.software != then.software,
    }
    return [what for what, has_changed in reasons.items() if has_changed]


def _refuse_another(outcome: Outcome, record: Record) -> None:
    """Refuse an assessment whose file and partnership had another reference when its documents were issued."""
    from scrutiny_response.domain.history import last_issue  # noqa: PLC0415  # only where there is a record

    for history in record.histories:
        last = last_issue(history.events)
        if last is None or not history.standing or last.partnership != outcome.partnership:
            continue
        if Path(last.assessment).name == Path(outcome.file).name:
            message = f"its documents were issued as {last.reference}, and it says {outcome.reference} now"
            again = f"write `reference: {last.reference}` again"
            hint = f"{again}; before another can be used, withdraw what was issued under it"
            raise Refused([Problem("issued-under-another", FilePlace(outcome.file), message, hint)])
