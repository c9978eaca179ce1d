"""What a process was at when it died, so that the next one does not die of it as well.

An article that takes its process down (out of memory, a fault in native code) cannot be caught. So a
task writes down which articles it is about to work on, and the next attempt takes those that were
being worked on one at a time, and leaves out the one that did it again.
"""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

_DEADLY = 2
"""So many processes have to die over an article alone: one may have been killed for other reasons."""


class Attempts:
    """The journal of a shard: which articles, counted from 0, each attempt took up last.

    A line is the first article of a batch and the one after its last; an attempt begins with an empty
    line. The file goes when the shard is done.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        self._suspects: set[int] = set()
        self._deaths: Counter[int] = Counter()
        for attempt in self._former():
            start, end = attempt
            self._suspects.update(range(start, end))
            if end - start == 1:
                self._deaths[start] += 1
        self._file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        os.write(self._file, b"\n")

    def suspect(self, article: int) -> bool:
        """Whether the article is to be taken alone."""
        return article in self._suspects

    def deadly(self, article: int) -> bool:
        """Whether the article is to be left out."""
        return self._deaths[article] >= _DEADLY

    def begin(self, start: int, end: int) -> None:
        """Note that work on these articles begins. Written at once: a killed process loses nothing."""
        os.write(self._file, f"{start} {end}\n".encode())

    def survived(self) -> None:
        """Note that nothing is being worked on: what kills the process now is no article's fault."""
        os.write(self._file, b"0 0\n")

    def close(self, *, done: bool) -> None:
        """Close the journal, and remove it where the shard is done."""
        os.close(self._file)
        if done:
            self._path.unlink(missing_ok=True)

    def _former(self) -> list[tuple[int, int]]:
        """The last entry of each earlier attempt."""
        last: list[tuple[int, int]] = []
        text = self._path.read_text("ascii") if self._path.exists() else ""
        for attempt in text.split("\n\n"):
            entries = [line.split() for line in attempt.splitlines()]
            whole = [(int(entry[0]), int(entry[1])) for entry in entries if len(entry) == 2]
            last += whole[-1:]
        return last
