"""Articles, quotes and speakers in SQLite: stored once, corrected by people, found again.

`open_database` first; everything else takes the database it returns.
"""

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
from quotes.store.groups import group_quotes
from quotes.store.people import (
    Alias,
    SpeakerDetail,
    SpeakerQuote,
    SpeakerSummary,
    get_speaker,
    list_speakers,
    merge_speakers,
)
from quotes.store.report import EXPORT_COLUMNS, database_info, export_rows, reviewed_articles
from quotes.store.schema import SCHEMA_VERSION, schema_sql
from quotes.store.search import MARK, Hit, SearchResult, search
from quotes.store.verdicts import add_review, read_record, undo_review
from quotes.store.write import (
    finish_run,
    needs_extraction,
    record_failure,
    record_unchanged,
    start_run,
    store_extraction,
)

__all__ = [
    "COPIES_AMONG",
    "EXPORT_COLUMNS",
    "MARK",
    "SCHEMA_VERSION",
    "VERSIONS",
    "Alias",
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
    "compare_versions",
    "database_info",
    "export_rows",
    "find_copies",
    "finish_run",
    "get_speaker",
    "get_statement",
    "group_quotes",
    "list_speakers",
    "list_statements",
    "merge_speakers",
    "needs_extraction",
    "open_database",
    "read_record",
    "record_failure",
    "record_unchanged",
    "reviewed_articles",
    "schema_sql",
    "search",
    "start_run",
    "store_extraction",
    "undo_review",
]
