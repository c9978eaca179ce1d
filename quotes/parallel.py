"""Extraction in several processes on one machine: batches out, extractions back in order."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from quotes.errors import SourceError
from quotes.extract import Extraction, extract_batch, in_batches
from quotes.types import Article

Outcome = list[Extraction | SourceError]

#: Batches in flight a worker: enough to keep it busy, few enough to keep memory flat.
_AHEAD = 3


def extract_parallel(
    articles: Iterable[Article], *, jobs: int, attitudes: bool, topics: bool
) -> Iterator[Extraction | SourceError]:
    """As `quotes.extract.extract`, over `jobs` processes, each with a pipeline of its own.

    Where a worker dies (out of memory, killed), the articles that were out are extracted again, each alone in
    a process; one that takes that down too comes back as a SourceError, and the others go on.
    """
    batches = in_batches(articles)
    while True:
        lost = yield from _until_a_death(batches, jobs, attitudes, topics)
        if lost is None:
            return
        yield from _one_by_one([article for batch in lost for article in batch], attitudes, topics)


def _until_a_death(
    batches: Iterator[list[Article]], jobs: int, attitudes: bool, topics: bool
) -> Generator[Extraction | SourceError, None, list[list[Article]] | None]:
    """Extracts the batches; returns None at their end, or those that were out when a worker died."""
    with _pool(jobs) as pool:
        waiting: deque[tuple[list[Article], Future[Outcome]]] = deque()
        while True:
            try:
                while len(waiting) < jobs * _AHEAD and (batch := next(batches, None)):
                    # In the list before it is handed out: a pool that is broken refuses it.
                    waiting.append((batch, Future()))
                    waiting[-1] = batch, pool.submit(_work, batch, attitudes, topics)
                if not waiting:
                    return None
                found = waiting[0][1].result()
            except BrokenProcessPool:
                return [held for held, _ in waiting]
            waiting.popleft()
            yield from found


def _one_by_one(
    articles: Sequence[Article], attitudes: bool, topics: bool
) -> Iterator[Extraction | SourceError]:
    """Extracts articles of which one or another kills its process."""
    left = deque(articles)
    while left:
        with _pool(1) as pool:  # until it breaks
            while left:
                article = left.popleft()
                try:
                    yield from pool.submit(_work, [article], attitudes, topics).result()
                except BrokenProcessPool:
                    reason = "the process died over it; it is left out"
                    yield SourceError(article.source, reason)
                    break


def _pool(jobs: int) -> ProcessPoolExecutor:
    # Forked children would share the parent's threads and database handles in an undefined state.
    return ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"))


def _work(batch: list[Article], attitudes: bool, topics: bool) -> Outcome:
    return list(extract_batch(batch, attitudes=attitudes, topics=topics))
