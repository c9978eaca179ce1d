"""Opening files and standard input, gzip or not."""

from __future__ import annotations

import gzip
import io
import os
import stat
from pathlib import Path
from typing import BinaryIO, cast

from quotes.ingest.text import UnreadableError

_GZIP_MAGIC = b"\x1f\x8b"
# News text shrinks to a third, very repetitive exports to a twentieth; gzip's own maximum is
# about 1030:1.
_BOMB_RATIO = 200
_BOMB_BYTES = 20_000_000


def open_file(path: str) -> tuple[BinaryIO, int | None]:
    """The file's bytes as they are, and their number, None where unknown. Raises OSError."""
    file = Path(path).open("rb")  # noqa: SIM115 - the caller closes it
    status = os.fstat(file.fileno())
    return file, status.st_size if stat.S_ISREG(status.st_mode) else None


def from_bytes(data: bytes) -> BinaryIO:
    """A stream of `data`."""
    return cast(BinaryIO, io.BufferedReader(cast(io.RawIOBase, io.BytesIO(data))))


def head(stream: BinaryIO) -> bytes:
    """The first bytes of a stream, which stay to be read."""
    return cast(io.BufferedReader, stream).peek(4096)[:4096]


def is_gzip(stream: BinaryIO) -> bool:
    """Whether the stream starts like gzip."""
    return head(stream).startswith(_GZIP_MAGIC)


def decompress(stream: BinaryIO) -> BinaryIO:
    """The decompressed bytes of a gzip stream; see `_Inflated` for what reading them may raise."""
    return cast(BinaryIO, io.BufferedReader(_Inflated(stream), 1 << 16))


class _Inflated(io.RawIOBase):
    """A gzip stream that refuses to swell without end.

    Reading raises UnreadableError for a compression bomb, OSError, EOFError or zlib.error where
    the data is broken.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._packed = _Counted(stream)
        self._inflated = gzip.GzipFile(fileobj=cast(BinaryIO, self._packed), mode="rb")
        self._produced = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._inflated.read(len(buffer))
        buffer[: len(data)] = data
        self._produced += len(data)
        if self._produced > _BOMB_BYTES and self._produced > _BOMB_RATIO * self._packed.count:
            raise UnreadableError(
                "swells more than any text when decompressed; it is not read further"
            )
        return len(data)


class _Counted:
    """Counts what is read of a stream that may not be able to tell its position, such as a pipe."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.count = 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self.count += len(data)
        return data
