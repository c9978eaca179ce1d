"""Articles, quotes and speakers in SQLite: stored once, corrected by people, found again.

`open_database` first; everything else takes the database it returns. What searching does without is imported on
first use, so that a search is there at once.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

# Both have the name of their module, which would stand in their place otherwise.
from quotes.store.filling import filling, merge_index
from quotes.store.search import MARK, Hit, SearchResult, search

if TYPE_CHECKING:
    from quotes.store.bulk import store_extractions
    from quotes.store.compare import (
        VERSIONS,
        Piece,
        StatementDetail,
        StatementSummary,
        Version,
        compare_versions,
        get_statement,
        list_statements,
    )
    from quotes.store.copies import COPIES_AMONG, find_copies
    from quotes.store.database import open_database
    from quotes.store.decisions import merge_speakers, split_speaker
    from quotes.store.groups import group_quotes
    from quotes.store.linking import link_speakers
    from quotes.store.listed import Entry, read_aliases, use_aliases
    from quotes.store.people import (
        Alias,
        SpeakerDetail,
        SpeakerQuote,
        SpeakerSummary,
        get_speaker,
        list_speakers,
    )
    from quotes.store.report import EXPORT_COLUMNS, database_info, export_rows, reviewed_articles
    from quotes.store.schema import SCHEMA_VERSION, schema_sql
    from quotes.store.verdicts import add_review, read_record, undo_review
    from quotes.store.write import (
        articles_written,
        finish_run,
        needs_extraction,
        record_failure,
        record_unchanged,
        start_run,
        store_extraction,
    )

_HOMES = {
    "bulk": ("store_extractions",),
    "compare": (
        "VERSIONS",
        "Piece",
        "StatementDetail",
        "StatementSummary",
        "Version",
        "compare_versions",
        "get_statement",
        "list_statements",
    ),
    "copies": ("COPIES_AMONG", "find_copies"),
    "database": ("open_database",),
    "decisions": ("merge_speakers", "split_speaker"),
    "groups": ("group_quotes",),
    "linking": ("link_speakers",),
    "listed": ("Entry", "read_aliases", "use_aliases"),
    "people": (
        "Alias",
        "SpeakerDetail",
        "SpeakerQuote",
        "SpeakerSummary",
        "get_speaker",
        "list_speakers",
    ),
    "report": ("EXPORT_COLUMNS", "database_info", "export_rows", "reviewed_articles"),
    "schema": ("SCHEMA_VERSION", "schema_sql"),
    "verdicts": ("add_review", "read_record", "undo_review"),
    "write": (
        "articles_written",
        "finish_run",
        "needs_extraction",
        "record_failure",
        "record_unchanged",
        "start_run",
        "store_extraction",
    ),
}
"""What is imported on first use, by module."""

__all__ = [
    "COPIES_AMONG",
    "EXPORT_COLUMNS",
    "MARK",
    "SCHEMA_VERSION",
    "VERSIONS",
    "Alias",
    "Entry",
    "Hit",
    "Piece",
    "SearchResult",
    "SpeakerDetail",
    "SpeakerQuote",
    "SpeakerSummary",
    "StatementDetail",
    "StatementSummary",
    "Version",
    "add_review",
    "articles_written",
    "compare_versions",
    "database_info",
    "export_rows",
    "filling",
    "find_copies",
    "finish_run",
    "get_speaker",
    "get_statement",
    "group_quotes",
    "link_speakers",
    "list_speakers",
    "list_statements",
    "merge_index",
    "merge_speakers",
    "needs_extraction",
    "open_database",
    "read_aliases",
    "read_record",
    "record_failure",
    "record_unchanged",
    "reviewed_articles",
    "schema_sql",
    "search",
    "split_speaker",
    "start_run",
    "store_extraction",
    "store_extractions",
    "undo_review",
    "use_aliases",
]


def __getattr__(name: str) -> Any:
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
