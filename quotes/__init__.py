"""Who said what in the news: quotations, their speakers, and a database to search them in.

The public verbs and types are imported on first use, so that `import quotes` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_PUBLIC = {
    "Article": "quotes.types",
    "Attribution": "quotes.types",
    "Quote": "quotes.types",
    "QuotesError": "quotes.errors",
    "Span": "quotes.types",
    "Speaker": "quotes.types",
    "extract": "quotes.extract",
    "read_articles": "quotes.ingest",
    "open_database": "quotes.store",
    "search": "quotes.store",
}

__all__ = ["__version__", *sorted(_PUBLIC)]


def __getattr__(name: str) -> Any:
    if name in _PUBLIC:
        return getattr(import_module(_PUBLIC[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
