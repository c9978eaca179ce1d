"""The order of a search's results: BM25 over the candidates alone.

The bm25() of SQLite's index goes through every quote that has a word of the query, of the whole database
and however few are to be ranked, to learn how rare the word is. Beside that, copying some hundred
candidates into an index of their own costs little, and the words around the hits are there at once.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing

from quotes.store.rows import INDEX_COLUMNS, Row, insertion

RANKED = 500
"""Candidates that are ranked at most, those that were stored last, where few are to be shown. Each takes
some twenty microseconds, and the word "the" is in nine of ten quotes.
"""

CANDIDATES = f"SELECT {', '.join(INDEX_COLUMNS)} FROM quotes_fts"
"""SQL that reads what `best` needs of quotes; WHERE rowid IN … is to follow."""

_CREATE = (
    f"CREATE VIRTUAL TABLE quotes_fts USING fts5 ({', '.join(INDEX_COLUMNS[1:])}, "
    "tokenize = 'unicode61 remove_diacritics 2')"
)
# The words of the quote count most, then who said it; role, affiliation, outlet and title help.
_RANK = "bm25(quotes_fts, 10.0, 4.0, 2.0, 2.0, 1.0, 1.0)"
_SNIPPET_WORDS = 40
_INDEXED = re.compile("[A-Za-z0-9]")


def check_expression(expression: str) -> None:
    """Raises sqlite3.OperationalError where this is no full-text expression of SQLite's."""
    with closing(_index()) as index:
        index.execute("SELECT 1 FROM quotes_fts WHERE quotes_fts MATCH ?", (expression,))


def best(
    candidates: Iterable[Row],
    expression: str,
    limit: int | None,
    offset: int = 0,
    mark: tuple[str, str] = ("", ""),
) -> dict[int, str]:
    """Of the candidates, quotes that match, the row ids of the best in their order, each with what is
    shown of its words, the hits between `mark`. `limit` None: all.
    """
    with closing(_index()) as index:
        index.executemany(insertion("quotes_fts", INDEX_COLUMNS), candidates)
        found = index.execute(
            f"SELECT rowid, snippet(quotes_fts, 0, ?, ?, '…', {_SNIPPET_WORDS}) FROM quotes_fts "
            f"WHERE quotes_fts MATCH ? ORDER BY {_RANK}, rowid LIMIT ? OFFSET ?",
            (*mark, expression, -1 if limit is None else limit, offset),
        )
        return dict(found.fetchall())


def narrowed(expression: str, **names: Sequence[str]) -> str:
    """The expression, asking for one of the names in each of these columns too.

    That spares looking at most matches one by one. It still finds those who merely have all words of a
    name. No column is asked for a name without a word that is surely in the index.
    """
    for column, each in names.items():
        phrases = ['"' + name.replace('"', '""') + '"' for name in each if _INDEXED.search(name)]
        if phrases and len(phrases) == len(each):
            expression = f"({expression}) AND {column} : ({' OR '.join(phrases)})"
    return expression


def _index() -> sqlite3.Connection:
    """An index like that of the database, in memory and empty."""
    index = sqlite3.connect(":memory:")
    index.execute(_CREATE)
    return index
