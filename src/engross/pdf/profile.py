"""A folder → a profile of LibreOffice's own in it, with which it begins at once.

An empty profile takes three quarters of LibreOffice's start: it tries out how this machine draws, each time, as it does
behind an upgrade; and it ends and begins again, once it has looked for extensions that an earlier build has left.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from html import escape
from pathlib import Path
from typing import NamedTuple

from engross import paths

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


class Setting(NamedTuple):
    """A setting of LibreOffice's: where it stands, its name, and its value."""

    path: str
    name: str
    value: str


_SETTINGS = (
    # Otherwise LibreOffice copies what it has for new users: its own macros, text blocks and galleries.
    Setting("/org.openoffice.Setup/Office", "ooSetupInstCompleted", "true"),
    # Any version that is not earlier than its own tells it that there was no upgrade.
    Setting("/org.openoffice.Setup/Product", "ooSetupLastVersion", "999.9"),
)
_VERSIONS = ("versionrc", "version.ini", "../Resources/versionrc")
"""Where LibreOffice says which build it is, from its program: on Linux, Windows and macOS."""
_BUILD = "buildid="


def write_profile(folder: Path, program: Path, settings: Sequence[Setting] = ()) -> None:
    """Write a new profile for LibreOffice's `program`, with more settings; OSError if it cannot be written."""
    user = folder / "user"
    user.mkdir(parents=True)
    items = "".join(map(_item, (*_SETTINGS, *settings)))
    text = f'{HEAD}<oor:items xmlns:oor="http://openoffice.org/2001/registry">\n{items}</oor:items>\n'
    (user / "registrymodifications.xcu").write_text(text, encoding="utf-8", newline="\n")
    if build := _build(program):
        (user / "extensions").mkdir()
        (user / "extensions" / "buildid").write_text(build, encoding="utf-8", newline="\n")


def _item(setting: Setting) -> str:
    value = f'<prop oor:name="{setting.name}" oor:op="fuse"><value>{escape(setting.value, quote=False)}</value></prop>'
    return f'<item oor:path="{setting.path}">{value}</item>\n'


def _build(program: Path) -> str:
    """Return which build of LibreOffice this is; empty if that is not known, and then it begins twice."""
    own = Path(paths.real(program)).parent
    for name in _VERSIONS:
        with suppress(OSError, UnicodeDecodeError):
            lines = (own / name).read_text(encoding="utf-8").splitlines()
            return next((line.removeprefix(_BUILD) for line in lines if line.startswith(_BUILD)), "")
    return ""
