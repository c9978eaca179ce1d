"""Which address leads to which page, and what all pages have in common."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from datasette import NotFound, Response
from datasette.database import QueryInterrupted

from quotes.browse import assets, databases, downloads, drawings, pages, security, voices
from quotes.browse.links import Links
from quotes.browse.review import pages as review

# Row numbers beyond SQLite's integers are not there; SQLite would refuse to compare them.
_ID = r"(?P<id>[0-9]{1,18})"
_KEY = r"(?P<key>[0-9a-f]{1,64})"
_PAGES: list[tuple[str, pages.Page, str]] = [
    # address below /DATABASE/-/, page, the table whose permission it needs
    ("home", pages.home, "quote_list"),
    ("search", pages.search, "quote_list"),
    (r"search\.csv", downloads.csv, "quote_list"),
    (r"search\.json", downloads.records, "quote_list"),
    ("speakers", voices.speakers, "speakers"),
    ("compare", pages.compare, "quote_list"),
    ("outlets", voices.outlets, "quote_list"),
    ("method", pages.method_page, "quote_list"),
    (rf"quote/{_KEY}", pages.quote, "articles"),
    (rf"article/{_ID}", pages.article, "articles"),
    (rf"speaker/{_ID}", voices.speaker, "speakers"),
    (rf"speaker/{_ID}/(?P<name>{'|'.join(drawings.NAMES)})\.svg", voices.drawing, "speakers"),
    # These write, and are there for an instance of `quotes review` alone.
    ("review", review.begin, "articles"),
    ("review/undo", review.undo, "articles"),
    (rf"review/{_KEY}", review.decision, "articles"),
    (".*", pages.missing, "quote_list"),
]

View = Callable[..., Awaitable[Any]]


def routes(datasette: Any) -> list[tuple[str, View]]:
    """Patterns with views: each quote database's pages, and the front page where it is ours."""
    found = []
    for name in databases.names(datasette):
        prefix = re.escape(
            str(datasette.urls.database(name)).removeprefix(datasette.setting("base_url"))
        )
        found += [
            (f"/{prefix}/-/{address}$", _view(name, page, table)) for address, page, table in _PAGES
        ]
    if sole := databases.sole(datasette):
        found.append((r"/$", _view(sole, pages.home, "quote_list")))
    return found


def _view(database: str, page: pages.Page, table: str) -> View:
    async def view(datasette: Any, request: Any) -> Any:
        await datasette.ensure_permissions(
            request.actor,
            [("view-table", (database, table)), ("view-database", database), "view-instance"],
        )
        render = partial(_respond, datasette, request, database, page.__name__)
        links = Links(datasette, database)
        try:
            answer = await page(datasette.get_database(database), request, links)
            return answer if isinstance(answer, Response) else await render(*answer)
        except NotFound as missing:
            return await render("quotes/missing.html", {"message": str(missing)}, status=404)
        except QueryInterrupted:
            return await render("quotes/slow.html", {}, status=503)

    return view


async def _respond(
    datasette: Any,
    request: Any,
    database: str,
    page: str,
    template: str,
    context: dict[str, Any],
    status: int = 200,
) -> Any:
    links = Links(datasette, database)
    body = await datasette.render_template(
        template,
        {
            **context,
            "links": links,
            "site_pages": links.site(),
            "stylesheets": [assets.url(datasette, name) for name in ("palette.css", "quotes.css")],
            "script": assets.url(datasette, "keys.js"),
            "chart_scripts": [assets.url(datasette, name) for name in assets.CHARTS],
            "here": page,
            "site_title": datasette.metadata("title") or "Quotes",
        },
        request=request,
    )
    headers = {"content-security-policy": security.OUR_PAGES}
    return Response.html(body, status=status, headers=headers)
