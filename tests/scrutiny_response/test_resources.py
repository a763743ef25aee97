"""The shipped folders and files are found, installed or in the repository."""

from __future__ import annotations

from pathlib import Path

import pytest

from scrutiny_response import resources
from tests.paths import ROOT


def test_in_the_repository_the_schemas_and_inputs_are_those_at_its_top() -> None:
    assert resources.schemas() == ROOT / "schemas"
    assert resources.inputs() == ROOT / "inputs"


def test_installed_the_shipped_folders_come_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "site-packages" / "scrutiny_response"
    (package / "shipped" / "templates").mkdir(parents=True)
    (tmp_path / "templates").mkdir()
    monkeypatch.setattr(resources, "_PACKAGE", package)
    assert resources.templates() == package / "shipped" / "templates"


def test_an_incomplete_installation_says_which_folder_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "src" / "scrutiny_response")
    with pytest.raises(FileNotFoundError, match="the folder inputs is missing from this installation"):
        resources.inputs()
