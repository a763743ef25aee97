"""The name in an address → the file that its pages are about: a partnership's, or the cycle's own."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct
from werkzeug.exceptions import NotFound

from engross import paths
from engross.files import hash_of
from engross.problems import Problem
from scrutiny_response.desk.context import Desk
from scrutiny_response.desk.forms.forms import in_order
from scrutiny_response.desk.forms.options import Offer
from scrutiny_response.desk.forms.shape import part_at
from scrutiny_response.desk.pages import partnership_at
from scrutiny_response.domain.further import Declarations
from scrutiny_response.intake.declarations import FURTHER
from scrutiny_response.intake.rewriting import rewritten
from scrutiny_response.intake.tree import DataPath
from scrutiny_response.store import record as store
from scrutiny_response.use_cases.cycle_view import Partnership
from scrutiny_response.use_cases.editing import Changed, Values, save, value_at

CYCLE = "cycle"
"""The name of the cycle's own file in addresses: no assessment can be called so."""
_FIRST_KEYS = {"assessment": b"reference:\n", "cycle": b"inspection:\n"}
"""With what a file begins that says nothing yet; nothing of it stays if that is not answered."""
_NEW_CYCLE_FILE = b"# What is the same for every partnership of this cycle.\ninspection:\n"


class Subject(Struct, frozen=True, kw_only=True):
    """A file that is filled in: its kind, its name in addresses, its content, and what is wrong with it.

    `located` says which value a problem is about, `common` what the cycle file says for it, `partnership` what follows
    from it if it is one; `declared` are the values of the office's own.
    """

    kind: str
    slug: str
    title: str
    path: Path
    data: bytes
    values: Values
    problems: tuple[Problem, ...]
    located: Mapping[Problem, DataPath]
    common: Values
    partnership: Partnership | None = None
    declared: Declarations = ()

    @property
    def seen(self) -> str:
        """The hash of the content that a page shows."""
        return hash_of(self.data)

    @property
    def address(self) -> str:
        """The address of its task list."""
        return "/cycle" if self.kind == CYCLE else partnership_at(self.slug)

    def offer(self, desk: Desk) -> Offer:
        """Return what its options are taken from."""
        decided = value_at(self.values, ("decision", "level"))
        indicated = self.partnership.level.level if self.partnership else None
        level = decided if isinstance(decided, str) else indicated.id if indicated else None
        return Offer(desk.view.framework(), template_names(desk), self.values, level, self.declared)

    @property
    def passed_over(self) -> str:
        """The section that is not shown: of further values, if there are none."""
        return "" if self.declared or value_at(self.values, (FURTHER,)) else FURTHER

    def write(self, values: Values, seen: str) -> Changed | str:
        """Write these values into the file; return its content's hash, or the content that somebody else gave it.

        Refused if it cannot be written.
        """
        wanted = in_order(self.kind, values)
        if not isinstance(wanted, dict):
            raise TypeError(wanted)
        begun = self._begun() if _says_nothing(self.problems) else self.data
        data = rewritten(begun, self.path.as_posix(), wanted, order=part_at(self.kind, ()))
        if self.kind == CYCLE and not paths.is_taken(self.path):
            store.create(self.path, self.data)
        changed = save(self.path, seen, data)
        return changed or hash_of(data)

    def _begun(self) -> bytes:
        """Return the content of a file that says nothing, with a first key; what stands in comments stays."""
        comments = self.data.rstrip()
        return comments + (b"\n" if comments.removeprefix(BOM_UTF8) else b"") + _FIRST_KEYS[self.kind]

    def restore(self, data: bytes) -> Changed | None:
        """Give the file a content that it had before; return what it has if somebody changed it since.

        Refused if it cannot be written.
        """
        return save(self.path, self.seen, data)


def partnership_of(desk: Desk, slug: str) -> Partnership:
    """Return the partnership whose file has this name; NotFound, which becomes a page, if the cycle has none such."""
    one = desk.view.partnership(slug, desk.today())
    if one is None:
        raise NotFound
    return one


def called(desk: Desk, slug: str) -> str:
    """Return the partnership's name, whose file has this name; the file's if the cycle has none such."""
    about = subject(desk, slug)
    return about.title if about else slug


def subject(desk: Desk, slug: str) -> Subject | None:
    """Return the file of this name; None if the cycle has none."""
    return _cycle(desk) if slug == CYCLE else _partnership(desk, slug)


def _partnership(desk: Desk, slug: str) -> Subject | None:
    one = desk.view.partnership(slug, desk.today())
    if one is None:
        return None
    common = desk.view.common()
    return Subject(
        kind="assessment",
        slug=slug,
        title=one.name,
        path=Path(one.file),
        data=one.data,
        values={} if _says_nothing(one.problems) else one.values,
        problems=one.problems,
        located=one.paths,
        common=_said_for_all(common.values),
        partnership=one,
        declared=common.declared,
    )


def _said_for_all(values: Values) -> Values:
    """Return what the cycle file says of every assessment: of what it declares, the values."""
    declared = value_at(values, (FURTHER,))
    if not isinstance(values, Mapping) or not isinstance(declared, Mapping):
        return values or {}
    further = {name: value for name in declared if (value := value_at(declared, (name, "value"))) is not None}
    return {**values, FURTHER: further}


def _cycle(desk: Desk) -> Subject | None:
    file = desk.view.common()
    path = Path(file.file) if file.file else desk.folder.inputs / "cycle.yaml"
    return Subject(
        kind=CYCLE,
        slug=CYCLE,
        title="Settings of the cycle",
        path=path,
        data=_NEW_CYCLE_FILE if file.data is None else file.data,
        values={} if _says_nothing(file.problems) else file.values,
        problems=file.problems,
        located=file.paths,
        common={},
    )


def _says_nothing(problems: Iterable[Problem]) -> bool:
    """Return whether a file is empty, or holds comments alone: it is filled in as a new one is."""
    return any(problem.id == "empty-file" for problem in problems)


def template_names(desk: Desk) -> tuple[str, ...]:
    """Return the names of the templates that documents can be made from; variants belong to their kind."""
    return tuple(dict.fromkeys(name.partition(".")[0] for name in desk.folder.template_files()))
