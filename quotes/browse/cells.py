"""Links in the cells of Datasette's own tables: from a row to the page where it can be read."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from quotes.browse.links import Links

# table → column → the page it leads to, and the column that identifies it there
_PAGES = {
    "quote_list": {
        "quote": ("quote", "key"),
        "key": ("quote", "key"),
        "speaker": ("speaker", "speaker_id"),
        "title": ("article", "article_id"),
        "article": ("article", "article_id"),
    },
    "speaker_list": {"speaker": ("speaker", "id")},
    "statement_list": {"quote": ("quote", "key"), "key": ("quote", "key")},
    "groups": {"key": ("quote", "key")},
    "quotes": {"text": ("quote", "key"), "key": ("quote", "key")},
    "articles": {"title": ("article", "id"), "source": ("article", "id")},
    "speakers": {"name": ("speaker", "id")},
}
_ENOUGH = 300  # characters; Datasette, too, cuts what it shows in a cell


def link(
    datasette: Any, database: str, table: str, column: str, value: Any, row: Any
) -> Markup | None:
    """The cell as a link, or None where Datasette's way of showing it will do."""
    page, identifier = _PAGES.get(table, {}).get(column, (None, None))
    if page is None or identifier not in row.keys():  # noqa: SIM118  (a sqlite3.Row iterates over values)
        return None
    if not isinstance(value, str) or not value or row[identifier] is None:
        return None
    address = getattr(Links(datasette, database), page)(_plain(row[identifier]))
    shown = value if len(value) <= _ENOUGH else value[:_ENOUGH] + "…"
    return Markup('<a href="{}">{}</a>').format(address, shown)


def _plain(value: Any) -> Any:
    # Datasette expands a foreign key to {"value": …, "label": …}.
    return value["value"] if isinstance(value, dict) else value
