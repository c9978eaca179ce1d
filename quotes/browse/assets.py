"""The addresses of the files in `static/`."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

CHARTS = ("vendor/d3-7.9.2.min.js", "vendor/plot-0.6.17.umd.min.js", "charts.js")
"""Scripts of a page with charts, in their order (`static/vendor/README.md`)."""

_STATIC = Path(__file__).parent / "static"


def url(datasette: Any, filename: str) -> str:
    """The address of a file in `static/`; it changes with the content, lest a browser keep it."""
    path = datasette.urls.static_plugins(_mounted_as(), filename)
    return f"{path}?{_digest(filename)}"


@cache
def _mounted_as() -> str:
    # Datasette serves a plugin's files under its distribution's name, or under the module's where
    # it runs from a source tree that was not installed.
    from datasette.plugins import get_plugins

    return next(p["name"] for p in get_plugins() if p["static_path"] == str(_STATIC))


@cache
def _digest(filename: str) -> str:
    return hashlib.sha256((_STATIC / filename).read_bytes()).hexdigest()[:8]
