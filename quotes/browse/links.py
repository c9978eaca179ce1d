"""The addresses of the project's pages in one database."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from quotes.browse import databases
from quotes.browse.review import desk


class Links:
    """Addresses under `/DATABASE/-/`, with Datasette's base URL in front."""

    def __init__(self, datasette: Any, database: str) -> None:
        self._urls = datasette.urls
        self._database = database
        self.desk = desk.at(datasette)
        self._is_front_page = databases.sole(datasette) == database

    def home(self) -> str:
        return self._urls.instance() if self._is_front_page else self._page("home")

    def site(self) -> list[tuple[str, str, str]]:
        """What stands in the header of every page: name of the page, address, label."""
        review = [("begin", self.review(), "Review")] if self.desk else []
        return [
            *review,
            ("search", self.search(), "Quotes"),
            ("speakers", self.speakers(), "Speakers"),
            ("compare", self.compare(), "Statements"),
            ("outlets", self.outlets(), "Outlets"),
            ("method_page", self.method(), "Method"),
            ("data", self.data(), "Data"),
        ]

    def search(self, suffix: str = "", **arguments: Any) -> str:
        """The search page, or with a suffix (".csv", ".json") its results as a file."""
        given = {name: value for name, value in arguments.items() if value not in (None, "")}
        return self._page(f"search{suffix}") + (f"?{urlencode(given)}" if given else "")

    def speakers(self, name: str = "", page: int = 1) -> str:
        given = ({"name": name} if name else {}) | ({"page": page} if page > 1 else {})
        return self._page("speakers") + (f"?{urlencode(given)}" if given else "")

    def compare(self, differing: bool = False, page: int = 1) -> str:
        given = ({"differing": 1} if differing else {}) | ({"page": page} if page > 1 else {})
        return self._page("compare") + (f"?{urlencode(given)}" if given else "")

    def outlets(self, a: str = "", b: str = "") -> str:
        return self._page("outlets") + (f"?{urlencode({'a': a, 'b': b})}" if a else "")

    def review(self, key: str = "", after: str = "") -> str:
        """Where a quote is reviewed; without a key, whatever comes next, or comes next after a quote."""
        return self._page("review" + (f"/{key}" if key else "")) + (
            f"?{urlencode({'after': after})}" if after else ""
        )

    def undo(self) -> str:
        return self._page("review/undo")

    def method(self) -> str:
        return self._page("method")

    def quote(self, key: str) -> str:
        return self._page(f"quote/{key}")

    def article(self, article_id: int, quote_key: str | None = None) -> str:
        return self._page(f"article/{article_id}") + (f"#q-{quote_key}" if quote_key else "")

    def speaker(self, speaker_id: int, page: int = 1) -> str:
        return self._page(f"speaker/{speaker_id}") + (f"?page={page}" if page > 1 else "")

    def drawing(self, speaker_id: int, name: str) -> str:
        """A chart of a speaker as a picture (`quotes.browse.drawings.NAMES`)."""
        return self._page(f"speaker/{speaker_id}/{name}.svg")

    def table(self, name: str, **arguments: Any) -> str:
        return self._urls.table(self._database, name) + (
            f"?{urlencode(arguments)}" if arguments else ""
        )

    def data(self) -> str:
        return self._urls.database(self._database)

    def row(self, table: str, row_id: int) -> str:
        return self._urls.row(self._database, table, str(row_id))

    def _page(self, path: str) -> str:
        return f"{self._urls.database(self._database)}/-/{path}"
