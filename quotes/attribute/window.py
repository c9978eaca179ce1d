"""The window of words around a cue in which its content and source are looked for."""

from __future__ import annotations

from bisect import bisect_right

#: Words before the cue's first and after its last word. On PolNeAR's training articles 99 of 100
#: attributions lie within 40 words before and 58 behind.
BEFORE, AFTER = 48, 80

#: What each word of a window may be.
ROLES = ("O", "B-content", "I-content", "B-source", "I-source")

#: Least distances, in words, of the classes that the network tells apart on each side of the cue.
_BOUNDS = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64)
BUCKETS = 2 * len(_BOUNDS) + 1


def bucket(offset: int) -> int:
    """The class of a signed distance in words from the cue (0: inside it)."""
    step = bisect_right(_BOUNDS, abs(offset))
    return len(_BOUNDS) + (step if offset > 0 else -step)
