"""The project and its libraries → a zip for an office without the internet, one for each system.

`python -m tools.build_bundle windows macos` writes them into `dist`. The libraries come through pip, wherever it is set
up to take them from. In the zip: their wheels for each Python that may be there, `uv`, which installs them, what starts
it, a hash of every file, and a bill of materials (CycloneDX).
"""

from __future__ import annotations

import email
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
SOURCE = Path(__file__).parent / "bundle"
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
EXTRAS = "desk,pdf,workbook"
_DATE = (2000, 1, 1, 0, 0, 0)
"""What stands for the time of writing, so that the same wheels give the same zip."""
_RUNS, _READS = 0o100755 << 16, 0o100644 << 16


def _markers(os_name: str, sys_platform: str, platform_system: str) -> dict[str, str]:
    return {"os_name": os_name, "sys_platform": sys_platform, "platform_system": platform_system}


@dataclass(frozen=True, slots=True)
class System:
    """A system: the names of its platforms for pip, for each kind of processor; what starts there, and with which uv.

    `markers` is what Python says there of the system: by that some packages need others.
    """

    platforms: Mapping[str, tuple[str, ...]]
    start: str
    uv: str
    markers: Mapping[str, str]


SYSTEMS = {
    "windows": System({"amd64": ("win_amd64",)}, "Start.cmd", "uv.exe", _markers("nt", "win32", "Windows")),
    "macos": System(
        {"arm64": ("macosx_14_0_arm64",), "x86_64": ("macosx_15_0_x86_64",)},
        "Start.command",
        "uv-{processor}",
        _markers("posix", "darwin", "Darwin"),
    ),
    "linux": System(
        {"x86_64": ("manylinux_2_28_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64")},
        "Start.command",
        "uv-{processor}",
        _markers("posix", "linux", "Linux"),
    ),
}


def build(system: str, folder: Path) -> Path:
    """Build the zip of one system into a folder; return its path."""
    own, project = SYSTEMS[system], tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        wheel = _own_wheel(work)
        version = wheel.name.split("-")[1]
        bundle = work / f"scrutiny-{version}-{system}"
        wheels = bundle / "wheels"
        wheels.mkdir(parents=True)
        shutil.copy(wheel, wheels)
        for number in PYTHONS:
            fetched = [path for each in own.platforms for path in _fetched(wheel, number, own, each, work)]
            needed = {Path(shutil.copy(path, wheels)) for path in fetched}
            _write(bundle / f"requirements-{number}.txt", "\n".join(sorted(_requirements(needed))) + "\n")
        programs = [_uv(own, processor, work, bundle) for processor in own.platforms]
        _write_texts(own, version, bundle)
        _write(bundle / "bom.json", json.dumps(_bill(wheels, programs, version, project), indent=2) + "\n")
        sums = "".join(f"{_hash(path)}  {path.relative_to(bundle).as_posix()}\n" for path in _files(bundle))
        _write(bundle / "SHA256SUMS", sums)
        return _zipped(bundle, folder, own)


def _own_wheel(work: Path) -> Path:
    _pip("wheel", "--no-deps", "--wheel-dir", str(work / "own"), str(ROOT))
    return next((work / "own").glob("scrutiny_response-*.whl"))


def _fetched(wheel: Path, number: str, system: System, processor: str, work: Path) -> list[Path]:
    """Fetch what one Python needs on one kind of processor, and also what is needed only on that system."""
    target = work / f"{number}-{processor}"
    words = [word for each in system.platforms[processor] for word in ("--platform", each)]
    only = ("--only-binary", ":all:", "--implementation", "cp", "--python-version", number)
    lacking = [f"{wheel}[{EXTRAS}]"]
    while lacking:  # pip decides by the system it runs on what is needed
        _pip("download", "--dest", str(target), *only, *words, *lacking)
        own = list(target.glob("*.whl"))
        lacking = sorted(_lacking(own, {**system.markers, "python_version": number}))
    return own


def _lacking(wheels: Sequence[Path], markers: Mapping[str, str]) -> Iterator[str]:
    """Yield what these wheels need of each other on a system, and is not among them."""
    there = {canonicalize_name(path.name.split("-")[0]) for path in wheels}
    for path in wheels:
        extras = EXTRAS.split(",") if path.name.startswith("scrutiny_response-") else [""]
        for words in _metadata(path).get_all("Requires-Dist", []):
            need = Requirement(words)
            is_needed = need.marker is None or any(
                need.marker.evaluate({**markers, "extra": extra}) for extra in (*extras, "")
            )
            if is_needed and canonicalize_name(need.name) not in there:
                yield f"{need.name}{need.specifier}"


