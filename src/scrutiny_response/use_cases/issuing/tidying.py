"""Documents that were issued or withdrawn → an output folder without what they have taken the place of.

What lies as it was generated is removed, with its PDF; what somebody edited is moved into the folder `earlier` beside
it, and told.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import count
from pathlib import Path

from engross import paths, pdf
from scrutiny_response.domain.asked_letters import Asked
from scrutiny_response.store import manifest, staging, whole_files
from scrutiny_response.store.patience import PATIENCE

EARLIER = "earlier"
"""The folder, beside documents, of edited ones that stand no more."""


def drafts_of(recorded: manifest.Record | None, issued: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield the path and the hash of each draft or embargoed version of documents that were issued, by their names."""
    for document in recorded.orphaned if recorded else ():
        letter = Asked.from_plain(document.follow_up).name if document.follow_up else ""
        if (letter or document.template.partition(".")[0]) in issued:
            yield document.path, document.hash


def tidied(folder: Path, documents: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Take documents out of the output folder, each with the hash it should have; yield what is to be told of it."""
    for path, wanted in documents:
        hash_ = staging.hash_on_disk(folder / path)
        if hash_ is None:
            continue
        if hash_ == staging.UNREADABLE:
            yield str(staging.unreadable(folder / path))
            continue
        if hash_ != wanted:
            yield from _moved(folder, path)
            continue
        beside = whole_files.pdf_path(path)
        is_own = paths.is_file(folder / beside) and pdf.made_from(folder / beside) == hash_
        for each in (beside, path) if is_own else (path,):  # a run that is killed between them finds the document
            problem = staging.remove(folder, each)
            yield str(problem) if problem else f"removed: {folder.as_posix()}/{each}"


def _moved(folder: Path, path: str) -> Iterator[str]:
    source = folder / path
    stem, suffix = source.stem, source.suffix
    names = (f"{stem}{suffix}" if number == 1 else f"{stem}-{number}{suffix}" for number in count(1))
    target = next(each for name in names if not paths.is_taken(each := source.parent / EARLIER / name))
    try:
        target.parent.mkdir(exist_ok=True)
        PATIENCE.wait_for(lambda: source.rename(target), source)
    except OSError as error:
        yield str(whole_files.unwritable(source, error))
        return
    yield f"edited by hand, and moved: {source.as_posix()} to {target.as_posix()}"
