"""The build's own step: message catalogues are compiled when the package is built or installed, never committed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).parent / "tools"))

from compiling import compile_catalogues


class Catalogues(BuildHookInterface[Any]):  # type: ignore[misc,unused-ignore]
    """Runs before every build: wheel, sdist and editable install alike."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        compile_catalogues(Path(self.root))
