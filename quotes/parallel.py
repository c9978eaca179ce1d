"""Extraction in several processes on one machine: batches out, extractions back in order."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice

from quotes.errors import SourceError
from quotes.extract import BATCH, Extraction, extract_batch
from quotes.types import Article

Outcome = list[Extraction | SourceError]

#: Batches in flight a worker: enough to keep it busy, few enough to keep memory flat.
_AHEAD = 3


def extract_parallel(
    articles: Iterable[Article], *, jobs: int, attitudes: bool
) -> Iterator[Extraction | SourceError]:
    """As `quotes.extract.extract`, over `jobs` processes, each with a pipeline of its own.

    A worker that dies (out of memory, killed) costs the batches it held; each of their articles comes back
    as a SourceError.
    """
    # Forked children would share the parent's threads and database handles in an undefined state.
    context = multiprocessing.get_context("spawn")
    stream = iter(articles)
    batches = iter(lambda: list(islice(stream, BATCH)), [])
    with ProcessPoolExecutor(max_workers=jobs, mp_context=context) as pool:
        waiting: deque[tuple[list[Article], Future[Outcome]]] = deque()

        def submit(batch: list[Article]) -> None:
            waiting.append((batch, pool.submit(_work, batch, attitudes)))

        for batch in islice(batches, jobs * _AHEAD):
            submit(batch)
        while waiting:
            held, future = waiting.popleft()
            try:
                yield from future.result()
            except BrokenProcessPool:
                for article in held:
                    yield SourceError(
                        article.source, "the worker process died; try again with --jobs 1"
                    )
                continue
            following = next(batches, None)
            if following is not None:
                submit(following)


def _work(batch: list[Article], attitudes: bool) -> Outcome:
    return list(extract_batch(batch, attitudes=attitudes))
