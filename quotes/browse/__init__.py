"""The quote database in the browser: a Datasette plugin.

Reading, filtering, exporting and the JSON API are Datasette's. This package adds what a quote
database has of its own: descriptions of tables and columns, pages for searching and for reading a
quote, an article or a speaker, and links to them from Datasette's tables. It reads the database
alone, and an instance that serves no quote database stays as it is. `quotes.browse.server.serve`
starts a server.

Only hooks stand here. They import what they need when they are called, because Datasette loads its
plugins in the middle of its own imports.
"""

from __future__ import annotations

from typing import Any

from datasette import hookimpl


@hookimpl
def get_metadata(datasette: Any) -> dict[str, Any]:
    """Titles, descriptions, facets and full-text search of every quote database served."""
    from quotes.browse import databases, metadata

    return metadata.describe(
        databases.names(datasette), datasette.urls.table, sole=databases.sole(datasette)
    )


@hookimpl
def register_routes(datasette: Any) -> list[tuple[str, Any]]:
    """The project's own pages; none where there is no quote database."""
    from quotes.browse import routes

    return routes.routes(datasette)


@hookimpl
def prepare_jinja2_environment(env: Any) -> None:
    """The filters that the project's templates use."""
    from quotes.browse import wording

    env.filters.update(wording.FILTERS)


@hookimpl
def prepare_connection(conn: Any, database: str, datasette: Any) -> None:
    """Reading as quick as it can be, for quote databases."""
    from quotes.browse import databases
    from quotes.store.database import MAPPED

    if database in databases.names(datasette):
        # Datasette decodes text in Python, for databases in other encodings; ours are UTF-8.
        conn.text_factory = str
        conn.execute("PRAGMA cache_size = -32000")
        conn.execute(f"PRAGMA mmap_size = {MAPPED}")


@hookimpl
def render_cell(
    row: Any, value: Any, column: str, table: str | None, database: str, datasette: Any
) -> Any:
    """Links from Datasette's tables to the project's pages."""
    from quotes.browse import cells, databases

    if table is None or database not in databases.names(datasette):
        return None
    return cells.link(datasette, database, table, column, value, row)


@hookimpl
def extra_css_urls(database: str | None, datasette: Any) -> list[str]:
    """Datasette's own pages in the colours of ours, where they show a quote database."""
    from quotes.browse import assets, databases

    names = databases.names(datasette)
    ours = database in names if database else databases.sole(datasette) is not None
    return [assets.url(datasette, name) for name in ("palette.css", "tables.css") if ours]


@hookimpl
def asgi_wrapper(datasette: Any) -> Any:
    """Security headers on every answer of an instance with a quote database, and no counts that take
    longer than what they count.
    """
    from quotes.browse import counting, databases, security

    if not databases.names(datasette):
        return lambda app: app
    guard, spare = security.wrapper(datasette), counting.wrapper(datasette)
    return lambda app: guard(spare(app))


@hookimpl
def startup(datasette: Any) -> Any:
    """Counts what the front page shows, and keeps an unknown address a plain 404 although rich is
    installed.
    """
    from datasette import handle_exception

    from quotes.browse import databases, figures

    # Where Datasette finds rich it prints every exception through it, local variables and all, and
    # fails at that: an unknown address is answered with 500. rich is our dependency, so mending
    # this falls to us.
    handle_exception.rich = None

    async def count() -> None:
        for name in databases.names(datasette):
            await figures.prepare(datasette.get_database(name))

    return count
