"""Refresh and check the vendored script and fonts: `python tools/vendor.py [check]`.

Refreshing needs npm and `pip install fonttools[woff]`; checking, testing and running need neither. What stands in
`src/writ/web/static/vendor/` is committed with version, licence and hash in `manifest.json`.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Mapping
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "src" / "writ" / "web" / "static" / "vendor"
HTMX = "htmx.org@2.0.11"
FONT = "@expo-google-fonts/noto-sans@0.4.2"
LETTERS = (
    "U+0020-007E,U+00A0-017F,U+0192,U+0218-021B,U+02BC,U+02C6-02DD,U+0300-0304,U+0306-030C,U+0400-045F,U+0490-0491,"
    "U+2009-2015,U+2018-2026,U+202F,U+2030,U+2032-2033,U+2039-203A,U+2044,U+20AC,U+2116,U+2122,U+2212,U+FEFF"
)
"""Latin with its extension A, Serbian and neighbouring Cyrillic, punctuation, the true minus, the euro."""


def manifest() -> Mapping[str, Mapping[str, str]]:
    """File name to package, version, licence and sha256, as committed."""
    files: dict[str, dict[str, str]] = json.loads((FOLDER / "manifest.json").read_text(encoding="utf-8"))
    return files


def changed() -> tuple[str, ...]:
    """Names of vendored files that are missing, unlisted or not what the manifest says."""
    listed = manifest()
    present = {path.name for path in FOLDER.iterdir()} - {"manifest.json"}
    wrong = {name for name in present & set(listed) if _sha256(FOLDER / name) != listed[name]["sha256"]}
    return tuple(sorted(wrong | (present ^ set(listed))))


def refresh() -> None:
    """Fetch the packages from npm, cut the fonts to our letters, write files and manifest anew."""
    with tempfile.TemporaryDirectory() as name:
        room = Path(name)
        htmx, font = _unpacked(HTMX, room), _unpacked(FONT, room)
        (FOLDER / "htmx.min.js").write_bytes((htmx / "dist" / "htmx.min.js").read_bytes())
        (FOLDER / "htmx-LICENSE.txt").write_bytes((htmx / "LICENSE").read_bytes())
        (FOLDER / "noto-sans-OFL.txt").write_bytes((font / "LICENSE_FONT").read_bytes())
        for weight, source in (
            ("400", "400Regular/NotoSans_400Regular"),
            ("700", "700Bold/NotoSans_700Bold"),
        ):
            _cut(font / f"{source}.ttf", FOLDER / f"noto-sans-{weight}.woff2")
    listed = {
        path.name: {
            "package": (HTMX if path.name.startswith("htmx") else FONT).rpartition("@")[0],
            "version": (HTMX if path.name.startswith("htmx") else FONT).rpartition("@")[2],
            "licence": "0BSD" if path.name.startswith("htmx") else "OFL-1.1",
            "sha256": _sha256(path),
        }
        for path in sorted(FOLDER.iterdir())
        if path.name != "manifest.json"
    }
    (FOLDER / "manifest.json").write_text(json.dumps(listed, indent=2) + "\n", encoding="utf-8")


def _unpacked(package: str, room: Path) -> Path:
    packed = subprocess.run(
        ["npm", "pack", "--silent", package], cwd=room, check=True, capture_output=True, text=True
    )
    target = room / package.replace("/", "-")
    with tarfile.open(room / packed.stdout.split()[-1]) as archive:
        archive.extractall(target, filter="data")
    return target / "package"


def _cut(source: Path, target: Path) -> None:
    subprocess.run(
        [
            sys.executable,
            "-m",
            "fontTools.subset",
            str(source),
            f"--unicodes={LETTERS}",
            # locl carries the Serbian forms of Cyrillic letters, tnum the figures of equal width.
            "--layout-features=ccmp,locl,mark,mkmk,kern,tnum,lnum,case",
            "--flavor=woff2",
            f"--output-file={target}",
        ],
        check=True,
    )


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    if sys.argv[1:] != ["check"]:
        refresh()
    differing = changed()
    print("\n".join(differing) or "vendored files are as the manifest says")
    sys.exit(1 if differing else 0)
