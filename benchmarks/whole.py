"""`quotes extract --db` from end to end: against the bare pipeline, with two jobs, and in memory.

    python -m benchmarks.whole speed  [--articles 300]            # whole against bare, two jobs against one
    python -m benchmarks.whole memory [--few 2000] [--many 20000]  # peak of memory, of both

Articles are short and invented (`benchmarks.archive`), one JSON Lines file. Each run is a process of its
own, as users start it. Speed is words a second of wall-clock time after the model is loaded, so the
machine should have nothing else to do; start-up is timed on one article and taken off.
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
started = time.perf_counter()
for start in range(0, len(texts), BATCH):
    with nlp.memory_zone():
        for doc in annotate(texts[start : start + BATCH]):
            pass
print(time.perf_counter() - started)
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


def extract(source: Path, jobs: int = 1) -> tuple[float, float]:
    """Seconds of one extraction into a new database, and MiB of memory at its peak, in one process."""
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
        return time.perf_counter() - started, usage.ru_maxrss / 1024


def speed(folder: Path, articles: int) -> None:
    """Print words a second, bare and whole, with one job and two."""
    one, many = folder / "one.jsonl", folder / "many.jsonl"
    write(one, 1)
    words = write(many, articles)
    seconds = float(subprocess.check_output([sys.executable, "-c", _BARE, str(many)], text=True))
    found = {"bare": words / seconds}
    for jobs in (1, 2):
        taken = extract(many, jobs)[0] - extract(one, jobs)[0]
        found[f"{jobs} jobs" if jobs > 1 else "1 job"] = words / taken
    for name, rate in found.items():
        print(f"{name:<8}{rate:>8.0f} words/s")
    print(f"1 job : bare    {found['1 job'] / found['bare']:.2f}")
    print(f"2 jobs : 1 job  {found['2 jobs'] / found['1 job']:.2f}")


def memory(folder: Path, few: int, many: int) -> None:
    """Print the peak of memory of a small and a large extraction."""
    peaks = []
    for count in (few, many):
        path = folder / f"{count}.jsonl"
        write(path, count, characters=400)
        seconds, peak = extract(path)
        peaks.append(peak)
        print(f"{count:>7} articles  {peak:>7.0f} MiB  {seconds:>6.0f} s", flush=True)
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
