"""Sphinx's settings. The documentation is built offline: nothing is fetched, nothing asks another host."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

project = "Writ"
author = "The Writ authors"
copyright = "The Writ authors, Apache-2.0"

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.doctest"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build"]
myst_enable_extensions = ["colon_fence", "deflist", "fieldlist"]
myst_heading_anchors = 3
suppress_warnings = ["myst.strikethrough"]

autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_class_signature = "separated"
nitpicky = False

html_theme = "furo"
html_title = "Writ"
html_static_path = ["_static"]
html_show_sphinx = False
html_copy_source = False
