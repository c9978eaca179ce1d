"""Files, folders and streams → articles.

`read_articles` is all that the other stages need. One module reads one format; `formats` says
which suffix belongs to which; nothing here rewrites an article's text. The other names are for
plugins that add formats.
"""

from quotes.ingest.dates import parse_date
from quotes.ingest.formats import SUFFIXES
from quotes.ingest.paths import files_of
from quotes.ingest.records import article_from_file, article_from_record
from quotes.ingest.source import Source
from quotes.ingest.sources import read_articles
from quotes.ingest.text import Limit, UnreadableError

MAX_ARTICLE = Limit().characters
"""The longest article that is read unless told otherwise, in characters."""

__all__ = [
    "MAX_ARTICLE",
    "SUFFIXES",
    "Source",
    "UnreadableError",
    "article_from_file",
    "article_from_record",
    "files_of",
    "parse_date",
    "read_articles",
]
