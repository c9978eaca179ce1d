"""`quotes extract --db` from end to end: against the bare pipeline, with two jobs, and in memory.

    python -m benchmarks.whole speed  [--articles 300]            # whole against bare, two jobs against one
    python -m benchmarks.whole memory [--few 2000] [--many 20000]  # peak of memory, of both

Articles are short and invented (`benchmarks.archive`), one JSON Lines file. Each run is a process of its
own, as users start it; start-up is timed on one article and taken off. The whole is compared with the
bare pipeline in seconds of the processor, of which each uses one core. What a second job gives is a
matter of wall-clock time: for that the machine should have nothing else to do.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from benchmarks.archive import archive

# Annotates every article and does nothing else, in batches as extraction does.
_BARE = """
import sys, time
from itertools import islice
from quotes.annotate import annotate, load_pipeline
from quotes.extract import BATCH
from quotes.ingest import read_articles
nlp = load_pipeline()
texts = [article.text for article in read_articles([sys.argv[1]], any_language=True)]
started = time.process_time()
for start in range(0, len(texts), BATCH):
    with nlp.memory_zone():
        for doc in annotate(texts[start : start + BATCH]):
            pass
print(time.process_time() - started)
"""


def write(path: Path, count: int, characters: int | None = None) -> int:
    """Write so many articles, cut to so many characters; the number of their words."""
    words = 0
    with path.open("w", encoding="utf-8") as file:
        for number, (article, _) in enumerate(islice(archive(count * 13, seed=7), count)):
            text = article.text[:characters]
            words += len(text.split())
            file.write(json.dumps({"id": str(number), "text": text}) + "\n")
    return words


class Cost(NamedTuple):
    """Seconds of the clock and of the processor, and MiB of memory at the peak of one process."""

    wall: float
    processor: float
    memory: float


def extract(source: Path, jobs: int = 1) -> Cost:
    """What one extraction into a new database costs."""
    with TemporaryDirectory() as folder:
        command = [
            sys.executable, "-m", "quotes", "extract", str(source), "--db", f"{folder}/quotes.db",
            "--jobs", str(jobs), "--any-language", "--format", "jsonl",
        ]  # fmt: skip
        started = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"quotes extract ended with {process.returncode}")
        wall = time.perf_counter() - started
        return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def speed(folder: Path, articles: int) -> None:
    """Print words a second, bare and whole, with one job and with two."""
    one, many = folder / "one.jsonl", folder / "many.jsonl"
    write(one, 1)
    words = write(many, articles)
    seconds = float(subprocess.check_output([sys.executable, "-c", _BARE, str(many)], text=True))
    costs = [(extract(one, jobs), extract(many, jobs)) for jobs in (1, 2)]
    (start, alone), (start_two, two) = costs
    whole = alone.processor - start.processor
    print(f"bare     {words / seconds:>8.0f} words a second of the processor")
    print(f"whole    {words / whole:>8.0f}")
    print(f"whole : bare    {seconds / whole:.2f}")
    print(f"1 job    {words / (alone.wall - start.wall):>8.0f} words a second of the clock")
    print(f"2 jobs   {words / (two.wall - start_two.wall):>8.0f}")
    print(f"2 jobs : 1 job  {(alone.wall - start.wall) / (two.wall - start_two.wall):.2f}")


def memory(folder: Path, few: int, many: int) -> None:
    """Print the peak of memory of a small and a large extraction."""
    peaks = []
    for count in (few, many):
        path = folder / f"{count}.jsonl"
        write(path, count, characters=400)
        cost = extract(path)
        peaks.append(cost.memory)
        print(
            f"{count:>7} articles  {cost.memory:>7.0f} MiB  {cost.processor:>6.0f} s of the processor"
        )
    print(f"ratio {peaks[1] / peaks[0]:.2f}")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["speed", "memory"])
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--few", type=int, default=2_000)
    parser.add_argument("--many", type=int, default=20_000)
    given = parser.parse_args()
    with TemporaryDirectory() as place:
        if given.what == "speed":
            speed(Path(place), given.articles)
        else:
            memory(Path(place), given.few, given.many)


if __name__ == "__main__":
    main()
