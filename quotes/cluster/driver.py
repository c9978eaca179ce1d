"""Handing files of articles out to the workers of a dask cluster, and seeing them through."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple

from quotes.cluster.task import Options, Outcome, extract_shard
from quotes.errors import QuotesError
from quotes.extract import one_line_of

_TRIES = 12
"""How often a file is given out again after its workers died: three deaths find an article that kills
them, and give it up.
"""

_SECONDS = 20
"""How long a scheduler may take to answer."""


class Progress(NamedTuple):
    """How far the files are; `outcome` is that of the file that is done, None where it failed."""

    done: int
    files: int
    source: str
    outcome: Outcome | None
    problem: str | None


def extract_shards(
    sources: Sequence[str],
    folder: str,
    options: Options,
    *,
    workers: int = 2,
    scheduler: str | None = None,
    report: Callable[[Progress], None] = lambda progress: None,
) -> None:
    """Make a shard in `folder` of each file of articles, those that are there left alone.

    Without `scheduler` the tasks run in so many processes on this machine; with it on the dask cluster
    at that address, all of whose workers must see files and folder under the same names. `report` is
    called after each file. Raises QuotesError where dask is missing or the cluster cannot be reached.
    """
    try:
        from distributed import Client, KilledWorker, LocalCluster, as_completed
    except ImportError:
        raise QuotesError(
            "a cluster needs dask; install it with: pip install 'newsquotes[cluster]'"
        ) from None
    Path(folder).mkdir(parents=True, exist_ok=True)
    # Processes on this machine share the working directory, others do not.
    files = [str(Path(source).absolute()) for source in sources] if scheduler else list(sources)
    place = str(Path(folder).absolute())
    with ExitStack() as stack:
        if scheduler is None:
            # One thread a worker: extraction is bound to the processor, and one pipeline is loaded
            # for each process.
            cluster = stack.enter_context(
                LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None)
            )
            client = stack.enter_context(Client(cluster))
        else:
            client = stack.enter_context(_connect(Client, scheduler))

        def submit(file: str) -> Any:
            return client.submit(extract_shard, file, place, options, pure=False, retries=1)

        given = {submit(file): file for file in files}
        running = as_completed(given)
        deaths: Counter[str] = Counter()
        done = 0
        for future in running:
            file = given.pop(future)
            outcome = problem = None
            try:
                outcome = future.result()
            except KilledWorker:
                deaths[file] += 1
                if deaths[file] < _TRIES:
                    again = submit(file)
                    given[again] = file
                    running.add(again)
                    continue
                problem = "its worker processes died again and again; see their logs"
            except Exception as error:  # whatever befell the worker: the other files go on
                problem = one_line_of(error)
            done += 1
            report(Progress(done, len(files), file, outcome, problem))


def _connect(client: Any, scheduler: str) -> Any:
    try:
        return client(scheduler, timeout=_SECONDS)
    except (OSError, ValueError) as error:
        reason = " ".join(str(error).split())
        raise QuotesError(f"{scheduler}: no dask scheduler answers there ({reason})") from error
