"""Lines of a stream, in bounded memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO


def read_lines(stream: BinaryIO, longest: int) -> Iterator[tuple[int, bytes | None]]:
    """Number (from 1) and bytes of each line, end included; None if longer than `longest` bytes."""
    number = 0
    while line := stream.readline(longest):
        number += 1
        if len(line) == longest and not line.endswith(b"\n"):
            _skip_line(stream)
            yield number, None
        else:
            yield number, line


def _skip_line(stream: BinaryIO) -> None:
    while (part := stream.readline(1 << 20)) and not part.endswith(b"\n"):
        pass
