"""Every kind of page of the browser, and how long the server takes for it: see `benchmarks.queries`.

The addresses are drawn from the database: words and filters from its quotes, speakers by how often they are
quoted and by chance.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from quotes import store

if TYPE_CHECKING:
    from sqlite_utils import Database

Question = tuple[str, Mapping[str, Any]]
_QUOTE = (
    "SELECT q.key, q.quote, q.speaker_id, q.outlet, q.published, q.kind, q.type, q.article_id, q.speaker "
    "FROM quote_list AS q WHERE q.id = ?"
)
_TOP = (
    "SELECT speaker_id FROM quotes WHERE speaker_id IS NOT NULL "
    "GROUP BY speaker_id ORDER BY count(*) DESC LIMIT ?"
)


def addresses(
    db: Database, base: str, questions: Iterable[Question], seed: int, each: int
) -> Iterator[tuple[str, str]]:
    """Kinds of pages with addresses, `each` of every kind that has several.

    `questions` are searches, as `benchmarks.queries.queries` draws them.
    """
    rng, table = random.Random(seed), f"{base.removesuffix('/-')}/quote_list"
    for kind in ("home", "search", "speakers", "outlets", "compare", "method"):
        yield kind, f"{base}/{kind}"
    yield "compare, differing", f"{base}/compare?differing=1"
    yield "compare, page 20", f"{base}/compare?page=20"
    (last,) = db.conn.execute("SELECT max(id) FROM quotes").fetchone()
    for _ in range(each):
        row = None
        while row is None or not (row[2] and row[4]):
            row = db.conn.execute(_QUOTE, (rng.randint(1, last),)).fetchone()
        key, text, speaker, outlet, published, kind, type_, article, called = row
        word = max(text.split(), key=len).strip("“”.,")
        yield "quote", f"{base}/quote/{key}"
        yield "article", f"{base}/article/{article}"
        yield "speaker", f"{base}/speaker/{speaker}"
        yield (
            "speakers, by name",
            f"{base}/speakers?name={rng.choice(('ana', 'mara', 'hill', 'o'))}",
        )
        for name, filters in (
            ("speaker", {"speaker": speaker}),
            ("outlet", {"outlet": outlet}),
            ("month", {"since": published[:7], "until": published[:7]}),
            ("kind", {"kind": kind}),
            ("three filters", {"outlet": outlet, "kind": kind, "type": type_}),
            ("word, three filters", {"q": word, "outlet": outlet, "kind": kind, "type": type_}),
            ("word, newest", {"q": word, "sort": "newest"}),
        ):
            yield f"search, {name}", f"{base}/search?{urlencode(filters)}"
        for name, value in (("speaker", called), ("outlet", outlet), ("kind", kind)):
            yield f"table of quotes, {name}", f"{table}?{urlencode({f'{name}__exact': value})}"
    for (speaker,) in db.conn.execute(_TOP, (each,)).fetchall():
        yield "speaker, most quoted", f"{base}/speaker/{speaker}"
    for shape, arguments in questions:
        given = {"q": arguments["query"]} | {
            name: value for name, value in arguments.items() if name not in ("query", "speaker")
        }
        yield f"search, {shape.partition(' + ')[0]}", f"{base}/search?{urlencode(given)}"
        exact = {f"{name}__exact": given[name] for name in ("kind", "outlet") if name in given}
        yield "table of quotes, words", f"{table}?{urlencode({'_search': given['q'], **exact})}"


async def time_pages(
    path: Path, questions: Iterable[Question], seed: int, each: int
) -> tuple[dict[str, list[float]], dict[str, list[float]]]:
    """Milliseconds of each kind of page, at its first load since the server started and at the next."""
    from quotes.browse.server import instance_of

    db = store.open_database(path, readonly=True)
    visits = list(addresses(db, f"/{path.stem}/-", questions, seed, each))
    db.conn.close()
    random.Random(seed).shuffle(visits)
    datasette = instance_of(path)
    await datasette.client.get("/-/versions.json")  # a server that is up
    first: dict[str, list[float]] = {}
    again: dict[str, list[float]] = {}
    for kind, address in visits:
        for times in (first, again):
            started = time.process_time()
            answer = await datasette.client.get(address)
            name = kind if answer.status_code == 200 else f"{kind} ({answer.status_code})"
            times.setdefault(name, []).append(1000 * (time.process_time() - started))
    return first, again