def _metadata(wheel: Path) -> Message:
    with zipfile.ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        return email.message_from_bytes(archive.read(name))


def _pip(*words: str) -> None:
    subprocess.run([sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *words], check=True)  # noqa: S603 - our own words


def _requirements(wheels: set[Path]) -> Iterator[str]:
    """Yield a line for each package: its version, and the hashes of its wheels."""
    by_name: dict[str, list[Path]] = {}
    for path in wheels:
        by_name.setdefault("==".join(path.name.split("-")[:2]), []).append(path)
    for name, paths in by_name.items():
        extras = f"[{EXTRAS}]" if name.startswith("scrutiny_response==") else ""
        hashes = " ".join(sorted(f"--hash=sha256:{_hash(path)}" for path in paths))
        yield f"{name.replace('==', f'{extras}==', 1)} {hashes}"


def _uv(system: System, processor: str, work: Path, bundle: Path) -> Path:
    """Take uv's program out of its wheel; return the wheel."""
    target = work / f"uv-{processor}"
    platforms = [word for each in system.platforms[processor] for word in ("--platform", each)]
    _pip("download", "--no-deps", "--only-binary", ":all:", *platforms, "--dest", str(target), "uv")
    wheel = next(target.glob("uv-*.whl"))
    with zipfile.ZipFile(wheel) as archive:
        inner = next(name for name in archive.namelist() if name.endswith(("/scripts/uv", "/scripts/uv.exe")))
        (bundle / system.uv.format(processor=processor)).write_bytes(archive.read(inner))
    return wheel


def _write_texts(system: System, version: str, bundle: Path) -> None:
    first, last = PYTHONS[0], PYTHONS[-1]
    after = f"3.{int(last.split('.')[1]) + 1}"
    words = {
        "@VERSION@": version,
        "@PYTHON@": f">={first},<{after}",
        "@WORDS@": f"{first} to {last}",
        "@NEWEST@": last,
        "@START@": system.start,
    }
    end = "\r\n" if system.start.endswith(".cmd") else "\n"
    for name in (system.start, "Read me.txt"):
        text = (SOURCE / name).read_text(encoding="ascii")
        for word, meant in words.items():
            text = text.replace(word, meant)
        _write(bundle / name, text.replace("\n", end))
    shutil.copy(ROOT / "docs" / "for-it.md", bundle / "For IT.md")
    shutil.copy(ROOT / "LICENSE", bundle / "LICENSE.txt")


def _write(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8"))


def _bill(wheels: Path, programs: Sequence[Path], version: str, project: Mapping[str, Any]) -> dict[str, Any]:
    """Return the bill of materials: each wheel with its version, licence and hash, as CycloneDX 1.5."""
    own = project["project"]["name"]
    parts = [_component(path) for path in [*sorted(wheels.glob("*.whl")), *programs]]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": own, "version": version, "bom-ref": own}},
        "components": [part for part in parts if part["name"] != own],
    }


def _component(wheel: Path) -> dict[str, Any]:
    stated = _metadata(wheel)
    licence = str(stated["License-Expression"] or (stated["License"] or "").split("\n")[0] or "see the wheel")
    title, version = str(stated["Name"]).lower().replace("_", "-"), str(stated["Version"])
    return {
        "type": "library",
        "bom-ref": wheel.name,
        "name": title,
        "version": version,
        "licenses": [{"license": {"name": licence[:200]}}],
        "purl": f"pkg:pypi/{title}@{version}?file_name={wheel.name}",
        "hashes": [{"alg": "SHA-256", "content": _hash(wheel)}],
    }


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _files(bundle: Path) -> list[Path]:
    return sorted(path for path in bundle.rglob("*") if path.is_file())


def _zipped(bundle: Path, folder: Path, system: System) -> Path:
    """Write the zip, in which programs may run."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{bundle.name}.zip"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in _files(bundle):
            entry = zipfile.ZipInfo(f"{bundle.name}/{path.relative_to(bundle).as_posix()}", _DATE)
            is_program = path.name == system.start or path.name.startswith("uv")
            entry.external_attr = _RUNS if is_program else _READS
            entry.create_system = 3
            packed = zipfile.ZIP_STORED if path.suffix == ".whl" else zipfile.ZIP_DEFLATED
            archive.writestr(entry, path.read_bytes(), packed)
    return target


def main(words: Sequence[str]) -> None:
    """Build the zips of the systems that are named, windows and macos if none is."""
    for system in words or ("windows", "macos"):
        path = build(system, ROOT / "dist")
        sys.stdout.write(f"{path.relative_to(ROOT)}: {path.stat().st_size / 1_000_000:.1f} MB\n")


if __name__ == "__main__":
    main(sys.argv[1:])
