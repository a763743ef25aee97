"""An assessment file and what a run is made with → the settings with which its documents are made anew."""

from __future__ import annotations

from pathlib import Path

from scrutiny_response import resources
from scrutiny_response.generate.declared import declaring
from scrutiny_response.generate.settings import Settings, read_templates
from scrutiny_response.intake import find_framework
from scrutiny_response.use_cases.generate import Sources


def settings_of(file: str, used: Sources) -> Settings:
    """Return the settings of one assessment; Refused if the templates or the framework cannot be read."""
    templates = read_templates(used.templates or resources.templates())
    return Settings(find_framework(used.framework), templates, cycles=declaring([Path(file)], ()))
