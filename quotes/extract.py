"""Article → attributions: the stages in a row."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

import quotes
from quotes.errors import QuotesError, SourceError
from quotes.models import model_folder, own_version
from quotes.types import Article, Attribution

#: Articles annotated together. Larger batches fill the parser's arrays better; memory grows with them.
BATCH = 16

#: Characters after which a batch takes no further article: a megabyte of text takes a gigabyte annotated.
BATCH_CHARACTERS = 200_000


class Extraction(NamedTuple):
    """An article with everything found in it, in reading order."""

    article: Article
    attributions: list[Attribution]


@cache
def version() -> str:
    """What the extraction depends on: program and model. Where it changes, articles are extracted again."""
    meta = json.loads((model_folder("en_quotes") / "meta.json").read_text("utf-8"))
    own = own_version()
    model = f"{meta['name']}-{meta['version']}" + (f"-own-{own}" if own else "")
    return f"{quotes.__version__}+{model}"


def extract(
    articles: Iterable[Article], *, jobs: int = 1, attitudes: bool = False, topics: bool = False
) -> Iterator[Extraction | SourceError]:
    """Extracts every article, in order. What fails comes as a SourceError in the article's place.

    `jobs` is the number of processes (1: this one). With `attitudes`, beliefs, wishes and support are
    included; statements and silence always are. With `topics`, attributions have the key terms that a
    database keeps.
    """
    if jobs > 1:
        from quotes.parallel import extract_parallel

        yield from extract_parallel(articles, jobs=jobs, attitudes=attitudes, topics=topics)
        return
    for batch in in_batches(articles):
        yield from extract_batch(batch, attitudes=attitudes, topics=topics)


def in_batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    """The articles, as many together as are annotated together."""
    batch: list[Article] = []
    for article in articles:
        batch.append(article)
        if is_full(batch):
            yield batch
            batch = []
    if batch:
        yield batch


def is_full(batch: list[Article]) -> bool:
    """Whether no further article should be annotated together with these."""
    return len(batch) >= BATCH or sum(len(article.text) for article in batch) >= BATCH_CHARACTERS


def extract_batch(
    articles: list[Article], *, attitudes: bool, topics: bool = False
) -> Iterator[Extraction | SourceError]:
    """Extracts a few articles with the pipeline of this process.

    An article on which the program stumbles comes as a SourceError too, and costs the others nothing. Raises
    QuotesError where the models cannot be loaded, which is no article's fault.
    """
    from quotes.annotate import load_pipeline

    load_pipeline()
    try:
        found = _extract_all(articles, attitudes, topics)
    except QuotesError:
        raise
    except Exception as error:
        # Which of them it was shows when each is alone; one article has nobody else to blame.
        if len(articles) > 1:
            for article in articles:
                yield from extract_batch([article], attitudes=attitudes, topics=topics)
            return
        reason = f"the program stumbled over it ({one_line_of(error)}); please report it"
        found = [SourceError(articles[0].source, reason)]
    yield from found


def release_models() -> None:
    """Give back the memory that the models of this process take, for who is done with extracting."""
    from quotes.annotate import release_pipelines

    release_pipelines()


def _extract_all(
    articles: list[Article], attitudes: bool, topics: bool
) -> list[Extraction | SourceError]:
    from quotes.annotate import annotate, load_pipeline
    from quotes.attribute import attribute
    from quotes.resolve.within import resolve
    from quotes.topics import with_topics

    nlp = load_pipeline()
    # Everything a Doc refers to is released with the zone, so that memory stays flat over millions.
    done: list[Extraction | SourceError] = []
    with nlp.memory_zone():
        docs = annotate(article.text for article in articles if _is_text(article.text))
        for article in articles:
            if not _is_text(article.text):
                reason = "holds half characters (lone surrogates); save it as UTF-8"
                done.append(SourceError(article.source, reason))
                continue
            doc = next(docs)
            found = resolve(article, *attribute(doc))
            if not attitudes:
                found = [a for a in found if a.quote.act != "attitude"]
            done.append(Extraction(article, with_topics(doc, found) if topics else found))
    return done


def one_line_of(error: Exception) -> str:
    """What an unforeseen error is, in one line."""
    return " ".join(f"{type(error).__name__}: {error}".split())[:200]


def _is_text(text: str) -> bool:
    """Whether the text can be written down: spaCy and SQLite both need it as UTF-8."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
