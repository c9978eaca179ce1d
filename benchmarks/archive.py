"""Invented articles with their attributions, as many as a benchmark of the database needs.

Everything comes from the seed. Statements, speakers and outlets are those of
`benchmarks.statements`, so that words are as rare and as common as in news and the same statement
turns up at several outlets; here they are set into articles of a dozen quotes, every offset exact.

    python -m benchmarks.archive quotes.db [--count 1000000]     # a database of so many quotes
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, cast

from benchmarks.statements import ADJECTIVES, NOUNS, VERBS, Printed, printed
from quotes.extract import Extraction
from quotes.types import Article, Attribution, Quote, Span, Speaker, SpeakerType

QUOTES_AN_ARTICLE = 12
"""As many as in the sample articles, nearly."""

if TYPE_CHECKING:
    from sqlite_utils import Database

_ROLES = ("mayor", "spokesperson", "chief engineer", "professor of law", "union leader", "minister")
_BATCH = 500
_NOUNS, _ADJECTIVES = frozenset(NOUNS), frozenset(ADJECTIVES)


def archive(count: int, seed: int) -> Iterator[Extraction]:
    """Articles with `count` attributions in all, or a few more; memory does not grow with `count`."""
    rng = random.Random(seed)
    waiting: dict[tuple[int, str], list[Printed]] = defaultdict(list)
    number = done = 0
    for item in printed(count, seed):
        month = (item.statement.published or "")[:7]
        held = waiting[item.outlet, month]
        held.append(item)
        if len(held) == QUOTES_AN_ARTICLE:
            yield _article(held, number, rng)
            number += 1
            done += len(held)
            held.clear()
    for held in waiting.values():
        if held and done < count:
            yield _article(held, number, rng)
            number += 1
            done += len(held)


def _article(items: list[Printed], number: int, rng: random.Random) -> Extraction:
    """One outlet's article around these quotes, each in a paragraph with words nobody said."""
    text = ""
    quotes: list[tuple[Quote, Speaker | None, tuple[str, ...]]] = []
    for item in items:
        statement, voice = item.statement, item.statement.voice
        source = voice.name or "they"
        start = len(text)
        if statement.kind == "direct":
            text += f"{statement.text} said {source}."
            content = Span.of(text, start, start + len(statement.text))
            cue = Span.of(text, content.end + 1, content.end + 5)
            who = Span.of(text, cue.end + 1, cue.end + 1 + len(source))
        else:
            text += f"{source} said {statement.text}."
            who = Span.of(text, start, start + len(source))
            cue = Span.of(text, who.end + 1, who.end + 5)
            content = Span.of(text, cue.end + 1, cue.end + 1 + len(statement.text))
        text += f" {_filler(rng)}\n\n"
        confidence = round(rng.betavariate(6, 1.2), 4)
        quote = Quote("statement", statement.kind, (content,), cue, who, confidence=confidence)
        speaker = None
        if voice.name:
            role = rng.choice(_ROLES) if rng.random() < 0.4 else None
            type_ = cast("SpeakerType", voice.type or "person")
            speaker = Speaker(voice.name, type_, voice.named, role, voice.affiliation, who)
        quotes.append((quote, speaker, _topics(statement.text)))
    article = Article(
        text=text,
        source=f"article-{number}.txt",
        origin=f"place-{number}",
        url=f"https://outlet-{items[0].outlet}.example/{number}",
        title=_filler(rng).removesuffix("."),
        outlet=f"Outlet {items[0].outlet}",
        published=items[0].statement.published,
    )
    return Extraction(
        article, [Attribution(article, quote, who, topics=topics) for quote, who, topics in quotes]
    )


def _topics(text: str) -> tuple[str, ...]:
    """As many terms as quotes in news have, as rare and as common: nouns, and pairs with their neighbours."""
    words = text.lower().replace(",", "").split()
    nouns = [(words[max(at - 1, 0)], word) for at, word in enumerate(words) if word in _NOUNS]
    terms = [before + " " + noun if before in _ADJECTIVES else noun for before, noun in nouns]
    rare = [word for word in words if len(word) > 8]
    return tuple(dict.fromkeys([*terms[:3], *rare[:2]]))


def _filler(rng: random.Random) -> str:
    words = [rng.choice(rng.choice((NOUNS, VERBS, ADJECTIVES))) for _ in range(rng.randint(8, 16))]
    return " ".join(words).capitalize() + "."


def group_same_words(db: Database) -> None:
    """Make groups of quotes with the same words, in place of the hours that comparing a million takes.

    What everybody says ("We do not comment …") is left out, as there are thousands of each.
    """
    from quotes.store.database import transaction

    with transaction(db):
        db.conn.execute(
            "INSERT INTO groups SELECT min(q.id), min(q.key), count(*), "
            "count(DISTINCT a.outlet_id), count(DISTINCT q.speaker_id) "
            "FROM quotes AS q JOIN articles AS a ON a.id = q.article_id "
            "GROUP BY q.text HAVING count(*) BETWEEN 2 AND 100"
        )
        db.conn.execute(
            "UPDATE quotes SET group_id = f.id FROM (SELECT g.id, q.text FROM groups AS g "
            "JOIN quotes AS q ON q.id = g.id) AS f WHERE quotes.text = f.text"
        )
        db.conn.execute("UPDATE groups SET key = (SELECT key FROM quotes WHERE id = groups.id)")


def main() -> None:
    """Command line."""
    from quotes import store

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database", type=Path)
    parser.add_argument("--count", type=int, default=1_000_000, help="quotes")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    db = store.open_database(given.database, create=True)
    run = store.start_run(db, "archive", "none")
    made = archive(given.count, given.seed)
    while batch := list(islice(made, _BATCH)):
        store.store_extractions(db, run, batch, "archive")
    group_same_words(db)
    store.finish_run(db, run)
    db.conn.close()


if __name__ == "__main__":
    main()
