"""A cycle's folder → where in it the assessments, the documents, the record and the templates lie."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from engross import paths
from scrutiny_response import resources
from scrutiny_response.generate.records import record_of
from scrutiny_response.intake.file_names import own_templates
from scrutiny_response.use_cases.generate import Sources


class CycleFolder(Struct, frozen=True):
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

    def template_files(self) -> Mapping[str, Path]:
        """Return the templates that documents are made from here, by their files' names."""
        folder = self.templates or resources.templates()
        try:
            names = own_templates(os.listdir(folder))  # noqa: PTH208  # names are all that is wanted
        except OSError:
            return {}
        return {name: folder / name for name in names}

    @property
    def sources(self) -> Sources:
        """What documents are made with here, by one process."""
        return Sources(templates=self.templates, processes=1)

    @property
    def is_there(self) -> bool:
        """Whether this is a cycle's folder at all."""
        return paths.is_folder(self.inputs)
