"""Files, folders and streams → articles.

`read_articles` is all that the other stages need. One module reads one format; `formats` says
which suffix belongs to which; nothing here rewrites an article's text.
"""

from quotes.ingest.dates import parse_date
from quotes.ingest.formats import SUFFIXES
from quotes.ingest.sources import read_articles
from quotes.ingest.text import MAX_ARTICLE

__all__ = ["MAX_ARTICLE", "SUFFIXES", "parse_date", "read_articles"]
