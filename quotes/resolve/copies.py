"""Whether two articles are the same text: agency copy that several outlets print, perhaps cut.

MinHash (Broder 1997) estimates how much two texts share of their runs of words; signatures cut into
bands find the candidates without comparing all with all (locality-sensitive hashing, Indyk and
Motwani 1998). Candidates are then compared run by run.
"""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import blake2b

RULES = 2
"""To be raised with every change here: what was compared by older rules is compared again."""

SHARED = 0.5
"""The least share of the runs of both texts together that have to be in each (Jaccard index)."""

CONTAINED = 0.8
"""Or of the shorter one's, where it has at least `LEAST` runs: copy that was cut."""

LEAST = 60

_RUN = 5  # words
_BANDS, _ROWS = 42, 3  # finds 99.6 of 100 pairs that share half of their runs, 94 that share 0.4
_WORD = re.compile(r"\w+")


def bands(text: str) -> frozenset[int]:
    """Numbers of 63 bits. Two texts without a common one are hardly copies; empty for a text of a
    few words.
    """
    # Takes most of a second to import, and few commands compare articles.
    import numpy as np
    from datasketch import MinHash

    found = runs(text)
    if not found:
        return frozenset()
    # The runs are hashed already. The scheme is named, as bands are kept: another default of another
    # release would make old and new ones incomparable.
    minhash = MinHash(_BANDS * _ROWS, seed=1, hashfunc=int, scheme="affine32")
    minhash.update_batch([value & 0xFFFFFFFF for value in found])
    rows = np.asarray(minhash.hashvalues, dtype="<u4").reshape(_BANDS, _ROWS)
    return frozenset(_number(bytes([number]) + row.tobytes()) for number, row in enumerate(rows))


def same_copy(a: str, b: str) -> bool:
    """Whether the two texts are one, but for cuts and an editor's touch."""
    runs_a, runs_b = runs(a), runs(b)
    if not runs_a or not runs_b:
        return False
    common = len(runs_a & runs_b)
    shorter = min(len(runs_a), len(runs_b))
    if common >= SHARED * (len(runs_a) + len(runs_b) - common):
        return True
    return shorter >= LEAST and common >= CONTAINED * shorter


@lru_cache(maxsize=256)
def runs(text: str) -> frozenset[int]:
    """The runs of five words of a text, as numbers, whatever its case and typography."""
    words = _WORD.findall(text.casefold())
    return frozenset(
        _number(" ".join(words[i : i + _RUN]).encode("utf-8", "surrogatepass"))
        for i in range(len(words) - _RUN + 1)
    )


def _number(data: bytes) -> int:
    digest = blake2b(data, digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1  # SQLite's integers have a sign
