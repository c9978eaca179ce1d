"""Articles, quotes and speakers in SQLite: stored once, corrected by people, found again.

`open_database` first; everything else takes the database it returns.
"""

from quotes.store.database import open_database
from quotes.store.people import (
    Alias,
    SpeakerDetail,
    SpeakerQuote,
    SpeakerSummary,
    get_speaker,
    list_speakers,
    merge_speakers,
)
from quotes.store.report import EXPORT_COLUMNS, database_info, export_rows
from quotes.store.schema import SCHEMA_VERSION, schema_sql
from quotes.store.search import MARK, Hit, SearchResult, search
from quotes.store.verdicts import add_review, read_record
from quotes.store.write import (
    finish_run,
    needs_extraction,
    record_failure,
    record_unchanged,
    start_run,
    store_extraction,
)

__all__ = [
    "EXPORT_COLUMNS",
    "MARK",
    "SCHEMA_VERSION",
    "Alias",
    "Hit",
    "SearchResult",
    "SpeakerDetail",
    "SpeakerQuote",
    "SpeakerSummary",
    "add_review",
    "database_info",
    "export_rows",
    "finish_run",
    "get_speaker",
    "list_speakers",
    "merge_speakers",
    "needs_extraction",
    "open_database",
    "read_record",
    "record_failure",
    "record_unchanged",
    "schema_sql",
    "search",
    "start_run",
    "store_extraction",
]
