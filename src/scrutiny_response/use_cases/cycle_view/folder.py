"""A cycle's folder → where in it the assessments, the documents, the record and the templates lie."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from engross import paths
from scrutiny_response.generate.records import record_of
from scrutiny_response.use_cases.generate import Sources


@dataclass(frozen=True, slots=True)
class CycleFolder:
    """The folder that `scrutiny init` made: what the commands work on when they are typed in it."""

    root: Path

    @property
    def inputs(self) -> Path:
        """The folder of the assessments and the cycle file."""
        return self.root / "inputs"

    @property
    def output(self) -> Path:
        """The folder of the documents."""
        return self.root / "output"

    @property
    def record(self) -> Path:
        """The folder of the record."""
        return record_of(self.inputs)

    @property
    def templates(self) -> Path | None:
        """The cycle's own templates; None if it uses those that come with the software."""
        own = self.root / "templates"
        return own if paths.is_folder(own) else None

    @property
    def sources(self) -> Sources:
        """What documents are made with here, by one process."""
        return Sources(templates=self.templates, processes=1)

    @property
    def is_there(self) -> bool:
        """Whether this is a cycle's folder at all."""
        return paths.is_folder(self.inputs)
